"""The lines of a file in reading order, each with the column it stands in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.reading.page_layout import Block
from knowledge.reading.page_words import Page, Row

_ENOUGH = 6  # lines that show where their column begins and ends
_EDGE = 1.5  # points that straight edges may differ
_STRAIGHT = 0.3  # of the lines end at one x where a column is justified
_INSIDE, _FURTHER = 4.0, 24.0  # points that a short block may begin and end outside its column
_BEYOND = 0.05  # of the lines may end further right than the straight edge
_BALANCE = 0.6  # of the font's size that the two ends of a centred line may differ
_RAGGED = 0.98  # of the lines end before the right edge of a ragged column


@dataclass(frozen=True, slots=True)
class Column:
    """Where the lines of a block may begin and end."""

    left: float
    right: float
    justified: bool  # whole lines end exactly at `right`
    lines: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a column."""

    page: int
    block: int  # counts through the file
    column: Column
    row: Row
    text: str
    in_table: bool = False

    @property
    def is_centred(self) -> bool:
        """Whether it stands in the middle of its column and fills less than the whole."""
        return self.is_balanced and self.row.x0 - self.column.left > self.row.size

    @property
    def is_balanced(self) -> bool:
        """Whether there is as much room before it as behind it."""
        left, right = self.row.x0 - self.column.left, self.column.right - self.row.x1
        return abs(left - right) < _BALANCE * self.row.size


def lines_of(pages: Sequence[Page], blocks: Sequence[Sequence[Block]]) -> list[Line]:
    """The lines of all pages; `blocks` are those of each page."""
    flat = [(page.number, block) for page, row in zip(pages, blocks, strict=True) for block in row]
    measured = _measured(flat)
    margins = [min((word.x0 for word in page.words), default=0.0) for page in pages]
    rights = [page.width - margin for page, margin in zip(pages, margins, strict=True)]
    lines: list[Line] = []
    for place, (page, block) in enumerate(flat):
        column = _bounds(measured[place][1], page, measured, rights[page - 1])
        lines += [Line(page, place, column, row, row.text, block.is_table) for row in block.rows]
    return lines


_Measured = tuple[int, Column]  # and its page


def _measured(flat: Sequence[tuple[int, Block]]) -> list[_Measured]:
    """Each block's column; one that ends straight by chance is ragged where most of the file is."""
    edges = [_straight_edge(block) for _, block in flat]
    straight = sum(len(flat[i][1].rows) for i, edge in enumerate(edges) if edge is not None)
    ragged = sum(len(block.rows) for _, block in flat) - straight
    if straight <= ragged:
        edges = [None] * len(flat)
    return [(page, _column(block, edge)) for (page, block), edge in zip(flat, edges, strict=True)]


def _straight_edge(block: Block) -> float | None:
    """Where the whole lines of a justified block end."""
    ends = sorted(row.x1 for row in block.rows)
    at = Counter(round(end / _EDGE) for end in ends)
    usual = max(at, key=lambda place: (at[place], place))
    near = [end for end in ends if abs(end - usual * _EDGE) < 1.5 * _EDGE]
    beyond = sum(end > near[-1] for end in ends)
    if len(ends) < _ENOUGH or len(near) < _STRAIGHT * len(ends) or beyond > _BEYOND * len(ends):
        return None
    return near[len(near) // 2]


def _column(block: Block, edge: float | None) -> Column:
    left = min(row.x0 for row in block.rows)
    ends = sorted(row.x1 for row in block.rows)
    right = ends[min(len(ends) - 1, int(_RAGGED * len(ends)))] if edge is None else edge
    return Column(left, right, edge is not None, len(ends))


def _bounds(own: Column, page: int, measured: Sequence[_Measured], right: float) -> Column:
    """A short block's column is that of the nearest long block around it, else it may go as far
    as the page's right margin, where that is as wide as the left one."""
    if own.lines >= _ENOUGH:
        return own
    around = [
        (abs(page - other_page), -other.lines, other)
        for other_page, other in measured
        if other.lines >= _ENOUGH
        and other.left - _INSIDE <= own.left
        and own.right <= other.right + _FURTHER
    ]
    if around:
        column = min(around, key=lambda item: item[:2])[2]
        return replace(column, right=max(own.right, column.right))
    return replace(own, right=max(own.right, right))
