"""The numbering at the head of a line: "1.", "1a.", "2.1.", "a)", "a.1)", "II-", "-", "Một là"."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"  # the order of điểm; f, j, w, z are not used
_WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_RANKS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMAN = tuple(tens + ones for tens in ("", "X", "XX", "XXX") for ones in _ONES)

_PREFIX = re.compile(r"(?:khoản|điểm) (?=\d{1,3}[a-zđ]?[.:]|[a-zđ]\d?[).:/])", re.IGNORECASE)
_DECIMAL = re.compile(
    r"(\d{1,3}(?:\.\d{1,3}){0,3})"
    r"(?:([a-zđ])?[.)](?=\s|[^\W\d_]|\[\d)|(?<=\.\d)\s|/\s| ?[-–] ?(?=[^\W\d_]{2}))"
)
_LETTER = re.compile(rf"([{POINT_LETTERS}])(?:\)\s?|[./-]\s)|\(([a-hk-uyđ])\)\s")
# "a.1)", "a1)", "b2.", "a.1.4)": a part of điểm a, or one put in behind it.
_SUB_LETTER = re.compile(
    rf"([{POINT_LETTERS}])(\.?)(\d{{1,2}}(?:\.\d{{1,2}}){{0,2}})(?:\)\s?|\.\s)"
)
_PART = re.compile(rf"tiết (\d{{1,2}}|[{POINT_LETTERS}])[.:)]\s?", re.IGNORECASE)
_BRACKETED = re.compile(r"\((\d{1,2})\)\s")
_SMALL_ROMAN = re.compile(r"\(([ivx]{1,5})\)\s|([ivx]{2,5})\)\s")
_ROMAN_HEAD = re.compile(r"([IVX]{1,7})(?:[.)/](?:\s|$)|\s?[-–—]\s|[-–—.](?=[^\W\d_]{2}))")
_DASH = re.compile(r"[-–—•●○▪■·*+]\s?(?=\S)")
_COUNT_WORD = re.compile(rf"({'|'.join(_WORDS)}) là\b[,:]?", re.IGNORECASE)
_RANK_WORD = re.compile(rf"thứ ({'|'.join(_RANKS)})(?: là\b|[,:](?! ?ngày))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marker:
    """One numbering: its family, its place in the row and how it is cited."""

    # "decimal1", "decimal2", "letter", "subletter", "deep subletter", "part", "bracketed",
    # "small roman", "roman", "dash", "count" or "rank"
    kind: str
    ordinal: int  # from 1; 0 for dashes, which have no row
    label: str  # "1", "1a", "2.1", "a", "a.1", "II", "Một là"; "" for dashes
    suffix: str = ""  # "a" of khoản 1a, "1" of a1: put in behind the ordinal by an amendment


def marker_of(line: str) -> Marker | None:
    """The numbering a line begins with, if any."""
    if prefix := _PREFIX.match(line):
        line = line[prefix.end() :]
    for read in _READERS:
        if marker := read(line):
            return marker
    return None


def _decimal(line: str) -> Marker | None:
    match = _DECIMAL.match(line)
    if match is None:
        return None
    if match[0].rstrip()[-1] in "-–" and not _is_word(line[match.end() :]):
        return None
    parts, suffix = match[1].split("."), match[2] or ""
    return Marker(f"decimal{len(parts)}", int(parts[-1]), match[1] + suffix, suffix)


def _is_word(words: str) -> bool:
    """ "3- Sổ mượn" is numbered; "3 - năm", "3 - 5 ngày" and "08-QĐ" are not."""
    capitals = words[:3].isupper() and words[:3].isalpha()
    return words[0].isupper() and (words[1].islower() or capitals)


def _letter(line: str) -> Marker | None:
    if match := _LETTER.match(line):
        label = match[1] or match[2]
        return Marker("letter", POINT_LETTERS.index(label) + 1, label)
    if match := _SUB_LETTER.match(line):
        ordinal = POINT_LETTERS.index(match[1]) + 1
        kind = "deep subletter" if "." in match[3] else "subletter"
        return Marker(kind, ordinal, "".join(match.groups()), match[3])
    return None


def _small(line: str) -> Marker | None:
    if match := _PART.match(line):
        label = match[1].lower()
        ordinal = int(label) if label.isdigit() else POINT_LETTERS.index(label) + 1
        return Marker("part", ordinal, label)
    if match := _BRACKETED.match(line):
        return Marker("bracketed", int(match[1]), match[1])
    if match := _SMALL_ROMAN.match(line):
        label = match[1] or match[2]
        if label.upper() in _ROMAN:
            return Marker("small roman", _ROMAN.index(label.upper()), label)
    return None


def _roman(line: str) -> Marker | None:
    match = _ROMAN_HEAD.match(line)
    if match is None or match[1] not in _ROMAN:
        return None
    # "I-TÌNH HÌNH" and "V.Kết quả", but not "X-quang".
    following = line[match.end() : match.end() + 2]
    if match[0][-1] in "-–—" and not following.isupper():
        return None
    return Marker("roman", _ROMAN.index(match[1]), match[1])


def _dash(line: str) -> Marker | None:
    return Marker("dash", 0, "") if _DASH.match(line) else None


def _word(line: str) -> Marker | None:
    if match := _COUNT_WORD.match(line):
        return Marker("count", _WORDS.index(match[1].lower()) + 1, match[0].rstrip(",:"))
    if match := _RANK_WORD.match(line):
        return Marker("rank", _RANKS.index(match[1].lower()) + 1, match[0].rstrip(",: "))
    return None


_READERS: tuple[Callable[[str], Marker | None], ...] = (
    _decimal,
    _letter,
    _small,
    _roman,
    _dash,
    _word,
)

Numbered = tuple[int, int, str]  # place in the text, ordinal, suffix


def in_strict_order(numbers: Sequence[Numbered], first: int = 1) -> list[int]:
    """Which of numbered places really count on from one another.

    Args:
        numbers: `(place, ordinal, suffix)` in the order of the text.
        first: the ordinal that the row begins with.

    Returns:
        The places that are taken, ascending: each next number follows by one; one that jumps
        ahead is taken only where the missing one never comes later, or comes so late that more
        would be lost by waiting for it. A number with a suffix stands behind its own ordinal.
    """
    plain = [(place, ordinal) for place, ordinal, suffix in numbers if not suffix]
    taken = _counting_on(plain, first)
    chosen: list[int] = []
    last, last_suffix = first - 1, ""
    for place, ordinal, suffix in numbers:
        if place in taken:
            last, last_suffix = ordinal, ""
        elif not suffix or ordinal != last or _rank(suffix) <= _rank(last_suffix):
            continue
        else:
            last_suffix = suffix
        chosen.append(place)
    return chosen


def _counting_on(numbers: Sequence[tuple[int, int]], first: int) -> set[int]:
    follows = _runs(numbers)
    waiting: dict[int, list[int]] = {}  # ordinal -> where it still comes, nearest last
    for index in range(len(numbers) - 1, -1, -1):
        waiting.setdefault(numbers[index][1], []).append(index)
    taken: set[int] = set()
    last = first - 1
    for index, (place, ordinal) in enumerate(numbers):
        waiting[ordinal].pop()
        missing = waiting.get(last + 1)
        jumps = ordinal > last + 1 and bool(taken)
        if jumps and missing and follows[index] <= _PATIENCE + follows[missing[-1]]:
            continue
        if ordinal == last + 1 or jumps:
            taken.add(place)
            last = ordinal
    return taken


_PATIENCE = 3  # articles quoted from elsewhere in a row, before a gap is believed


def _runs(numbers: Sequence[tuple[int, int]]) -> list[int]:
    """How many numbers count on by one from each, itself among them."""
    runs = [1] * len(numbers)
    nearest: dict[int, int] = {}
    for index in range(len(numbers) - 1, -1, -1):
        ordinal = numbers[index][1]
        if ordinal + 1 in nearest:
            runs[index] = 1 + runs[nearest[ordinal + 1]]
        nearest[ordinal] = index
    return runs


def _rank(suffix: str) -> tuple[int, ...]:
    """ "" before "a" before "b", "1" before "2" before "10"."""
    return tuple(
        int(part) if part.isdigit() else POINT_LETTERS.find(part) + 1
        for part in suffix.split(".")
        if part
    )
