"""Processes that keep the processor busy beside a storm, as if the machine were a slower one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# It ends with the process that started it, however that ends.
_BUSY = "import os\nwhile os.getppid() == {parent}: sum(range(100_000))"


@contextmanager
def hogs(count: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """So many while the block runs. Each in a session of its own, for Linux shares the processor
    among sessions before it does among processes."""
    command = [sys.executable, "-c", _BUSY.format(parent=os.getpid())]
    busy = [subprocess.Popen(command, start_new_session=True) for _ in range(count)]
    try:
        yield busy
    finally:
        for one in busy:
            one.kill()
            one.wait()
