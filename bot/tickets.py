"""Questions handed to a person: written down first, delivered when Telegram lets them through,
and their answers taken back to who asked, once."""

import logging
from collections.abc import Sequence

from sqlmodel import Session
from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, TelegramError

from bot import texts_proving as texts
from bot.answering_tickets import passage_of
from bot.context import Services
from bot.delivery.errors import Uncertain
from bot.sending import NO_PREVIEW, send_card
from bot.ticket_cards import answered_card, ticket_card
from knowledge import prompts, tickets
from knowledge.dialogue import PromptKind
from knowledge.people import Role
from knowledge.prompts import PromptView
from knowledge.tickets import TicketView

log = logging.getLogger(__name__)


async def deliver(bot: Bot, services: Services) -> None:
    """Send everybody in charge every ticket that nobody has seen. One that cannot be sent waits
    on: who has not started the bot cannot be written to, and gets them all at /start."""
    for ticket in await services.run(_undelivered, services):
        for person in await services.run(people_with, services, tickets.IN_CHARGE):
            await _send(bot, services, ticket, person)


async def _deliver_to(bot: Bot, services: Services, person: int) -> None:
    """Send one person in charge the tickets that wait and that they do not have yet."""
    if person in await services.run(people_with, services, tickets.IN_CHARGE):
        for ticket in await services.run(_not_yet_with, services, person):
            await _send(bot, services, ticket, person)


async def tell_askers(bot: Bot, services: Services, only: int | None = None) -> str:
    """Tell who asked that there is an answer, each once; `only` of one ticket. What became of the
    last of them, in one sentence."""
    said = texts.ASKER_GONE
    for ticket in await services.run(_to_tell, services):
        if only is None or ticket.number == only:
            said = await _tell(bot, services, ticket)
    return said


async def catch_up(bot: Bot, services: Services, person: int) -> None:
    """Somebody opens the bot: tell them what waits for them. They may have blocked it until now, or
    be in charge and never have opened it."""
    services.unreachable.discard(person)
    for ticket in await services.run(_to_tell, services):
        if ticket.asker_chat_id == person:
            await _tell(bot, services, ticket)
    await _deliver_to(bot, services, person)


async def show_state(bot: Bot, services: Services, number: int) -> None:
    """Bring every message on a ticket up to date: somebody has taken it, or answered."""
    ticket, messages = await services.run(_with_messages, services, number)
    for message in messages:
        card = ticket_card(ticket, message.chat_id)
        try:
            await bot.edit_message_text(
                card.html,
                message.chat_id,
                message.message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=card.keyboard,
                link_preview_options=NO_PREVIEW,
            )
        except TelegramError as error:
            if not (isinstance(error, BadRequest) and "not modified" in str(error).lower()):
                log.warning("a message on ticket %d stays: %s", number, type(error).__name__)


async def _send(bot: Bot, services: Services, ticket: TicketView, person: int) -> None:
    try:
        sent = await send_card(bot, person, ticket_card(ticket, person))
    except Uncertain:  # they are asked whether they have it
        await services.run(_delivered, services, ticket.number)
        return
    except TelegramError as error:
        log.warning("ticket %d waits: %s", ticket.number, type(error).__name__)
        return
    await services.run(noted, services, ticket.number, person, sent)


async def _tell(bot: Bot, services: Services, ticket: TicketView) -> str:
    if ticket.asker_chat_id in services.unreachable:
        return texts.ASKER_BLOCKED
    if ticket.number in services.telling:
        return texts.ASKER_TOLD
    services.telling.add(ticket.number)
    try:
        return await _tell_once(bot, services, ticket)
    finally:
        services.telling.discard(ticket.number)


async def _tell_once(bot: Bot, services: Services, ticket: TicketView) -> str:
    asker = ticket.asker_chat_id
    passage = await services.run(passage_of, services.browser, ticket)
    try:
        await send_card(bot, asker, answered_card(ticket, passage))
    except Forbidden:
        services.unreachable.add(asker)
        return texts.ASKER_BLOCKED
    except Uncertain:  # they are asked whether they have it
        await services.run(_told, services, ticket.number)
        return texts.ASKER_TOLD
    except TelegramError as error:
        log.warning("the answer of ticket %d waits: %s", ticket.number, type(error).__name__)
        return texts.ASKER_LATER
    await services.run(_told, services, ticket.number)
    return texts.ASKER_TOLD


def _undelivered(services: Services) -> list[TicketView]:
    with services.database.session() as session:
        return tickets.undelivered(session)


def _not_yet_with(services: Services, person: int) -> list[TicketView]:
    with services.database.session() as session:
        return [
            ticket
            for ticket in tickets.waiting(session)
            if person not in {one.chat_id for one in _messages(session, ticket.number)}
        ]


def _to_tell(services: Services) -> list[TicketView]:
    with services.database.session() as session:
        return tickets.to_tell(session)


def people_with(services: Services, roles: Sequence[Role]) -> list[int]:
    """The ids of people with one of these roles, and of the owner."""
    with services.database.session() as session:
        people = tickets.people_with(session, roles)
    owner = [] if services.owner is None else [services.owner]
    return list(dict.fromkeys([*owner, *people]))


def _with_messages(services: Services, number: int) -> tuple[TicketView, list[PromptView]]:
    with services.database.session() as session:
        return tickets.ticket(session, number), _messages(session, number)


def _messages(session: Session, number: int) -> list[PromptView]:
    return prompts.about(session, PromptKind.TICKET, number)


def noted(services: Services, number: int, person: int, message_id: int) -> None:
    """Somebody in charge has a ticket, in this message."""
    kind = PromptKind.TICKET
    with services.database.session() as session:
        tickets.mark_delivered(session, number)
        prompts.note(session, chat_id=person, message_id=message_id, kind=kind, subject=number)
        session.commit()


def _delivered(services: Services, number: int) -> None:
    with services.database.session() as session:
        tickets.mark_delivered(session, number)
        session.commit()


def _told(services: Services, number: int) -> None:
    with services.database.session() as session:
        tickets.mark_told(session, number)
        session.commit()
