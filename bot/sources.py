"""Where knowledge comes from: the built-in handbook, files, folders, web addresses; as readings."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

import knowledge
from bot.cancelling import Cancel
from bot.downloads import Standing, WebSource
from bot.errors import PublishingError, UsageError
from bot.progress import Progress
from knowledge.errors import FetchError, ReadingError
from knowledge.reading.limited import LimitedReader
from knowledge.reading.reading import Reading
from knowledge.reading.source import KNOWN_SUFFIXES, read_built_in
from knowledge.web.address import is_web_address, web_address

HANDBOOK = "handbook:"  # the origin of a built-in document: its install path may move
SCANNED_PAGES = "Đọc trang ảnh quét"
UPLOAD = "upload:"  # and of a file that was sent in a chat, before its name


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, and the origin that identifies its document from one refresh to the next.
    `name` is what it is called where its path does not say it."""

    path: Path
    origin: str
    name: str | None = None


SourceReader = Callable[[Source | WebSource, LimitedReader], Reading | Standing]


def handbook_sources() -> list[Source]:
    """The built-in handbook, in its reading order."""
    folder = Path(knowledge.__file__).parent / "handbook"
    return [Source(path, HANDBOOK + path.name) for path in sorted(folder.glob("*.md"))]


def sources_at(places: Iterable[str]) -> list[Source | WebSource]:
    """The addresses and files named, and those in the folders named, each once, folders in name
    order.

    Raises `UsageError` for an address that cannot be read and for a folder with nothing to read.
    """
    found: list[Source | WebSource] = []
    for place in places:
        if is_web_address(place):
            found.append(_web_source(place))
            continue
        path = Path(place).expanduser().absolute()
        paths = _readable_in(path) if path.is_dir() else [path]
        found += [Source(path, str(path)) for path in paths]
    return list(dict.fromkeys(found))


def read_all(
    sources: Sequence[Source | WebSource], progress: Progress, read: SourceReader
) -> list[tuple[Source | WebSource, Reading | Standing]]:
    """Read every source. Raises `PublishingError` naming each one that cannot be read: a release
    that silently lacks a document is worse than none."""
    readings: list[tuple[Source | WebSource, Reading | Standing]] = []
    refusals: list[str] = []
    for source, reading in read_each(sources, progress, read):
        if isinstance(reading, ReadingError):
            refusals.append(str(reading))
        else:
            readings.append((source, reading))
    if refusals:
        raise PublishingError("\n".join(refusals))
    return readings


def read_each(
    sources: Sequence[Source | WebSource],
    progress: Progress,
    read: SourceReader,
    cancel: Cancel | None = None,
) -> Iterator[tuple[Source | WebSource, Reading | Standing | ReadingError]]:
    """Read every source; of one that cannot be read, why. `cancel` ends what is at work; the rest
    cannot be read then."""

    def told(done: int, total: int) -> None:
        progress(SCANNED_PAGES, done, total)

    with LimitedReader(told=told) as reader, (cancel or Cancel()).by(reader.stop):
        for number, source in enumerate(sources, start=1):
            try:
                yield source, _read(source, reader, read)
            except ReadingError as error:
                yield source, error
            progress("Đọc văn bản", number, len(sources))


def _read(
    source: Source | WebSource, reader: LimitedReader, read: SourceReader
) -> Reading | Standing:
    # The handbook is part of the program; all else is read in a process with limits.
    if isinstance(source, Source) and source.origin.startswith(HANDBOOK):
        return read_built_in(source.path)
    return read(source, reader)


def _web_source(place: str) -> WebSource:
    try:
        return WebSource(web_address(place))
    except FetchError as error:
        raise UsageError(str(error)) from error


def is_document_name(name: str) -> bool:
    """Whether a folder is searched for files of this name."""
    return PurePath(name).suffix.lower() in KNOWN_SUFFIXES


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
    return is_document_name(path.name) and path.is_file()
