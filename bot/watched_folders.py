"""What lies in a watched folder, and whether that is surely all of it."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from bot.home import reason
from bot.sources import is_document_name
from knowledge.reading.limits import MAX_BYTES
from knowledge.reading.names import shown_path


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a listing."""

    path: Path
    size: int  # bytes
    mtime_ns: int

    @property
    def origin(self) -> str:
        return str(self.path)


@dataclass(slots=True)
class Listing:
    """The documents of a folder and of the folders in it, hidden ones left out.

    `faults` says, a sentence each, why something may be missing: only a listing without any proves
    that a file is gone. `empty` are folders with nothing at all in them: a disk that is not
    mounted leaves one.
    """

    folder: Path
    files: list[Found] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    empty: set[Path] = field(default_factory=set)

    @classmethod
    def of(cls, folder: Path) -> Self:
        """Never raises: what goes wrong is a fault."""
        listing = cls(folder)
        listing._walk(folder)
        listing.files.sort(key=lambda one: one.origin)
        if not listing.files and not listing.faults:
            listing.faults.append(
                f"Thư mục {shown_path(str(folder))} không có văn bản nào (ổ đĩa chưa được gắn, "
                "hoặc đã bị dọn trống)"
            )
        return listing

    def unproven(self, origin: str) -> Path | None:
        """The emptied folder that a missing file lay in, if there is one."""
        return next((one for one in Path(origin).parents if one in self.empty), None)

    def _walk(self, folder: Path) -> None:
        try:
            with os.scandir(folder) as entries:
                held = list(entries)
        except OSError as error:
            self._fault("thư mục", folder, error)
            return
        if not held:
            self.empty.add(folder)
        for entry in held:
            if not entry.name.startswith((".", "~$")):
                self._take(entry)

    def _take(self, entry: os.DirEntry[str]) -> None:
        path = Path(entry.path)
        try:
            if entry.is_dir(follow_symlinks=False):
                self._walk(path)
            elif is_document_name(entry.name):
                status = entry.stat()
                self.files.append(Found(path, status.st_size, status.st_mtime_ns))
        except OSError as error:
            self._fault("tệp", path, error)

    def _fault(self, kind: str, path: Path, error: OSError) -> None:
        self.faults.append(f"Không xem được {kind} {shown_path(str(path))}: {reason(error)}")


def sha256_of(path: Path) -> str | None:
    """Of a file's bytes; None where it cannot be opened or is too large to be read anyway."""
    digest = hashlib.sha256()
    size = 0
    try:
        for piece in _pieces(path):
            digest.update(piece)
            size += len(piece)
            if size > MAX_BYTES:
                return None
    except (OSError, ValueError):
        return None
    return digest.hexdigest()


def is_as_found(one: Found) -> bool:
    """Whether nobody has written to the file since it was listed."""
    try:
        status = one.path.stat()
    except (OSError, ValueError):
        return False
    return (status.st_size, status.st_mtime_ns) == (one.size, one.mtime_ns)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            yield piece
