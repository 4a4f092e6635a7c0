"""Gaps: questions that found nothing, were not sure of it, or did not help. Counted in one row a
wording, put into groups that ask the same, closed by the release that answers."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Insert, Update, bindparam, insert, update
from sqlmodel import Session, SQLModel, col, or_, select

from knowledge.dialogue import AnswerLog, Feedback, Gap, Ticket
from knowledge.errors import NotPublishedError
from knowledge.masking import mask
from knowledge.models import UtcDateTime, known, now

ANSWERED = "answer"  # the band of an answer that was sure


@dataclass(frozen=True, slots=True)
class GapView:
    """A wording; `group` is the number of its group, None before it was looked at."""

    id: int
    question: str
    times: int
    first_asked_at: datetime
    last_asked_at: datetime
    group: int | None
    closed_in: int | None


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Open gaps that ask the same, the most usual wording first. `number` never changes."""

    number: int
    gaps: tuple[GapView, ...]

    @property
    def name(self) -> str:
        return self.gaps[0].question

    @property
    def times(self) -> int:
        return sum(gap.times for gap in self.gaps)

    @property
    def since(self) -> datetime:
        return min(gap.first_asked_at for gap in self.gaps)

    @property
    def last_asked_at(self) -> datetime:
        return max(gap.last_asked_at for gap in self.gaps)


def count_gap(session: Session, *, key: str, question: str, release_id: int) -> int:
    """Count a question that was not answered; `key` is its folded form. The gap's id; one that was
    closed is open again. The caller commits."""
    # Into the table and not by an entity: this is done while somebody waits.
    key = mask(key)
    counted, added = _count_gap()
    row = {"of": key, "moment": now(), "release": release_id}
    connection = session.connection()
    found = connection.execute(counted, row).scalar_one_or_none()
    if found is None:
        found = connection.execute(added, row | {"said": mask(question)}).scalar_one()
    return int(found)


@functools.cache
def _count_gap() -> tuple[Update, Insert]:
    gap = SQLModel.metadata.tables[str(Gap.__tablename__)]
    moment = bindparam("moment", type_=UtcDateTime)
    fresh = {"last_asked_at": moment, "asked_in": bindparam("release")}
    counted = (
        update(gap)
        .where(gap.c.key == bindparam("of"))
        .values(times=gap.c.times + 1, closed_at=None, closed_in=None, **fresh)
        .returning(gap.c.id)
    )
    added = insert(gap).values(
        key=bindparam("of"), question=bindparam("said"), times=1, first_asked_at=moment, **fresh
    )
    return counted, added.returning(gap.c.id)


def miss(session: Session, answer_id: str, key: str) -> None:
    """Count an answer as a gap, once: it was no help, or was handed to a person. The caller
    commits."""
    answer = session.get(AnswerLog, answer_id)
    if answer is None or answer.gap_id is not None or not answer.question:
        return
    answer.gap_id = count_gap(
        session, key=key, question=answer.question, release_id=answer.release_id
    )


def meet(session: Session, answer_id: str) -> None:
    """Count an answer as a gap no more: what it offered was opened, or a thumb was turned. One
    that found nothing, was handed on or is still disliked stays a gap. The caller commits."""
    answer = session.get(AnswerLog, answer_id)
    if answer is None or answer.gap_id is None or answer.band == "none":
        return
    disliked = select(Feedback.id).where(
        Feedback.answer_id == answer_id, col(Feedback.helpful).is_(False)
    )
    handed_on = select(Ticket.id).where(Ticket.answer_id == answer_id)
    if session.exec(disliked).first() or session.exec(handed_on).first():
        return
    gap, answer.gap_id = session.get(Gap, answer.gap_id), None
    if gap is not None and gap.times > 1:
        gap.times -= 1
    elif gap is not None:
        session.delete(gap)


