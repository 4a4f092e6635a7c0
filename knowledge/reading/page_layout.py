"""The order in which a page is read: its columns, each from top to bottom.

A page is cut at its gutters and at the rows that cross them, again and again (the recursive X-Y
cut: Nagy, Seth and Viswanathan, "A prototype document image analysis system for technical
journals", 1992), with rows instead of a picture's pixels.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median, median_low

from knowledge.reading.page_tables import Table, tables_of
from knowledge.reading.page_words import Page, Row, rows_of

_MOST_ROWS = 400  # of one page; more is no page of text, and is read row by row
_DEEPEST = 6  # cuts within cuts
_MARGIN = 0.15  # of the width; no gutter lies nearer to an edge
_GUTTER = 0.75  # of the font's size, the least width of a gutter between many rows
_WIDE_GUTTER = 1.5  # the same between few rows, as in a letterhead
_MANY, _FEW = 4, 2  # rows with words on both sides
_CERTAIN = 8  # rows beside each other; other pages' gutters may be measured by theirs
_BOTH_SIDES = 0.3  # of the rows that a gutter passes
_LEAST_SIDE = 0.12  # of the words stand on the emptier side
_LEVEL = 0.75  # of the font's size; rows as near as this stand beside each other
_LOOSE = 1.6  # times the usual distance; a row further below those above it stands alone


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that follow each other in one column, or those of a table."""

    rows: tuple[Row, ...]
    is_table: bool = False


@dataclass(frozen=True, slots=True)
class _Band:
    """Rows [first, last] that leave the strip from x0 to x1 empty."""

    first: int
    last: int
    x0: float
    x1: float
    both: int = 0  # rows with words beside them across the strip

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


def blocks_of(pages: Sequence[Page]) -> list[list[Block]]:
    """The columns of each page in the order they are read, with the full rows between them."""
    found = [tables_of(page) for page in pages]
    rows = [rows_of(words) for _, words in found]
    bands = [_best_band(one, ()) for one in rows if len(one) <= _MOST_ROWS]
    known = tuple(band.middle for band in bands if band and band.both >= _CERTAIN)
    return [list(_around(tables, one, known)) for (tables, _), one in zip(found, rows, strict=True)]


def _around(
    tables: Sequence[Table], rows: Sequence[Row], known: Sequence[float]
) -> Iterator[Block]:
    """The tables of a page and the blocks between them, from top to bottom."""
    waiting = list(rows)
    for table in tables:
        yield from _blocks([row for row in waiting if row.y < table.bottom], known)
        waiting = [row for row in waiting if row.y >= table.bottom]
        yield Block(table.rows, is_table=True)
    yield from _blocks(waiting, known)


def _blocks(rows: list[Row], known: Sequence[float]) -> list[Block]:
    if len(rows) <= _MOST_ROWS:
        return list(_cut(rows, known, 0))
    return [Block(tuple(rows))]


def _cut(rows: list[Row], known: Sequence[float], depth: int) -> Iterator[Block]:
    band = _best_band(rows, known) if depth < _DEEPEST else None
    if band is None:
        if rows:
            yield Block(tuple(rows))
        return
    yield from _cut(rows[: band.first], known, depth + 1)
    words = [word for row in rows[band.first : band.last + 1] for word in row.words]
    yield from _cut(rows_of(word for word in words if word.x0 < band.middle), known, depth + 1)
    yield from _cut(rows_of(word for word in words if word.x0 >= band.middle), known, depth + 1)
    yield from _cut(rows[band.last + 1 :], known, depth + 1)


def _best_band(rows: Sequence[Row], known: Sequence[float]) -> _Band | None:
    """The gutter that parts most rows, if there is one."""
    if not rows:
        return None
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    inner = left + _MARGIN * (right - left), right - _MARGIN * (right - left)
    size = median(row.size for row in rows)
    free = [_free(row, left, right, inner, _GUTTER * size) for row in rows]
    best: _Band | None = None
    for band in sorted(_bands(free, _GUTTER * size), key=lambda band: band.first - band.last):
        if best and band.last - band.first < best.both:
            break
        found = _accepted(band, rows, size, known)
        if found and (best is None or found.both > best.both):
            best = found
    return best


