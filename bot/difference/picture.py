"""A difference -> pictures for a phone: what went struck through in red, what came in green.

A picture has 840 dots across, twice the 420 of a phone, and is so high at most that Telegram shows
it without making it smaller.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bot import texts_releases as texts
from bot.difference.documents import Difference, DocumentChange, FieldChange
from bot.difference.drawing import Letters, Line, Look, Run, png
from bot.difference.passages import Change
from bot.difference.summary import turned_text
from bot.difference.words import Kind, Piece
from bot.wording import named

WIDTH, TALLEST = 840, 1_260  # dots
MOST = 4  # pictures of one comparison
MARGIN, INSET = 34, 22  # dots
_FOOT = 60  # dots for the line below
CONTEXT = 110  # code points of kept words before and after a change
LONGEST_PIECE = 700  # code points of what was put in, or taken out, in one place
LONGEST_NAME = 200

INK, FAINT, RULE, BAR = "#1c1e21", "#5b626b", "#d9dde2", "#b9c2cc"
PLAIN = Look(30, INK)
ADDED = Look(30, "#0b5a23", paper="#d8f5dd", underlined=True)
REMOVED = Look(30, "#98201a", paper="#fde3e1", struck=True)
TITLE, PLACE, SMALL = Look(33, INK, bold=True), Look(28, INK, bold=True), Look(24, FAINT)
_LOOKS = {Kind.KEPT: PLAIN, Kind.ADDED: ADDED, Kind.REMOVED: REMOVED}


@dataclass(frozen=True, slots=True)
class Pictures:
    """PNG files in order; `left` is how many changed places none of them holds."""

    files: tuple[bytes, ...]
    left: int


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that stand together: what is said of one place, under the name of its document."""

    name: tuple[Line, ...]
    lines: tuple[Line, ...]


def pictures(difference: Difference, before: str, after: str) -> Pictures:
    """Pictures of all that reads otherwise now; `before` and `after` are what the sides are called.

    Documents that are new, or gone, as a whole are in none: nobody reads a law in pictures. Raises
    `DrawingError`.
    """
    letters = Letters()
    head = _heading(letters, before, after)
    blocks = (one for changed in difference.changed for one in _blocks(changed, letters))
    room = TALLEST - 2 * MARGIN - _height(head) - _FOOT
    shown = list(islice(_pages(blocks, room), MOST))  # what no picture holds is not laid out
    places = sum(len(one.fields) + len(one.changes) for one in difference.changed)
    left = places - sum(ended for _, ended in shown)
    files = []
    for number, (lines, _) in enumerate(shown, start=1):
        foot = _foot(letters, number, len(shown), left if number == len(shown) else 0)
        files.append(png([*head, *lines, *foot], letters, WIDTH, MARGIN))
    return Pictures(tuple(files), left)


def _pages(blocks: Iterable[_Block], room: int) -> Iterator[tuple[list[Line], int]]:
    """Pages no higher than `room` dots, each with how many blocks end on it. A block is not torn
    unless it is higher than a page."""
    page: list[Line] = []
    ended, name = 0, None
    for block in blocks:
        above = () if block.name is name else block.name
        if page and _height(page) + _height([*above, *block.lines]) > room:
            yield page, ended
            page, ended, above = [], 0, block.name
        name = block.name
        page += above
        for line in block.lines:
            if _height(page) + line.height > room:
                yield page, ended
                page, ended = [*block.name], 0
            page.append(line)
        ended += 1
    if page:
        yield page, ended


def _blocks(changed: DocumentChange, letters: Letters) -> Iterator[_Block]:
    name = (
        _gap(20),
        *letters.lines([Run(_cut(named(changed.document), LONGEST_NAME), TITLE)], _room()),
    )
    for field in changed.fields:
        yield _Block(name, (_gap(16), *_indented(letters, _field(field))))
    for change in changed.changes:
        place = letters.lines(_place(change), _room(INSET), INSET, BAR)
        yield _Block(name, (_gap(24), *place, *_indented(letters, _words(change))))


def _place(change: Change) -> Iterator[Run]:
    yield Run(_cut(change.locator, LONGEST_NAME), PLACE)
    marks = [turned_text(change)] if change.turned else []
    if change.before is None or change.after is None:
        marks.append(texts.PAGE_NEW_PASSAGE if change.after else texts.PAGE_GONE_PASSAGE)
    for mark in marks:
        yield Run(f" · {mark}", SMALL)


def _words(change: Change) -> Iterator[Run]:
    """What changed, with the words around it."""
    last = len(change.pieces) - 1
    for number, piece in enumerate(change.pieces):
        if piece.kind is Kind.KEPT:
            yield Run(_around(piece.text, first=not number, last=number == last), PLAIN)
            continue
        yield Run(_cut(piece.text, LONGEST_PIECE), _LOOKS[piece.kind])
        if number < last and not _parted(piece, change.pieces[number + 1]):
            yield Run(" ", PLAIN)  # what went and what came of one place never run together


def _parted(one: Piece, other: Piece) -> bool:
    return other.kind is Kind.KEPT or one.text[-1:].isspace()


def _field(field: FieldChange) -> Iterator[Run]:
    yield Run(f"{field.label}: ", PLACE)
    yield Run(_cut(field.before or texts.PAGE_NOTHING, LONGEST_PIECE), REMOVED)
    yield Run(" ", PLAIN)
    yield Run(_cut(field.after or texts.PAGE_NOTHING, LONGEST_PIECE), ADDED)


def _around(text: str, *, first: bool, last: bool) -> str:
    """Kept words: only those near a change."""
    if len(text) <= 2 * CONTEXT:
        return text
    head = "" if first else text[:CONTEXT].rpartition(" ")[0]
    tail = "" if last else text[-CONTEXT:].partition(" ")[2]
    return f"{head} … {tail}".lstrip() if tail else f"{head} …"


def _heading(letters: Letters, before: str, after: str) -> list[Line]:
    title = texts.PAGE_TITLE.format(before=before, after=after)
    legend = [
        Run(texts.PAGE_LEGEND_ADDED, _small(ADDED)),
        Run("  ", SMALL),
        Run(texts.PAGE_LEGEND_REMOVED, _small(REMOVED)),
    ]
    return [*letters.lines([Run(title, SMALL)], _room()), *letters.lines(legend, _room())]


def _foot(letters: Letters, number: int, count: int, left: int) -> list[Line]:
    said = [texts.PICTURE_OF.format(number=number, count=count)] if count > 1 else []
    said += [texts.PICTURES_LEFT.format(count=left)] if left else []
    if not said:
        return []
    return [_gap(18), *letters.lines([Run(" · ".join(said), SMALL)], _room())]


def _small(look: Look) -> Look:
    return replace(look, size=SMALL.size)


def _indented(letters: Letters, runs: Iterator[Run]) -> list[Line]:
    return letters.lines(runs, _room(INSET), INSET, BAR)


def _room(inset: int = 0) -> int:
    return WIDTH - 2 * MARGIN - inset


def _gap(height: int) -> Line:
    return Line((), height)


def _height(lines: Sequence[Line]) -> int:
    return sum(line.height for line in lines)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
