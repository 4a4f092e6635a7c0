"""Quotations that run over several paragraphs: what a law that amends others puts into them."""

import re
from collections.abc import Sequence

# “Điều 5. …, “8. …, “a) …: the quoted law's own numbering, which may also begin in mid-paragraph.
_NUMBERED = re.compile(r"[“\"]\s?(?:(?:Điều|Chương|Mục|Phần) \d|\d{1,3}[a-zđ]?\. |[a-zđ]\d?\) )")
_OPENS = ("“", '"')
_LONGEST = 200  # paragraphs of a quotation that nobody closes
_CLOSES = re.compile(r"[”\"][”\"]?\s?[.;,]{0,2}$")


def quoted_places(paragraphs: Sequence[str]) -> frozenset[int]:
    """Which paragraphs stand inside a quotation, or begin one that they do not end.

    A quotation that nobody closes reaches to the first paragraph that ends in a closing mark, and
    no further than the next one that begins in an opening mark.
    """
    quoted: set[int] = set()
    hopeless = False  # nothing below closes what is open here
    place = 0
    while place < len(paragraphs):
        text = paragraphs[place]
        begins = text.startswith(_OPENS)
        if _depth(text) <= 0 or not (begins or _NUMBERED.search(text)):
            place += 1
            continue
        end = None if hopeless else _closed_at(paragraphs, place)
        if end is None:
            hopeless = True
            end = _ended_at(paragraphs, place)
        quoted.update(range(place if begins else place + 1, end + 1))
        place = end + 1
    return frozenset(quoted)


def _depth(text: str) -> int:
    """How many quotations are open behind a paragraph that begins with none open."""
    return text.count("“") - text.count("”") + text.count('"') % 2


def _closed_at(paragraphs: Sequence[str], place: int) -> int | None:
    depth = 0
    straight = False  # a quotation in marks that do not say whether they open or close
    for end in range(place, len(paragraphs)):
        text = paragraphs[end]
        depth += text.count("“") - text.count("”")
        straight ^= text.count('"') % 2 == 1
        if depth < 0 or (depth == 0 and not straight):
            return end
        if depth == 1 and straight and _CLOSES.search(text):
            return end  # opened as “, closed as "
    return None


def _ended_at(paragraphs: Sequence[str], place: int) -> int:
    for end in range(place, min(place + _LONGEST, len(paragraphs))):
        if end > place and paragraphs[end].startswith(_OPENS):
            return place
        if _CLOSES.search(paragraphs[end]):
            return end
    return place
