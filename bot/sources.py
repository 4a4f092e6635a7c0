"""Where knowledge comes from: the built-in handbook, files and folders, as readings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import knowledge
from bot.errors import PublishingError, UsageError
from bot.progress import Progress
from knowledge.errors import ReadingError
from knowledge.reading.limited import LimitedReader
from knowledge.reading.reading import Reading
from knowledge.reading.source import KNOWN_SUFFIXES, read_built_in, read_file

HANDBOOK = "handbook:"  # the origin of a built-in document: its install path may move


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, and the origin that identifies its document from one refresh to the next."""

    path: Path
    origin: str


def handbook_sources() -> list[Source]:
    """The built-in handbook, in its reading order."""
    folder = Path(knowledge.__file__).parent / "handbook"
    return [Source(path, HANDBOOK + path.name) for path in sorted(folder.glob("*.md"))]


def sources_at(places: Iterable[str]) -> list[Source]:
    """The files named, and those in the folders named, each once, folders in name order.

    Raises `UsageError` for a web address (not read yet) and for a folder with nothing to read.
    """
    paths: list[Path] = []
    for place in places:
        if "://" in place:
            raise UsageError(f"Chưa đọc được địa chỉ web ({place}); hãy tải về thành tệp rồi nạp.")
        path = Path(place).expanduser().absolute()
        paths += _readable_in(path) if path.is_dir() else [path]
    return [Source(path, str(path)) for path in dict.fromkeys(paths)]


def read_all(sources: Sequence[Source], progress: Progress) -> list[tuple[Source, Reading]]:
    """Read every source. Raises `PublishingError` naming each one that cannot be read: a release
    that silently lacks a document is worse than none."""
    readings: list[tuple[Source, Reading]] = []
    refusals: list[str] = []
    with LimitedReader() as reader:
        for number, source in enumerate(sources, start=1):
            try:
                readings.append((source, _read(source, reader)))
            except ReadingError as error:
                refusals.append(str(error))
            progress("Đọc văn bản", number, len(sources))
    if refusals:
        raise PublishingError("\n".join(refusals))
    return readings


def _read(source: Source, reader: LimitedReader) -> Reading:
    # The handbook is part of the program; all else is read in a process with limits.
    if source.origin.startswith(HANDBOOK):
        return read_built_in(source.path)
    return read_file(source.path, reader)


def _readable_in(folder: Path) -> list[Path]:
    found = sorted(path for path in folder.rglob("*") if _is_document(path, folder))
    if not found:
        known = ", ".join(KNOWN_SUFFIXES)
        raise UsageError(f"Thư mục {folder} không có tệp nào đọc được ({known}).")
    return found


def _is_document(path: Path, folder: Path) -> bool:
    """Neither hidden (nor in a hidden folder) nor what an editor leaves beside an open file."""
    parts = path.relative_to(folder).parts
    if any(part.startswith((".", "~$")) for part in parts):
        return False
    return path.suffix.lower() in KNOWN_SUFFIXES and path.is_file()
