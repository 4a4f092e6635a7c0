"""Buttons: whose they are, and which ability they belong to."""

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackQueryHandler

from bot import texts
from bot.callbacks import VERSION, Press, Verb
from bot.context import Context

Pressed = Callable[[Update, Context, Press], Awaitable[None]]


def on_press(
    application: Application[Any, Context, Any, Any, Any, Any], verb: Verb, handle: Pressed
) -> None:
    """Call `handle` when the owner of a card presses a button of this verb."""

    async def pressed(update: Update, context: Context) -> None:
        query = update.callback_query
        press = Press.decode(query.data) if query else None
        if query is None or press is None:
            await old_button(update, context)
        elif query.from_user.id != press.owner:
            await query.answer(texts.OTHERS_BUTTON, show_alert=True)
        else:
            await handle(update, context, press)

    pattern = rf"^{VERSION}:{verb.value}:"
    application.add_handler(CallbackQueryHandler(pressed, pattern=pattern))


def register(application: Application[Any, Context, Any, Any, Any, Any]) -> None:
    """Must come last: takes the buttons that no ability knows."""
    application.add_handler(CallbackQueryHandler(old_button))


async def old_button(update: Update, context: Context) -> None:
    if update.callback_query:
        await update.callback_query.answer(texts.OLD_BUTTON, show_alert=True)
