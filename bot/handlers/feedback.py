"""Thumbs on an answer and why it did not help; handing a question to a person; /gopy."""

from collections.abc import Callable, Sequence

from sqlmodel import Session
from telegram import CallbackQuery, InlineKeyboardMarkup, Message

from bot import commands, texts
from bot import texts_proving as said
from bot.callbacks import BadPressError, Press, Verb
from bot.cards import Card
from bot.context import App, Context, Services
from bot.gap_groups import gap_key
from bot.handlers.dispatching import on_press
from bot.handlers.paging import on_pages
from bot.opinion_cards import REASONS, Row, Rows, judged, opinions_card, without_reasons
from bot.sending import send_card
from bot.ticket_cards import hand_over_card
from bot.tickets import deliver
from knowledge import journal, opinions, store, tickets, unanswered
from knowledge.dialogue import Reason
from knowledge.people import Role


def register(application: App) -> None:
    on_press(application, Verb.HELPFUL, thumb_pressed, role=Role.MEMBER)
    on_press(application, Verb.NOT_HELPFUL, thumb_pressed, role=Role.MEMBER)
    on_press(application, Verb.REASON, reason_pressed, role=Role.MEMBER)
    on_press(application, Verb.HAND_OVER, hand_over_pressed, role=Role.MEMBER)
    on_press(application, Verb.TICKET_OPEN, ticket_pressed, role=Role.MEMBER)
    on_press(application, Verb.TICKET_NEVER, never_pressed, role=Role.MEMBER)
    on_pages(application, commands.OPINIONS, Verb.OPINIONS, show_opinions, role=Role.ADMIN)


async def thumb_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    """A thumb down asks why, with buttons below those that the answer has."""
    helpful, services = press.verb is Verb.HELPFUL, context.services
    await services.run(_keep_thumb, services, press, helpful=helpful)
    await query.answer(texts.THANKS if helpful else said.WHY)
    if helpful:
        await _change_rows(query, without_reasons)
    else:
        await _change_rows(query, lambda rows: judged(rows, press.text(0), press.owner, None))


async def reason_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    services, number = context.services, press.number(1)
    if not 0 <= number < len(REASONS):
        raise BadPressError(f"reason {number} of {len(REASONS)}")
    reason = REASONS[number]
    await services.run(_keep_reason, services, press, reason)
    await query.answer(said.REASON_NOTED.format(reason=said.REASONS[reason].lower()))
    await _change_rows(query, lambda rows: judged(rows, press.text(0), press.owner, reason))


async def hand_over_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    """Ask how: with the name or without. Nothing is handed over yet."""
    services, answer_id = context.services, press.text(0)
    number = await services.run(_number_of, services, answer_id)
    if number is not None:
        await query.answer(said.ALREADY_HANDED_OVER.format(number=number), show_alert=True)
        return
    await query.answer()
    card = hand_over_card(answer_id, press.owner, query.from_user.full_name)
    chat = query.message.chat.id if query.message else press.owner
    await send_card(context.bot, chat, card)


async def ticket_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    services = context.services
    name = query.from_user.full_name if press.number(1) else None
    number, new = await services.run(_open_ticket, services, press, name)
    await query.answer()
    sentence = said.HANDED_OVER_BY_NAME if name else said.HANDED_OVER
    if not new:
        sentence = said.ALREADY_HANDED_OVER
    told = sentence.format(number=number, name=name)
    await query.edit_message_text(f"{told} {said.TOLD_WHEN_ANSWERED}" if new else told)
    await deliver(context.bot, services)


async def never_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    await query.answer()
    await query.edit_message_text(said.NOT_HANDED_OVER)


async def _change_rows(query: CallbackQuery, change: Callable[[Sequence[Row]], Rows]) -> None:
    """Other buttons below the same answer; one too old for Telegram to describe keeps its own."""
    if not isinstance(query.message, Message) or query.message.reply_markup is None:
        return
    before = query.message.reply_markup.inline_keyboard
    after = InlineKeyboardMarkup(change(before))
    if after != query.message.reply_markup:
        await query.edit_message_reply_markup(after)


def _keep_thumb(services: Services, press: Press, *, helpful: bool) -> None:
    key, answer_id = services.person_key(press.owner), press.text(0)
    with services.database.session() as session:
        journal.record_feedback(session, answer_id=answer_id, person_key=key, helpful=helpful)
        session.flush()
        if helpful:
            unanswered.meet(session, answer_id)
        else:
            _miss(session, answer_id)
        session.commit()


def _keep_reason(services: Services, press: Press, reason: Reason) -> None:
    key, answer_id = services.person_key(press.owner), press.text(0)
    with services.database.session() as session:
        journal.record_reason(session, answer_id=answer_id, person_key=key, reason=reason)
        _miss(session, answer_id)
        session.commit()


def _miss(session: Session, answer_id: str) -> None:
    question = journal.answer_by_id(session, answer_id).question
    unanswered.miss(session, answer_id, gap_key(question))


def _number_of(services: Services, answer_id: str) -> int | None:
    with services.database.session() as session:
        journal.answer_by_id(session, answer_id)
        return tickets.number_of(session, answer_id)


def _open_ticket(services: Services, press: Press, name: str | None) -> tuple[int, bool]:
    answer_id = press.text(0)
    with services.database.session() as session:
        opened = tickets.open_ticket(
            session, answer_id=answer_id, asker_chat_id=press.owner, asker_name=name
        )
        _miss(session, answer_id)
        session.commit()
    return opened


async def show_opinions(services: Services, page: int, owner: int) -> Card:
    return await services.run(_opinions, services, page, owner)


def _opinions(services: Services, page: int, owner: int) -> Card:
    with services.database.session() as session:
        found = opinions.opinions(session)
        views = store.passages_by_ids(session, list(opinions.most_disliked(found)))
    return opinions_card(found, {one.id: one for one in views}, page, owner)
