"""Questions handed to a person: opened, claimed, answered once, told once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, select

from knowledge.dialogue import AnswerLog, Ticket, TicketStatus
from knowledge.errors import NotPublishedError, TicketError
from knowledge.journal import answer_by_id
from knowledge.models import known, now
from knowledge.people import Member, Role

CLAIMED_FOR = timedelta(hours=24)  # then another may answer
NOBODY = 0  # the chat of an asker who had their data deleted
IN_CHARGE = (Role.REVIEWER, Role.ADMIN, Role.OWNER)  # who receives and answers tickets
WAITING = (TicketStatus.OPEN, TicketStatus.DELIVERED)


@dataclass(frozen=True, slots=True)
class TicketView:
    number: int
    question: str  # masked
    asker_chat_id: int
    asker_name: str | None
    status: str
    opened_at: datetime
    claimed_by: int | None
    claimed_at: datetime | None
    answer: str | None  # the words of the person who answered
    passage_id: int | None  # the passage that answers it
    answered_in: int | None  # the release of that passage
    answered_by: int | None  # None: a release did
    answered_at: datetime | None

    @property
    def is_claimed(self) -> bool:
        """Whether somebody holds it: a claim ends by itself."""
        return self.claimed_at is not None and self.claimed_at > now() - CLAIMED_FOR

    @property
    def is_withdrawn(self) -> bool:
        return self.status == TicketStatus.WITHDRAWN

    @property
    def is_answered(self) -> bool:
        return self.status in (TicketStatus.ANSWERED, TicketStatus.TOLD)


def open_ticket(
    session: Session, *, answer_id: str, asker_chat_id: int, asker_name: str | None = None
) -> tuple[int, bool]:
    """The ticket's number, and whether it is new; pressing twice opens one. The caller commits."""
    answer_by_id(session, answer_id)
    if number := number_of(session, answer_id):
        return number, False
    ticket = Ticket(answer_id=answer_id, asker_chat_id=asker_chat_id, asker_name=asker_name)
    session.add(ticket)
    session.flush()
    return known(ticket.id), True


def number_of(session: Session, answer_id: str) -> int | None:
    """The ticket of an answer, where it has one."""
    return session.exec(select(Ticket.id).where(Ticket.answer_id == answer_id)).first()


def ticket(session: Session, number: int) -> TicketView:
    """Raises `NotPublishedError` where there is none."""
    found = _views(session, col(Ticket.id) == number)
    if not found:
        raise NotPublishedError(f"Không có phiếu số {number}.")
    return found[0]


def undelivered(session: Session) -> list[TicketView]:
    """Those that nobody in charge has seen, the oldest first."""
    return _views(session, col(Ticket.status) == TicketStatus.OPEN)


def waiting(session: Session) -> list[TicketView]:
    """Those without an answer, the oldest first."""
    return _views(session, col(Ticket.status).in_(WAITING))


def to_tell(session: Session) -> list[TicketView]:
    """Those whose asker does not know the answer yet, and can be told."""
    return _views(
        session,
        col(Ticket.status) == TicketStatus.ANSWERED,
        col(Ticket.asker_chat_id) != NOBODY,
    )


def mark_delivered(session: Session, number: int) -> None:
    """Somebody in charge has received it. The caller commits."""
    _change(session, number, col(Ticket.status) == TicketStatus.OPEN, status=TicketStatus.DELIVERED)


def mark_told(session: Session, number: int) -> bool:
    """The asker has the answer; whether they did not have it before. The caller commits."""
    answered = col(Ticket.status) == TicketStatus.ANSWERED
    return _change(session, number, answered, status=TicketStatus.TOLD, told_at=now())


def claim(session: Session, number: int, *, by: int) -> TicketView:
    """Take it on oneself, so that two do not answer. Raises `NotPublishedError`, `TicketError`
    where somebody else holds it or it is answered. The caller commits."""
    moment = now()
    free = (
        col(Ticket.claimed_by).is_(None)
        | (col(Ticket.claimed_by) == by)
        | (col(Ticket.claimed_at) < moment - CLAIMED_FOR)
    )
    still = col(Ticket.status).in_(WAITING)
    if not _change(session, number, still & free, claimed_by=by, claimed_at=moment):
        raise _taken(ticket(session, number))
    return ticket(session, number)


def let_go(session: Session, number: int, *, by: int) -> bool:
    """Give a claim back; whether it was one's own. The caller commits."""
    own = col(Ticket.claimed_by) == by
    return _change(session, number, own, claimed_by=None, claimed_at=None)


