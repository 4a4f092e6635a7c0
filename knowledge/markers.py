"""The numbering at the head of a line: "1.", "1.1.", "a)", "II.", "-", "Một là", "Thứ nhất"."""

import re
from dataclasses import dataclass

POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"  # the order of điểm; f, j, w, z are not used
_WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_RANKS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")

_DECIMAL = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,3})(?:[.)](?=\s|[^\W\d_])|(?<=\.\d)\s)")
_LETTER = re.compile(rf"([{POINT_LETTERS}])\d?\)\s?")
_ROMAN_HEAD = re.compile(r"([IVX]{1,5})(?:[.)]| ?[-–])\s")
_DASH = re.compile(r"[-–—•*+]\s?(?=\S)")
_COUNT_WORD = re.compile(rf"({'|'.join(_WORDS)}) là\b[,:]?", re.IGNORECASE)
_RANK_WORD = re.compile(rf"thứ ({'|'.join(_RANKS)})(?: là\b|[,:](?! ?ngày))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marker:
    """One numbering: its family, its place in the row and how it is cited."""

    kind: str  # "decimal1", "decimal2", "letter", "roman", "dash", "count", "rank"
    ordinal: int  # from 1; 0 for dashes, which have no row
    label: str  # "1", "1.1", "a", "II", "Một là"; "" for dashes


def marker_of(line: str) -> Marker | None:
    """The numbering a line begins with, if any."""
    if match := _DECIMAL.match(line):
        parts = match[1].split(".")
        return Marker(f"decimal{len(parts)}", int(parts[-1]), match[1])
    if match := _LETTER.match(line):
        return Marker("letter", POINT_LETTERS.index(match[1]) + 1, match[1])
    if (match := _ROMAN_HEAD.match(line)) and match[1] in _ROMAN:
        return Marker("roman", _ROMAN.index(match[1]) + 1, match[1])
    if _DASH.match(line):
        return Marker("dash", 0, "")
    if match := _COUNT_WORD.match(line):
        return Marker("count", _WORDS.index(match[1].lower()) + 1, match[0].rstrip(",:"))
    if match := _RANK_WORD.match(line):
        return Marker("rank", _RANKS.index(match[1].lower()) + 1, match[0].rstrip(",: "))
    return None


def in_strict_order(markers: list[tuple[int, int]]) -> list[int]:
    """Which of numbered places really count on from one another.

    Args:
        markers: `(place, ordinal)` in the order of the text.

    Returns:
        The places that are taken: the first is numbered 1, each next one follows by one; a
        number that jumps ahead is taken only where the missing one never comes later.
    """
    later: dict[int, int] = {}
    for _, ordinal in markers:
        later[ordinal] = later.get(ordinal, 0) + 1
    taken: list[int] = []
    last = 0
    for place, ordinal in markers:
        later[ordinal] -= 1
        jumps = ordinal > last + 1 and taken and not later.get(last + 1)
        if ordinal == last + 1 or jumps:
            taken.append(place)
            last = ordinal
    return taken
