"""What is remembered of each web address that was read, so that an unchanged page is no work."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, select

from knowledge.models import UtcDateTime, now
from knowledge.store import READING_VERSION
from knowledge.web.fetching import Fingerprint


class WebPage(SQLModel, table=True):
    """An address, by what its page is known again, and the revision that was made of it."""

    address: str = Field(primary_key=True)
    reached: str  # where redirects led
    sha256: str  # of the bytes
    etag: str | None = None
    last_modified: str | None = None
    revision_id: int = Field(foreign_key="revision.id")
    reading_version: int
    checked_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


def page_known(session: Session, address: str) -> tuple[Fingerprint, int] | None:
    """By what a page is known and the revision made of it; None where it was never read, or was
    read by a version of this program that read otherwise."""
    page = session.exec(select(WebPage).where(WebPage.address == address)).first()
    if page is None or page.reading_version != READING_VERSION:
        return None
    found = Fingerprint(page.reached, page.sha256, page.etag, page.last_modified)
    return found, page.revision_id


def remember_page(
    session: Session, address: str, fingerprint: Fingerprint, revision_id: int
) -> None:
    """Keep what a page is known by; the caller commits."""
    session.merge(
        WebPage(
            address=address,
            reached=fingerprint.reached,
            sha256=fingerprint.sha256,
            etag=fingerprint.etag,
            last_modified=fingerprint.last_modified,
            revision_id=revision_id,
            reading_version=READING_VERSION,
        )
    )
