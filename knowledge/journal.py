"""Writing down answers and what people say of them."""

import functools
from typing import Any

from sqlalchemy import Insert, insert
from sqlmodel import Session, SQLModel, select

from knowledge.dialogue import AnswerLog, Feedback, Reason
from knowledge.errors import NotPublishedError
from knowledge.masking import mask
from knowledge.models import now


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
    person_key: str | None = None,
    gap_id: int | None = None,
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
            "person_key": person_key,
            "gap_id": gap_id,
            "asked_at": now(),
        },
    )


@functools.cache
def _insert_answer() -> Insert:
    return insert(SQLModel.metadata.tables[str(AnswerLog.__tablename__)])


def is_kept(session: Session, answer_id: str) -> bool:
    return session.get(AnswerLog, answer_id) is not None


def answer_by_id(session: Session, answer_id: str) -> AnswerLog:
    answer = session.get(AnswerLog, answer_id)
    if answer is None:
        raise NotPublishedError("Câu trả lời này không còn được lưu.")
    return answer


def record_feedback(session: Session, *, answer_id: str, person_key: str, helpful: bool) -> None:
    """One thumb a person and answer; the later press counts. A thumb up takes the reason back."""
    given = _feedback(session, answer_id, person_key, helpful=helpful)
    given.helpful = helpful
    given.reason = None if helpful else given.reason
    given.given_at = now()


def record_reason(session: Session, *, answer_id: str, person_key: str, reason: Reason) -> None:
    """Why an answer did not help: a thumb down, with the later reason."""
    given = _feedback(session, answer_id, person_key, helpful=False)
    given.helpful, given.reason, given.given_at = False, reason, now()


def _feedback(session: Session, answer_id: str, person_key: str, *, helpful: bool) -> Feedback:
    answer_by_id(session, answer_id)
    given = session.exec(
        select(Feedback).where(Feedback.answer_id == answer_id, Feedback.person_key == person_key)
    ).first()
    if given is None:
        given = Feedback(answer_id=answer_id, person_key=person_key, helpful=helpful)
        session.add(given)
    return given
