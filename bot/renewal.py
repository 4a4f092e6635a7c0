"""Beside the questions: the index made anew by the model that is set, while the old one answers."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.errors import BotError
from bot.indexing import Indexes
from index.errors import IndexFault
from knowledge.errors import KnowledgeError

log = logging.getLogger(__name__)

Tell = Callable[[str], None]
LOOK_EVERY = 60.0  # seconds; a rollback may bring an index of another model back
LONGEST_PAUSE = 3_600.0  # seconds between two tries of what does not succeed
REPORT_EVERY = 30.0  # seconds between two lines of progress in the log


class _Stopped(Exception):
    """The bot stops; what was computed so far is let go."""


@contextmanager
def renewing(indexes: Indexes, tell: Tell) -> Iterator[None]:
    """While the block lasts, a thread sees to it that the model that is set answers.

    `tell` gets a sentence when that begins, when it is done and when it cannot be done.
    """
    renewal = Renewal(indexes, tell)
    thread = threading.Thread(target=renewal.run, name="renewal", daemon=True)
    thread.start()
    try:
        yield
    finally:
        renewal.stop()
        thread.join(timeout=5)  # a model that is being loaded does not listen


class Renewal:
    """Looks now and then whether the index lags behind the setting, and makes it anew."""

    def __init__(self, indexes: Indexes, tell: Tell) -> None:
        self._indexes = indexes
        self._tell = tell
        self._stop = threading.Event()
        self._said: set[str] = set()
        self._reported = 0.0

    def stop(self) -> None:
        self._stop.set()

    def run(self) -> None:
        """Until `stop`. A failure is said once and tried again, later and later."""
        pause = LOOK_EVERY
        while not self._stop.is_set():
            pause = LOOK_EVERY if self.once() else min(2 * pause, LONGEST_PAUSE)
            self._stop.wait(pause)

    def once(self) -> bool:
        """Bring the index up to the setting if it lags; whether it stands as it should."""
        try:
            lag = self._indexes.lag()
            if lag is not None:
                self._say(
                    f"Đang lập lại chỉ mục bằng mô hình “{lag.chosen}”; trong lúc đó bot vẫn "
                    f"trả lời theo chỉ mục của “{lag.made_by}”."
                )
                if self._indexes.renew_aside(self._report):
                    self._say(f"Đã chuyển sang mô hình “{lag.chosen}”.")
                    self._said.clear()
        except _Stopped:
            return True
        except (BotError, KnowledgeError, IndexFault) as error:
            self._say(f"Chưa chuyển được sang mô hình mới: {error}")
            return False
        except Exception:
            log.exception("the index was not made anew")
            return False
        return True

    def _say(self, sentence: str) -> None:
        if sentence not in self._said:
            self._said.add(sentence)
            log.info("%s", sentence)
            self._tell(sentence)

    def _report(self, stage: str, done: int, total: int) -> None:
        if self._stop.is_set():
            raise _Stopped
        if time.monotonic() - self._reported >= REPORT_EVERY or done == total:
            self._reported = time.monotonic()
            log.info("%s: %d/%d", stage, done, total)
