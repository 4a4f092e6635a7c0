"""Where knowledge comes from: the built-in handbook, files and folders, as readings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import knowledge
from bot.errors import PublishingError, UsageError
from bot.progress import Progress
from knowledge.errors import ReadingError
from knowledge.reading.reading import Reading
from knowledge.reading.source import READERS, read_file

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
    for number, source in enumerate(sources, start=1):
        try:
            readings.append((source, read_file(source.path)))
        except ReadingError as error:
            refusals.append(str(error))
        progress("Đọc văn bản", number, len(sources))
    if refusals:
        raise PublishingError("\n".join(refusals))
    return readings


def _readable_in(folder: Path) -> list[Path]:
    found = sorted(
        path for path in folder.rglob("*") if path.suffix.lower() in READERS and path.is_file()
    )
    if not found:
        known = ", ".join(sorted(READERS))
        raise UsageError(f"Thư mục {folder} không có tệp nào đọc được ({known}).")
    return found
