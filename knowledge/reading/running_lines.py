"""Running heads and feet, and page numbers: what a page repeats and no text says."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from knowledge.reading.page_words import Page, Row, rows_of

_DEPTH = 4  # rows from a page's edge that may be running ones
_SAME_PLACE = 4.0  # points that one running row may move
_OFTEN = 0.3  # of the pages; a row that is rarer must also stand apart
_APART = 1.3  # times the usual distance of rows
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:trang|page|tr\.)?\s*(\d{1,4})(?:\s*/\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Edge:
    """A row near a page's upper or lower edge, the outermost at depth 0."""

    page: int  # place of the page in the file
    row: Row
    place: float  # points from the page's edge
    side: int  # 0 above, 1 below
    depth: int
    gap: float  # to the next row inside, in points

    @property
    def key(self) -> tuple[int, int, int]:
        return self.page, self.side, self.depth

    @property
    def shape(self) -> tuple[int, str]:
        """What it says, whatever the numbers in it."""
        return self.side, _NUMBER.sub("#", self.row.text.casefold())


def without_running_lines(pages: Sequence[Page]) -> list[Page]:
    """The pages without the rows that several of them have at the same place."""
    edges = [edge for place, page in enumerate(pages) for edge in _edges(place, page)]
    running = _repeated(edges, len(pages))
    gone: dict[int, set[int]] = defaultdict(set)
    reached: Counter[tuple[int, int]] = Counter()  # rows of a page's side that are out
    for edge in edges:
        outermost = reached[edge.page, edge.side] == edge.depth
        number = pages[edge.page].number
        if outermost and (edge.key in running or _numbers_page(edge, number)):
            reached[edge.page, edge.side] += 1
            gone[edge.page] |= set(map(id, edge.row.words))
    return [_without(page, gone[place]) for place, page in enumerate(pages)]


def _edges(place: int, page: Page) -> Iterable[_Edge]:
    rows = rows_of(page.words)
    gaps = [below.y - above.y for above, below in pairwise(rows)]
    for side in (0, 1):
        ordered = rows if side == 0 else rows[::-1]
        inward = gaps if side == 0 else gaps[::-1]
        for depth, row in enumerate(ordered[: min(_DEPTH, len(rows))]):
            gap = inward[depth] if depth < len(inward) else 0.0
            yield _Edge(place, row, abs(side * page.height - row.y), side, depth, gap)


def _repeated(edges: Sequence[_Edge], pages: int) -> set[tuple[int, int, int]]:
    """The rows that stand at one height on several pages with the same words."""
    alike: dict[tuple[int, str], list[_Edge]] = defaultdict(list)
    for edge in edges:
        alike[edge.shape].append(edge)
    leading = median([edge.gap for edge in edges if edge.gap] or [0.0])
    found: set[tuple[int, int, int]] = set()
    for group in alike.values():
        group.sort(key=lambda edge: edge.place)
        first = 0
        for last, edge in enumerate(group):
            while edge.place - group[first].place > _SAME_PLACE:
                first += 1
            near = group[first : last + 1]
            times = len({one.page for one in near})
            if not _count_pages(near):
                continue
            apart = all(one.gap > _APART * leading for one in near if one.gap)
            if times >= (2 if pages < 5 else 3) and (times > _OFTEN * pages or apart):
                found |= {one.key for one in near}
    return found


def _count_pages(near: Sequence[_Edge]) -> bool:
    """Whether each number in these rows is the same on every page, or counts the pages."""
    rows = [(edge.page, _NUMBER.findall(edge.row.text)) for edge in near]
    for numbers in zip(*(found for _, found in rows), strict=True):
        steps = {int(n) - page for n, (page, _) in zip(numbers, rows, strict=True) if n.isdigit()}
        if len(set(numbers)) > 1 and len(steps) > 1:
            return False
    return True


def _numbers_page(edge: _Edge, number: int) -> bool:
    match = _PAGE_NUMBER.fullmatch(edge.row.text.strip())
    return match is not None and int(match[1]) == number


def _without(page: Page, gone: set[int]) -> Page:
    return replace(page, words=tuple(word for word in page.words if id(word) not in gone))
