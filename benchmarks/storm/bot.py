"""The real bot as a process of its own, that can be killed and started again."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from benchmarks.storm.child import UNPACED
from bot.preview.server import Preview

_READY = "Sẵn sàng trên Telegram"
_MEBIBYTE = 1 << 20


@dataclass(slots=True)
class Life:
    """One process from its start to its end; seconds of `time.monotonic()`, None: not yet.
    `killed`: by us, else it ended by itself with `status`."""

    started: float
    ready: float | None = None
    ended: float | None = None
    killed: bool = False
    status: int | None = None


class BotProcess:
    """`nenchang run` from a home against a loopback server; what it writes goes to a file."""

    def __init__(
        self, preview: Preview, home: Path, output: Path, *, unpaced: bool = False
    ) -> None:
        self._arguments = [UNPACED] if unpaced else []
        self._environment = {
            **{name: value for name, value in os.environ.items() if "NENCHANG_" not in name},
            "NENCHANG_HOME": str(home),
            "NENCHANG_TOKEN": preview.token,
            "NENCHANG_API_URL": preview.page_url.rstrip("/"),
            "NENCHANG_OPEN": "true",
            "PYTHONUNBUFFERED": "1",
            "HF_HUB_OFFLINE": "1",
        }
        self._output = output
        self.lives: list[Life] = []
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None

    def start(self) -> None:
        """Start it; `lives[-1].ready` tells when it polls."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.storm.child", *self._arguments],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,  # a kill takes what it has started along
        )
        life = Life(time.monotonic())
        self.lives.append(life)
        self._reader = threading.Thread(
            target=self._read, args=(self._process.stdout, life), daemon=True
        )
        self._reader.start()

    def _read(self, pipe: IO[str], life: Life) -> None:
        with self._output.open("a", encoding="utf-8") as kept:
            for line in pipe:
                if _READY in line:
                    life.ready = time.monotonic()
                kept.write(line)
                kept.flush()

    @property
    def is_ready(self) -> bool:
        return bool(self.lives) and self.lives[-1].ready is not None and self.is_alive

    @property
    def is_alive(self) -> bool:
        """Notes the end of one that ended by itself."""
        if self._process is None:
            return False
        status = self._process.poll()
        if status is not None:
            self._ended(status, killed=False)
        return status is None

    def kill(self) -> None:
        """SIGKILL, to its whole group."""
        self._signal(signal.SIGKILL, killed=True)

    def stop(self, patience: float = 60.0) -> int | None:
        """SIGTERM, and its exit status; None where it had to be killed after so many seconds."""
        if not self.is_alive or self._process is None:
            return None
        self._process.send_signal(signal.SIGTERM)
        try:
            status = self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self.kill()
            return None
        self._ended(status, killed=False)
        return status

    def resident(self) -> float:
        """MiB of memory that the process itself holds now."""
        if self._process is None:
            return 0.0
        try:
            pages = int(Path(f"/proc/{self._process.pid}/statm").read_text("ascii").split()[1])
        except (OSError, IndexError):
            return 0.0
        return pages * os.sysconf("SC_PAGE_SIZE") / _MEBIBYTE

    def processor(self) -> float:
        """Seconds of processor time that the process has taken so far."""
        if self._process is None:
            return 0.0
        try:
            line = Path(f"/proc/{self._process.pid}/stat").read_text("ascii", "replace")
        except OSError:
            return 0.0
        fields = line.rpartition(")")[2].split()  # its name may hold spaces
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _signal(self, number: signal.Signals, *, killed: bool) -> None:
        if self._process is None or self._process.poll() is not None:
            return
        os.killpg(self._process.pid, number)
        self._ended(self._process.wait(), killed=killed)

    def _ended(self, status: int, *, killed: bool) -> None:
        life = self.lives[-1]
        if life.ended is None:
            life.ended, life.status, life.killed = time.monotonic(), status, killed
        if self._reader is not None:
            self._reader.join(5.0)
