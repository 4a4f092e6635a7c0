"""Phần, Chương, Mục, Tiểu mục, Phụ lục: the lines above the articles of a law."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.paragraphs import Paragraph

_RANK = {"phụ lục": 0, "phần": 1, "chương": 2, "mục": 3, "tiểu mục": 4}
_NUMBERED = re.compile(
    r"(?P<kind>phần|chương|mục|tiểu mục|phụ lục)"
    r"(?: (?:số )?(?P<number>thứ \w+|[ivxlc]{1,7}|\d{1,3}[a-e]?|[a-hđ]|một|hai|ba|bốn|năm))?\b"
    r"(?: ?[.:–-]+)?(?P<title>.*)",
    re.IGNORECASE,
)
_LONGEST = 250  # characters of a division's line
# "(Ban hành kèm theo Quyết định số …)" below the name of a document that is attached.
_NOTE = re.compile(r"\((?:được )?(?:ban hành )?kèm theo\b", re.IGNORECASE)
_LONGEST_NAME = 2  # words that name a kind and no document: "QUY CHẾ", "ĐIỀU LỆ"
# A document that is issued by the one above it and numbers its articles anew.
_ATTACHED = re.compile(
    r"(?:QUY CHẾ|QUY ĐỊNH(?! (?:CHUNG|CỤ THỂ|KHÁC|CHI TIẾT|CHUYỂN TIẾP)\b)|ĐIỀU LỆ|NỘI QUY|QUY TẮC"
    r"|PHỤ LỤC|CHƯƠNG TRÌNH)\b"
)


@dataclass(frozen=True, slots=True)
class Division:
    """A line that opens a division; a bare one ("Chương IV.") is named by the line below."""

    rank: int  # 0 is the outermost
    title: str
    is_bare: bool = False
    is_attached: bool = False  # articles below may begin again with 1
    is_certain: bool = True  # False: nothing but capitals, as a letterhead has too


def division_of(paragraph: Paragraph) -> Division | None:
    """The division a line opens, or None for a line of the text itself."""
    line = " ".join(paragraph.text.split())
    if len(line) > _LONGEST:
        return None
    return _numbered(line) or _in_capitals(line)


def attached_by_note(paragraphs: Sequence[Paragraph], place: int) -> Division | None:
    """The document a line names because "(Ban hành kèm theo …)" stands right below it."""
    if place + 1 >= len(paragraphs) or not _NOTE.match(paragraphs[place + 1].text):
        return None
    above = division_of(paragraphs[place - 1]) if place else None
    line = " ".join(paragraphs[place].text.split())
    if (above and above.is_attached) or len(line) > _LONGEST or line.endswith((".", ";", ":")):
        return None
    return Division(0, line, is_attached=True, is_certain=False)


def annex_name(division: Division) -> str:
    """How what stands in an annex is cited: "Phụ lục II", "DANH MỤC THẺ"."""
    match = _NUMBERED.fullmatch(division.title)
    if match is None or match["kind"].lower() != "phụ lục":
        return division.title
    return f"Phụ lục {match['number'].upper()}" if match["number"] else "Phụ lục"


def _numbered(line: str) -> Division | None:
    match = _NUMBERED.fullmatch(line)
    if match is None or (match["number"] is None and match["kind"].lower() != "phụ lục"):
        return None
    title = match["title"].strip()
    # "Mục 2 của Chương này quy định …" is a sentence, not a heading.
    if line[0].islower() or title[:1].islower() or title.endswith((";", ":", ",")):
        return None
    if title.endswith(".") and not title.isupper():
        return None
    rank = _RANK[match["kind"].lower()]
    return Division(rank, line, is_bare=not title, is_attached=rank == 0, is_certain=rank > 0)


def _in_capitals(line: str) -> Division | None:
    """ "TRÁCH NHIỆM CỦA THANH NIÊN": a chapter's name, its number lost or on the line above."""
    if not line.isupper() or len(line.split()) < 2 or line.endswith((";", ":", ",")):
        return None
    attached = bool(_ATTACHED.match(line))
    bare = attached and len(line.split()) <= _LONGEST_NAME
    return Division(
        0 if attached else 2, line, is_bare=bare, is_attached=attached, is_certain=False
    )
