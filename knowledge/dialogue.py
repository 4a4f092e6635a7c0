"""What was asked and answered: kept so that an answer opens again with the words it showed."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from knowledge.models import UtcDateTime, now


class AnswerLog(SQLModel, table=True):
    """An answer as it was shown. `spans` holds passage ids and offsets, never words."""

    id: str = Field(primary_key=True)
    release_id: int = Field(foreign_key="release.id", index=True)
    band: str = Field(index=True)
    confidence: float
    question: str  # masked: no phone number, e-mail address or identity number
    spans: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    elapsed_ms: float
    asked_at: datetime = Field(default_factory=now, sa_type=UtcDateTime, index=True)


class Feedback(SQLModel, table=True):
    """One person's thumb on one answer; pressing again changes it."""

    __table_args__ = (UniqueConstraint("answer_id", "person_key"),)

    id: int | None = Field(default=None, primary_key=True)
    answer_id: str = Field(foreign_key="answerlog.id", index=True)
    person_key: str  # a keyed hash: tells two people apart, names nobody
    helpful: bool
    given_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class Gap(SQLModel, table=True):
    """A question that found nothing, and how often it was asked."""

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)  # the folded question: same words, same gap
    question: str
    times: int = 1
    first_asked_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    last_asked_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class TicketStatus(StrEnum):
    OPEN = "open"  # written down, nobody has seen it
    DELIVERED = "delivered"  # the owner has it


class Ticket(SQLModel, table=True):
    """A question that was handed to a person, by the number told to the asker."""

    id: int | None = Field(default=None, primary_key=True)
    answer_id: str = Field(foreign_key="answerlog.id", index=True, unique=True)
    asker_chat_id: int = Field(sa_type=BigInteger)
    status: str = TicketStatus.OPEN
    opened_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
