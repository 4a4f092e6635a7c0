"""What is kept of a person, shown and deleted; and what is too old to be kept of anybody."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, Update, cast, delete, func, update
from sqlmodel import Session, col, select

from knowledge import inbox, membership, outbox
from knowledge.dialogue import AnswerLog, Feedback, Gap, Ticket, TicketStatus
from knowledge.models import known
from knowledge.people import Invite, Member
from knowledge.tickets import NOBODY, forget_asker

_OPEN = (TicketStatus.OPEN, TicketStatus.DELIVERED)


@dataclass(frozen=True, slots=True)
class KeptQuestion:
    answer_id: str
    asked_at: datetime
    question: str  # masked
    band: str


@dataclass(frozen=True, slots=True)
class KeptThumb:
    answer_id: str
    given_at: datetime
    helpful: bool
    reason: str | None


@dataclass(frozen=True, slots=True)
class KeptTicket:
    number: int
    opened_at: datetime
    status: str
    question: str  # masked
    answer: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """All that the tables hold of one person, but for the audit and what they just wrote."""

    member: Member | None
    questions: tuple[KeptQuestion, ...]
    thumbs: tuple[KeptThumb, ...]
    tickets: tuple[KeptTicket, ...]
    doubtful: int  # messages to them that may not have arrived and are kept to be sent again


def kept_of(session: Session, telegram_id: int, person_key: str) -> Kept:
    """The oldest first. `person_key` is the person's keyed hash."""
    answers = select(AnswerLog).where(AnswerLog.person_key == person_key)
    thumbs = select(Feedback).where(Feedback.person_key == person_key)
    handed = (
        select(Ticket, AnswerLog)
        .join(AnswerLog, col(AnswerLog.id) == col(Ticket.answer_id))
        .where(Ticket.asker_chat_id == telegram_id)
    )
    return Kept(
        membership.member(session, telegram_id),
        tuple(
            KeptQuestion(row.id, row.asked_at, row.question, row.band)
            for row in session.exec(answers.order_by(col(AnswerLog.asked_at)))
        ),
        tuple(
            KeptThumb(row.answer_id, row.given_at, row.helpful, row.reason)
            for row in session.exec(thumbs.order_by(col(Feedback.given_at)))
        ),
        tuple(
            KeptTicket(known(row.id), row.opened_at, row.status, answer.question, row.answer)
            for row, answer in session.exec(handed.order_by(col(Ticket.id)))
        ),
        outbox.kept_words(session, telegram_id),
    )


def agreed_at(session: Session, telegram_id: int) -> datetime | None:
    """When they agreed to what is kept of them."""
    row = membership.member(session, telegram_id)
    return row.consented_at if row else None


def erase(session: Session, telegram_id: int, person_key: str, owner: int | None) -> None:
    """Delete a person: the words of their questions, their tickets' way back, their membership and
    consent; answers and thumbs stay as numbers that belong to nobody. The caller commits.

    Raises `MembershipError` for the last owner; then nothing is deleted.
    """
    membership.leave(session, telegram_id, owner)
    _forget_gaps(session, person_key)
    mine = col(Ticket.asker_chat_id) == telegram_id
    asked = list(session.exec(select(Ticket.answer_id).where(mine)))
    _run(
        session,
        update(Ticket).where(mine, col(Ticket.status).in_(_OPEN)),
        status=TicketStatus.WITHDRAWN,
    )
    forget_asker(session, telegram_id)
    inbox.forget_person(session, telegram_id)
    outbox.forget_person(session, telegram_id)
    theirs = (col(AnswerLog.person_key) == person_key) | col(AnswerLog.id).in_(asked)
    _run(session, update(AnswerLog).where(theirs), question="", person_key=None)
    _unlink_thumbs(session, col(Feedback.person_key) == person_key)
    _run(session, update(Invite).where(col(Invite.used_by) == telegram_id), used_by=None, label="")


def forget_before(session: Session, moment: datetime) -> int:
    """Delete the words of questions asked before, and take every answer, thumb and ticket of that
    time off the person; how many questions. The caller commits."""
    old = col(AnswerLog.asked_at) < moment
    worded = (col(AnswerLog.question) != "") | col(AnswerLog.person_key).is_not(None)
    forgotten = _run(session, update(AnswerLog).where(old, worded), question="", person_key=None)
    session.connection().execute(delete(Gap).where(col(Gap.last_asked_at) < moment))
    _run(
        session,
        update(Ticket).where(col(Ticket.opened_at) < moment),
        asker_chat_id=NOBODY,
        asker_name=None,
    )
    _unlink_thumbs(session, col(Feedback.given_at) < moment)
    return forgotten


def _forget_gaps(session: Session, person_key: str) -> None:
    """Gaps that nobody else asked go with the words; from others this person's part is taken."""
    asked = session.exec(
        select(AnswerLog.gap_id, func.count())
        .where(AnswerLog.person_key == person_key, col(AnswerLog.gap_id).is_not(None))
        .group_by(col(AnswerLog.gap_id))
    ).all()
    for gap_id, times in asked:
        gap = session.get(Gap, gap_id)
        if gap is not None and gap.times <= times:
            session.delete(gap)
        elif gap is not None:
            gap.times -= times
    session.flush()


def _unlink_thumbs(session: Session, which: ColumnElement[bool]) -> None:
    """The row's own number in place of the person's hash: still one thumb a row, of nobody."""
    _run(
        session,
        update(Feedback).where(which, col(Feedback.person_key).not_like("-%")),
        person_key="-" + cast(col(Feedback.id), String),
    )


def _run(session: Session, statement: Update, **values: Any) -> int:  # noqa: ANN401 -- any column's
    session.flush()
    changed = session.connection().execute(statement.values(**values)).rowcount
    session.expire_all()
    return changed
