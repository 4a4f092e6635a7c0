"""The home directory: where the database and the index folders live, and who may write there."""

import errno
import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bot.errors import HomeBusy, HomeError

_PAUSE = 0.1  # seconds between two tries for a lock that somebody holds


@dataclass(frozen=True, slots=True)
class Home:
    """Paths under one directory. Creating it is the only thing that happens on `open`."""

    path: Path

    @classmethod
    def open(cls, path: Path) -> Self:
        """Raises `HomeError` when the directory cannot be made."""
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise HomeError(f"Không dùng được thư mục {path}: {reason(error)}.") from error
        return cls(path)

    @property
    def database(self) -> Path:
        return self.path / "nenchang.db"

    @property
    def indexes(self) -> Path:
        return self.path / "index"

    def index_folder(self, digest: str) -> Path:
        return self.indexes / digest[:32]

    @contextmanager
    def publishing_lock(self, patience: float = 0.0) -> Iterator[None]:
        """Held while a release is built, so that two never build at once.

        The kernel frees it with the process, whatever kills that. Raises `HomeError` when another
        process still holds it after `patience` seconds.
        """
        held = "đang có một lần cập nhật khác chạy; hãy đợi nó xong"
        with self._lock("publishing.lock", held, patience):
            yield

    @contextmanager
    def running_lock(self) -> Iterator[None]:
        """Held while a bot answers from this home: two would share out each other's messages."""
        with self._lock("running.lock", "đã có một bot đang chạy với thư mục này"):
            yield

    @contextmanager
    def shared_use(self, patience: float = 0.0) -> Iterator[None]:
        """Held by whoever reads or writes the home's data; many may at once."""
        held = "dữ liệu đang được thay bằng một bản sao lưu; xin thử lại sau ít phút"
        with self._lock("home.lock", held, patience, fcntl.LOCK_SH):
            yield

    @contextmanager
    def sole_use(self, patience: float = 0.0) -> Iterator[None]:
        """Held while the data itself is exchanged, when nobody else may have it open."""
        with self._lock("home.lock", "đang có lệnh khác dùng; hãy đợi nó xong", patience):
            yield

    def forget_indexes(self, kept: set[str]) -> None:
        """Delete index folders (and remains of unfinished ones) whose digest is not kept."""
        names = {self.index_folder(digest).name for digest in kept}
        for folder in self.indexes.iterdir() if self.indexes.is_dir() else ():
            if folder.name not in names:
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _lock(
        self, name: str, held: str, patience: float = 0.0, how: int = fcntl.LOCK_EX
    ) -> Iterator[None]:
        try:
            handle = os.open(self.path / name, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise HomeError(f"Không ghi được vào {self.path}: {reason(error)}.") from error
        try:
            until = time.monotonic() + patience
            while not _locked(handle, how):
                if time.monotonic() >= until:
                    raise HomeBusy(f"Thư mục {self.path}: {held}.")
                time.sleep(_PAUSE)
            yield
        finally:
            os.close(handle)


def _locked(handle: int, how: int) -> bool:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def flush(path: Path) -> None:
    """A file's bytes, or a folder's names, onto the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


_REASONS = {
    errno.EACCES: "không có quyền ghi",
    errno.EPERM: "không có quyền ghi",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "hết chỗ trên ổ đĩa",
    errno.ENOTDIR: "có một tệp nằm ở chỗ của thư mục",
    errno.EEXIST: "có một tệp trùng tên",
    errno.ENOENT: "không có thư mục đó",
}


def reason(error: OSError) -> str:
    """An operating system's error in words that a person can act on."""
    if error.errno is None:  # numpy's own: fewer bytes were written than asked for
        return "không ghi được hết, ổ đĩa có thể đã đầy"
    return _REASONS.get(error.errno or 0, error.strerror or str(error))