_Strips = list[tuple[float, float]]


def _free(row: Row, left: float, right: float, inner: tuple[float, float], least: float) -> _Strips:
    """Where a row leaves room, as far as a gutter may lie there."""
    strips = []
    reached = left - least
    for word in row.words:
        strips.append((reached, word.x0))
        reached = max(reached, word.x1)
    strips.append((reached, right + least))
    cut = [(max(a, inner[0]), min(b, inner[1])) for a, b in strips]
    return [(a, b) for a, b in cut if b - a >= least]


def _bands(free: Sequence[_Strips], least: float) -> Iterator[_Band]:
    """For each row and strip the longest band that begins there and not above."""
    above: _Strips = []
    for first, strips in enumerate(free):
        for x0, x1 in strips:
            if not any(a <= x0 and x1 <= b for a, b in above):
                yield _grown(free, first, x0, x1, least)
        above = strips


def _grown(free: Sequence[_Strips], first: int, x0: float, x1: float, least: float) -> _Band:
    last = first
    for place in range(first + 1, len(free)):
        met = [(max(x0, a), min(x1, b)) for a, b in free[place]]
        a, b = max(met, key=lambda one: one[1] - one[0], default=(0.0, 0.0))
        if b - a < least:
            break
        x0, x1, last = a, b, place
    return _Band(first, last, x0, x1)


def _beside(band: _Band, rows: Sequence[Row], size: float) -> list[int]:
    """The places of the band's rows that have words beside them across the strip."""
    sides: tuple[list[float], list[float]] = ([], [])
    for row in rows[band.first : band.last + 1]:
        for side in (0, 1):
            if any((word.x0 >= band.middle) == side for word in row.words):
                sides[side].append(row.y)
    places = []
    for place in range(band.first, band.last + 1):
        y = rows[place].y
        if all(_near(y, heights, _LEVEL * size) for heights in sides):
            places.append(place)
    return places


def _near(y: float, heights: Sequence[float], most: float) -> bool:
    place = bisect_left(heights, y)
    return any(abs(y - height) < most for height in heights[max(0, place - 1) : place + 1])


def _accepted(
    band: _Band, rows: Sequence[Row], size: float, known: Sequence[float]
) -> _Band | None:
    """The band without loose rows at its end where its strip is the gutter of two columns, and no
    chance; `known`: where other pages have theirs."""
    beside = _beside(band, rows, size)
    wide = band.x1 - band.x0 >= _WIDE_GUTTER * size
    if beside and any(band.x0 < middle < band.x1 for middle in known):
        return _trimmed(band, rows, beside)
    if len(beside) < (_FEW if wide else _MANY):
        return None
    band = _trimmed(band, rows, beside)
    passed = rows[band.first : band.last + 1]
    words = [word for row in passed for word in row.words]
    left = sum(word.x0 < band.middle for word in words)
    lopsided = min(left, len(words) - left) < _LEAST_SIDE * len(words)
    return None if lopsided or len(beside) < _BOTH_SIDES * len(passed) else band


def _trimmed(band: _Band, rows: Sequence[Row], beside: Sequence[int]) -> _Band:
    """Without rows at its end that stand apart and have nothing beside them."""
    sides: tuple[list[float], list[float]] = ([], [])
    gaps: dict[int, float] = {}  # from each row to the one above it on its side
    for place in range(band.first, band.last + 1):
        for side, heights in enumerate(sides):
            if any((word.x0 >= band.middle) == side for word in rows[place].words):
                gaps[place] = rows[place].y - heights[-1] if heights else 0.0
                heights.append(rows[place].y)
    usual = max(
        median_low([below - above for above, below in pairwise(heights)] or [math.inf])
        for heights in sides
    )
    last = band.last
    for place in range(band.last, beside[-1], -1):
        if gaps[place] > _LOOSE * usual:
            last = place - 1
    return replace(band, last=last, both=len(beside))
