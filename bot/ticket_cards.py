"""Tickets -> Telegram cards: for who is in charge, and for who asked."""

from collections.abc import Sequence
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import clock
from bot import texts_proving as texts
from bot.browsing import OpenPassage
from bot.callbacks import Verb
from bot.cards import Card, button, passage_card, shortened
from bot.pages import PER_PAGE, fitting, page_of, paged
from bot.wording import day_text
from knowledge.tickets import NOBODY, TicketView

LONGEST_QUESTION = 500
LONGEST_LINE = 90


def hand_over_card(answer_id: str, owner: int, name: str) -> Card:
    """How a question goes to a person: with a name or without."""
    said = texts.HAND_OVER_HOW.format(name=shortened(name, LONGEST_LINE))
    choices = [
        button(texts.ANONYMOUSLY, Verb.TICKET_OPEN, owner, answer_id, 0),
        button(texts.BY_NAME, Verb.TICKET_OPEN, owner, answer_id, 1),
    ]
    never = [button(texts.NEVER_MIND, Verb.TICKET_NEVER, owner)]
    return Card(escape(said), InlineKeyboardMarkup([choices, never]))


def ticket_card(ticket: TicketView, reader: int) -> Card:
    """A ticket as somebody in charge sees it."""
    day = day_text(clock.day_of(ticket.opened_at))
    question = shortened(ticket.question, LONGEST_QUESTION)
    head = texts.TICKET_HEAD.format(number=ticket.number, day=day)
    lines = [f"<b>{escape(head)}</b>", escape(_asker(ticket)), "", escape(f"“{question}”"), ""]
    lines.append(escape(_state(ticket, reader)))
    return Card("\n".join(lines), _claiming(ticket, reader))


def tickets_card(tickets: Sequence[TicketView], page: int, owner: int) -> Card:
    """Those that wait, a page of them."""
    if not tickets:
        return Card(escape(texts.NO_TICKETS), None)
    page, pages, first = page_of(page, len(tickets))
    shown = tickets[first : first + PER_PAGE]
    head = texts.TICKETS_HEAD.format(count=len(tickets), page=page + 1, pages=pages)
    lines = [f"<b>{escape(head)}</b>\n"]
    for one in shown:
        held = f" ({texts.TICKET_CLAIMED})" if one.is_claimed else ""
        question = shortened(one.question, LONGEST_LINE)
        lines.append(escape(f"{one.number}. {question} · {_day(one)}{held}"))
    numbers = [button(str(one.number), Verb.TICKET, owner, one.number) for one in shown]
    return Card(fitting(lines), paged(numbers, Verb.TICKETS, owner, (), page, pages))


def answered_card(ticket: TicketView, opened: OpenPassage | None) -> Card:
    """The answer, for who asked: a person's words as such, a passage's as a quote."""
    question = shortened(ticket.question, LONGEST_QUESTION)
    head = texts.ANSWERED_HEAD.format(number=ticket.number, question=question)
    parts = [f"<b>{escape(head)}</b>"]
    if ticket.answer:
        parts.append(f"{escape(texts.ANSWER_OF_PERSON)}\n{escape(ticket.answer)}")
    if opened is None:
        return Card("\n\n".join(parts), None)
    by_person = ticket.answered_by is not None
    of_release = texts.ANSWER_OF_RELEASE.format(release=ticket.answered_in)
    parts.append(escape(texts.POINTED_TO if by_person else of_release))
    shown = passage_card(
        opened.passage,
        owner=ticket.asker_chat_id,
        today=clock.today(),
        neighbours=(opened.before, opened.after),
        in_force=opened.in_force,
    )
    return Card("\n\n".join([*parts, shown.html]), shown.keyboard, shown.quotes)


def _asker(ticket: TicketView) -> str:
    if ticket.asker_chat_id == NOBODY:
        return texts.ASKER_GONE
    if ticket.asker_name:
        return texts.ASKED_BY.format(name=ticket.asker_name)
    return texts.ASKED_ANONYMOUSLY


def _state(ticket: TicketView, reader: int) -> str:
    how = texts.HOW_TO_ANSWER.format(number=ticket.number)
    if ticket.is_answered:
        moment = clock.moment_text(ticket.answered_at) if ticket.answered_at else ""
        return texts.ANSWERED_ALREADY.format(moment=moment)
    if ticket.is_withdrawn:
        return texts.WITHDRAWN
    if not ticket.is_claimed:
        return how
    if ticket.claimed_by == reader:
        return f"{texts.CLAIMED_BY_YOU} {how}"
    return texts.CLAIMED_BY_OTHER


def _claiming(ticket: TicketView, reader: int) -> InlineKeyboardMarkup | None:
    buttons: list[InlineKeyboardButton] = []
    open_still = not (ticket.is_answered or ticket.is_withdrawn)
    if open_still and not ticket.is_claimed:
        buttons.append(button(texts.CLAIM, Verb.TICKET_CLAIM, reader, ticket.number))
    elif open_still and ticket.claimed_by == reader:
        buttons.append(button(texts.LET_GO, Verb.TICKET_LET_GO, reader, ticket.number))
    return InlineKeyboardMarkup([buttons]) if buttons else None


def _day(ticket: TicketView) -> str:
    return day_text(clock.day_of(ticket.opened_at))
