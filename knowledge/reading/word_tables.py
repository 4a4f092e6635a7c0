"""Tables of a .docx as lines: rows with data, or the paragraphs of a page laid out in cells."""

import re
from collections.abc import Iterator, Sequence

from knowledge.reading.word_body import Block, Paragraph, Table
from knowledge.reading.word_text import Piece

BETWEEN = " | "
_ARTICLE = re.compile(r"Điều\s+\d{1,4}[a-zđ]?\s*(?:[.:–-]|$)", re.IGNORECASE)
_LETTERHEAD = re.compile(r"cộng (?:hòa|hoà) xã hội chủ nghĩa|đảng cộng sản việt nam", re.IGNORECASE)
_RECIPIENTS = re.compile(r"\s*Nơi nhận\s*:", re.IGNORECASE)
_LETTERHEAD_LENGTH = 1_500  # characters
_LONGEST_CELL = 1_500  # a longer one is a piece of a page
_SPACE = Piece(" ", None)

_Cell = Sequence[Block]


def unfolded(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """The blocks as paragraphs, a row of data being one.

    A table with the recipients of a document and its signature is left out: it says nothing.
    """
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif not _is_closing(block):
            yield from _of_table(block)


def _of_table(table: Table) -> Iterator[Paragraph]:
    if _is_letterhead(table):
        # A reader takes one side of it after the other.
        for column in range(max(map(len, table.rows), default=0)):
            for row in table.rows:
                yield from unfolded(row[column] if column < len(row) else ())
    elif _lays_out(table):
        for row in table.rows:
            for cell in row:
                yield from unfolded(cell)
    else:
        for row in table.rows:
            yield Paragraph(tuple(_joined(row)), is_row=True)


def _is_letterhead(table: Table) -> bool:
    words = " ".join(_words(cell) for row in table.rows for cell in row)
    return len(words) <= _LETTERHEAD_LENGTH and _LETTERHEAD.search(words) is not None


def _is_closing(table: Table) -> bool:
    cells = (cell for row in table.rows for cell in row)
    return any(_RECIPIENTS.match(_words(cell)) for cell in list(cells)[:3])


def _lays_out(table: Table) -> bool:
    cells = [cell for row in table.rows for cell in row]
    if max(map(len, table.rows), default=0) < 2:
        return True
    return any(
        isinstance(block, Table) or _ARTICLE.match(f"{block.label}{block.text}".strip())
        for cell in cells
        for block in cell
    ) or any(len(_words(cell)) > _LONGEST_CELL for cell in cells)


def _joined(row: Sequence[_Cell]) -> Iterator[Piece]:
    between = ""
    for cell in row:
        if not _words(cell).strip():
            continue
        if between:
            yield Piece(between, None)
        between = BETWEEN
        for place, paragraph in enumerate(unfolded(cell)):
            if place:
                yield _SPACE
            yield Piece(paragraph.label, None)
            yield from (Piece(p.text.replace("\n", " "), p.font) for p in paragraph.pieces)


def _words(cell: _Cell) -> str:
    return " ".join(f"{paragraph.label}{paragraph.text}" for paragraph in unfolded(cell))
