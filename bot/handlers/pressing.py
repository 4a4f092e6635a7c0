"""Buttons: whose they are, and which ability they belong to."""

from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, Update
from telegram.ext import CallbackQueryHandler

from bot import texts
from bot.callbacks import VERSION, BadPressError, Press, Verb
from bot.context import App, Context
from knowledge.errors import NotPublishedError

Pressed = Callable[[CallbackQuery, Context, Press], Awaitable[None]]


def on_press(application: App, verb: Verb, handle: Pressed) -> None:
    """Call `handle` when the owner of a card presses a button of this verb.

    What `handle` cannot make sense of (`BadPressError`, `NotPublishedError`, raised before it has
    answered) is told to the person as an old button.
    """

    async def pressed(update: Update, context: Context) -> None:
        query = update.callback_query
        press = Press.decode(query.data) if query else None
        if query is None or press is None:
            await old_button(update, context)
        elif query.from_user.id != press.owner:
            await query.answer(texts.OTHERS_BUTTON, show_alert=True)
        else:
            try:
                await handle(query, context, press)
            except (BadPressError, NotPublishedError):
                await old_button(update, context)

    pattern = rf"^{VERSION}:{verb.value}:"
    application.add_handler(CallbackQueryHandler(pressed, pattern=pattern))


def register(application: App) -> None:
    """Must come last: takes the buttons that no ability knows."""
    application.add_handler(CallbackQueryHandler(old_button))


async def old_button(update: Update, context: Context) -> None:
    if update.callback_query:
        await update.callback_query.answer(texts.OLD_BUTTON, show_alert=True)
