"""/phienban: what was published; two releases compared word by word; going back, with two taps."""

from telegram import CallbackQuery

from bot import commands
from bot import texts_releases as texts
from bot.authors import author_names
from bot.callbacks import Press, Verb
from bot.cards import Card
from bot.context import App, Context, Services
from bot.difference.documents import Difference, between_releases
from bot.difference.summary import is_whole
from bot.difference_showing import Shown, Sides, compared, send_file, show_difference
from bot.errors import BotError
from bot.handlers.dispatching import on_press
from bot.handlers.paging import on_pages
from bot.release_cards import (
    CHOICES,
    PER_PAGE,
    asking_card,
    choosing_card,
    difference_card,
    release_card,
    releases_card,
    told_card,
)
from bot.sending import turn_card
from index.errors import IndexFault
from knowledge import membership, releases
from knowledge.errors import KnowledgeError
from knowledge.people import Role


def register(application: App) -> None:
    on_pages(application, commands.RELEASES, Verb.RELEASES, listed, role=Role.ADMIN)
    on_press(application, Verb.RELEASE, release_pressed, role=Role.ADMIN)
    on_press(application, Verb.COMPARE, compare_pressed, role=Role.ADMIN)
    on_press(application, Verb.DIFFERENCE, difference_pressed, role=Role.ADMIN)
    on_press(application, Verb.DIFFERENCE_FILE, file_pressed, role=Role.ADMIN)
    on_press(application, Verb.ROLL_BACK, roll_back_pressed, role=Role.ADMIN)
    on_press(application, Verb.ROLL_BACK_NOW, roll_back_agreed, role=Role.ADMIN)


async def release_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    card = await context.services.run(_release, context.services, press.number(0), press.owner)
    await query.answer()
    await turn_card(query, card)


async def compare_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    release_id, page = press.number(0), press.number(1)
    services = context.services
    card = await services.run(_choosing, services, release_id, page, press.owner)
    await query.answer()
    await turn_card(query, card)


async def difference_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    """The first changes as a card and as pictures; where they are too many, all of them as a
    file, too."""
    before, after = press.number(0), press.number(1)
    shown = await _compared(context.services, before, after)
    await query.answer()
    card = difference_card(shown.difference, before, after, press.owner)
    file = not is_whole(shown.difference)
    await show_difference(context.bot, press.owner, shown, card, file=file)


async def file_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    shown = await _compared(context.services, press.number(0), press.number(1))
    await query.answer()
    await send_file(context.bot, press.owner, shown)


async def roll_back_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    """The first tap: what would come back."""
    release_id = press.number(0)
    card = await context.services.comparing(_asking, context.services, release_id, press.owner)
    await query.answer()
    await turn_card(query, card)


async def roll_back_agreed(query: CallbackQuery, context: Context, press: Press) -> None:
    """The second tap: it comes back, if what answers is still what was spoken of."""
    release_id, expected = press.number(0), press.number(1)
    services = context.services
    current = await services.run(_current, services)
    if current == release_id:
        await query.answer(texts.ALREADY_CURRENT.format(release=release_id), show_alert=True)
        return
    if current != expected:
        await query.answer(texts.MOVED_SINCE.format(current=current), show_alert=True)
        card = await services.comparing(_asking, services, release_id, press.owner)
        await turn_card(query, card)
        return
    await query.answer()
    waiting = texts.ROLLING_BACK.format(release=release_id)
    await turn_card(query, told_card(waiting, press.owner))
    said = await services.publishing(_roll_back, services, release_id, expected, press.owner)
    await turn_card(query, told_card(said, press.owner))


async def listed(services: Services, page: int, owner: int) -> Card:
    return await services.run(_page, services, page, owner)


def _page(services: Services, page: int, owner: int) -> Card:
    with services.database.session() as session:
        count = releases.count(session)
        page = min(max(page, 0), max(0, (count - 1) // PER_PAGE))
        found = releases.releases(session, page * PER_PAGE, PER_PAGE)
        names = author_names(session, {one.author for one in found})
    return releases_card(found, page, count, owner, names)


def _release(services: Services, release_id: int, owner: int) -> Card:
    with services.database.session() as session:
        found = releases.release(session, release_id)
        previous = releases.before(session, release_id)
        current = releases.current_release(session)
        names = author_names(session, {found.author})
    return release_card(found, previous, current, owner, names)


def _choosing(services: Services, release_id: int, page: int, owner: int) -> Card:
    with services.database.session() as session:
        found = [one for one in releases.ids(session) if one != release_id]
    page = min(max(page, 0), max(0, (len(found) - 1) // CHOICES))
    shown = found[page * CHOICES : (page + 1) * CHOICES]
    return choosing_card(release_id, shown, page, len(found), owner)


def _asking(services: Services, release_id: int, owner: int) -> Card:
    with services.database.session() as session:
        current = releases.current_release(session)
        target = releases.rollback_target(session, release_id)
        found = releases.release(session, target)
        names = author_names(session, {found.author})
        difference = between_releases(session, current, target)
    return asking_card(found, current or 0, difference, owner, names)


def _current(services: Services) -> int | None:
    with services.database.session() as session:
        return releases.current_release(session)


def _roll_back(services: Services, release_id: int, expected: int, owner: int) -> str:
    """One sentence on how it went; whatever fails leaves the published release as it is."""
    try:
        services.publisher.roll_back(
            release_id, author=membership.actor(owner), instead_of=expected
        )
    except (BotError, KnowledgeError, IndexFault) as error:
        failed = texts.ROLL_BACK_FAILED.format(reason=error)
        return f"{failed} {texts.STILL_ANSWERS.format(release=_current(services))}"
    return texts.ROLLED_BACK.format(release=release_id)


async def _compared(services: Services, before: int, after: int) -> Shown:
    def read() -> Difference:
        with services.database.session() as session:
            for one in (before, after):
                releases.release(session, one)
            return between_releases(session, before, after)

    sides = Sides(
        texts.SIDE_RELEASE.format(release=before),
        texts.SIDE_RELEASE.format(release=after),
        texts.DIFFERENCE_FILE_NAME.format(before=before, after=after),
        texts.DIFFERENCE_CAPTION.format(before=before, after=after),
    )
    return await compared(services, read, sides)
