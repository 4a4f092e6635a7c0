"""Words on a page, and the rows they stand in.

Lengths are points (1/72 inch); x grows to the right and y downwards from the page's top edge, the
page turned as a person sees it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

_SAME_ROW = 0.35  # of a word's height that baselines on one row may lie apart
_RAISED = 0.75  # of a row's height; smaller words may be raised or lowered
_NO_GAP = 0.06  # of the height; pieces as near as this are one word


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without white space between them; `y` is the baseline."""

    text: str
    x0: float
    x1: float
    y: float
    size: float  # of the font
    font: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line or a filled bar that is drawn across or down a page."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `number` counts from 1."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Words beside each other, from left to right."""

    words: tuple[Word, ...]
    x0: float
    x1: float
    y: float
    size: float

    @property
    def text(self) -> str:
        """The row's words, one space between them."""
        pieces = [self.words[0].text]
        for left, right in zip(self.words, self.words[1:], strict=False):
            pieces.append("" if right.x0 - left.x1 < _NO_GAP * right.size else " ")
            pieces.append(right.text)
        return "".join(pieces)


def rows_of(words: Iterable[Word]) -> list[Row]:
    """The rows from top to bottom; a raised small word goes with the row it stands in."""
    by_height = sorted(words, key=lambda word: (word.y, word.x0))
    if not by_height:
        return []
    usual = median(word.size for word in by_height)
    rows: list[list[Word]] = []
    small: list[Word] = []
    for word in by_height:
        if word.size < _RAISED * usual:
            small.append(word)
        elif rows and word.y - rows[-1][0].y < _SAME_ROW * max(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    _place(small, rows)
    return sorted(map(row_of, rows), key=lambda row: row.y)


def row_of(words: Sequence[Word]) -> Row:
    """One row of these words, at least one, whatever their order."""
    ordered = tuple(sorted(words, key=lambda word: word.x0))
    return Row(
        ordered,
        x0=ordered[0].x0,
        x1=max(word.x1 for word in ordered),
        y=median(word.y for word in ordered),
        size=median(word.size for word in ordered),
    )


def _place(small: Sequence[Word], rows: list[list[Word]]) -> None:
    """Put each small word into the row whose height it stands in and whose words it touches, else
    into a row of small words."""
    large = [(row[0].y, row[0].size, row) for row in rows]
    tiny: list[list[Word]] = []
    place = 0
    for word in small:
        while place < len(large) and large[place][0] < word.y - 0.3 * large[place][1]:
            place += 1
        near = [
            row for y, size, row in large[max(0, place - 1) : place + 2] if _within(word, y, size)
        ]
        beside = [row for row in near if any(_touch(word, other) for other in row)]
        if beside:
            beside[0].append(word)
        elif tiny and word.y - tiny[-1][0].y < _SAME_ROW * word.size:
            tiny[-1].append(word)
        else:
            tiny.append([word])
    rows += tiny


def _within(word: Word, y: float, size: float) -> bool:
    return y - 0.75 * size < word.y < y + 0.3 * size


def _touch(word: Word, other: Word) -> bool:
    return -other.size < word.x0 - other.x1 < 0.6 * other.size
