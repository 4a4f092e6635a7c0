"""Questions handed to a person, from the side of those in charge: /phieu, /traloi, replies."""

from telegram import CallbackQuery, Message, Update

from bot import clock, commands
from bot import texts_proving as texts
from bot.answering_tickets import Reply, answer_ticket, read_reply
from bot.callbacks import Press, Verb
from bot.cards import Card
from bot.context import App, Context, Services
from bot.errors import UsageError
from bot.handlers.dispatching import on_command, on_press
from bot.handlers.paging import on_pages
from bot.sending import send_card
from bot.ticket_cards import ticket_card, tickets_card
from bot.tickets import noted, show_state, tell_askers
from knowledge import tickets
from knowledge.errors import NotPublishedError, TicketError
from knowledge.people import Role
from knowledge.tickets import TicketView


def register(application: App) -> None:
    on_pages(application, commands.TICKETS, Verb.TICKETS, open_tickets, role=Role.REVIEWER)
    on_command(application, commands.ANSWER_TICKET, answer_by_command, role=Role.REVIEWER)
    on_press(application, Verb.TICKET, ticket_pressed, role=Role.REVIEWER)
    on_press(application, Verb.TICKET_CLAIM, claim_pressed, role=Role.REVIEWER)
    on_press(application, Verb.TICKET_LET_GO, let_go_pressed, role=Role.REVIEWER)


async def ticket_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    """A ticket as a message of its own, which can be replied to."""
    services = context.services
    ticket = await services.run(_ticket, services, press.number(0))
    await query.answer()
    sent = await send_card(context.bot, press.owner, ticket_card(ticket, press.owner))
    await services.run(noted, services, ticket.number, press.owner, sent)


async def claim_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    services, number = context.services, press.number(0)
    try:
        await services.run(_claim, services, number, press.owner)
    except TicketError as error:
        await query.answer(str(error), show_alert=True)
    else:
        await query.answer(texts.CLAIMED.format(number=number))
    await show_state(context.bot, services, number)


async def let_go_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    services, number = context.services, press.number(0)
    gone = await services.run(_let_go, services, number, press.owner)
    await query.answer((texts.LEFT if gone else texts.NOT_YOURS).format(number=number))
    await show_state(context.bot, services, number)


async def answer_by_command(update: Update, context: Context) -> None:
    """ "/traloi 3 Đồng chí nộp đơn ở văn phòng." """
    message = update.message
    if message is None or message.text is None:
        return
    _, _, rest = message.text.partition(" ")
    number, _, said = rest.strip().partition(" ")
    if not number.isdecimal() or not said.strip():
        await message.reply_text(texts.ANSWER_HOW)
        return
    await answer(message, context, int(number), said)


async def answer(message: Message, context: Context, number: int, said: str) -> None:
    """Keep somebody's answer of a ticket, and take it to who asked."""
    services = context.services
    by = message.from_user.id if message.from_user else 0
    try:
        reply = await services.run(read_reply, services.database, said, clock.today())
        await services.run(answer_ticket, services.database, number, reply, by=by)
    except (UsageError, TicketError, NotPublishedError) as error:
        await message.reply_text(str(error))
        return
    told = await tell_askers(context.bot, services, only=number)
    await message.reply_text(_kept(number, reply, told))
    await show_state(context.bot, services, number)


async def refuse(message: Message, context: Context, number: int) -> None:
    """Somebody replies who is not in charge any more: what they held is free for the others."""
    services = context.services
    by = message.from_user.id if message.from_user else 0
    await services.run(_let_go_all, services, by)
    await message.reply_text(texts.NO_LONGER_IN_CHARGE.format(number=number))
    await show_state(context.bot, services, number)


def _kept(number: int, reply: Reply, told: str) -> str:
    return texts.ANSWER_KEPT.format(number=number, what=reply.described, told=told)


async def open_tickets(services: Services, page: int, owner: int) -> Card:
    return tickets_card(await services.run(_waiting, services), page, owner)


def _waiting(services: Services) -> list[TicketView]:
    with services.database.session() as session:
        return tickets.waiting(session)


def _ticket(services: Services, number: int) -> TicketView:
    with services.database.session() as session:
        return tickets.ticket(session, number)


def _claim(services: Services, number: int, by: int) -> None:
    with services.database.session() as session:
        tickets.claim(session, number, by=by)
        session.commit()


def _let_go(services: Services, number: int, by: int) -> bool:
    with services.database.session() as session:
        gone = tickets.let_go(session, number, by=by)
        session.commit()
    return gone


def _let_go_all(services: Services, by: int) -> None:
    with services.database.session() as session:
        tickets.let_go_all(session, by)
        session.commit()