def waiting_on(session: Session, gap_ids: Iterable[int]) -> list[int]:
    """The numbers of tickets without an answer whose questions count in these gaps."""
    rows = session.exec(
        select(Ticket.id)
        .join(AnswerLog, col(AnswerLog.id) == col(Ticket.answer_id))
        .where(col(AnswerLog.gap_id).in_(list(gap_ids)), col(Ticket.status).in_(WAITING))
        .order_by(col(Ticket.id))
    )
    return [known(number) for number in rows]


def let_go_all(session: Session, by: int) -> None:
    """Somebody answers tickets no more: what they had claimed is free. The caller commits."""
    session.execute(
        update(Ticket)
        .where(col(Ticket.claimed_by) == by, col(Ticket.status).in_(WAITING))
        .values(claimed_by=None, claimed_at=None)
    )


def answer_ticket(
    session: Session,
    number: int,
    *,
    by: int,
    words: str | None = None,
    passage_id: int | None = None,
    release_id: int | None = None,
) -> TicketView:
    """Write down a person's answer. Raises as `claim` does. The caller commits."""
    claim(session, number, by=by)
    _answer(session, number, by, words, passage_id, release_id)
    return ticket(session, number)


def answer_by_release(
    session: Session, answer_ids: Iterable[str], *, passage_id: int, release_id: int
) -> list[int]:
    """The tickets of these answers are answered by a passage; their numbers. The caller
    commits."""
    numbers = session.exec(
        select(Ticket.id)
        .where(col(Ticket.answer_id).in_(list(answer_ids)), col(Ticket.status).in_(WAITING))
        .order_by(col(Ticket.id))
    ).all()
    for number in numbers:
        _answer(session, known(number), None, None, passage_id, release_id)
    return [known(number) for number in numbers]


def people_with(session: Session, roles: Sequence[Role]) -> list[int]:
    """Members with one of these roles, by numeric id."""
    return list(
        session.exec(
            select(Member.telegram_id)
            .where(col(Member.role).in_(roles), col(Member.left_at).is_(None))
            .order_by(col(Member.telegram_id))
        )
    )


def forget_asker(session: Session, chat_id: int) -> int:
    """Whoever asked had their data deleted: the questions stay, without them; how many. The caller
    commits."""
    numbers = session.exec(select(Ticket.id).where(Ticket.asker_chat_id == chat_id)).all()
    session.execute(
        update(Ticket)
        .where(col(Ticket.asker_chat_id) == chat_id)
        .values(asker_chat_id=NOBODY, asker_name=None)
    )
    return len(numbers)


def _answer(
    session: Session,
    number: int,
    by: int | None,
    words: str | None,
    passage_id: int | None,
    release_id: int | None,
) -> None:
    _change(
        session,
        number,
        col(Ticket.status).in_(WAITING),
        status=TicketStatus.ANSWERED,
        answer=words,
        passage_id=passage_id,
        answered_in=release_id,
        answered_by=by,
        answered_at=now(),
    )


def _change(
    session: Session,
    number: int,
    only_if: ColumnElement[bool],
    **values: Any,  # noqa: ANN401 -- any column's
) -> bool:
    """Change a ticket if it still is so: two who press at once change it once."""
    session.flush()
    made = update(Ticket).where(col(Ticket.id) == number, only_if).values(**values)
    changed = session.connection().execute(made).rowcount > 0
    session.expire_all()
    return changed


def _taken(held: TicketView) -> TicketError:
    if held.is_withdrawn:
        return TicketError(f"Người hỏi đã rút phiếu số {held.number} cùng dữ liệu của mình.")
    if held.is_answered:
        return TicketError(f"Phiếu số {held.number} đã có câu trả lời rồi.")
    return TicketError(f"Phiếu số {held.number} đang có người khác trả lời.")


def _views(session: Session, *wanted: ColumnElement[bool]) -> list[TicketView]:
    rows = session.exec(
        select(Ticket, AnswerLog)
        .join(AnswerLog, col(AnswerLog.id) == col(Ticket.answer_id))
        .where(*wanted)
        .order_by(col(Ticket.id))
    )
    return [_view(one, answer.question) for one, answer in rows]


def _view(row: Ticket, question: str) -> TicketView:
    return TicketView(
        number=known(row.id),
        question=question,
        asker_chat_id=row.asker_chat_id,
        asker_name=row.asker_name,
        status=row.status,
        opened_at=row.opened_at,
        claimed_by=row.claimed_by,
        claimed_at=row.claimed_at,
        answer=row.answer,
        passage_id=row.passage_id,
        answered_in=row.answered_in,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
    )
