"""What the bot does by itself, once a minute: gaps are asked of a new release, askers are told, and
on Monday morning admins get the week's digest."""

import logging
from datetime import UTC, datetime, time, timedelta

from telegram import Bot
from telegram.error import TelegramError
from telegram.ext import JobQueue

from bot import clock
from bot import texts_proving as texts
from bot.context import App, Context, Services
from bot.gap_cards import closed_card, digest_card
from bot.reasking import Closed, ask_again
from bot.sending import send_card
from bot.tickets import people_with, tell_askers
from knowledge import tickets
from knowledge.database import Database
from knowledge.dialogue import Digest
from knowledge.people import Role
from knowledge.unanswered import GapGroup

log = logging.getLogger(__name__)
EVERY = 60.0  # seconds between two rounds
FIRST = 10.0  # seconds after the start
DIGEST_AT = time(8, 0)  # on Monday, in Viet Nam
ADMINS = (Role.ADMIN, Role.OWNER)


def register(application: App) -> None:
    queue: JobQueue[Context] | None = application.job_queue
    if queue is None:
        raise RuntimeError("python-telegram-bot was installed without its job queue")
    queue.run_repeating(go_round, EVERY, FIRST)


async def go_round(context: Context) -> None:
    await one_round(context.bot, context.services)


async def one_round(bot: Bot, services: Services) -> None:
    """Asking again takes as long as there are gaps: it is done where releases are made."""
    closed = await services.publishing(ask_again, services.database, services.answerer)
    if closed:
        await _tell_admins_of(bot, services, closed)
    await tell_askers(bot, services)
    await send_digest(bot, services, datetime.now(UTC))


async def send_digest(bot: Bot, services: Services, now: datetime) -> None:
    """The digest of the week, once it is time, and once a week whatever restarts."""
    week = due_week(now)
    if not await services.run(_note_digest, services.database, week):
        return
    groups = await services.run(services.gaps.groups)
    waiting = await services.run(_waiting, services.database)
    if not groups and not waiting:
        return
    for admin in await services.run(people_with, services, ADMINS):
        await _send(bot, admin, groups, waiting)


def due_week(now: datetime) -> str:
    """The ISO week whose digest is due last: that of the last Monday at eight in Viet Nam."""
    here = now.astimezone(clock.VIETNAM)
    monday = here.date() - timedelta(days=here.weekday())
    if here < datetime.combine(monday, DIGEST_AT, clock.VIETNAM):
        monday -= timedelta(days=7)
    return f"{monday:%G-W%V}"


async def _tell_admins_of(bot: Bot, services: Services, closed: list[Closed]) -> None:
    head = texts.GAPS_CLOSED.format(release=closed[0].release, count=len(closed))
    for admin in await services.run(people_with, services, ADMINS):
        try:
            await send_card(bot, admin, closed_card(closed, head, admin))
        except TelegramError as error:
            log.warning("an admin was not told of closed gaps: %s", type(error).__name__)


async def _send(bot: Bot, admin: int, groups: list[GapGroup], waiting: int) -> None:
    try:
        await send_card(bot, admin, digest_card(groups, waiting, admin))
    except TelegramError as error:
        log.warning("an admin has no digest: %s", type(error).__name__)


def _note_digest(database: Database, week: str) -> bool:
    """Whether this week's had not gone out."""
    with database.session() as session:
        if session.get(Digest, week) is not None:
            return False
        session.add(Digest(week=week))
        session.commit()
    return True


def _waiting(database: Database) -> int:
    with database.session() as session:
        return len(tickets.waiting(session))
