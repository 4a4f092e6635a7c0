"""/theodoi: watched sources, looked at by the clock, and what admins decide on what they bring."""

import logging
from functools import partial
from typing import Any

from telegram import CallbackQuery, Update
from telegram.error import Forbidden, TelegramError
from telegram.ext import JobQueue

from bot import commands
from bot import texts_watching as texts
from bot.callbacks import BadPressError, Press, Verb
from bot.cards import Card
from bot.context import App, Context
from bot.delivery.errors import Uncertain
from bot.difference.summary import card_text
from bot.difference_showing import Sides, compared, show_difference
from bot.errors import (
    BotError,
    GoldenBroken,
    HomeBusy,
    Overloaded,
    StaleDraft,
    UsageError,
)
from bot.handlers.dispatching import on_command, on_press
from bot.schedules import Schedule
from bot.sending import send_card, turn_card
from bot.texts_drafting import WHOLE_DIFFERENCE
from bot.watching import Look
from bot.watching_cards import (
    Act,
    list_card,
    look_card,
    offer_card,
    remarks_text,
    said_card,
    schedule_of,
    sure_card,
    time_card,
    watch_card,
)
from index.errors import IndexFault
from knowledge import membership
from knowledge.errors import KnowledgeError, NotPublishedError
from knowledge.people import Role
from knowledge.web.address import is_web_address

log = logging.getLogger(__name__)
LOOK_EVERY = 60.0  # seconds between two looks at the clock
FIRST_LOOK = 5.0  # seconds after the start: what was missed while the bot was down
STANDARD = Schedule(at="06:30")


def register(application: App) -> None:
    on_command(application, commands.WATCH, watched, role=Role.ADMIN)
    on_press(application, Verb.WATCH, pressed, role=Role.ADMIN)
    _again(application.job_queue, min(FIRST_LOOK, LOOK_EVERY))


def _again(queue: "JobQueue[Any] | None", seconds: float) -> None:
    if queue is None:
        raise RuntimeError("python-telegram-bot was installed without its job queue")
    queue.run_once(on_time, seconds)


async def on_time(context: Context) -> None:
    """Look at whatever is due, then come back. Each look runs where releases are made, so that
    answering never waits for it."""
    try:
        await _look_at_what_is_due(context)
    except (BotError, KnowledgeError) as error:
        log.warning("watched sources were not looked at: %s", type(error).__name__)
    finally:
        _again(context.application.job_queue, LOOK_EVERY)


async def _look_at_what_is_due(context: Context) -> None:
    services = context.services
    for number in await services.run(services.watcher.due):
        try:
            look = await services.publishing(services.watcher.look, number)
        except (HomeBusy, NotPublishedError):
            continue  # its time stays come; or it was removed just now
        await _tell(context, look)
    for number in await services.run(services.watcher.unannounced):  # found from a shell
        if (comparison := await services.publishing(services.watcher.offered, number)) is not None:
            watch = await services.run(services.watcher.watch, number)
            await _tell(context, Look(watch, comparison))


async def _tell(context: Context, look: Look, *, also: int | None = None) -> None:
    """Tell every admin what is new; `also` hears it even if nothing is."""
    services = context.services
    admins = await services.run(_admins, context) if look.has_news else []
    told = False
    for admin in dict.fromkeys([*admins, *([also] if also else [])]):
        try:
            await send_card(context.bot, admin, look_card(look, admin))
        except Uncertain:  # they are asked whether they have it: as good as told
            log.info("an admin may have been told of a watched source")
        except Forbidden:
            log.warning("an admin has blocked the bot, or never started it")
        except TelegramError as error:
            log.warning("an admin was not told of a watched source: %s", type(error).__name__)
            continue  # unless another one is, it is tried again
        told = told or admin in admins
    if told:
        await services.run(services.watcher.told, look)


def _admins(context: Context) -> list[int]:
    services = context.services
    with services.database.session() as session:
        return membership.those_with(session, Role.ADMIN, services.owner)


async def watched(update: Update, context: Context) -> None:
    """/theodoi, /theodoi ADDRESS [TIME], /theodoi NUMBER TIME"""
    message = update.message
    if message is None or message.from_user is None:
        return
    owner = message.from_user.id
    words = list(context.args or ())
    try:
        card = await (_asked(context, words, owner) if words else _list(context, owner))
    except (UsageError, NotPublishedError) as error:
        card = said_card(str(error))
    await send_card(context.bot, message.chat_id, card)


async def _asked(context: Context, words: list[str], owner: int) -> Card:
    services, author = context.services, membership.actor(owner)
    first, time = words[0], " ".join(words[1:])
    if first.isdecimal() and len(first) < 10:
        number = int(first)
        if time:
            schedule = Schedule.either(time)
            await services.run(services.watcher.reschedule, number, schedule, author=author)
        return await _watch(context, number, owner)
    if not is_web_address(first):
        raise UsageError(texts.FOLDER_FROM_SHELL)
    schedule = Schedule.either(time) if time else STANDARD
    number = await services.run(services.watcher.add, first, schedule, author=author)
    return await _watch(context, number, owner, texts.ADDED.format(number=number))


