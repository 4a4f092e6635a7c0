"""/vanban: documents, their parts, and any passage of them."""

from datetime import date
from typing import Any

from telegram import CallbackQuery, Update
from telegram.ext import Application, CommandHandler, filters

from bot import commands, texts
from bot.browsing_cards import documents_card, full_card, outline_card
from bot.callbacks import Press, Verb
from bot.cards import Card, passage_card
from bot.context import Context
from bot.handlers.pressing import on_press
from bot.sending import send_card, turn_card


def register(application: Application[Any, Context, Any, Any, Any, Any]) -> None:
    fresh = filters.UpdateType.MESSAGE
    application.add_handler(CommandHandler(commands.DOCUMENTS.name, documents, fresh))
    on_press(application, Verb.DOCUMENTS, documents_pressed)
    on_press(application, Verb.DOCUMENT, document_pressed)
    on_press(application, Verb.OPEN, passage_pressed)
    on_press(application, Verb.TURN, passage_turned)
    on_press(application, Verb.FULL, full_pressed)


async def documents(update: Update, context: Context) -> None:
    message = update.message
    if message is None or message.from_user is None:
        return
    card = await _documents(context, 0, message.from_user.id)
    await send_card(context.bot, message.chat_id, card)


async def documents_pressed(update: Update, context: Context, press: Press) -> None:
    query = update.callback_query
    if query is None:
        return
    await query.answer()
    await turn_card(query, await _documents(context, press.number(0) or 0, press.owner))


async def document_pressed(update: Update, context: Context, press: Press) -> None:
    query, revision = update.callback_query, press.number(0)
    if query is None or revision is None:
        return
    outline = await context.services.run(context.services.browser.outline, revision)
    if outline is None:
        await query.answer(texts.OLD_BUTTON, show_alert=True)
        return
    await query.answer()
    await turn_card(query, outline_card(outline, press.number(1) or 0, press.owner, date.today()))


async def passage_pressed(update: Update, context: Context, press: Press) -> None:
    """Open a passage, or its neighbour, as a message of its own: the answer stays above."""
    query, step = update.callback_query, press.number(1) or 0
    if query is None:
        return
    card = await _passage(context, press, step)
    if card is None:
        missing = {-1: texts.FIRST_PASSAGE, 1: texts.LAST_PASSAGE}.get(step, texts.OLD_BUTTON)
        await query.answer(missing, show_alert=step == 0)
        return
    await query.answer()
    await send_card(context.bot, _chat(query), card)


async def passage_turned(update: Update, context: Context, press: Press) -> None:
    query = update.callback_query
    if query is None:
        return
    card = await _passage(context, press, 0)
    if card is None:
        await query.answer(texts.OLD_BUTTON, show_alert=True)
        return
    await query.answer()
    await turn_card(query, card)


async def full_pressed(update: Update, context: Context, press: Press) -> None:
    query, passage = update.callback_query, press.number(0)
    if query is None or passage is None:
        return
    browser = context.services.browser
    full = await context.services.run(browser.full, passage, press.number(1) or 0)
    if full is None:
        await query.answer(texts.OLD_BUTTON, show_alert=True)
        return
    await query.answer()
    await send_card(context.bot, _chat(query), full_card(full, passage, press.owner))


async def _documents(context: Context, page: int, owner: int) -> Card:
    documents = await context.services.run(context.services.browser.documents)
    return documents_card(documents, page, owner, date.today())


async def _passage(context: Context, press: Press, step: int) -> Card | None:
    passage_id = press.number(0)
    if passage_id is None:
        return None
    opened = await context.services.run(context.services.browser.passage, passage_id, step)
    if opened is None:
        return None
    return passage_card(
        opened.passage,
        owner=press.owner,
        today=date.today(),
        neighbours=(opened.before, opened.after),
        in_force=opened.in_force,
    )


def _chat(query: CallbackQuery) -> int:
    """Where the card stands; a message too old for Telegram to describe still names its chat."""
    return query.message.chat.id if query.message else query.from_user.id
