"""Long work in a process of its own, beside the questions.

Reading a law and making an index are Python for minutes: in a thread they would hold the
interpreter's lock, and answers would take ten times as long. In another process, and after all
others for the processor, they are hardly noticed.
"""

import json
import os
import subprocess
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.cancelling import Cancel
from bot.downloads import WebSource
from bot.errors import PublishingError
from bot.progress import Progress
from bot.settings import Settings
from bot.sources import Source

# Starting a process takes a second or two: what is shorter than that is done here.
WORTH_BYTES = 100_000  # of files to read
WORTH_PASSAGES = 500  # to index


@dataclass(frozen=True, slots=True)
class Aside:
    """Starts a process for each piece of work (`bot.aside_worker`) and waits for it."""

    settings: Settings

    def is_worth(self, sources: Sequence[Source | WebSource]) -> bool:
        """Whether these take so long to read that a process should do it."""
        size = 0
        for source in sources:
            with suppress(OSError):  # whoever reads it will say so
                size += source.path.stat().st_size if isinstance(source, Source) else 0
        return size >= WORTH_BYTES

    def read(self, sources: Sequence[Source | WebSource], progress: Progress) -> list[int]:
        """As `Publisher.read`."""
        return list(self._done("read", {"sources": [_as_json(one) for one in sources]}, progress))

    def read_each(
        self,
        sources: Sequence[Source | WebSource],
        present: Collection[str],
        progress: Progress,
        cancel: Cancel | None = None,
    ) -> list[int | str]:
        """As `Publisher.read_each`. Raises `PublishingError`, also where it is cancelled."""
        asked = {"sources": [_as_json(one) for one in sources], "present": list(present)}
        return list(self._done("read each", asked, progress, cancel))

    def build(self, release_id: int, fingerprint: str, progress: Progress) -> str:
        """Make the index of a release by the model of that fingerprint and put it on disk, whole;
        its digest. Raises `PublishingError`."""
        asked = {"release": release_id, "fingerprint": fingerprint}
        return str(self._done("build", asked, progress))

    def _done(
        self,
        work: str,
        asked: dict[str, Any],
        progress: Progress,
        cancel: Cancel | None = None,
    ) -> Any:  # noqa: ANN401 -- JSON
        request = {"work": work, "settings": self._settings(), **asked}
        cancel = cancel or Cancel()
        with _worker() as process, cancel.by(process.terminate):
            assert process.stdin is not None  # both are pipes
            assert process.stdout is not None
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()  # and stays open: its end is how the process learns of ours
            for line in process.stdout:
                said = json.loads(line)
                if "done" in said:
                    return said["done"]
                if "failed" in said:
                    raise PublishingError(said["failed"])
                progress(*said["progress"])
            status = process.wait()
        if cancel.is_wished:
            raise PublishingError("Đã dừng đọc theo yêu cầu; bản đang dùng giữ nguyên.")
        raise PublishingError(
            f"Tiến trình lập chỉ mục dừng đột ngột (mã {status}); bản đang dùng giữ nguyên."
        )

    def _settings(self) -> dict[str, Any]:
        """What the other process needs to know; no token among it."""
        one = self.settings
        return {
            "home": str(one.home.absolute()),
            "database_url": one.database_url,
            "model": one.model,
            "allow_private_addresses": one.allow_private_addresses,
        }


@contextmanager
def _worker() -> Iterator[subprocess.Popen[bytes]]:
    root = str(Path(__file__).parents[1])
    paths = [root, *(path for path in sys.path if path)]
    environment = {name: value for name, value in os.environ.items() if "TOKEN" not in name}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.aside_worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**environment, "PYTHONPATH": os.pathsep.join(paths), "OMP_NUM_THREADS": "1"},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def _as_json(source: Source | WebSource) -> dict[str, Any]:
    if isinstance(source, WebSource):
        return {"address": source.address.text}
    return {"path": str(source.path), "origin": source.origin, "name": source.name}
