"""/start and /help: the first screen, and how to ask."""

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import CommandHandler, filters

from bot import commands, texts
from bot.callbacks import Verb
from bot.cards import button
from bot.context import App, Context
from bot.tickets import deliver


def register(application: App) -> None:
    fresh = filters.UpdateType.MESSAGE
    application.add_handler(CommandHandler(commands.START.name, start, fresh))
    application.add_handler(CommandHandler(commands.HELP.name, show_help, fresh))


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
