"""A ZIP of named parts with a manifest of what each holds. It is written whole or not at all, and
nothing of it is ever unpacked under a name that it gives."""

import hashlib
import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.errors import ArchiveError
from bot.home import flush, reason

MANIFEST = "manifest.json"
LONGEST_MANIFEST = 1 << 20  # bytes
CHUNK = 1 << 20  # bytes read at once
_ASIDE, _FILE, _FOLDER = ".nenchang.", ".part", ".copy"  # around a process's number
MODE = 0o600  # what lies in these files is for their owner alone


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of such a file. `format` is raised with every change of what lies in it: an older
    version refuses what it does not know."""

    name: str
    said: str  # what a person calls it
    format: int
    belongs: Callable[[Collection[str]], bool]  # whether the parts of these names make a file
    ending: str = ""  # of each part's name in the ZIP


@dataclass(frozen=True, slots=True)
class Part:
    """What the manifest says of one part."""

    sha256: str
    size: int  # bytes, unpacked
    rows: int  # the pieces that it was written in


@dataclass(frozen=True, slots=True)
class Manifest:
    format: int
    made_at: str  # ISO 8601, UTC
    release: int  # the number that it had where it answered; 0: none did
    parts: Mapping[str, Part]
    kind: str = "export"  # as files say that were written before there were others


def write(path: Path, kind: Kind, release: int, parts: Mapping[str, Iterable[bytes]]) -> Manifest:
    """Write the file whole or not at all, never over another. Raises `ArchiveError`."""
    with _written(path) as aside, zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as file:
        held = {name: _write_part(file, name + kind.ending, rows) for name, rows in parts.items()}
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        manifest = Manifest(kind.format, made_at, release, held, kind.name)
        file.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
    return manifest


def refuse_existing(path: Path) -> None:
    """Raises `ArchiveError` where there is something of this name."""
    if path.exists():
        raise ArchiveError(f"Đã có tệp {path}; xin chọn tên khác.")


@contextmanager
def _written(path: Path) -> Iterator[Path]:
    """A file beside `path` that takes its name once it is whole and on the disk."""
    refuse_existing(path)
    aside = _clear_aside(path, _FILE)
    try:
        os.close(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE))
        yield aside
        flush(aside)
        refuse_existing(path)
        aside.rename(path)
        flush(path.parent)
    except OSError as error:
        raise ArchiveError(f"Không ghi được tệp {path}: {reason(error)}.") from error
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def folder_aside(path: Path) -> Iterator[Path]:
    """A folder beside `path`, for its owner alone, while its parts are made. Raises `OSError`."""
    aside = _clear_aside(path, _FOLDER)
    aside.mkdir(mode=0o700)
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _clear_aside(path: Path, ending: str) -> Path:
    """A name of this process's own; what killed processes left beside it is removed."""
    for left in (*path.parent.glob(f"{_ASIDE}*{_FILE}"), *path.parent.glob(f"{_ASIDE}*{_FOLDER}")):
        number = left.name.removeprefix(_ASIDE).split(".")[0]
        if number.isdecimal() and not _lives(int(number)):
            shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)
    return path.with_name(f"{_ASIDE}{os.getpid()}{ending}")


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # somebody else's
    return True


