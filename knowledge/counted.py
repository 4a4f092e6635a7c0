"""Items that are counted in words inside one paragraph: "Một là …; hai là …; ba là …"."""

import re
from dataclasses import dataclass

from knowledge.markers import marker_of

# Behind the end of a sentence or of an item, or the colon of what introduces them.
_BEGINNING = re.compile(
    r"(?:^|(?<=[.;:,] ))(?:và )?(?=(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|"
    r"mười) là\b|thứ \w+[,:] |thứ \w+ là\b)",
    re.IGNORECASE,
)
_KINDS = ("count", "rank")
_LONGEST = 20  # characters of a counting word


@dataclass(frozen=True, slots=True)
class CountedItem:
    """`paragraph[start:end]`, cited by its own words: "Hai là", "Thứ nhất"."""

    start: int
    end: int
    name: str


def counted_items(paragraph: str) -> list[CountedItem]:
    """The items of a paragraph, each up to the next one; none where there are fewer than two or
    they do not simply count on from the first."""
    for kind in _KINDS:
        names: dict[int, str] = {}
        ordinals: list[int] = []
        for match in _BEGINNING.finditer(paragraph):
            marker = marker_of(paragraph[match.end() : match.end() + _LONGEST])
            if marker is not None and marker.kind == kind:
                ordinals.append(marker.ordinal)
                names[match.start()] = marker.label[0].upper() + marker.label[1:].lower()
        if len(ordinals) > 1 and ordinals == list(range(1, len(ordinals) + 1)):
            starts = list(names)
            stops = [*starts[1:], len(paragraph)]
            return [
                CountedItem(start, start + len(paragraph[start:stop].rstrip()), names[start])
                for start, stop in zip(starts, stops, strict=True)
            ]
    return []
