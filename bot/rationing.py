"""How often something may happen for one person: so many times in so many seconds."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

MOST_KEPT = 10_000
# What one person may send: so many in so many seconds. The first is for bursts.
MESSAGES = ((5, 10.0), (12, 60.0), (300, 86_400.0))
PRESSES = ((60, 60.0),)
OF_A_GROUP = ((10, 60.0),)  # questions; Telegram itself takes twenty messages a minute there


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

    def allows(self, whom: int, at: float | None = None) -> bool:
        """Whether there is one left for this id, at a moment of this clock (None: now); if so, it
        is taken."""
        now = self._clock() if at is None else at
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

    def free_at(self, whom: int, at: float) -> float:
        """From when on there is one left for this id: `at`, or later."""
        with self._lock:
            taken = [one for one in self._taken.get(whom, ()) if at - one < self._seconds]
        return at if len(taken) < self._times else taken[-self._times] + self._seconds

    def _forget(self, now: float) -> None:
        """Those whose time is over; all, should a flood have come in less."""
        kept = {one: taken for one, taken in self._taken.items() if now - taken[-1] < self._seconds}
        self._taken = kept if len(kept) < MOST_KEPT else {}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Too much from one person: all that they sent before `until` is refused, as they are to be
    told once, if `untold`."""

    until: float
    untold: bool


class Allowance:
    """Several rations at once, and who has been told that theirs is used up. Of one thread."""

    def __init__(self, limits: tuple[tuple[int, float], ...]) -> None:
        self._rations = [Ration(times, seconds) for times, seconds in limits]
        self._told: dict[int, float] = {}

    def take(self, whom: int, at: float) -> Refusal | None:
        """Take one for what this id sent at a moment, in seconds; None: there was one."""
        until = max(ration.free_at(whom, at) for ration in self._rations)
        if until > at:
            return Refusal(until, self._is_to_be_told(whom, at, until))
        for ration in self._rations:
            ration.allows(whom, at)
        return None

    def _is_to_be_told(self, whom: int, at: float, until: float) -> bool:
        if at < self._told.get(whom, at):
            return False
        if len(self._told) >= MOST_KEPT:
            kept = {one: over for one, over in self._told.items() if over > at}
            self._told = kept if len(kept) < MOST_KEPT else {}
        self._told[whom] = until
        return True
