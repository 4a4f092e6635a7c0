"""A temporary folder that is cleared even where its process is killed: by the next one."""

import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

PREFIX = "nenchang-reading-process-"  # nobody names a folder of their own so: it may be cleared


class OwnFolder:
    """An empty folder for one process, until `close`. The lock on it ends with the process,
    whatever kills that; folders that nobody holds are cleared when the next is made."""

    def __init__(self) -> None:
        """Raises OSError."""
        place = Path(tempfile.gettempdir())
        _clear(place)
        while True:
            self.path = tempfile.mkdtemp(prefix=PREFIX, dir=place)
            with suppress(FileNotFoundError):
                self._handle = os.open(self.path, os.O_RDONLY)
                fcntl.flock(self._handle, fcntl.LOCK_SH)
                if os.fstat(self._handle).st_nlink:
                    return
                os.close(self._handle)  # cleared by another before it was held

    def close(self) -> None:
        """Remove it with all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        os.close(self._handle)


def _clear(place: Path) -> None:
    """Remove what killed processes have left."""
    for folder in place.glob(f"{PREFIX}*"):
        with suppress(OSError):  # held, another user's, or just gone
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(handle)
