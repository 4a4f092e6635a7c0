"""Which paragraphs of plain prose belong together: headings, introductions, closing lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from knowledge.paragraphs import Paragraph
from knowledge.sentences import sentence_spans

MERGED_LIMIT = 900  # characters of paragraphs that are taken together as one passage
_HEADING_LENGTH = 120
_TITLE_LENGTH = 300
_MAX_HEADINGS_IN_A_ROW = 3  # more short lines than this are a list, not headings
_END_MARKS = tuple(".,;:!?…")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with what cannot stand without it, in the order of the text."""

    main: Paragraph
    introduction: Paragraph | None = None  # "… như sau:" right above an item
    closing: Paragraph | None = None  # the last of the short lines below, such as a signature

    @property
    def first(self) -> Paragraph:
        return self.introduction or self.main

    @property
    def last(self) -> Paragraph:
        return self.closing or self.main


@dataclass(frozen=True, slots=True)
class SmallHeading:
    """A short line without an end mark above the paragraphs it names."""

    paragraph: Paragraph
    is_title: bool = False
    follows_heading: bool = False


def outline_of(paragraphs: Sequence[Paragraph], *, titled: bool) -> Iterator[Block | SmallHeading]:
    """The paragraphs as headings and blocks; `titled`: the first line may be the page's title."""
    headings = _heading_numbers(paragraphs, titled=titled)
    block: Block | None = None
    introduction: Paragraph | None = None
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        if paragraph.number in headings:
            if block:
                yield block
                block = None
            is_title = titled and paragraph.number == 1
            yield SmallHeading(paragraph, is_title, paragraph.number - 1 in headings)
        elif block and _joins(block, paragraph):
            block = replace(block, closing=paragraph)
        else:
            if block:
                yield block
                block = None
            if following and following.number not in headings and _introduces(paragraph, following):
                introduction = paragraph
            else:
                block = Block(paragraph, introduction)
                introduction = None
    if block:
        yield block


def _heading_numbers(paragraphs: Sequence[Paragraph], *, titled: bool) -> set[int]:
    numbers: set[int] = set()
    row: list[int] = []
    for paragraph, following in pairwise(paragraphs):
        if _looks_like_heading(paragraph, following):
            row.append(paragraph.number)
            continue
        if len(row) <= _MAX_HEADINGS_IN_A_ROW:
            numbers |= set(row)
        row = []
    if row and len(row) <= _MAX_HEADINGS_IN_A_ROW and not _is_short(paragraphs[-1]):
        numbers |= set(row)
    if titled and len(paragraphs) > 1 and _is_short(paragraphs[0], _TITLE_LENGTH):
        numbers.add(1)
    return numbers


def _looks_like_heading(paragraph: Paragraph, following: Paragraph) -> bool:
    if not _is_short(paragraph) or paragraph.text[0].islower():
        return False
    marker, next_marker = paragraph.marker, following.marker
    if marker is None:
        return True
    # "1. Kết quả" above a paragraph is a heading; above "2. …" it is an item.
    numbered = marker.kind.startswith(("decimal", "roman"))
    return numbered and (next_marker is None or next_marker.kind != marker.kind)


def _is_short(paragraph: Paragraph, length: int = _HEADING_LENGTH) -> bool:
    text = paragraph.text
    ended = text.endswith(_END_MARKS) or not any(c.isalpha() for c in text)
    return len(text) <= length and not ended


def _joins(block: Block, paragraph: Paragraph) -> bool:
    """A signature or another short line that is no sentence and no item."""
    short = _is_short(paragraph) and paragraph.marker is None
    return short and paragraph.end - block.first.start <= max(
        MERGED_LIMIT, block.main.end - block.first.start + _HEADING_LENGTH
    )


def _introduces(paragraph: Paragraph, following: Paragraph) -> bool:
    """A paragraph that is nothing but "… như sau:" right above an item."""
    return (
        paragraph.text.endswith(":")
        and paragraph.marker is None
        and following.marker is not None
        and following.end - paragraph.start <= MERGED_LIMIT
        and len(sentence_spans(paragraph.text)) == 1
    )
