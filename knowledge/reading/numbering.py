"""Automatic numbering as Word counts it: which number each paragraph of a list shows.

Source: ECMA-376-1, 17.9 (w:abstractNum, w:lvl, w:lvlRestart, w:isLgl, w:startOverride).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

DEPTHS = 9
_PLACE = re.compile("%([1-9])")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_LONGEST = 100  # letters; a list that counts further is broken


@dataclass(frozen=True, slots=True)
class Level:
    """How one depth of a list counts and what it shows."""

    style: str = "decimal"  # as ECMA-376 names it: "lowerLetter", "upperRoman", "bullet" …
    pattern: str = ""  # "%1.%2." or the bullet itself
    start: int = 1
    restarts_after: int | None = None  # the depth, from 1, it begins anew below; 0 for never
    is_legal: bool = False  # every number in it in Arabic figures
    gap: str = " "
    linked_style: str | None = None  # paragraphs of this style stand at this depth
    font: str | None = None


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list that paragraphs can belong to; lists of one family count on from each other."""

    family: str
    levels: tuple[Level, ...]
    restarted: frozenset[int] = frozenset()  # depths that begin anew with this list


@dataclass(slots=True)
class Numbering:
    """The counters of a document; ask for every numbered paragraph once, in order."""

    lists: Mapping[str, NumberedList]
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def level(self, list_id: str, depth: int) -> Level | None:
        """The level of a paragraph; None where the document has no such list."""
        found = self.lists.get(list_id)
        return found.levels[depth] if found and 0 <= depth < len(found.levels) else None

    def count(self, list_id: str, depth: int) -> str:
        """Count one paragraph and say what stands at its head, without the gap behind it."""
        level = self.level(list_id, depth)
        if level is None:
            return ""
        found = self.lists[list_id]
        counts = self._counts.setdefault(found.family, [None] * DEPTHS)
        if list_id not in self._begun:
            self._begun.add(list_id)
            for place in found.restarted:
                counts[place] = None
        for above in range(depth):
            # A depth that nothing stood at yet counts as begun: below it comes its second number.
            counts[above] = found.levels[above].start if counts[above] is None else counts[above]
        before = counts[depth]
        counts[depth] = level.start if before is None else before + 1
        _restart_below(found.levels, counts, depth)
        return _shown(found.levels, counts, depth)


def _restart_below(levels: tuple[Level, ...], counts: list[int | None], depth: int) -> None:
    for deeper in range(depth + 1, len(levels)):
        after = levels[deeper].restarts_after
        if after is None or depth < after:
            counts[deeper] = None


def _shown(levels: tuple[Level, ...], counts: list[int | None], depth: int) -> str:
    level = levels[depth]
    if level.style == "bullet":
        return level.pattern

    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        if place > depth or place >= len(levels):
            return ""
        plain = level.is_legal and levels[place].style != "none"
        return written(counts[place] or 0, "decimal" if plain else levels[place].style)

    return _PLACE.sub(number, level.pattern)


def written(number: int, style: str) -> str:
    """A number in a style of ECMA-376 (ST_NumberFormat); those not known are written 1, 2, 3."""
    write = _STYLES.get(style)
    return f"{number}" if write is None or (number < 1 and style != "none") else write(number)


def _letters(number: int) -> str:
    """a … z, then aa, bb, …: Word repeats the letter."""
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * min(times + 1, _LONGEST)


def _roman(number: int) -> str:
    if number >= 4000:
        return f"{number}"
    written = ""
    for worth, letters in _ROMAN:
        times, number = divmod(number, worth)
        written += letters * times
    return written


def _in_words(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number >= 100:
        return f"{number}"
    if tens == 0:
        return _WORDS[ones]
    head = "mười" if tens == 1 else f"{_WORDS[tens]} mươi"
    if ones == 0:
        return head
    special = {1: "mốt" if tens > 1 else "một", 5: "lăm"}
    return f"{head} {special.get(ones, _WORDS[ones])}"


_STYLES: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "vietnameseCounting": _in_words,
}
