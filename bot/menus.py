"""What Telegram shows of the bot: its description, and everybody's menu of commands."""

import logging

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeChat
from telegram.error import TelegramError

from bot import texts
from bot.commands import ASK, COMMANDS, Command, commands_for
from bot.context import Services
from knowledge.people import Role

log = logging.getLogger(__name__)


async def introduce(bot: Bot, services: Services) -> None:
    """Tell Telegram what the bot is, and who finds more in their menu; nothing depends on it."""
    try:
        await bot.set_my_commands(_entries(COMMANDS))
        await bot.set_my_commands(_entries((ASK,)), scope=BotCommandScopeAllGroupChats())
        await bot.set_my_description(texts.DESCRIPTION)
        await bot.set_my_short_description(texts.SHORT_DESCRIPTION)
    except TelegramError as error:
        log.warning("menu or description was not set: %s", type(error).__name__)
    for member in await services.run(services.people.with_menus):
        await show_menu(bot, member.telegram_id, member.role)


async def show_menu(bot: Bot, person: int, role: Role) -> None:
    """The menu in one person's chat. A menu gives no right: it only shows what there is."""
    scope = BotCommandScopeChat(person)
    try:
        if role.covers(Role.REVIEWER):
            await bot.set_my_commands(_entries(commands_for(role)), scope=scope)
        else:
            await bot.delete_my_commands(scope=scope)
    except TelegramError as error:
        # Somebody who has never written to the bot has no chat that could show one.
        log.debug("a menu was not set: %s", type(error).__name__)


def _entries(commands: tuple[Command, ...]) -> list[BotCommand]:
    return [BotCommand(command.name, command.description) for command in commands]
