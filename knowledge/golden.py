"""Golden questions in the database: added, listed, taken out."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from knowledge.errors import NotPublishedError
from knowledge.models import known, now
from knowledge.people import AuditEntry
from knowledge.proving import GoldenQuestion
from knowledge.views import PassageView


@dataclass(frozen=True, slots=True)
class Golden:
    """A question, and where the passage stands that answers it."""

    id: int
    question: str
    slug: str
    article: str | None
    locator: str
    anchor: str | None

    @property
    def place(self) -> str:
        """Where the passage stands, by the name of its document that never changes."""
        return f"{self.locator}, {self.slug}"

    def is_answered_by(self, passage: PassageView) -> bool:
        """Whether the passage is the right one, or of the same article or entry of its document:
        cut otherwise, or moved to another clause, it answers as well."""
        if passage.document.slug != self.slug:
            return False
        if self.anchor is not None:
            return passage.anchor == self.anchor
        if self.article is not None:
            return passage.article == self.article
        return passage.locator == self.locator


def questions(session: Session) -> list[Golden]:
    """Those that count, in the order of adding."""
    rows = session.exec(
        select(GoldenQuestion)
        .where(col(GoldenQuestion.removed_at).is_(None))
        .order_by(col(GoldenQuestion.id))
    )
    return [_view(row) for row in rows]


def add(session: Session, question: str, passage: PassageView, *, author: str) -> tuple[int, bool]:
    """Its number, and whether it is new: one question may have several right passages. The caller
    commits."""
    question = " ".join(question.split())
    for held in questions(session):
        same = held.question.casefold() == question.casefold()
        if same and held.is_answered_by(passage):
            return held.id, False
    row = GoldenQuestion(
        question=question,
        slug=passage.document.slug,
        article=passage.article,
        locator=passage.locator,
        anchor=passage.anchor,
        author=author,
    )
    session.add(row)
    session.flush()
    session.add(AuditEntry(actor=author, action="golden add", subject=f"golden {row.id}"))
    return known(row.id), True


def by_number(session: Session, number: int) -> Golden:
    """Raises `NotPublishedError` where there is none, or it was taken out."""
    return _view(_row(session, number))


def remove(session: Session, number: int, *, actor: str) -> Golden:
    """Take one out. Raises as `by_number` does. The caller commits."""
    row = _row(session, number)
    row.removed_at = now()
    session.add(AuditEntry(actor=actor, action="golden remove", subject=f"golden {number}"))
    return _view(row)


def _row(session: Session, number: int) -> GoldenQuestion:
    row = session.get(GoldenQuestion, number)
    if row is None or row.removed_at is not None:
        raise NotPublishedError(f"Không có câu hỏi mẫu số {number}.")
    return row


def _view(row: GoldenQuestion) -> Golden:
    return Golden(known(row.id), row.question, row.slug, row.article, row.locator, row.anchor)
