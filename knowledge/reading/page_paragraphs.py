"""Lines put together into paragraphs, across columns and pages.

A line that leaves room for the next line's first word was ended on purpose. One that is full is
followed by its own next line, unless the numbering, the indent or the distance says otherwise.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from knowledge.markers import marker_of
from knowledge.reading.page_columns import Line
from knowledge.reading.page_words import Row

_SPACE = 0.25  # of the font's size, where a line shows none
_NARROWEST, _WIDEST = 0.15, 0.4  # of the size; no space is taken to be more or less
_SLACK = 2.0  # points that a justified line may end before its column's edge
_INDENT = 0.5  # of the font's size; lines that begin this far apart begin at different places
_OTHER_WIDTH = 1.2
_OTHER_SIZE = 1.15
_FAR = 1.25  # times the usual distance of lines within a paragraph
_ENOUGH = 5  # cases that make a habit
_HEADED_LINES = 8  # lines of a column in which a heading may run over two lines

_OPENING = re.compile(
    r"Điều \d{1,4}[a-zđ]? ?[.:–-]"
    r"|(?:Phần|Chương|Mục|Tiểu mục|Phụ lục) (?:thứ \w+|[IVXLC]{1,7}|\d{1,3})\b(?! (?:của|này|và)\b)"
    r"|(?:Nơi nhận|Căn cứ)\b",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\b(?:khoản|điểm|điều|mục|chương|phần|số|và|hoặc|tại|đến)$|,$", re.IGNORECASE
)
_END_MARKS = tuple(".;:!?…")
_CLOSERS = "”’\"')]»"
_WORD = re.compile(r"[^\W\d_]+")
BROKEN_WORD = re.compile(r"[^\W_][-–/]$")  # "37-" and "QĐ/TW" on two lines are one word
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Joined:
    """A paragraph's lines."""

    lines: tuple[Line, ...]


def joined_lines(lines: Sequence[Line]) -> list[Joined]:
    """The paragraphs of a file, in order."""
    habits = _habits(lines)
    paragraphs: list[list[Line]] = []
    for line in lines:
        if paragraphs and _continues(paragraphs[-1], line, habits):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [Joined(tuple(paragraph)) for paragraph in paragraphs]


_SENTENCE = re.compile(r"[^\W\d_]{2}[.!?] (?=[^\W\d_])")  # one that ends within a line


@dataclass(frozen=True, slots=True)
class _Habits:
    """How the file shows that a paragraph begins; None where it does not."""

    indent: float | None  # of the first line, in sizes of its font; 0 where none is indented
    leading: float | None  # distance of lines in a paragraph, in sizes of the font
    spaced: bool  # more room above a new paragraph
    apart: bool  # a sentence without a number begins a paragraph more often than it goes on in one


def _habits(lines: Sequence[Line]) -> _Habits:
    within: list[float] = []
    between: list[float] = []
    indents: list[float] = []
    begun, gone_on = 0, sum(len(_SENTENCE.findall(line.text)) for line in lines)
    for above, line in pairwise(lines):
        size = line.row.size
        distance = (line.row.y - above.row.y) / size if above.block == line.block else None
        if _fills(above, line) and line.text[:1].islower():
            within += [distance] if distance else []
        elif not _fills(above, line) and not line.is_centred:
            between += [distance] if distance else []
            indents.append((line.row.x0 - line.column.left) / size)
            begun += _ended(above.text) and _plain(line.text)
    leading = median(within) if len(within) >= _ENOUGH else None
    spaced = leading is not None and len(between) >= _ENOUGH and median(between) > _FAR * leading
    indent = median(indents) if len(indents) >= _ENOUGH else None
    return _Habits(indent, leading, spaced, apart=begun > gone_on)


def _continues(paragraph: Sequence[Line], line: Line, habits: _Habits) -> bool:
    above = paragraph[-1]
    if above.in_table or line.in_table:
        return False
    ended = _ended(above.text)
    fills = _fills(above, line)
    begun = _LETTER.search(line.text)
    small = begun is not None and begun.start() == 0 and line.text[0].islower()
    marked = _is_opening(line.text)
    if _other_size(above, line) and not (small and not ended):
        return False
    if above.block != line.block and not _flows(above, line) and not small:
        return False
    if marked:
        return fills and not ended and _is_mentioned(paragraph, line, habits)
    if (small and not ended) or BROKEN_WORD.search(above.text):
        return True
    if not fills or _in_capitals(line.text) != _in_capitals(_OPENING.sub("", above.text)):
        return False
    if above.is_balanced and line.is_centred:
        return _is_heading_run_on(above, line)
    sign = _sign(paragraph, line, habits)
    if sign is not None:
        return not sign
    if above.column.justified:
        return _exactly(above)
    return not (ended and habits.apart)


