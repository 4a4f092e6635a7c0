"""The lines of a page to one text: head lines and leftovers out, headings with their places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from knowledge.reading.head import HeadLines
from knowledge.reading.html_lines import Line
from knowledge.reading.leftovers import Swept, sweep
from knowledge.reading.reading import Heading


@dataclass(frozen=True, slots=True)
class PageText:
    """The text, and what was left out of it."""

    text: str
    headings: tuple[Heading, ...]
    fields: HeadLines  # what the first lines say: "key: value"
    swept: Swept


def text_of(lines: Sequence[Line]) -> PageText:
    """The text of a page's lines, one paragraph a line."""
    fields = HeadLines()
    below = _below_head_lines(lines, fields)
    # A row may look like a menu.
    swept = sweep(["" if line.is_row else line.text for line in below])
    text, headings = _joined(_kept(below, swept))
    return PageText(text, tuple(headings), fields, swept)


def day_among(lines: Sequence[Line]) -> date | None:
    """The day in a line that says nothing but when the page was put out."""
    # Below two lines that are no leftovers, for a text is never swept away as a whole.
    return sweep(["Bài", *(line.text for line in lines), "Hết bài."]).published_on


def _below_head_lines(lines: Sequence[Line], fields: HeadLines) -> list[Line]:
    for place, line in enumerate(lines):
        if line.level or line.is_row or not fields.take(line.text):
            return list(lines[place:])
    return []


def _kept(lines: Sequence[Line], swept: Swept) -> list[Line]:
    """The lines whose words were not swept away."""
    left = iter(swept.lines)
    following = next(left, None)
    kept: list[Line] = []
    for line in lines:
        if following == ("" if line.is_row else line.text):
            kept.append(line)
            following = next(left, None)
    return kept


def _joined(lines: Sequence[Line]) -> tuple[str, list[Heading]]:
    parts = [lines[0].text] if lines else []
    parts += [("\n" if line.tight else "\n\n") + line.text for _, line in pairwise(lines)]
    headings: list[Heading] = []
    position = 0
    for part, line in zip(parts, lines, strict=True):
        position += len(part)
        if line.level:
            start = position - len(line.text)
            headings.append(Heading(line.level, line.text, start, position))
    return "".join(parts), headings
