"""Questions handed to a person: written down first, delivered when Telegram lets them through."""

import logging

from telegram import Bot
from telegram.error import TelegramError

from bot import texts
from bot.context import Services
from knowledge import journal

log = logging.getLogger(__name__)


async def deliver(bot: Bot, services: Services) -> None:
    """Send the owner every ticket that waits. One that cannot be sent waits on: an owner who has
    not started the bot cannot be written to, and gets them all at /start."""
    if services.owner is None:
        return
    for number, question in await services.run(_waiting, services):
        try:
            ticket = texts.TICKET.format(number=number, question=question)
            await bot.send_message(services.owner, ticket)
        except TelegramError as error:
            log.warning("ticket %d waits: %s", number, type(error).__name__)
            return
        await services.run(_delivered, services, number)


def _waiting(services: Services) -> list[tuple[int, str]]:
    with services.database.session() as session:
        return journal.waiting_tickets(session)


def _delivered(services: Services, number: int) -> None:
    with services.database.session() as session:
        journal.mark_delivered(session, number)
        session.commit()
