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
    person_key: str | None = Field(default=None, index=True)  # as in `Feedback`
    gap_id: int | None = Field(default=None, index=True)  # the gap that it counts in, while it does
    asked_at: datetime = Field(default_factory=now, sa_type=UtcDateTime, index=True)


class Reason(StrEnum):
    """Why an answer did not help."""

    WRONG_ARTICLE = "wrong_article"
    BESIDE_THE_POINT = "beside_the_point"
    OUTDATED = "outdated"
    HARD_TO_READ = "hard_to_read"


class Feedback(SQLModel, table=True):
    """One person's thumb on one answer; pressing again changes it."""

    __table_args__ = (UniqueConstraint("answer_id", "person_key"),)

    id: int | None = Field(default=None, primary_key=True)
    answer_id: str = Field(foreign_key="answerlog.id", index=True)
    person_key: str  # a keyed hash: tells two people apart, names nobody
    helpful: bool
    reason: str | None = None  # why not, one of `Reason`
    given_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class Gap(SQLModel, table=True):
    """A question that found nothing, was not sure or not helped, and how often that was."""

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)  # the folded question: same words, same gap
    question: str
    times: int = 1
    first_asked_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    last_asked_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # answered since
    closed_in: int | None = None  # the release that answers it
    asked_in: int | None = None  # the last release that it was asked of
    group_id: int | None = Field(default=None, index=True)  # the first gap that asks the same


class TicketStatus(StrEnum):
    OPEN = "open"  # written down, nobody has seen it
    DELIVERED = "delivered"  # those in charge have it
    ANSWERED = "answered"  # by a person, or by a passage published since
    TOLD = "told"  # the asker has the answer
    WITHDRAWN = "withdrawn"  # the asker had their data deleted


class Ticket(SQLModel, table=True):
    """A question that was handed to a person, by the number told to the asker."""

    id: int | None = Field(default=None, primary_key=True)
    answer_id: str = Field(foreign_key="answerlog.id", index=True, unique=True)
    asker_chat_id: int = Field(sa_type=BigInteger)
    asker_name: str | None = None  # only where the asker chose to be named
    status: str = TicketStatus.OPEN
    opened_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    answer: str | None = None  # the words of the person who answered
    answered_by: int | None = Field(default=None, sa_type=BigInteger)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    passage_id: int | None = None  # that answers it
    answered_in: int | None = None  # the release of that passage
    claimed_by: int | None = Field(default=None, sa_type=BigInteger)
    claimed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # the asker, once


class PromptKind(StrEnum):
    TICKET = "ticket"  # subject: its number
    GOLDEN = "golden"  # subject: an answer id
    GAP = "gap"  # subject: the number of a group


class Prompt(SQLModel, table=True):
    """A message of the bot that a reply to it answers, and what it is about."""

    __table_args__ = (UniqueConstraint("chat_id", "message_id"),)

    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = Field(sa_type=BigInteger)
    message_id: int
    kind: str
    subject: str
    sent_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class Digest(SQLModel, table=True):
    """That the week's digest has gone out, so that a restart sends no second one."""

    week: str = Field(primary_key=True)  # "2026-W09"
    sent_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
