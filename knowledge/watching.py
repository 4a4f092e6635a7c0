"""Watched sources: folders and web addresses that are read again by themselves."""

from datetime import datetime

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
