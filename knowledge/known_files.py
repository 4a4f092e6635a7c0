"""What is remembered of each file that was read, so that an unchanged one is no work."""

from collections.abc import Mapping

from sqlmodel import Field, Session, SQLModel, col, select

from knowledge.models import Document, Revision
from knowledge.store import READING_VERSION

FileKey = tuple[str, str]  # the file's name, as cited, and the SHA-256 of its bytes


class KnownFile(SQLModel, table=True):
    """A file, by what it is known again, and the revision that was made of it."""

    origin: str = Field(primary_key=True)
    name: str
    sha256: str  # of the bytes
    revision_id: int = Field(foreign_key="revision.id")
    reading_version: int


def known_files(session: Session) -> Mapping[str, tuple[FileKey, int]]:
    """By origin, by what each file is known and the revision made of it; without those that were
    read by a version of this program that read otherwise, and those whose document has another
    origin by now."""
    rows = session.exec(
        select(KnownFile.origin, KnownFile.name, KnownFile.sha256, KnownFile.revision_id)
        .join(Revision, col(Revision.id) == col(KnownFile.revision_id))
        .join(Document, col(Document.id) == col(Revision.document_id))
        .where(
            KnownFile.reading_version == READING_VERSION,
            col(Document.origin) == col(KnownFile.origin),
        )
    )
    return {origin: ((name, sha256), revision_id) for origin, name, sha256, revision_id in rows}


def remember_file(session: Session, origin: str, key: FileKey, revision_id: int) -> None:
    """Keep what a file is known by; the caller commits."""
    name, sha256 = key
    session.merge(
        KnownFile(
            origin=origin,
            name=name,
            sha256=sha256,
            revision_id=revision_id,
            reading_version=READING_VERSION,
        )
    )
