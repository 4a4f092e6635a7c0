"""The paragraphs of a .docx as lines of a clean text, and which of them are headings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.markers import marker_of
from knowledge.reading.cleaning import clean
from knowledge.reading.head import HeadLines
from knowledge.reading.leftovers import sweep
from knowledge.reading.reading import Heading
from knowledge.reading.word_body import Paragraph

_HEADING_LENGTH = 300  # characters; a longer heading is a paragraph in large letters
_FULL_LINE = 60  # characters; a line as long as this was broken to fit the page
_END_MARKS = tuple(".;:!?…”")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text."""

    text: str
    level: int = 0  # of a heading, from 1; 0 for all else
    is_row: bool = False  # of a table


@dataclass(frozen=True, slots=True)
class Kept:
    """The lines that are the document's own, and what the others said."""

    lines: list[Line]
    dropped: int
    address: str | None


def lines_of(paragraphs: Sequence[Paragraph], words: Sequence[str]) -> list[Line]:
    """The lines of each paragraph, `words` being what it says; sentences that were broken over
    two paragraphs or by a line break are put together."""
    lines: list[Line] = []
    is_fresh = True  # nothing, or an empty paragraph, stands above
    for paragraph, raw in zip(paragraphs, words, strict=True):
        for i, line in enumerate(_own_lines(paragraph, raw)):
            above = lines[-1] if lines and (i or not is_fresh) else None
            if above is not None and not paragraph.label and _goes_on(above, line, is_break=i > 0):
                lines[-1] = replace(above, text=f"{above.text} {line.text}")
            else:
                lines.append(line)
        is_fresh = not raw.strip()
    return lines


def without_head_lines(lines: Sequence[Line], fields: HeadLines) -> list[Line]:
    """The lines below those at the very top that say "key: value"; `fields` takes these."""
    for i, line in enumerate(lines):
        if line.level or line.is_row or not fields.take(line.text):
            return list(lines[i:])
    return []


def without_leftovers(lines: Sequence[Line]) -> Kept:
    """The lines without what a web page leaves in a copied article."""
    swept = sweep(["" if line.is_row else line.text for line in lines])
    left = list(reversed(swept.lines))
    kept = []
    for line in lines:
        if left and left[-1] == ("" if line.is_row else line.text):
            left.pop()
            kept.append(line)
    return Kept(kept, swept.dropped, swept.address)


def joined(lines: Sequence[Line]) -> tuple[str, tuple[Heading, ...]]:
    """The whole text and its headings."""
    headings: list[Heading] = []
    position = 0
    for line in lines:
        end = position + len(line.text)
        if line.level:
            headings.append(Heading(line.level, line.text, position, end))
        position = end + 1
    return "\n".join(line.text for line in lines), tuple(headings)


def _own_lines(paragraph: Paragraph, raw: str) -> Iterator[Line]:
    title = clean(raw.replace("\n", " "))
    level = paragraph.level if len(title) <= _HEADING_LENGTH else 0
    parts = [title] if level else clean(raw).split("\n")
    yield from (Line(part, level, paragraph.is_row) for part in parts if part)


def _goes_on(above: Line, line: Line, *, is_break: bool) -> bool:
    """A sentence goes on in small letters; a line break may also stand at a page's edge."""
    if above.level or line.level or above.is_row or line.is_row:
        return False
    if above.text.endswith(_END_MARKS) or marker_of(line.text) is not None:
        return False
    return line.text[0].islower() or (is_break and len(above.text) >= _FULL_LINE)
