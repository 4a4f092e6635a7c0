"""Other documents that a text names, and whether it means the whole of one or a part."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.reading.document_numbers import KIND, KINDS, NUMBER, tidied

# A document ends none that stands above it: a circular that names a decree speaks of its own basis.
_RANKS = {"Hiến pháp": 6, "Bộ luật": 5, "Luật": 5, "Pháp lệnh": 4, "Lệnh": 4, "Nghị định": 3}
_NAME = rf"(?:(?!{KIND}\b)[^;.:\n“”()\d]){{1,120}}?"
_MENTION = re.compile(
    rf"(?P<kind>{KIND})(?: này)?(?:\s+(?P<name>{_NAME}))?(?:\s+số:?)?\s+(?P<number>{NUMBER})"
    rf"|(?P<kind2>{KIND})\s+(?P<name2>{_NAME})\s+(?:năm|ngày \d{{1,2}} tháng \d{{1,2}} năm)"
    r"\s+(?P<year>\d{4})(?!\d)"
)
_SAME_KIND = re.compile(rf"(?:số:?\s+)?(?P<number>{NUMBER})")
_BEFORE = re.compile(
    r"\s*(?:(?:toàn bộ|cho|các|những|một số|nội dung)\s+)*"
    r"(?:(?:văn bản|quyết định|thông tư)(?:\s+quy phạm pháp luật)?"
    r"(?:\s+(?:sau|dưới) đây|\s+sau)?\s*:?\s*)?"
    r"(?:[-–+]\s*|[a-zđ]\)\s*|\d{1,2}[.)]\s*)?"
)
_AND = re.compile(r"\s*(?:,|;)?\s*(?:và|cùng)?\s*")
_AND_BEFORE = re.compile(r"(?:[,;]|\bvà|\bcùng)\s+(?:các\s+)?$")
_PARTIAL = re.compile(
    r"\s*(?:(?:[Cc]ác|[Nn]hững|một số|nội dung|quy định|cụm từ|từ|tại|của|và|về)\s+)*"
    r"(?:Điều|điều|khoản|Khoản|điểm|Điểm|Chương|chương|Mục|mục|Phần|phần|Phụ lục|phụ lục|Mẫu|mẫu"
    r"|quy định|Quy định (?:về|tại)|nội dung|cụm từ|một số|đoạn|gạch)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A document that a text names; `text[start:end]` are the words that name it."""

    kind: str
    name: str  # as a law's: "Thư viện"; may be empty
    value: str  # its number, or where it has none its name with the year
    start: int
    end: int


def mentions_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
    """Every document that is named between two places."""
    for match in _MENTION.finditer(text, start, len(text) if end is None else end):
        yield _mention(match)


def whole_ones(text: str, start: int, end: int) -> list[Mention]:
    """The documents that a list beginning at `start` names as wholes: "A, B và C" behind "thay
    thế". Empty where the list begins with a part of one ("Điều 5 của A"), and without those that
    are named only within another's title."""
    place = _BEFORE.match(text, start, end)
    first = _MENTION.match(text, place.end() if place else start, end)
    if first is None:
        return []
    found = [_mention(first)]
    seen = set[str]()  # kinds named inside the title of the last one
    at = first.end()
    while at < end:
        inner = _MENTION.search(text, at, end)
        joint = _joint(text, at, inner.start() if inner else end, end, found[-1].kind)
        if joint is not None:
            found.append(joint)
            at = joint.end
        elif inner is None:
            break
        elif _follows_conjunction(text, inner.start()) and _mention(inner).kind not in seen:
            found.append(_mention(inner))
            at = inner.end()
        else:
            seen.add(_mention(inner).kind)
            at = inner.end()
    return found


def begins_with_part(text: str, start: int, end: int) -> bool:
    """Whether what stands at `start` is a part of a document and not the whole."""
    return _PARTIAL.match(text, start, end) is not None


def can_end(kind: str | None, other: str) -> bool:
    """Whether a document of one kind can replace or repeal one of the other."""
    return kind is None or _RANKS.get(_capitalised(kind), 2) >= _RANKS.get(other, 0)


def _capitalised(kind: str) -> str:
    return kind[:1].upper() + kind[1:].lower()


def _joint(text: str, start: int, before: int, end: int, kind: str) -> Mention | None:
    """A further number of the same kind right behind: "Thông tư số 1/… và số 2/…"."""
    sign = _AND.match(text, start, before)
    if sign is None or not sign[0].strip():
        return None
    match = _SAME_KIND.match(text, sign.end(), end)
    if match is None:
        return None
    return Mention(kind, "", tidied(match["number"]), match.start(), match.end())


def _follows_conjunction(text: str, start: int) -> bool:
    return _AND_BEFORE.search(text, max(0, start - 12), start) is not None


def _mention(match: re.Match[str]) -> Mention:
    written = match["kind"] or match["kind2"]
    kind = next(one for one in KINDS if one == written)
    name = " ".join((match["name"] or match["name2"] or "").split())
    if match["number"]:
        return Mention(kind, name, tidied(match["number"]), *match.span())
    return Mention(kind, name, f"{kind} {name} năm {match['year']}", *match.span())