async def pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    """A button of a watch's card."""
    try:
        act = Act(press.text(0))
    except ValueError as error:
        raise BadPressError("a watch's button of an unknown kind") from error
    number = press.number(1)
    if act in (Act.SEE, Act.PUBLISH, Act.INSIST, Act.DISMISS):
        await _decide(query, context, press, act)
    elif act is Act.LOOK:
        await _look_now(query, context, number)
    elif act is Act.DRAFT:
        await query.answer()
        comparison = await context.services.publishing(context.services.watcher.offered, number)
        watch = await context.services.run(context.services.watcher.watch, number)
        if comparison is not None:
            await turn_card(query, offer_card(watch, comparison, press.owner))
    else:
        card = await _turned(context, press, act, number)
        await query.answer()
        await turn_card(query, card)


async def _turned(context: Context, press: Press, act: Act, number: int) -> Card:
    """The card that comes in place of the one whose button was pressed."""
    services, owner = context.services, press.owner
    watcher, author = services.watcher, membership.actor(owner)
    if act is Act.LIST:
        return await _list(context, owner)
    if act is Act.SURE_REMOVE:
        removed = await services.publishing(watcher.remove, number, author=author)
        return said_card(texts.REMOVED.format(place=removed.place))
    if act is Act.SET_TIME:
        try:
            schedule = schedule_of(press.text(2))
        except ValueError as error:
            raise BadPressError("a time that no button has") from error
        await services.run(watcher.reschedule, number, schedule, author=author)
    if act in (Act.SURE_LET_PUBLISH, Act.LET_WAIT):
        publishes = act is Act.SURE_LET_PUBLISH
        await services.run(watcher.let_publish, number, publishes, author=author)
    watch = await services.run(watcher.watch, number)
    if act is Act.TIME:
        return time_card(watch, owner)
    if act is Act.LET_PUBLISH:
        return sure_card(watch, Act.SURE_LET_PUBLISH, owner)
    if act is Act.REMOVE:
        return sure_card(watch, Act.SURE_REMOVE, owner)
    return await _watch(context, number, owner)


async def _look_now(query: CallbackQuery, context: Context, number: int) -> None:
    services = context.services
    await services.run(
        services.watcher.watch, number
    )  # an old button is told before it is answered
    await query.answer(texts.LOOKING.format(number=number))
    try:
        look = await services.publishing(services.watcher.look, number)
    except (HomeBusy, NotPublishedError) as error:
        said = texts.BUSY if isinstance(error, HomeBusy) else str(error)
        await send_card(context.bot, query.from_user.id, said_card(said))
        return
    await _tell(context, look, also=query.from_user.id)


async def _decide(query: CallbackQuery, context: Context, press: Press, act: Act) -> None:
    """On a drafted release: see it, publish it, leave it. A press that comes too late is told so
    and changes nothing."""
    services, owner = context.services, press.owner
    watcher, author = services.watcher, membership.actor(owner)
    number, release_id = press.number(1), press.number(2)
    await services.run(watcher.watch, number)  # raises for an old button
    await query.answer(texts.PUBLISHING if act in (Act.PUBLISH, Act.INSIST) else None)
    try:
        if act is Act.SEE:
            await _show_changes(query, context, number, release_id)
            return
        if act is Act.DISMISS:
            await services.publishing(watcher.dismiss, number, release_id, author=author)
            card = said_card(texts.DISMISSED.format(release=release_id))
        else:
            insist = act is Act.INSIST
            await services.publishing(
                watcher.publish, number, release_id, author=author, insist=insist
            )
            card = said_card(texts.DONE.format(release=release_id))
    except (StaleDraft, GoldenBroken) as error:
        card = await _offered(context, number, owner, error)
    except HomeBusy:
        await send_card(context.bot, query.from_user.id, said_card(texts.BUSY))
        return
    except Overloaded as error:
        await send_card(context.bot, query.from_user.id, said_card(str(error)))
        return
    except (BotError, KnowledgeError, IndexFault) as error:
        card = said_card(texts.NOT_PUBLISHED.format(why=error))
    await turn_card(query, card)


async def _offered(
    context: Context, number: int, owner: int, why: StaleDraft | GoldenBroken
) -> Card:
    """What waits now, in place of a card that could not be carried out."""
    services = context.services
    comparison = await services.publishing(services.watcher.offered, number)
    watch = await services.run(services.watcher.watch, number)
    if comparison is None:
        return said_card(texts.NOT_PUBLISHED.format(why=why))
    insist = bool(comparison.proof.broken)
    return offer_card(watch, comparison, owner, str(why), insist=insist)


async def _show_changes(
    query: CallbackQuery, context: Context, number: int, release_id: int
) -> None:
    """The first changes word by word as a message and as pictures, all as a file, and what reading
    remarked."""
    services, chat = context.services, query.from_user.id
    name = texts.DIFFERENCE_FILE.format(release=release_id)
    sides = Sides(texts.SIDE_STANDING, texts.SIDE_FOUND, name, WHOLE_DIFFERENCE)
    comparison = await services.run(services.watcher.waiting, number, release_id)
    read = partial(services.watcher.difference, number, release_id)
    shown = await compared(services, read, sides)
    card = Card(card_text(shown.difference), None)
    await show_difference(context.bot, chat, shown, card, file=True)
    if remarks := remarks_text(comparison):
        await send_card(context.bot, chat, said_card(remarks))


async def _list(context: Context, owner: int) -> Card:
    watcher = context.services.watcher
    watches = await context.services.run(watcher.watches)
    return list_card([(one, watcher.next_look(one)) for one in watches], owner)


async def _watch(context: Context, number: int, owner: int, heading: str = "") -> Card:
    watcher = context.services.watcher
    watch = await context.services.run(watcher.watch, number)
    return watch_card(watch, watcher.next_look(watch), owner, heading)
