"""[Gửi lại]: a message that may not have arrived, once more, because its chat asks for it."""

import json
import logging
from typing import Any

from telegram import CallbackQuery, Update
from telegram.error import TelegramError
from telegram.ext import CallbackQueryHandler

from bot import clock
from bot import texts_delivery as texts
from bot.callbacks import VERSION, BadPressError, Press, Verb
from bot.context import App, Context
from bot.delivery.errors import Undelivered
from bot.handlers.dispatching import Guarded
from knowledge import outbox
from knowledge.outbox import Kept
from knowledge.people import Role

log = logging.getLogger(__name__)


def register(application: App) -> None:
    """The button belongs to a chat and not to a person, so it stands beside `on_press`: what may
    not have arrived was meant for that chat, and whoever reads it there may ask for it."""
    guarded = Guarded(Role.STRANGER, send_again_pressed, groups=True, consent=False)
    pattern = rf"^{VERSION}:{Verb.SEND_AGAIN}:"
    application.add_handler(CallbackQueryHandler(guarded, pattern=pattern))


async def send_again_pressed(update: Update, context: Context) -> None:
    query = update.callback_query
    if query is None:
        return
    number, kept = await _kept(query, context)
    if kept is None or number in context.services.sending_again:
        await query.answer(texts.NOTHING_TO_SEND, show_alert=True)
        return
    context.services.sending_again.add(number)
    try:
        await query.answer()
        await _send_again(context, number, kept)
    finally:
        context.services.sending_again.discard(number)
    moment = clock.moment_text(kept.sent_at)
    await query.edit_message_text(texts.SENT_AGAIN.format(moment=moment))


async def _kept(query: CallbackQuery, context: Context) -> tuple[int, Kept | None]:
    press = Press.decode(query.data)
    try:
        number = press.number(0) if press else 0
    except BadPressError:
        number = 0
    chat = query.message.chat.id if query.message else 0
    return number, await context.services.scribe.write(lambda db: outbox.kept(db, number, chat))


async def _send_again(context: Context, number: int, kept: Kept) -> None:
    """Settled once it is sent, or is in doubt again as a message of its own; not while it has
    certainly not arrived."""
    data: dict[str, Any] = json.loads(kept.payload)
    chat, text = data.pop("chat_id"), data.pop("text")
    try:
        await context.bot.send_message(chat, text, api_kwargs=data)
    except Undelivered:
        raise
    except TelegramError:
        await _settle(context, number)
        raise
    await _settle(context, number)


async def _settle(context: Context, number: int) -> None:
    await context.services.scribe.write(lambda db: outbox.settle(db, number))
