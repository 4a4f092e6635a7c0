"""The short forms that an admin has added, beside those of the bot and of the documents."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, func
from sqlmodel import Session, col, select

from knowledge.errors import TermError
from knowledge.models import Term, now
from knowledge.people import AuditEntry

LONGEST_SHORT = 20
LONGEST_LONG = 120
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class TermView:
    """A short form and what it stands for, as an admin wrote them."""

    short: str
    long: str
    author: str
    added_at: datetime


def add_term(session: Session, short: str, long: str, *, actor: str) -> bool:
    """Say what a short form stands for; False where that is known. The caller commits.

    One that stands for several things is added several times. Raises `TermError` for a short form
    that is not one row of letters, or a long one that is no longer than that.
    """
    short, long = _cleaned(short), _cleaned(long)
    if not _LETTERS.fullmatch(short) or len(short) > LONGEST_SHORT:
        raise TermError(f"“{short}” không phải là chữ viết tắt: cần một từ chỉ gồm chữ cái.")
    if len(long) <= len(short) or len(long) > LONGEST_LONG or not _LETTERS.search(long):
        raise TermError(
            f"“{long}” không dùng được làm nghĩa của “{short}”: cần dài hơn chữ viết tắt và không "
            f"quá {LONGEST_LONG} ký tự."
        )
    if any(one.long.casefold() == long.casefold() for one in _standing(session, short)):
        return False
    session.add(Term(key=short.casefold(), short=short, long=long, author=actor))
    session.add(AuditEntry(actor=actor, action="add term", subject=f"{short} = {long}"))
    return True


def remove_term(session: Session, short: str, *, actor: str) -> list[str]:
    """Take a short form out of the table; what it stood for. The caller commits.

    Raises `TermError` where the table does not have it.
    """
    standing = _standing(session, _cleaned(short))
    if not standing:
        raise TermError(f"Bảng chữ viết tắt không có “{_cleaned(short)}”.")
    for term in standing:
        term.removed_at = now()
        session.add(
            AuditEntry(actor=actor, action="remove term", subject=f"{term.short} = {term.long}")
        )
    return [term.long for term in standing]


def terms(session: Session) -> list[TermView]:
    """The table, by short form; what stands for several things in the order of adding."""
    rows = session.exec(
        select(Term).where(col(Term.removed_at).is_(None)).order_by(col(Term.key), col(Term.id))
    )
    return [TermView(one.short, one.long, one.author, one.added_at) for one in rows]


def entries(session: Session) -> dict[str, tuple[str, ...]]:
    """Short form -> long forms."""
    found: dict[str, tuple[str, ...]] = {}
    for one in terms(session):
        short = one.short.casefold()
        found[short] = (*found.get(short, ()), one.long)
    return found


def changes() -> ScalarSelect[int]:
    """How often the table was changed, as part of a larger query: asked before every question, to
    see at no cost whether what is in memory still stands. Rows are never deleted, so it only
    grows."""
    return select(func.count(col(Term.id)) + func.count(col(Term.removed_at))).scalar_subquery()


def _standing(session: Session, short: str) -> list[Term]:
    wanted = select(Term).where(Term.key == short.casefold(), col(Term.removed_at).is_(None))
    return list(session.exec(wanted.order_by(col(Term.id))))


def _cleaned(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
