"""How often something may happen for one person: so many times in so many seconds."""

import threading
import time
from collections import deque
from collections.abc import Callable

MOST_KEPT = 10_000


class Ration:
    """Counts in memory; after a restart everybody begins anew."""

    def __init__(
        self, times: int, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._times = times
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._taken: dict[int, deque[float]] = {}

    def allows(self, whom: int) -> bool:
        """Whether there is one left for this id; if so, it is taken."""
        now = self._clock()
        with self._lock:
            if whom not in self._taken and len(self._taken) >= MOST_KEPT:
                self._forget(now)
            taken = self._taken.setdefault(whom, deque())
            while taken and now - taken[0] >= self._seconds:
                taken.popleft()
            if len(taken) >= self._times:
                return False
            taken.append(now)
            return True

    def is_spent(self, whom: int) -> bool:
        """Whether nothing is left for this id; takes nothing."""
        now = self._clock()
        with self._lock:
            taken = self._taken.get(whom, ())
            return sum(now - one < self._seconds for one in taken) >= self._times

    def _forget(self, now: float) -> None:
        """Those whose time is over; all, should a flood have come in less."""
        kept = {one: taken for one, taken in self._taken.items() if now - taken[-1] < self._seconds}
        self._taken = kept if len(kept) < MOST_KEPT else {}
