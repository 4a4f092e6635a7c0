"""What follows "Điều", "khoản", "điểm": the labels "5", "7a", "1.2", "II", "b", and their order."""

import re
from dataclasses import dataclass

from knowledge.markers import POINT_LETTERS

_NUMBERED = re.compile(r"(\d+(?:\.\d+)*)([^\W\d_]?)")
_ROMAN = re.compile(r"(?=[ivxl])(xl|l?x{0,3})(ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}

Rank = tuple[int, tuple[int, ...], int]


def rank_of(label: str) -> Rank:
    """Where a label stands in its row: 5 < 5a < 5.1 < 6; a < … < d < đ < e."""
    match = _NUMBERED.fullmatch(label)
    if match is None:
        return (1, (), POINT_LETTERS.find(label[:1]))
    numbers = tuple(int(part) for part in match[1].split("."))
    return (0, numbers, POINT_LETTERS.find(match[2]) + 1 if match[2] else 0)


def roman(word: str) -> str | None:
    """ "iv" -> "4"; None for what is no roman number below 90."""
    if not word or not _ROMAN.fullmatch(word):
        return None
    values = [_VALUES[letter] for letter in word]
    following = [*values[1:], 0]
    total = sum(-one if one < after else one for one, after in zip(values, following, strict=True))
    return str(total)


@dataclass(frozen=True, slots=True)
class Labels:
    """One label, a range of them, or one that may be read in two ways ("d" typed for đ)."""

    first: str
    last: str | None = None
    or_else: str | None = None

    def holds(self, label: str) -> bool:
        if self.last is not None:
            return rank_of(self.first) <= rank_of(label) <= rank_of(self.last)
        return label in (self.first, self.or_else)
