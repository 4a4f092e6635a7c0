"""Files received in a chat: kept under their hash until the draft that they belong to ends."""

import hashlib
import os
from collections.abc import Collection
from pathlib import Path

from bot.errors import HomeError
from bot.home import Home, flush, reason

UNFINISHED = ".part"


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Uploads:
    """A folder of files named by their SHA-256; each is there whole or not at all."""

    def __init__(self, home: Home) -> None:
        self._folder = home.path / "uploads"

    def path(self, sha256: str) -> Path:
        return self._folder / sha256

    def keep(self, data: bytes) -> str:
        """Put bytes onto the disk; their hash. Raises `HomeError` where they do not fit."""
        sha256 = sha256_of(data)
        path = self.path(sha256)
        unfinished = path.with_suffix(UNFINISHED)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with unfinished.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
            flush(self._folder)
        except OSError as error:
            unfinished.unlink(missing_ok=True)
            said = f"Không giữ được tệp vào {self._folder}: {reason(error)}."
            raise HomeError(said) from error
        return sha256

    def forget(self, kept: Collection[str]) -> None:
        """Delete whatever is not kept, remains of a killed process with it."""
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            if path.name.removesuffix(UNFINISHED) not in kept:
                path.unlink(missing_ok=True)
