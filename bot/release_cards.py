"""Releases -> Telegram cards: the list, one of them, what differs between two, going back."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import texts
from bot import texts_releases as said
from bot.callbacks import Verb
from bot.cards import Card, button, shortened
from bot.clock import moment_text
from bot.difference.documents import Difference
from bot.difference.summary import card_text
from bot.wording import changes_text, joined
from knowledge.models import ReleaseStatus
from knowledge.views import ReleaseView

PER_PAGE = 5
CHOICES = 10  # releases to compare with, on one page of buttons
IN_A_ROW = 5
LONGEST_NOTE = 200
TITLES = 12  # of changed documents in one card
LONGEST_TITLE = 120

Names = Mapping[str, str]  # what the audit calls a person -> what admins call them


def releases_card(
    releases: Sequence[ReleaseView], page: int, count: int, owner: int, names: Names
) -> Card:
    """A page of releases, the newest first, a button each. `count`: how many there are."""
    if not releases:
        return Card(escape(said.RELEASES_NONE), None)
    pages = -(-count // PER_PAGE)
    parts = [f"<b>{escape(said.RELEASES_TITLE.format(count=count))}</b>"]
    parts += ["\n".join(_facts(one, names)) for one in releases]
    parts.append(escape(said.RELEASES_PAGE.format(page=page + 1, pages=pages)))
    numbers = [button(str(one.id), Verb.RELEASE, owner, one.id) for one in releases]
    turns = _turns(page, pages, Verb.RELEASES, (), owner)
    return Card("\n\n".join(parts), InlineKeyboardMarkup([numbers, *turns]))


def release_card(
    release: ReleaseView, previous: int | None, current: int | None, owner: int, names: Names
) -> Card:
    """One release with what it changed; `previous` was published before it, `current` answers."""
    lines = [*_facts(release, names), "", *_titles(release)]
    rows = []
    if previous is not None:
        label = said.WITH_PREVIOUS.format(release=previous)
        rows.append([button(label, Verb.DIFFERENCE, owner, previous, release.id)])
    if current is not None and current not in (release.id, previous):
        label = said.WITH_CURRENT.format(release=current)
        pair = sorted((release.id, current))
        rows.append([button(label, Verb.DIFFERENCE, owner, *pair)])
    rows.append([button(said.WITH_ANOTHER, Verb.COMPARE, owner, release.id, 0)])
    if current != release.id:
        label = said.ROLL_BACK.format(release=release.id)
        rows.append([button(label, Verb.ROLL_BACK, owner, release.id)])
    rows.append([button(said.TO_RELEASES, Verb.RELEASES, owner, 0)])
    return Card("\n".join(lines).rstrip(), InlineKeyboardMarkup(rows))


def choosing_card(
    release_id: int, others: Sequence[int], page: int, count: int, owner: int
) -> Card:
    """Which release to compare one with, a page of them; `count`: how many there are."""
    numbers = [
        button(str(one), Verb.DIFFERENCE, owner, *sorted((one, release_id))) for one in others
    ]
    rows = [numbers[place : place + IN_A_ROW] for place in range(0, len(numbers), IN_A_ROW)]
    pages = -(-count // CHOICES)
    turns = _turns(page, pages, Verb.COMPARE, (release_id,), owner)
    back = [button(said.TO_RELEASES, Verb.RELEASES, owner, 0)]
    html = f"<b>{escape(said.CHOOSE_OTHER.format(release=release_id))}</b>"
    return Card(html, InlineKeyboardMarkup([*rows, *turns, back]))


def difference_card(difference: Difference, before: int, after: int, owner: int) -> Card:
    """The first changes of one release against another, and a button for all of them."""
    title = said.DIFFERENCE_TITLE.format(before=before, after=after)
    html = f"<b>{escape(title)}</b>\n\n{card_text(difference)}"
    if not difference.documents:
        return Card(html, None)
    whole = button(said.DIFFERENCE_FILE, Verb.DIFFERENCE_FILE, owner, before, after)
    return Card(html, InlineKeyboardMarkup([[whole]]))


def asking_card(
    release: ReleaseView, current: int, difference: Difference, owner: int, names: Names
) -> Card:
    """What would come back, before it does."""
    changes = said.ROLL_BACK_CHANGES.format(
        added=len(difference.added),
        changed=len(difference.changed),
        removed=len(difference.removed),
    )
    what = said.ROLL_BACK_WHAT.format(release=release.id, current=current)
    head = f"<b>{escape(said.ROLL_BACK_ASK.format(release=release.id))}</b>"
    lines = [head, "", *_facts(release, names), "", escape(what), escape(changes)]
    yes = said.ROLL_BACK_YES.format(release=release.id)
    pair = sorted((release.id, current))
    rows = [
        [button(yes, Verb.ROLL_BACK_NOW, owner, release.id, current)],
        [button(said.WITH_CURRENT.format(release=current), Verb.DIFFERENCE, owner, *pair)],
        [button(said.ROLL_BACK_NO, Verb.RELEASE, owner, release.id)],
    ]
    return Card("\n".join(lines), InlineKeyboardMarkup(rows))


def told_card(sentence: str, owner: int) -> Card:
    """How going back went."""
    back = [button(said.TO_RELEASES, Verb.RELEASES, owner, 0)]
    return Card(escape(sentence), InlineKeyboardMarkup([back]))


def _facts(release: ReleaseView, names: Names) -> Iterator[str]:
    """A few lines on a release: which, whether it answers, since when, by whom, why, what."""
    answers = said.ANSWERS_NOW if release.status == ReleaseStatus.PUBLISHED else None
    name = f"<b>{escape(said.RELEASE_NAME.format(release=release.id))}</b>"
    since = moment_text(release.published_at) if release.published_at else None
    yield " · ".join(filter(None, (name, answers and escape(answers))))
    author = said.AUTHOR.format(author=names.get(release.author, release.author))
    yield escape(joined(since, author))
    if release.note:
        yield escape(said.NOTE.format(note=shortened(release.note, LONGEST_NOTE)))
    yield escape(said.HOLDS.format(documents=release.documents, passages=release.passages))
    yield escape(changes_text(release))


def _titles(release: ReleaseView) -> list[str]:
    lines = [
        escape(line.format(title=shortened(str(title), LONGEST_TITLE)))
        for kind, line in said.CHANGED_TITLE.items()
        for title in release.changes.get(kind, ())
    ]
    rest = len(lines) - TITLES
    return [*lines[:TITLES], *([said.MORE_TITLES.format(count=rest)] if rest > 0 else [])]


def _turns(
    page: int, pages: int, verb: Verb, args: Sequence[int], owner: int
) -> list[list[InlineKeyboardButton]]:
    """A row with buttons to the pages beside one, where there are any."""
    turns = [
        button(label, verb, owner, *args, other)
        for label, other in ((texts.BACK, page - 1), (texts.FORWARD, page + 1))
        if 0 <= other < pages
    ]
    return [turns] if turns else []
