"""Refreshes begun in a chat: files received, what was read of them, what an admin corrected."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, BigInteger, Column
from sqlmodel import Field, SQLModel

from knowledge.models import UtcDateTime, now


class DraftState(StrEnum):
    COLLECTING = "collecting"  # files may still come
    READY = "ready"  # read and compared; waits for a decision
    PUBLISHED = "published"
    DISCARDED = "discarded"


class Draft(SQLModel, table=True):
    """One admin's coming release; `release_id` is its drafted release once its files are read."""

    id: int | None = Field(default=None, primary_key=True)
    author_id: int = Field(sa_type=BigInteger, index=True)
    chat_id: int = Field(sa_type=BigInteger)
    message_id: int | None = None  # of the report, which buttons are on
    state: str = Field(default=DraftState.COLLECTING, index=True)
    release_id: int | None = Field(default=None, foreign_key="release.id")
    compared_with: int | None = Field(default=None, foreign_key="release.id")
    note: str = ""  # captions of its files
    asking_file_id: int | None = None  # whose field the author is asked to type
    asking_field: str | None = None
    asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    changed_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class DraftFile(SQLModel, table=True):
    """A file of a draft: its bytes lie in the home under their hash until the draft ends."""

    id: int | None = Field(default=None, primary_key=True)
    draft_id: int = Field(foreign_key="draft.id", index=True)
    name: str
    sha256: str
    size: int  # bytes
    origin: str  # identifies its document from one refresh to the next
    read_id: int | None = None  # the revision as it was read, before anything was corrected
    revision_id: int | None = Field(default=None, foreign_key="revision.id")
    problem: str | None = None  # why it could not be read, one sentence
    corrections: dict[str, str | None] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False)
    )
