"""Everything that no other ability takes: one clear sentence. And errors: one too."""

import logging
import secrets
from html import escape

from telegram import Update
from telegram.constants import ChatType
from telegram.error import Conflict, NetworkError, TelegramError
from telegram.ext import filters

from bot import handling, texts
from bot.addressing import spoken
from bot.cards import Card
from bot.context import App, Context
from bot.delivery.errors import Uncertain, Undelivered
from bot.delivery.verdicts import Action, verdict_on
from bot.handlers.dispatching import on_message, on_other_presses
from bot.sending import reply_card
from knowledge.errors import DatabaseUnavailableError
from knowledge.people import Role

log = logging.getLogger(__name__)
# What passes by itself: the update is handled again, and nobody is told of an error meanwhile.
NOT_NOW = (Undelivered, DatabaseUnavailableError)


def register(application: App) -> None:
    """Must come after all abilities."""
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    on_message(application, filters.COMMAND & private, unknown_command, role=Role.MEMBER)
    on_message(application, private & ~filters.StatusUpdate.ALL, only_text, role=Role.MEMBER)
    on_other_presses(application)
    application.add_error_handler(failed)


async def unknown_command(update: Update, context: Context) -> None:
    if update.message:
        await update.message.reply_text(texts.UNKNOWN_COMMAND)


async def only_text(update: Update, context: Context) -> None:
    if update.message:
        await update.message.reply_text(texts.ONLY_TEXT)


async def failed(update: object, context: Context) -> None:
    """Log first, without anybody's words; then tell the person, if there is one to tell."""
    code = secrets.token_hex(3)
    error = context.error
    if isinstance(error, NetworkError | Conflict) and not isinstance(update, Update):
        # Of polls, bot.polling says once what there is to say.
        level = logging.DEBUG if context.job is None else logging.WARNING
        log.log(level, "Telegram is not reachable: %s", type(error).__name__)
        return
    current = handling.current()
    if isinstance(error, NOT_NOW) and current is not None:
        log.warning("update %s waits: %s", current.update_id, type(error).__name__)
        current.undelivered = True
        return
    if _is_cut_off(error):
        log.info("a chat that cannot be reached is not told: %s", type(error).__name__)
        return
    if isinstance(error, Uncertain):
        return  # a notice with a button asks the person
    log.error("error #%s: %s", code, type(error).__name__, exc_info=error)
    if isinstance(update, Update) and update.effective_chat:
        said = texts.FAILED.format(code=code)
        try:
            await _tell(update, context, said)
        except Undelivered:
            if current is not None:
                current.undelivered = True
        except TelegramError as telling:
            log.warning("error #%s could not be told: %s", code, type(telling).__name__)


def _is_cut_off(error: Exception | None) -> bool:
    """Whether nobody is left to be told: they have blocked the bot, or the chat is gone."""
    if not isinstance(error, TelegramError):
        return False
    return verdict_on("sendMessage", error).action is Action.CUT


async def _tell(update: Update, context: Context, said: str) -> None:
    """In a group only who has spoken to the bot is told."""
    chat = update.effective_chat
    if update.callback_query:
        await update.callback_query.answer(said, show_alert=True)
    elif chat and chat.type == ChatType.PRIVATE:
        await context.bot.send_message(chat.id, said)
    elif update.message and spoken(update.message):
        await reply_card(update.message, Card(escape(said), None))
