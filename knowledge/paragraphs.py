"""Paragraphs of a clean text: its lines, with broken lines put together again."""

import re
from dataclasses import dataclass

from knowledge.markers import Marker, marker_of
from knowledge.quotations import quoted_places
from knowledge.sentences import sentence_spans

_END_MARKS = tuple(".;:!?…")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`text` is the whole text's [start:end]; `number` counts the paragraphs from 1; a quoted
    one stands in a quotation of several paragraphs and numbers nothing in this text."""

    number: int
    start: int
    end: int
    text: str
    quoted: bool = False

    @property
    def marker(self) -> Marker | None:
        return marker_of(self.text)

    def introduction(self) -> tuple[int, int] | None:
        """The span of its last sentence where that introduces what follows: "… như sau:"."""
        if not self.text.endswith(":"):
            return None
        start, end = sentence_spans(self.text)[-1]
        return self.start + start, self.start + end


def paragraphs_of(
    text: str, start: int = 0, end: int | None = None, *, rejoin: bool = True
) -> list[Paragraph]:
    """The paragraphs of `text[start:end]` that hold words.

    Args:
        rejoin: lines may be broken in mid-sentence, as in plain text; they are put together.
    """
    spans: list[tuple[int, int]] = []
    fresh = True  # a blank line, or nothing, stands above
    for begin, stop in _line_spans(text, start, len(text) if end is None else end):
        line = text[begin:stop]
        if not line:
            fresh = True
        elif rejoin and not fresh and spans and _goes_on(text[spans[-1][0] : spans[-1][1]], line):
            spans[-1] = spans[-1][0], stop
        elif _WORD.search(line):
            spans.append((begin, stop))
            fresh = False
    words = [text[begin:stop] for begin, stop in spans]
    quoted = quoted_places(words)
    return [
        Paragraph(place + 1, *span, words[place], place in quoted)
        for place, span in enumerate(spans)
    ]


def _line_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Each line's span without the spaces around it."""
    spans = []
    position = start
    for line in text[start:end].split("\n"):
        stripped = line.strip()
        begin = position + (line.index(stripped) if stripped else 0)
        spans.append((begin, begin + len(stripped)))
        position += len(line) + 1
    return spans


def _goes_on(previous: str, line: str) -> bool:
    """A line broken in mid-sentence goes on in lower case and is no item of a list."""
    return line[0].islower() and not previous.endswith(_END_MARKS) and marker_of(line) is None
