"""A backup of a home: its database, its key and the files of its drafts in one file, made while a
bot answers; and such a file in the place of a home's data."""

import os
import re
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot import exchange
from bot.carrying import container
from bot.carrying.container import Container, Kind, Manifest
from bot.errors import ArchiveError, HomeError
from bot.home import Home, reason
from knowledge.copying import check_copy, copy_database, forget_what_was_under_way
from knowledge.database import Database, sqlite_url
from knowledge.errors import DatabaseError, DatabaseTooNewError

DATABASE, KEY, UPLOADS = "nenchang.db", "secret.key", "uploads"
# What a restore replaces. An index is named by what it holds, so it stays and serves where it fits.
REPLACED = (f"{DATABASE}-wal", f"{DATABASE}-shm", DATABASE, KEY, UPLOADS)
_UPLOAD = re.compile(rf"{UPLOADS}/[0-9a-f]{{64}}")
_SPARE = 64 << 20  # bytes that stay free on the disk


def _belongs(names: Collection[str]) -> bool:
    return DATABASE in names and all(
        name in (DATABASE, KEY) or _UPLOAD.fullmatch(name) for name in names
    )


BACKUP = Kind("backup", "bản sao lưu", 1, _belongs)
Agree = Callable[[Manifest], bool]


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did. `aside`: where the data is that was there before, if any was."""

    manifest: Manifest
    aside: Path | None


def back_up(home: Home, path: Path) -> Manifest:
    """Write the home's data to a file, as it is at this moment, and read the file back.

    Indexes are left out: they are built again from the database. Raises `ArchiveError`,
    `HomeError`, `DatabaseError` for data that is damaged.
    """
    container.refuse_existing(path)
    if not home.database.is_file():
        raise HomeError(f"Thư mục {home.path} chưa có dữ liệu để sao lưu.")
    try:
        with container.folder_aside(path) as aside:
            copy = aside / DATABASE
            copy_database(home.database, copy)
            release = check_copy(copy)
            files = {DATABASE: copy, **_others(home)}
            parts = {name: _pieces(file) for name, file in files.items()}
            manifest = container.write(path, BACKUP, release, parts)
    except OSError as error:
        raise ArchiveError(f"Không sao lưu được vào {path}: {reason(error)}.") from error
    try:
        with container.opened(path, BACKUP) as file:
            file.check()
    except ArchiveError:
        path.unlink()  # what cannot be read back is no backup
        raise
    return manifest


def restore(home: Home, path: Path, agree: Agree) -> Restored | None:
    """Put what a backup holds in the place of the home's data, which is kept beside it; None where
    `agree` said no.

    The file is read to its end and its database checked before the home is touched. Raises
    `ArchiveError` for a file that is damaged, foreign or newer, `HomeError` while anybody uses
    the home.
    """
    with home.running_lock(), home.publishing_lock(), home.sole_use():
        exchange.complete(home.path)
        with container.opened(path, BACKUP) as file:
            if not agree(file.manifest):
                return None
            _check_room(home, file)
            try:
                coming = exchange.emptied(home.path)
                _unpack(file, coming)
                _make_ready(coming / DATABASE, path)
                aside = exchange.begin(home.path, REPLACED)
            except OSError as error:
                said = f"Không ghi được vào {home.path}: {reason(error)}."
                raise HomeError(said) from error
        return Restored(file.manifest, aside)


def _others(home: Home) -> dict[str, Path]:
    found = {KEY: home.path / KEY}
    for path in sorted((home.path / UPLOADS).glob("*")):
        found[f"{UPLOADS}/{path.name}"] = path
    return {
        name: path for name, path in found.items() if _belongs({DATABASE, name}) and path.is_file()
    }


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(container.CHUNK):
            yield piece


def _check_room(home: Home, file: Container) -> None:
    needed = sum(size for size, _ in file.sizes.values()) + _SPARE
    free = shutil.disk_usage(home.path).free
    if needed > free:
        room = f"cần {needed >> 20} MB, còn {free >> 20} MB"
        raise ArchiveError(f"Không đủ chỗ để khôi phục vào {home.path}: {room}.")


def _unpack(file: Container, folder: Path) -> None:
    """Each part under its own name, which `BACKUP` has looked at."""
    (folder / UPLOADS).mkdir(mode=0o700)
    for name in file.manifest.parts:
        _put(folder / name, file.chunks(name))


def _put(path: Path, pieces: Iterable[bytes]) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, container.MODE)
    with os.fdopen(handle, "wb") as out:
        for piece in pieces:
            out.write(piece)


def _make_ready(copy: Path, path: Path) -> None:
    """Check the unpacked database, bring it up to this version and settle what was under way."""
    try:
        check_copy(copy)
        database = Database.open(sqlite_url(copy))
        try:
            with database.session() as session:
                forget_what_was_under_way(session)
                session.commit()
        finally:
            database.close()
    except DatabaseTooNewError as error:
        said = f"Tệp {path.name} do bản Nên Chăng mới hơn ghi ra; hãy khôi phục bằng bản mới."
        raise ArchiveError(said) from error
    except DatabaseError as error:
        raise ArchiveError(f"Tệp {path.name} không khôi phục được: {error}") from error
