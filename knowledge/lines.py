"""Lines of a passage as a reader sees them: what they begin with and what they end in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.markers import Marker, marker_of
from knowledge.sentences import sentence_spans

# "… sau đây." at a line's end introduces what follows, whatever mark it ends with.
LEADS_ON = re.compile(r":$|\b(?:như sau|sau đây|dưới đây)\W*$", re.IGNORECASE)
_LOOK = 20  # characters, more than a match of it takes
_GOES_ON = (";", ",")
_WHOLE = (".", ";", ":", "!", "?", "…", ",", "”", "’", '"', ")", "]")


@dataclass(frozen=True, slots=True)
class Line:
    """`text[start:end]` of its passage, in sentences."""

    start: int
    end: int
    sentences: tuple[tuple[int, int], ...]
    marker: Marker | None
    key: str | None  # the family of its numbering; each kind of dash is one of its own
    leads_on: bool  # "… sau đây:"
    goes_on: bool  # an item that another one follows
    ended: bool  # with a full stop, as the last item of a list
    is_title: bool  # no whole sentence: a title, or the first half of a broken line


def lines_of(text: str) -> Iterator[Line]:
    """The text's lines, those that go on in mid-sentence put together."""
    collected: list[tuple[int, int]] = []
    for span in sentence_spans(text):
        if collected and "\n" in text[collected[-1][1] : span[0]]:
            yield _line(text, collected)
            collected = []
        collected.append(span)
    if collected:
        yield _line(text, collected)


def _line(text: str, sentences: Sequence[tuple[int, int]]) -> Line:
    start, end = sentences[0][0], sentences[-1][1]
    marker = marker_of(text[start:end])
    key = None
    if marker:
        key = text[start] if marker.kind == "dash" else marker.kind
    return Line(
        start,
        end,
        tuple(sentences),
        marker,
        key,
        leads_on=LEADS_ON.search(text[max(start, end - _LOOK) : end]) is not None,
        goes_on=text[end - 1] in _GOES_ON,
        ended=text[end - 1] == ".",
        is_title=text[end - 1] not in _WHOLE,
    )