def gaps(session: Session, *, newest: int) -> list[GapView]:
    """Gaps, open and closed, the `newest` of them by their last asking, in order of id."""
    rows = session.exec(
        select(Gap).order_by(col(Gap.last_asked_at).desc(), col(Gap.id).desc()).limit(newest)
    )
    return sorted((_view(row) for row in rows), key=lambda one: one.id)


def set_groups(session: Session, groups: Mapping[int, int]) -> None:
    """Put gaps into groups, by ids. The caller commits."""
    for gap_id, group in groups.items():
        session.execute(update(Gap).where(col(Gap.id) == gap_id).values(group_id=group))


def open_groups(session: Session) -> list[GapGroup]:
    """The groups with open gaps, those asked most first; a gap not yet grouped stands alone."""
    found: dict[int, list[GapView]] = {}
    for row in session.exec(select(Gap).where(col(Gap.closed_at).is_(None)).order_by(col(Gap.id))):
        view = _view(row)
        found.setdefault(view.group or view.id, []).append(view)
    groups = [
        GapGroup(number, tuple(sorted(members, key=lambda one: (-one.times, one.id))))
        for number, members in found.items()
    ]
    return sorted(groups, key=lambda one: (-one.times, one.number))


def open_group(session: Session, number: int) -> GapGroup:
    """Raises `NotPublishedError` where no open gap is in a group of that number."""
    for group in open_groups(session):
        if group.number == number:
            return group
    raise NotPublishedError(f"Khoảng trống số {number} không còn, hoặc đã có câu trả lời.")


def gap(session: Session, gap_id: int) -> GapView:
    """Raises `NotPublishedError` where there is none any more."""
    row = session.get(Gap, gap_id)
    if row is None:
        raise NotPublishedError(f"Câu hỏi bỏ ngỏ số {gap_id} không còn được lưu.")
    return _view(row)


def moments(session: Session, gap_ids: Sequence[int], newest: int) -> list[datetime]:
    """When questions were asked that count in these gaps, the newest first."""
    rows = session.exec(
        select(AnswerLog.asked_at)
        .where(col(AnswerLog.gap_id).in_(gap_ids))
        .order_by(col(AnswerLog.asked_at).desc())
        .limit(newest)
    )
    return list(rows)


def to_ask_again(session: Session, release_id: int) -> list[GapView]:
    """Open gaps that this release was not asked; and, where it is an earlier one that came back,
    those that a later one had closed."""
    rows = session.exec(
        select(Gap)
        .where(
            or_(col(Gap.closed_at).is_(None), col(Gap.closed_in) > release_id),
            or_(col(Gap.asked_in).is_(None), Gap.asked_in != release_id),
        )
        .order_by(col(Gap.id))
    )
    return [_view(row) for row in rows]


def set_asked(session: Session, gap_id: int, release_id: int, *, answered: bool) -> None:
    """A gap was asked of a release: closed by it, or open. The caller commits."""
    closed = {"closed_at": now(), "closed_in": release_id} if answered else _OPEN
    values = {"asked_in": release_id, **closed}
    session.execute(update(Gap).where(col(Gap.id) == gap_id).values(**values))


_OPEN = {"closed_at": None, "closed_in": None}


def disliked_passages(session: Session, gap_id: int) -> list[int]:
    """The first passage of each answer that was sure, and counts in a gap all the same."""
    rows = session.exec(
        select(AnswerLog.spans).where(AnswerLog.gap_id == gap_id, AnswerLog.band == ANSWERED)
    )
    return [spans[0]["passage"] for spans in rows if spans]


def answers_of(session: Session, gap_ids: Iterable[int]) -> list[str]:
    """The ids of the answers that count in these gaps."""
    return list(session.exec(select(AnswerLog.id).where(col(AnswerLog.gap_id).in_(list(gap_ids)))))


def _view(row: Gap) -> GapView:
    return GapView(
        known(row.id),
        row.question,
        row.times,
        row.first_asked_at,
        row.last_asked_at,
        row.group_id,
        row.closed_in,
    )