def _fills(above: Line, line: Line) -> bool:
    """Whether the next line's first word had no room any more."""
    first = line.row.words[0]
    needed = _space(above.row) + first.x1 - first.x0
    if above.is_centred:
        return above.row.x1 - above.row.x0 + needed > above.column.right - above.column.left
    return _exactly(above) or above.row.x1 + needed > above.column.right


def _space(row: Row) -> float:
    """The narrowest space of a row: justified lines have wider ones."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(row.words)]
    wide = [gap for gap in gaps if gap > _NARROWEST * row.size]
    return min((*wide, _WIDEST * row.size)) if wide else _SPACE * row.size


def _flows(above: Line, line: Line) -> bool:
    """Whether one column may go on in the other: both are about as wide."""
    widths = sorted(one.column.right - one.column.left for one in (above, line))
    return widths[1] <= _OTHER_WIDTH * widths[0]


def _exactly(line: Line) -> bool:
    return line.column.justified and line.column.right - line.row.x1 < _SLACK


def _ended(text: str) -> bool:
    return text.rstrip(_CLOSERS).endswith(_END_MARKS)


def _is_opening(text: str) -> bool:
    return marker_of(text) is not None or _OPENING.match(text) is not None


def _plain(text: str) -> bool:
    """Whether a line begins with a sentence of no number and no heading."""
    return text[:1].isupper() and not _is_opening(text) and not _in_capitals(text)


def _other_size(above: Line, line: Line) -> bool:
    sizes = sorted((above.row.size, line.row.size))
    return sizes[1] > _OTHER_SIZE * sizes[0]


def _is_mentioned(paragraph: Sequence[Line], line: Line, habits: _Habits) -> bool:
    """Whether a number at the head of a line is one that the sentence above speaks of."""
    sign = _sign(paragraph, line, habits)
    if sign is not None:
        return not sign
    marker = marker_of(line.text)
    if marker is not None and marker.kind == "dash":
        return True
    above = paragraph[-1].text
    return _POINTING.search(above) is not None or (
        line.text.startswith("Điều") and not above.isupper()
    )


def _is_heading_run_on(above: Line, line: Line) -> bool:
    """Whether two lines in the middle of a column are one heading."""
    return not _ended(above.text) and above.column.lines >= _HEADED_LINES


def _in_capitals(text: str) -> bool:
    """Whether these are a heading's words and no single abbreviation."""
    words = _WORD.findall(text)
    return len(words) > 1 and all(word.isupper() for word in words)


def _sign(paragraph: Sequence[Line], line: Line, habits: _Habits) -> bool | None:
    """Whether the distance, the font or the indent says that a paragraph begins (True) or goes on
    (False)."""
    above = paragraph[-1]
    size = line.row.size
    if above.block == line.block and habits.leading is not None:
        distance = (line.row.y - above.row.y) / size
        if distance > _FAR * habits.leading:
            return True
        if habits.spaced:
            return False
    if not _fonts(above) & _fonts(line):
        return True
    return _indented(paragraph, line, habits)


def _fonts(line: Line) -> set[str]:
    return {word.font for word in line.row.words}


def _indented(paragraph: Sequence[Line], line: Line, habits: _Habits) -> bool | None:
    """What the places say at which the lines begin."""
    above = paragraph[-1]
    least = _INDENT * line.row.size
    begins = line.row.x0 - line.column.left
    step = begins - (above.row.x0 - above.column.left)
    if len(paragraph) > 1 and abs(step) > least:
        return True
    if len(paragraph) == 1 and abs(step) > least:
        hanging = step > 0 and marker_of(above.text) is not None
        return step > 0 and not hanging
    if habits.indent is None or habits.indent <= _INDENT:
        return None
    if begins < least:
        return False
    return True if abs(begins - habits.indent * line.row.size) < least else None
