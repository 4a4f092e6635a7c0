"""Which time a question asks about: now, as most do, some earlier or later days, what was in force
before, what will be."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import Enum

from index.text import fold, normalise

# A paper that has versions.
_PAPER = (
    r"(?:bo luat|luat|phap lenh|nghi dinh|nghi quyet|quyet dinh|quy dinh|thong tu|chi thi|ket luan"
    r"|quy che|quy tac|noi quy|dieu le|huong dan|ke hoach|van ban|che do|qd|nd|nq|tt|ct|kl|ban)"
)
_NAME = r"(?: (?!(?:ve|co|khong|duoc|thi|la|cho)\b)[\w/,-]+){0,8}?"  # what it is called
_EARLIER = r"(?:truoc day|truoc kia|hoi truoc|ngay truoc|khi truoc|truoc do)"
_ASKED = r"(?:thi sao|the nao|ra sao|gi|khong|sao)"
_OLD = re.compile(rf"\b{_PAPER}{_NAME} (?P<old>cu)\b")
# Where "cũ" ends a name that was typed without marks: "luat cu tru" is another word.
_BEHIND_OLD = re.compile(r" (?:thi|quy|noi|ghi|co|la|ra|the|con|da|khong)\b|[ ?.,!]*$")
_BEFORE = re.compile(
    rf"\b{_PAPER}{_NAME} {_EARLIER}\b"
    rf"|\b{_EARLIER}\b(?:,? [\w/-]+){{0,3}} {_PAPER}\b"
    rf"|^{_EARLIER}\b(?! (?:toi|em|minh|anh|chi|chung toi)\b).*\b{_ASKED}\W*$"
    rf"|\btruoc khi co {_PAPER}\b"
    rf"|\b{_PAPER}{_NAME} (?:da |bi )*(?:het hieu luc|bi thay the|bi bai bo|khong con hieu luc)\b"
)
_COMING = re.compile(
    rf"\b{_PAPER}{_NAME} (?:sap toi|sap ban hanh|sap co hieu luc|sap ap dung|chua co hieu luc)\b"
    rf"|\b(?:sap toi|sang nam|nam toi|nam sau|thoi gian toi)\b(?:,? [\w/-]+){{0,3}} {_PAPER}\b"
)
_PERHAPS_COMING = re.compile(r"\b(?:sap toi|sang nam|nam toi|nam sau|thoi gian toi)\b")
_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?![\d/-])")
_MONTH = re.compile(r"\bthang (\d{1,2})(?:[/.-]| nam )(\d{4})(?!\d)")
_YEAR = re.compile(r"(?<![\d/-])\b(?:nam|hoi|vao) (?:nam )?((?:19|20)\d{2})(?![\d/-])")
# "Luật Viên chức năm 2010" and "luật viên chức 2010" name a paper by its year.
_OF_YEAR = re.compile(
    rf"\b(?P<paper>{_PAPER}(?P<name>{_NAME})) (?:(?:cua )?nam )?(?P<year>(?:19|20)\d{{2}})"
    r"(?![\d/-])"
)


class Era(Enum):
    BEFORE = "before"  # what is in force no more
    COMING = "coming"  # what is not in force yet
    NOW_OR_COMING = "now or coming"  # "sắp tới tôi …": either may be meant


@dataclass(frozen=True, slots=True)
class Period:
    """All days from `first` to `last`."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class OfYear:
    """A paper named by the year it was issued in; `name` is what stands before the year, folded."""

    name: str
    year: int
    is_any: bool  # "quy định năm 2015": no paper's own name


def era_of(question: str) -> Era | Period | OfYear | None:
    """What a question says of the time it asks about; None where it asks about now.

    "theo luật cũ", "quy định trước đây" and "năm 2015 thì sao" ask for what was in force then; "hồi
    trước tôi đi muộn" and "hộ khẩu cũ" do not, nor does the year in a paper's own number.
    """
    typed = " ".join(normalise(question).casefold().split())
    plain = fold(typed)
    if match := _OF_YEAR.search(plain):
        return OfYear(match["paper"], int(match["year"]), is_any=not match["name"].strip())
    if period := _period(plain):
        return period
    if _BEFORE.search(plain) or _says_old(typed, plain):
        return Era.BEFORE
    if _COMING.search(plain):
        return Era.COMING
    return Era.NOW_OR_COMING if _PERHAPS_COMING.search(plain) else None


def _says_old(typed: str, plain: str) -> bool:
    """Whether a paper is called "cũ"; without marks only where nothing follows that would make
    another word of "cu"."""
    for match in _OLD.finditer(plain):
        word = typed[match.start("old") : match.end("old")]
        if word == "cũ" or (typed.isascii() and _BEHIND_OLD.match(plain, match.end())):
            return True
    return False


def _period(plain: str) -> Period | None:
    try:
        if match := _DAY.search(plain):
            day = date(int(match[3]), int(match[2]), int(match[1]))
            return Period(day, day)
        if match := _MONTH.search(plain):
            month, year = int(match[1]), int(match[2])
            return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    except ValueError:  # no such day
        return None
    if match := _YEAR.search(plain):
        return Period(date(int(match[1]), 1, 1), date(int(match[1]), 12, 31))
    return None
