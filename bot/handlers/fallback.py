"""Everything that no other ability takes: one clear sentence. And errors: one too."""

import logging
import secrets

from telegram import Update
from telegram.error import Conflict, NetworkError, TelegramError
from telegram.ext import filters

from bot import texts
from bot.context import App, Context
from bot.handlers.dispatching import on_message, on_other_presses
from knowledge.people import Role

log = logging.getLogger(__name__)


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
        log.warning("Telegram is not reachable: %s", type(error).__name__)
        return
    log.error("error #%s: %s", code, type(error).__name__, exc_info=error)
    if isinstance(update, Update) and update.effective_chat:
        said = texts.FAILED.format(code=code)
        try:
            if update.callback_query:
                await update.callback_query.answer(said, show_alert=True)
            else:
                await context.bot.send_message(update.effective_chat.id, said)
        except TelegramError as telling:
            log.warning("error #%s could not be told: %s", code, type(telling).__name__)
