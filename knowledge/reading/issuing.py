"""Who issued a document: the left column of its letterhead, the line above its signature."""

import re

from knowledge.reading.casing import usual_case
from knowledge.reading.document_numbers import ISSUERS
from knowledge.reading.head import fold
from knowledge.reading.reading import Proposal

_TAIL = 1_500  # characters in which a signature stands
# Stands at the right of a Party letterhead, above the name of the body in a youth union's.
_WHOLE = re.compile(
    r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|ĐOÀN\s+(?:TNCS|THANH\s+NIÊN\s+CỘNG\s+SẢN)\s+HỒ\s+CHÍ\s+MINH"
)
_BEGINS = re.compile(
    r"(?:QUỐC HỘI|[UỦ][ỶY] BAN|CHÍNH PHỦ|THỦ TƯỚNG|CHỦ TỊCH NƯỚC|BỘ|BAN|HỘI|TỈNH|THÀNH|HUYỆN|QUẬN"
    r"|XÃ|PHƯỜNG|THỊ|ĐẢNG|ĐOÀN|TRUNG ƯƠNG|TỔNG|LIÊN ĐOÀN|CÔNG ĐOÀN|SỞ|T[ÒO][ÀA] ÁN|VIỆN|NGÂN HÀNG"
    r"|THANH TRA|TRƯỜNG|CỤC|KIỂM TOÁN|VĂN PHÒNG|PHÒNG|HỌC VIỆN|ĐẠI HỌC|BCH|BTV|UBND|HĐND|TRUNG TÂM"
    r"|MẶT TRẬN|CƠ QUAN|CÔNG TY|TẬP ĐOÀN|THƯ VIỆN|CHI CỤC|CHI BỘ|CHI ĐOÀN)(?!\w)"
)
# The name of a place goes on the name above it; so does a line that begins with "and".
_CONTINUES = re.compile(
    r"(?:VÀ|CỦA|(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|XÃ|PHƯỜNG|THỊ XÃ|THỊ TRẤN) (?!ĐOÀN|[UỦ]Y|UỶ))"
)
_BODY_OF_ANOTHER = re.compile(r"(?:BAN (?:THƯỜNG VỤ|CHẤP HÀNH|BÍ THƯ)|BTV|BCH|VĂN PHÒNG)(?!\w)")
_SIGNED = re.compile(r"(?:^|\n)T[/.]?M\.? ?(?P<issuer>[^\W\d_][^\n\d]{3,100})")
_PLACE = re.compile(
    r"\b(?:tỉnh|huyện|quận|xã|phường|thành phố|thị xã|thị trấn)(?: đoàn| ủy)?"
    r"(?P<name>(?: (?!đoàn|ủy)[^\W\d_]+){1,4})$",
    re.IGNORECASE,
)


def issuer_above(bare: str, text: str) -> Proposal | None:
    """The issuer named in capitals above a document's number and title.

    Args:
        bare: the words above the title, with number, day and motto blanked out by "|".
        text: the whole text, whose spelling names in capitals are given.
    """
    whole = _WHOLE.search(bare)
    if whole:
        bare = bare[: whole.start()] + "|" * len(whole[0]) + bare[whole.end() :]
    names = _names(bare)
    if not names:
        return Proposal("issuer", _spelled(whole[0], text), *whole.span()) if whole else None
    name, start, end = names[-1]
    if _BODY_OF_ANOTHER.match(name):
        above = names[-2][0] if len(names) > 1 else whole[0] if whole else ""
        start = names[-2][1] if len(names) > 1 else start
        name = f"{name} {above}".strip() if above not in name else name
    return Proposal("issuer", _spelled(name, text), start, end)


def issuer_named(words: str, text: str) -> str:
    """The issuer named in a sentence: "Bộ trưởng Bộ Nội vụ" issues for the ministry."""
    words = " ".join(words.split()).rstrip(" .,;")
    words = re.sub(r"^(?:Bộ trưởng|Chủ nhiệm|Chánh án|Viện trưởng) ", "", words)
    return _spelled(words, text) if words.isupper() else words


def signed_by(text: str) -> Proposal | None:
    """The body in whose name a document is signed at its end: "T/M BAN CHẤP HÀNH"."""
    tail = max(0, len(text) - _TAIL)
    for match in _SIGNED.finditer(text, tail):
        if (found := match["issuer"].strip()).isupper() and _BEGINS.match(found):
            start = match.start("issuer")
            return Proposal("issuer", _spelled(found, text), start, start + len(found))
    return None


def _names(bare: str) -> list[tuple[str, int, int]]:
    """The names in capitals with their spans, lines that belong together as one."""
    names: list[tuple[str, int, int]] = []
    for match in re.finditer(r"[^|\n*_=–—]{2,}", bare):
        words = match[0].strip(" .-,:")
        start = match.start() + match[0].find(words) if words else match.start()
        if not words.isupper():
            continue
        if names and _CONTINUES.match(words):
            name, first, _ = names.pop()
            names.append((f"{name} {words}", first, start + len(words)))
        elif _BEGINS.match(words):
            names.append((words, start, start + len(words)))
    return names


def _spelled(name: str, text: str) -> str:
    """A name in capitals as it is usually written."""
    name = " ".join(name.split())
    known = {fold(one): one for one in ISSUERS}
    if fold(name) in known:
        return known[fold(name)]
    written = usual_case(name, text)
    if place := _PLACE.search(written):
        written = written[: place.start("name")] + place["name"].title()
    return written[0].upper() + written[1:]
