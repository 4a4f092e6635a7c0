"""Watched sources: folders and web addresses that are read again by themselves."""

from datetime import datetime

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, SQLModel

from knowledge.models import UtcDateTime, now


class Watch(SQLModel, table=True):
    """A folder or address, when it is looked at, and whether what is found publishes itself."""

    id: int | None = Field(default=None, primary_key=True)
    place: str = Field(unique=True)
    every_minutes: int | None = None
    at: str | None = None  # "06:30" in Viet Nam, where it is looked at once a day
    publishes_itself: bool = False
    author: str
    added_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    checked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    failure: str | None = None  # the last look's sentence; None after one that went well
    told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # admins, of that failure
    release_id: int | None = Field(default=None, foreign_key="release.id")  # waits for an admin
    compared_with: int | None = None  # the release that answered when it was drafted
    announced: int | None = None  # the waiting release that admins have been told of


class WatchedSource(SQLModel, table=True):
    """A file or page of a watch as it was last seen, so that one that did not change is no work.

    `mtime_ns` is None where the time cannot be relied on: the file is looked into again.
    """

    __table_args__ = (UniqueConstraint("watch_id", "origin"),)

    id: int | None = Field(default=None, primary_key=True)
    watch_id: int = Field(foreign_key="watch.id", index=True)
    origin: str  # as `Document.origin`
    size: int | None = None  # bytes
    mtime_ns: int | None = Field(default=None, sa_type=BigInteger)
    sha256: str | None = None  # of the bytes
    reading_version: int
    revision_id: int | None = Field(default=None, foreign_key="revision.id")
    problem: str | None = None  # why it could not be read, one sentence
    is_gone: bool = False
    is_undecided: bool = False  # found changed, neither published nor dismissed yet
