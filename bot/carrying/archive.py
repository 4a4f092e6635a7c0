"""The file that a knowledge base is carried in: a ZIP of JSON lines, with a manifest of what each
part holds. Nothing of it is ever unpacked to disk, and nothing runs."""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from bot.errors import ArchiveError
from bot.home import reason

MANIFEST = "manifest.json"
ENDING = ".jsonl"
LONGEST_MANIFEST = 1 << 20  # bytes
MOST = 1 << 30  # bytes of all parts, unpacked
MOST_PACKED = 200  # times that a part may be larger than it lies in the file; text comes to twenty
SMALL = 1 << 20  # bytes; below, nobody asks how well something was packed
LONGEST_LINE = 64 << 20  # bytes: the text of one document

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """What the manifest says of one part."""

    sha256: str
    size: int  # bytes, unpacked
    rows: int


@dataclass(frozen=True, slots=True)
class Manifest:
    format: int
    made_at: str  # ISO 8601, UTC
    release: int  # the number that it had where it answered
    parts: Mapping[str, Part]


def write(
    path: Path, parts: Mapping[str, Iterable[Mapping[str, Any]]], *, head: tuple[int, str, int]
) -> Manifest:
    """Write the file whole or not at all; `head` is the manifest's format, time and release.
    Raises `ArchiveError`."""
    if path.exists():
        raise ArchiveError(f"Đã có tệp {path}; xin chọn tên khác.")
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with zipfile.ZipFile(aside, "x", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
            written = {name: _write_part(file, name, rows) for name, rows in parts.items()}
            manifest = Manifest(*head, written)
            file.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
        _settle(aside, path)
    except OSError as error:
        raise ArchiveError(f"Không ghi được tệp {path}: {reason(error)}.") from error
    finally:
        aside.unlink(missing_ok=True)
    return manifest


def _write_part(file: zipfile.ZipFile, name: str, rows: Iterable[Mapping[str, Any]]) -> Part:
    digest, size, count = hashlib.sha256(), 0, 0
    with file.open(name + ENDING, "w", force_zip64=True) as out:
        for row in rows:
            line = json.dumps(row, ensure_ascii=False, sort_keys=True).encode() + b"\n"
            out.write(line)
            digest.update(line)
            size, count = size + len(line), count + 1
    return Part(digest.hexdigest(), size, count)


def _settle(aside: Path, path: Path) -> None:
    """On disk, then in its place."""
    with aside.open("rb") as file:
        os.fsync(file.fileno())
    aside.rename(path)


class Archive:
    """An open file whose manifest is known and whose sizes have been looked at."""

    def __init__(self, path: Path, file: zipfile.ZipFile, manifest: Manifest) -> None:
        self._path, self._file, self.manifest = path, file, manifest

    def check(self) -> None:
        """Read it all once. Raises `ArchiveError` for a part that is not what the manifest says."""
        for name, part in self.manifest.parts.items():
            digest = hashlib.sha256()
            with _readable(self._path), self._file.open(name + ENDING) as stored:
                while chunk := stored.read(_CHUNK):
                    digest.update(chunk)
            if digest.hexdigest() != part.sha256:
                raise ArchiveError(f"Tệp {self._path.name}: phần {name} đã hỏng hoặc bị sửa.")

    def lines(self, name: str) -> Iterator[tuple[int, Any]]:
        """The values of a part with the numbers of their lines, from 1. Raises `ArchiveError`."""
        with _readable(self._path), self._file.open(name + ENDING) as stored:
            number = 0
            while line := stored.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE:
                    raise ArchiveError(f"Tệp {self._path.name}: phần {name} có dòng quá dài.")
                yield number, _value(line, self._path, name, number)
        if number != self.manifest.parts[name].rows:
            raise ArchiveError(
                f"Tệp {self._path.name}: phần {name} có {number} dòng, bản kê ghi "
                f"{self.manifest.parts[name].rows}."
            )


@contextmanager
def opened(path: Path, known_format: int, parts: Iterable[str]) -> Iterator[Archive]:
    """Open such a file. Raises `ArchiveError` for anything else, and for what a newer version
    wrote; before that, nothing but the table of contents and the manifest is read."""
    with _readable(path):
        file = zipfile.ZipFile(path)
    with file:
        manifest = _manifest(path, file, known_format)
        _check_contents(path, file, manifest, tuple(parts))
        yield Archive(path, file, manifest)


def _manifest(path: Path, file: zipfile.ZipFile, known_format: int) -> Manifest:
    with _readable(path):
        try:
            info = file.getinfo(MANIFEST)
        except KeyError:
            raise ArchiveError(f"Tệp {path.name} không phải là tệp xuất của Nên Chăng.") from None
        if info.file_size > LONGEST_MANIFEST:
            raise ArchiveError(f"Tệp {path.name}: bản kê quá lớn.")
        with file.open(info) as stored:
            data = stored.read(LONGEST_MANIFEST)
    try:
        told = json.loads(data)
        version = int(told["format"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ArchiveError(f"Tệp {path.name}: bản kê không đọc được.") from error
    if version > known_format:
        raise ArchiveError(
            f"Tệp {path.name} ở định dạng {version}, do bản Nên Chăng mới hơn xuất ra; bản này chỉ "
            f"đọc được đến định dạng {known_format}."
        )
    try:
        held = {str(name): Part(**part) for name, part in told["parts"].items()}
        sizes = [int(value) for part in held.values() for value in (part.size, part.rows)]
        manifest = Manifest(version, str(told["made_at"]), int(told["release"]), held)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArchiveError(f"Tệp {path.name}: bản kê không đọc được.") from error
    if version < 1 or any(size < 0 for size in sizes):
        raise ArchiveError(f"Tệp {path.name}: bản kê không đọc được.")
    return manifest


def _check_contents(
    path: Path, file: zipfile.ZipFile, manifest: Manifest, wanted: tuple[str, ...]
) -> None:
    """What lies in the file is what the manifest names, once each, in the sizes it declares."""
    names = [info.filename for info in file.infolist()]
    if sorted(names) != sorted([MANIFEST, *(name + ENDING for name in wanted)]):
        raise ArchiveError(f"Tệp {path.name}: có phần lạ, thiếu phần hoặc trùng phần.")
    if sorted(manifest.parts) != sorted(wanted):
        raise ArchiveError(f"Tệp {path.name}: bản kê không nêu đúng các phần.")
    total = sum(info.file_size for info in file.infolist())
    if total > MOST:
        raise ArchiveError(
            f"Tệp {path.name} bung ra {total >> 20} MB; nhiều nhất nhận {MOST >> 20} MB."
        )
    for info in file.infolist():
        part = manifest.parts.get(info.filename.removesuffix(ENDING))
        if part and part.size != info.file_size:
            raise ArchiveError(f"Tệp {path.name}: kích thước phần {info.filename} không khớp.")
        if info.file_size > max(SMALL, MOST_PACKED * info.compress_size):
            raise ArchiveError(f"Tệp {path.name}: phần {info.filename} nén bất thường.")


def _value(line: bytes, path: Path, name: str, number: int) -> Any:  # noqa: ANN401 -- any JSON
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        said = f"Tệp {path.name}: phần {name}, dòng {number} không đọc được."
        raise ArchiveError(said) from error


@contextmanager
def _readable(path: Path) -> Iterator[IO[bytes] | None]:
    """What goes wrong with the file itself becomes one sentence."""
    try:
        yield None
    except OSError as error:
        raise ArchiveError(f"Không đọc được tệp {path}: {reason(error)}.") from error
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError) as error:
        raise ArchiveError(f"Tệp {path.name} đã hỏng, hoặc không phải là tệp xuất.") from error
    except (NotImplementedError, RuntimeError) as error:  # packed or locked in a way of its own
        raise ArchiveError(f"Tệp {path.name} được nén theo cách không dùng ở đây.") from error
