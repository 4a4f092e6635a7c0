"""Thumbs on an answer, and handing a question to a person."""

from typing import Any

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application

from bot import texts
from bot.callbacks import Press, Verb
from bot.context import Context, Services
from bot.handlers.pressing import on_press
from knowledge import journal
from knowledge.errors import NotPublishedError


def register(application: Application[Any, Context, Any, Any, Any, Any]) -> None:
    on_press(application, Verb.HELPFUL, thumb_pressed)
    on_press(application, Verb.NOT_HELPFUL, thumb_pressed)
    on_press(application, Verb.HAND_OVER, hand_over_pressed)


async def thumb_pressed(update: Update, context: Context, press: Press) -> None:
    query = update.callback_query
    if query is None or not press.args:
        return
    helpful = press.verb is Verb.HELPFUL
    services = context.services
    try:
        await services.run(_keep_thumb, services, press, helpful=helpful)
    except NotPublishedError:
        await query.answer(texts.OLD_BUTTON, show_alert=True)
        return
    await query.answer(texts.THANKS if helpful else texts.NOTED)


async def hand_over_pressed(update: Update, context: Context, press: Press) -> None:
    query = update.callback_query
    if query is None or not press.args:
        return
    services = context.services
    try:
        number, new, question = await services.run(_open_ticket, services, press)
    except NotPublishedError:
        await query.answer(texts.OLD_BUTTON, show_alert=True)
        return
    if new and services.owner:
        # The ticket is in the database: a message that does not arrive loses nothing.
        try:
            ticket = texts.TICKET.format(number=number, question=question)
            await context.bot.send_message(services.owner, ticket)
        except TelegramError:
            pass
    said = texts.HANDED_OVER if new else texts.ALREADY_HANDED_OVER
    await query.answer(said.format(number=number), show_alert=True)


def _keep_thumb(services: Services, press: Press, *, helpful: bool) -> None:
    key = services.person_key(press.owner)
    with services.database.session() as session:
        journal.record_feedback(session, answer_id=press.args[0], person_key=key, helpful=helpful)
        session.commit()


def _open_ticket(services: Services, press: Press) -> tuple[int, bool, str]:
    with services.database.session() as session:
        kept = journal.answer_by_id(session, press.args[0])
        number, new = journal.open_ticket(session, answer_id=kept.id, asker_chat_id=press.owner)
        question = kept.question
        session.commit()
    return number, new, question
