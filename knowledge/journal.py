"""Writing down answers, thumbs, gaps and tickets."""

import functools
from typing import Any

from sqlalchemy import Insert, Update, bindparam, insert, update
from sqlmodel import Session, SQLModel, col, select

from knowledge.dialogue import AnswerLog, Feedback, Gap, Ticket, TicketStatus
from knowledge.errors import NotPublishedError
from knowledge.masking import mask
from knowledge.models import UtcDateTime, known, now


def record_answer(  # the answer's own fields, one to one
    session: Session,
    *,
    answer_id: str,
    release_id: int,
    band: str,
    confidence: float,
    question: str,
    spans: list[dict[str, Any]],
    elapsed_ms: float,
) -> None:
    """Keep an answer. The question is masked here, so that no caller can forget to."""
    # Into the table and not by an entity: this is done for every question.
    session.connection().execute(
        _insert_answer(),
        {
            "id": answer_id,
            "release_id": release_id,
            "band": band,
            "confidence": confidence,
            "question": mask(question),
            "spans": spans,
            "elapsed_ms": elapsed_ms,
            "asked_at": now(),
        },
    )


@functools.cache
def _insert_answer() -> Insert:
    return insert(SQLModel.metadata.tables[str(AnswerLog.__tablename__)])


def answer_by_id(session: Session, answer_id: str) -> AnswerLog:
    answer = session.get(AnswerLog, answer_id)
    if answer is None:
        raise NotPublishedError("Câu trả lời này không còn được lưu.")
    return answer


def record_gap(session: Session, *, key: str, question: str) -> None:
    """Count a question that found nothing; `key` is its folded form."""
    key = mask(key)
    counted, added = _count_gap()
    moment = now()
    connection = session.connection()
    if connection.execute(counted, {"of": key, "moment": moment}).rowcount:
        return
    row = {"key": key, "question": mask(question), "times": 1}
    connection.execute(added, row | {"first_asked_at": moment, "last_asked_at": moment})


@functools.cache
def _count_gap() -> tuple[Update, Insert]:
    gap = SQLModel.metadata.tables[str(Gap.__tablename__)]
    counted = (
        update(gap)
        .where(gap.c.key == bindparam("of"))
        .values(times=gap.c.times + 1, last_asked_at=bindparam("moment", type_=UtcDateTime))
    )
    return counted, insert(gap)


def record_feedback(session: Session, *, answer_id: str, person_key: str, helpful: bool) -> None:
    """One thumb a person and answer; the later press counts."""
    answer_by_id(session, answer_id)
    given = session.exec(
        select(Feedback).where(Feedback.answer_id == answer_id, Feedback.person_key == person_key)
    ).first()
    if given is None:
        given = Feedback(answer_id=answer_id, person_key=person_key, helpful=helpful)
        session.add(given)
    given.helpful = helpful
    given.given_at = now()


def open_ticket(session: Session, *, answer_id: str, asker_chat_id: int) -> tuple[int, bool]:
    """The ticket's number, and whether it is new; pressing twice opens one."""
    answer_by_id(session, answer_id)
    ticket = session.exec(select(Ticket).where(Ticket.answer_id == answer_id)).first()
    new = ticket is None
    if ticket is None:
        ticket = Ticket(answer_id=answer_id, asker_chat_id=asker_chat_id)
        session.add(ticket)
        session.flush()
    return known(ticket.id), new


def waiting_tickets(session: Session) -> list[tuple[int, str]]:
    """Numbers and questions of the tickets that have not reached anybody, the oldest first."""
    rows = session.exec(
        select(Ticket, AnswerLog)
        .join(AnswerLog, col(AnswerLog.id) == col(Ticket.answer_id))
        .where(Ticket.status == TicketStatus.OPEN)
        .order_by(col(Ticket.id))
    )
    return [(known(ticket.id), answer.question) for ticket, answer in rows]


def mark_delivered(session: Session, number: int) -> None:
    """The owner has received a ticket."""
    ticket = session.get(Ticket, number)
    if ticket is not None:
        ticket.status = TicketStatus.DELIVERED
