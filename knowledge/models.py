"""What the organisation has published: documents, their revisions, passages and releases.

A `Document` is an identity; everything that a reader sees of it (title, number, dates) belongs to
a `Revision`, which never changes, so that rolling a release back also rolls its headlines back.
"""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Dialect, UniqueConstraint
from sqlalchemy import DateTime as SqlDateTime
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime in UTC; SQLite forgets the zone, so it is put back when read."""

    impl = SqlDateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ANN401 -- SQLAlchemy's own signature
        return value.replace(tzinfo=UTC) if value else None


def now() -> datetime:
    return datetime.now(UTC)


def known(row_id: int | None) -> int:
    """The id that the database has given a row. Raises `ValueError` for one not flushed yet."""
    if row_id is None:
        raise ValueError("row was not flushed yet")
    return row_id


class ReleaseStatus(StrEnum):
    DRAFT = "draft"  # being built, seen by nobody
    PUBLISHED = "published"  # the one that answers; at most one
    RETIRED = "retired"  # answered once, can be rolled back to
    ABANDONED = "abandoned"  # the build died; never answered


class Document(SQLModel, table=True):
    """The identity of a document over its revisions; `origin` is the path or address read."""

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, index=True)
    origin: str = Field(index=True)
    audience: str = "all"


class Revision(SQLModel, table=True):
    """One reading of a document, immutable. `text` is what quotes are cut from."""

    __table_args__ = (UniqueConstraint("document_id", "sha256"),)

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    sha256: str
    text: str
    reader: str
    source: str  # the file's name, as cited
    title: str
    number: str | None = None
    kind: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    replaced_by: str | None = None
    drawn_from: str | None = None  # where a handbook takes its facts from
    # Short forms that the text explains, each with its long form; None where nobody has looked.
    terms: list[list[str]] | None = Field(default=None, sa_column=Column(JSON, nullable=True))
    fetched_on: date | None = None  # the day a web page was read
    # Numbers, or names, of other documents: those this one puts itself in the place of, ends, and
    # changes in parts.
    replaces: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    repeals: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    amends: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    # What the words say of the document itself: field, value, and the span they stand in.
    proposals: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )
    warnings: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    read_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class Passage(SQLModel, table=True):
    """A span of a revision's text that can be cited; its words are never stored twice."""

    __table_args__ = (UniqueConstraint("revision_id", "order"),)

    id: int | None = Field(default=None, primary_key=True)
    revision_id: int = Field(foreign_key="revision.id", index=True)
    order: int
    locator: str
    article: str | None = Field(default=None, index=True)
    heading_path: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    modality: str | None = Field(default=None, index=True)
    start: int
    end: int
    lead_start: int | None = None
    lead_end: int | None = None
    anchor: str | None = None
    source_note: str | None = None
    page: int | None = None  # of a PDF, counted from 1


class Release(SQLModel, table=True):
    """A numbered, immutable set of revisions and the digest of the index built from it."""

    id: int | None = Field(default=None, primary_key=True)
    status: str = Field(default=ReleaseStatus.DRAFT, index=True)
    index_digest: str | None = None
    author: str
    note: str = ""
    # Titles of documents added, changed and removed, and how many passages: for lists of releases.
    changes: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ReleaseItem(SQLModel, table=True):
    """A revision's place in a release; `position` is the order in which documents are listed."""

    release_id: int = Field(foreign_key="release.id", primary_key=True)
    revision_id: int = Field(foreign_key="revision.id", primary_key=True)
    position: int


class Term(SQLModel, table=True):
    """A short form that an admin has explained. Kept when it is taken out, so that the number of
    changes never falls."""

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(index=True)  # the short form in small letters
    short: str
    long: str
    author: str
    added_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