def _write_part(file: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> Part:
    digest, size, count = hashlib.sha256(), 0, 0
    with file.open(name, "w", force_zip64=True) as out:
        for piece in pieces:
            out.write(piece)
            digest.update(piece)
            size, count = size + len(piece), count + 1
    return Part(digest.hexdigest(), size, count)


class Container:
    """An open file whose manifest is known and whose table of contents fits it."""

    def __init__(self, path: Path, file: zipfile.ZipFile, kind: Kind, manifest: Manifest) -> None:
        self.path, self.manifest = path, manifest
        self._file, self._kind = file, kind

    @property
    def sizes(self) -> Mapping[str, tuple[int, int]]:
        """The bytes of each part: unpacked, and as it lies in the file."""
        found = {name: self._file.getinfo(name + self._kind.ending) for name in self.manifest.parts}
        return {name: (info.file_size, info.compress_size) for name, info in found.items()}

    @contextmanager
    def part(self, name: str) -> Iterator[Any]:
        """The bytes of a part, to be read. Raises `ArchiveError`."""
        with readable(self.path, self._kind), self._file.open(name + self._kind.ending) as stored:
            yield stored

    def chunks(self, name: str) -> Iterator[bytes]:
        """The part whole, piece by piece. Raises `ArchiveError` for one that is not what the
        manifest says; that shows only at its end."""
        digest, told = hashlib.sha256(), self.manifest.parts[name]
        with self.part(name) as stored:
            while chunk := stored.read(CHUNK):
                digest.update(chunk)
                yield chunk
        if digest.hexdigest() != told.sha256:
            raise ArchiveError(f"Tệp {self.path.name}: phần {name} đã hỏng hoặc bị sửa.")

    def check(self) -> None:
        """Read it all once. Raises `ArchiveError` for a part that is not what the manifest says."""
        for name in self.manifest.parts:
            for _ in self.chunks(name):
                pass


@contextmanager
def opened(path: Path, kind: Kind) -> Iterator[Container]:
    """Open such a file. Raises `ArchiveError` for anything else, and for what a newer version
    wrote; before that, nothing but the table of contents and the manifest is read."""
    with readable(path, kind):
        file = zipfile.ZipFile(path)
    with file:
        manifest = _manifest(path, file, kind)
        _check_contents(path, file, kind, manifest)
        yield Container(path, file, kind, manifest)


def _manifest(path: Path, file: zipfile.ZipFile, kind: Kind) -> Manifest:
    with readable(path, kind):
        try:
            info = file.getinfo(MANIFEST)
        except KeyError:
            raise ArchiveError(
                f"Tệp {path.name} không phải là {kind.said} của Nên Chăng."
            ) from None
        if info.file_size > LONGEST_MANIFEST:
            raise ArchiveError(f"Tệp {path.name}: bản kê quá lớn.")
        with file.open(info) as stored:
            data = stored.read(LONGEST_MANIFEST)
    try:
        told = json.loads(data)
        version, name = int(told["format"]), str(told.get("kind", "export"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ArchiveError(f"Tệp {path.name}: bản kê không đọc được.") from error
    if name != kind.name:
        raise ArchiveError(f"Tệp {path.name} không phải là {kind.said} của Nên Chăng.")
    if version > kind.format:
        raise ArchiveError(
            f"Tệp {path.name} ở định dạng {version}, do bản Nên Chăng mới hơn ghi ra; bản này chỉ "
            f"đọc được đến định dạng {kind.format}."
        )
    return _told(path, told)


def _told(path: Path, told: Mapping[str, Any]) -> Manifest:
    try:
        held = {str(name): Part(**part) for name, part in told["parts"].items()}
        sizes = [int(value) for part in held.values() for value in (part.size, part.rows)]
        kind, release = str(told.get("kind", "export")), int(told["release"])
        manifest = Manifest(int(told["format"]), str(told["made_at"]), release, held, kind)
        datetime.fromisoformat(manifest.made_at)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArchiveError(f"Tệp {path.name}: bản kê không đọc được.") from error
    if manifest.format < 1 or any(size < 0 for size in sizes):
        raise ArchiveError(f"Tệp {path.name}: bản kê không đọc được.")
    return manifest


def _check_contents(path: Path, file: zipfile.ZipFile, kind: Kind, manifest: Manifest) -> None:
    """What lies in the file is what the manifest names, once each, in the sizes it declares."""
    if not kind.belongs(manifest.parts):
        raise ArchiveError(f"Tệp {path.name}: bản kê không nêu đúng các phần.")
    names = [info.filename for info in file.infolist()]
    if sorted(names) != sorted([MANIFEST, *(name + kind.ending for name in manifest.parts)]):
        raise ArchiveError(f"Tệp {path.name}: có phần lạ, thiếu phần hoặc trùng phần.")
    for name, part in manifest.parts.items():
        if part.size != file.getinfo(name + kind.ending).file_size:
            raise ArchiveError(f"Tệp {path.name}: kích thước phần {name} không khớp.")


@contextmanager
def readable(path: Path, kind: Kind) -> Iterator[None]:
    """What goes wrong with the file itself becomes one sentence."""
    try:
        yield
    except OSError as error:
        raise ArchiveError(f"Không đọc được tệp {path}: {reason(error)}.") from error
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError) as error:
        raise ArchiveError(f"Tệp {path.name} đã hỏng, hoặc không phải là {kind.said}.") from error
    except (NotImplementedError, RuntimeError) as error:  # packed or locked in a way of its own
        raise ArchiveError(f"Tệp {path.name} được nén theo cách không dùng ở đây.") from error
