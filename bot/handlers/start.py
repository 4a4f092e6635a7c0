"""/start and /help: the first screen, and how to ask."""

from telegram import InlineKeyboardMarkup, Update

from bot import commands, texts
from bot.callbacks import Verb
from bot.cards import button
from bot.context import App, Context
from bot.handlers.dispatching import on_command
from bot.tickets import deliver
from knowledge.people import Role


def register(application: App) -> None:
    on_command(application, commands.START, start, role=Role.MEMBER)
    on_command(application, commands.HELP, show_help, role=Role.MEMBER)


async def start(update: Update, context: Context) -> None:
    message = update.message
    if message is None or message.from_user is None:
        return
    owner = message.from_user.id
    rows = [
        [button(question, Verb.EXAMPLE, owner, number)]
        for number, question in enumerate(texts.EXAMPLES)
    ]
    await message.reply_text(texts.WELCOME, reply_markup=InlineKeyboardMarkup(rows))
    if owner == context.services.owner:
        await deliver(context.bot, context.services)


async def show_help(update: Update, context: Context) -> None:
    if update.message:
        await update.message.reply_text(texts.help_text())
