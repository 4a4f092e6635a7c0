"""Lists inside one sentence: "… bao gồm: a) một; b) hai; c) ba."."""

import re

from knowledge.markers import POINT_LETTERS

SHORTEST = 200  # characters; a shorter sentence is quoted whole
# A marker behind the lead-in's colon or the semicolon of the item before.
_ITEM = re.compile(rf"(?<=[:;] )(?:(?:và|hoặc) )?\(?(?P<mark>[{POINT_LETTERS}]|\d{{1,2}})\) ")
_EXCEPTION = re.compile(r"\b(?:trừ|ngoại trừ|không áp dụng)\b", re.IGNORECASE)


def inline_items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the items inside a sentence; none where it holds no certain list.

    The first item follows a colon, the others semicolons, numbered 1, 2, … or a, b, … with none
    left out. With an exception in the last one nobody can tell whether it limits the others too.
    """
    if end - start < SHORTEST or text.find(": ", start, end) < 0:
        return []
    found = list(_ITEM.finditer(text, start, end))
    if len(found) < 2 or text[found[0].start() - 2] != ":":
        return []
    if [_ordinal(match["mark"]) for match in found] != list(range(1, len(found) + 1)):
        return []
    if any(text[match.start() - 2] == ":" for match in found[1:]):
        return []
    stops = [match.start() for match in found[1:]] + [end]
    items = [
        (match.start(), match.start() + len(text[match.start() : stop].rstrip()))
        for match, stop in zip(found, stops, strict=True)
    ]
    return [] if _EXCEPTION.search(text, *items[-1]) else items


def _ordinal(mark: str) -> int:
    return int(mark) if mark.isdigit() else POINT_LETTERS.index(mark) + 1
