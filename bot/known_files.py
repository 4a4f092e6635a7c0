"""Sources as they were read before: what is unchanged is not read again."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlmodel import Session

from bot.downloads import Downloads, Standing, WebSource
from bot.sources import UPLOAD, Source
from knowledge import known_files
from knowledge.database import Database
from knowledge.known_files import FileKey
from knowledge.reading.limited import LimitedReader
from knowledge.reading.names import shown_name
from knowledge.reading.reading import Reading
from knowledge.reading.source import bytes_of, read_bytes


@dataclass(slots=True)
class KnownFiles:
    """The files of one refresh, and what each will be known by at the next.

    A file sent in a chat is always read: which document it is of, its name does not say. So is one
    that was read with a remark: what the reader lacked then may be there now.
    """

    database: Database
    _before: Mapping[str, tuple[FileKey, int]] | None = None  # as kept, once it is looked at
    _now: dict[str, FileKey] = field(default_factory=dict)

    def read(self, source: Source, reader: LimitedReader) -> Reading | Standing:
        """Read a file, unless these bytes were. Raises `ReadingError`."""
        data, name = bytes_of(source.path), source.name or source.path.name
        if source.origin.startswith(UPLOAD):
            return read_bytes(name, data, reader)
        key = shown_name(name), hashlib.sha256(data).hexdigest()
        before = self._kept().get(source.origin)
        if before is not None and before[0] == key:
            return Standing(before[1])
        reading = read_bytes(name, data, reader)
        if not reading.warnings:
            self._now[source.origin] = key
        return reading

    def remember(self, session: Session, origin: str, revision_id: int) -> None:
        """Keep what a file is known by, if this one is to be; the caller commits."""
        if key := self._now.get(origin):
            known_files.remember_file(session, origin, key, revision_id)

    def _kept(self) -> Mapping[str, tuple[FileKey, int]]:
        if self._before is None:
            with self.database.session() as session:
                self._before = known_files.known_files(session)
        return self._before


@dataclass(frozen=True, slots=True)
class Known:
    """The files and pages of one refresh."""

    files: KnownFiles
    pages: Downloads

    def read(self, source: Source | WebSource, reader: LimitedReader) -> Reading | Standing:
        """Read a source, unless it is as it was. Raises `ReadingError`."""
        if isinstance(source, WebSource):
            return self.pages.read(source, reader)
        return self.files.read(source, reader)

    def remember(self, session: Session, origin: str, revision_id: int) -> None:
        """Keep what a source is known by; the caller commits."""
        self.files.remember(session, origin, revision_id)
        self.pages.remember(session, origin, revision_id)
