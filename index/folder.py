"""An index on disk: written aside and renamed, with a manifest that says what belongs to it."""

import json
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from index.checksum import crc32_of
from index.errors import (
    IndexDamaged,
    IndexIncomplete,
    IndexMissing,
    IndexTooNew,
    IndexTooOld,
    OtherModel,
)

FORMAT = 4
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index folder says of itself; `files` has the CRC-32 of each file by its name."""

    format: int
    model: str
    fingerprint: str
    dimensions: int
    count: int
    digest: str
    files: dict[str, str]


@contextmanager
def writing(folder: Path) -> Iterator[Path]:
    """A temporary sibling to write into; it becomes `folder` when the block ends well.

    Before the rename everything is flushed to the disk, so a folder of that name is whole whenever
    the machine stops. A folder that is already there is replaced; between its going and the new
    one's coming there is none of that name, so write a new name where somebody reads the old one.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = folder.with_name(f".{folder.name}.{uuid.uuid4().hex}")
    aside.mkdir()
    try:
        yield aside
        _flush(aside)
        _put(aside, folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def write_manifest(
    folder: Path, *, model: str, fingerprint: str, dimensions: int, count: int, digest: str
) -> None:
    """Writes the manifest over all files that are in the folder; call it last."""
    files = {path.name: crc32_of(path) for path in sorted(folder.iterdir())}
    manifest = Manifest(FORMAT, model, fingerprint, dimensions, count, digest, files)
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=2)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder that is whole.

    Raises IndexMissing, IndexIncomplete, IndexTooNew, IndexTooOld or IndexDamaged.
    """
    manifest = peek_manifest(folder)
    for name, expected in manifest.files.items():
        if not (folder / name).is_file():
            raise IndexIncomplete(folder, name)
        if crc32_of(folder / name) != expected:
            raise IndexDamaged(folder, name)
    return manifest


def peek_manifest(folder: Path) -> Manifest:
    """The manifest alone, its files unread: what the folder says of itself. Raises the same."""
    if not folder.is_dir():
        raise IndexMissing(folder)
    return _parsed(folder)


def check_model(manifest: Manifest, name: str, fingerprint: str) -> None:
    """Raises OtherModel, naming both, where the vectors come from another model."""
    if manifest.fingerprint != fingerprint:
        found = f"“{manifest.model}” ({manifest.fingerprint[:8]})"
        raise OtherModel(found, f"“{name}” ({fingerprint[:8]})")


def _parsed(folder: Path) -> Manifest:
    try:
        raw = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        found = int(raw["format"])
        if found > FORMAT:
            raise IndexTooNew(found, FORMAT)
        if found < FORMAT:
            raise IndexTooOld(found, FORMAT)
        return Manifest(**raw)
    except FileNotFoundError as error:
        raise IndexIncomplete(folder, MANIFEST) from error
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise IndexDamaged(folder, MANIFEST) from error


def _put(aside: Path, folder: Path) -> None:
    old = aside.with_name(f"{aside.name}.old")
    if folder.exists():
        folder.rename(old)
    aside.rename(folder)
    _fsync(folder.parent)
    shutil.rmtree(old, ignore_errors=True)


def _flush(folder: Path) -> None:
    for path in folder.iterdir():
        _fsync(path)
    _fsync(folder)


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
