"""One process per token on this machine, whatever its home."""

import fcntl
import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import HomeBusy

HELD = "Máy này đã có một bot đang chạy bằng cùng mã bot (số {id}), với thư mục dữ liệu khác."


@contextmanager
def polling_lock(bot_id: int) -> Iterator[None]:
    """Held while the messages of this bot are fetched: two processes would share them out.

    The kernel frees it with the process, whatever kills that. Raises `HomeBusy`.
    """
    name = f"nenchang-{bot_id}"
    # A name in Linux's own list of sockets needs no folder that both may write to, and systemd's
    # PrivateTmp does not hide it.
    held = _named(name) if sys.platform == "linux" else _file(name)
    if held is None:
        raise HomeBusy(HELD.format(id=bot_id))
    try:
        yield
    finally:
        os.close(held)


def _named(name: str) -> int | None:
    holding = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        holding.bind(f"\0{name}")
    except OSError:
        holding.close()
        return None
    return holding.detach()


def _file(name: str) -> int | None:
    path = Path(tempfile.gettempdir()) / f"{name}.lock"
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle
