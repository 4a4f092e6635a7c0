"""Web addresses as sources: fetched in this process, read in another, not at all if unchanged."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlmodel import Session

from bot.progress import Progress
from knowledge.database import Database
from knowledge.reading.limited import LimitedReader
from knowledge.reading.reading import Reading
from knowledge.reading.source import read_bytes
from knowledge.web.address import WebAddress

if TYPE_CHECKING:
    from knowledge.web.fetching import Fetched, Fetcher, Fingerprint

_SHOWN = 60  # characters of an address beside a bar


@dataclass(frozen=True, slots=True)
class WebSource:
    """A web address to read; it identifies its document as a path does for a file."""

    address: WebAddress

    @property
    def origin(self) -> str:
        return self.address.text


@dataclass(frozen=True, slots=True)
class Standing:
    """A page that is as it was: the revision that was made of it stands."""

    revision_id: int


@dataclass(slots=True)
class Downloads:
    """The pages of one refresh, and what each will be known by at the next."""

    database: Database
    fetcher: "Fetcher"
    progress: Progress
    fingerprints: "dict[str, Fingerprint]" = field(default_factory=dict)

    def read(self, source: WebSource, reader: LimitedReader) -> Reading | Standing:
        """Fetch an address and read what came. Raises `ReadingError`."""
        from knowledge.web.pages import page_known

        with self.database.session() as session:
            known = page_known(session, source.origin)
        fetched = self._fetched(source, known[0] if known else None)
        self.fingerprints[source.origin] = fetched.fingerprint
        if fetched.data is None and known is not None:
            return Standing(known[1])
        reading = read_bytes(fetched.file_name, fetched.data or b"", reader)
        head = replace(reading.head, origin=source.origin)
        return replace(reading, source=fetched.name, head=head, fetched_on=date.today())

    def remember(self, session: Session, origin: str, revision_id: int) -> None:
        """Keep what a page is known by, if this source is one; the caller commits."""
        from knowledge.web.pages import remember_page

        if fingerprint := self.fingerprints.get(origin):
            remember_page(session, origin, fingerprint, revision_id)

    def _fetched(self, source: WebSource, known: "Fingerprint | None") -> "Fetched":
        text = source.address.text
        stage = f"Tải {text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}"
        self.progress(stage, 0, 1)
        fetched = self.fetcher.fetch(source.address, known)
        self.progress(stage, 1, 1)
        return fetched
