"""Thumbs on an answer, and handing a question to a person."""

from telegram import CallbackQuery

from bot import texts
from bot.callbacks import Press, Verb
from bot.context import App, Context, Services
from bot.handlers.dispatching import on_press
from bot.tickets import deliver
from knowledge import journal
from knowledge.people import Role


def register(application: App) -> None:
    on_press(application, Verb.HELPFUL, thumb_pressed, role=Role.MEMBER)
    on_press(application, Verb.NOT_HELPFUL, thumb_pressed, role=Role.MEMBER)
    on_press(application, Verb.HAND_OVER, hand_over_pressed, role=Role.MEMBER)


async def thumb_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    helpful = press.verb is Verb.HELPFUL
    services = context.services
    await services.run(_keep_thumb, services, press, helpful=helpful)
    await query.answer(texts.THANKS if helpful else texts.NOTED)


async def hand_over_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    services = context.services
    number, new = await services.run(_open_ticket, services, press)
    said = texts.HANDED_OVER if new else texts.ALREADY_HANDED_OVER
    await query.answer(said.format(number=number), show_alert=True)
    await deliver(context.bot, services)


def _keep_thumb(services: Services, press: Press, *, helpful: bool) -> None:
    key = services.person_key(press.owner)
    with services.database.session() as session:
        journal.record_feedback(session, answer_id=press.text(0), person_key=key, helpful=helpful)
        session.commit()


def _open_ticket(services: Services, press: Press) -> tuple[int, bool]:
    with services.database.session() as session:
        answer_id = press.text(0)
        opened = journal.open_ticket(session, answer_id=answer_id, asker_chat_id=press.owner)
        session.commit()
    return opened
