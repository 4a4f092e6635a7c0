"""Footnotes: small print at a page's foot, which would stand in the middle of a sentence."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from knowledge.reading.page_words import Page, Row, Word, rows_of

_SMALL = 0.88  # of the size that most of the file is printed in
_RAISED = 0.75  # of that size; the mark in the text is no larger
_WIDEST = 0.5  # of the page; a longer rule belongs to a table
# "1 Khoản này …", "[12] …", "* …"; not "1. …", which is an item of a list.
_NOTE = re.compile(r"(?:\[(\d{1,3})\]|(\d{1,3})(?![\d.)/-])|(\*{1,3}))\s*\S")
_MARK = re.compile(r"\[?(\d{1,3}|\*{1,3})\]?")


def without_footnotes(pages: Sequence[Page]) -> tuple[list[Page], int]:
    """The pages without their footnotes and the marks that point to them, and how many notes."""
    sizes = Counter[float]()
    for page in pages:
        for word in page.words:
            sizes[round(word.size, 1)] += len(word.text)
    body = max(sizes, key=lambda size: sizes[size], default=0.0)
    kept: list[Page] = []
    notes = 0
    for page in pages:
        foot = _foot(page, body)
        marks = [mark for row in foot if (mark := _mark(row))]
        gone = {id(word) for row in foot for word in row.words}
        gone |= {id(word) for word in page.words if foot and _points(word, marks, body)}
        kept.append(replace(page, words=tuple(w for w in page.words if id(w) not in gone)))
        notes += len(marks)
    return kept, notes


def _foot(page: Page, body: float) -> list[Row]:
    """The rows of a page's footnotes, from top to bottom."""
    rows = rows_of(page.words)
    first = len(rows)
    while first and rows[first - 1].size < _SMALL * body:
        first -= 1
    foot = rows[first:]
    if not first or not foot:
        return []
    return foot if _mark(foot[0]) or _is_parted(page, rows[first - 1], foot[0]) else []


def _mark(row: Row) -> str | None:
    match = _NOTE.match(row.text)
    return next(filter(None, match.groups())) if match else None


def _is_parted(page: Page, above: Row, below: Row) -> bool:
    """Whether a short rule stands between two rows: a note goes on from the page before."""
    return any(
        above.y < rule.y0 < below.y and rule.y1 - rule.y0 < rule.x1 - rule.x0 < _WIDEST * page.width
        for rule in page.rules
    )


def _points(word: Word, marks: Sequence[str], body: float) -> bool:
    match = _MARK.fullmatch(word.text)
    return match is not None and match[1] in marks and word.size < _RAISED * body
