"""In which groups the bot stays: those of the list."""

import logging

from telegram import Bot, Chat
from telegram.constants import ChatAction, ChatType
from telegram.error import TelegramError

from bot import texts_groups as texts
from bot.context import Services
from bot.groups import Groups
from knowledge import groups

log = logging.getLogger(__name__)
MOST_ASKED = 20  # of the list's small groups, whether one of them has become this one


async def stays(bot: Bot, services: Services, chat: Chat, *, aloud: bool) -> bool:
    """Whether the bot may be in this chat; if not, it leaves, with a sentence where it was spoken
    to (`aloud`)."""
    if await is_listed(bot, services, chat):
        return True
    await leave(bot, chat, aloud=aloud)
    return False


async def is_listed(bot: Bot, services: Services, chat: Chat) -> bool:
    """Whether a chat is on the list, if only under the id that it had before it grew."""
    listed = Groups(services.database)
    if await services.run(listed.one, chat.id):
        return True
    if chat.type != ChatType.SUPERGROUP:
        return False
    # Telegram says that the bot was added to a new supergroup before it says which group that was;
    # the old group itself tells where it has gone, and the courier calls `follow`.
    for old in (await services.run(listed.basic_ids))[:MOST_ASKED]:
        try:
            await bot.send_chat_action(old, ChatAction.TYPING)
        except TelegramError as error:
            log.debug("a group of the list did not answer: %s", type(error).__name__)
    return await services.run(listed.one, chat.id) is not None


async def follow(services: Services, old: int, new: int) -> None:
    """A group has become a supergroup: all that names it names the new one. Told more than once,
    by each of the two groups and by Telegram's refusals, it is done once."""
    await services.scribe.write(lambda session: groups.move(session, old, new))


async def leave(bot: Bot, chat: Chat, *, aloud: bool) -> bool:
    """Say why in a group (`aloud`), and go; whether the bot is out now."""
    try:
        if aloud and chat.type in (ChatType.GROUP, ChatType.SUPERGROUP):
            await bot.send_message(chat.id, texts.NOT_LISTED)
    except TelegramError as error:
        log.info("a group was left without a word: %s", type(error).__name__)
    return await go(bot, chat.id)


async def go(bot: Bot, chat_id: int) -> bool:
    """Go out of a chat without a word; whether the bot is out now."""
    try:
        await bot.leave_chat(chat_id)
    except TelegramError as error:
        log.warning("a group could not be left: %s", type(error).__name__)
        return False
    return True
