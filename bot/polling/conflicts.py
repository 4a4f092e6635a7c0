"""Two pollers with one token: found by counting, and given way to.

Telegram ends the older of two long polls with 409 and lets both go on, so that people are answered
now by one bot and now by the other. One 409 is nothing: a poll of a process that has just died.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

WINDOW = 60.0  # seconds
ENOUGH = 3  # conflicts within it are no chance
FIRST_PAUSE = 30.0  # seconds
LONGEST_PAUSE = 900.0


@dataclass(slots=True)
class Conflicts:
    """Counts conflicts and says how long to step back; the pause doubles while they go on."""

    now: Callable[[], float] = time.monotonic
    total: int = 0
    pause: float = 0.0  # seconds to step back for; 0 while nobody else is believed to poll
    _met: deque[float] = field(default_factory=deque)
    _until: float = 0.0

    def met(self) -> bool:
        """A poll was ended by another's; whether it is known only now that there are two."""
        now = self.now()
        self.total += 1
        self._met.append(now)
        while self._met[0] < now - WINDOW:
            self._met.popleft()
        if not self.pause and len(self._met) < ENOUGH:
            return False
        found = not self.pause
        self.pause = FIRST_PAUSE if found else min(2 * self.pause, LONGEST_PAUSE)
        self._until = now + self.pause
        return found

    def answered(self) -> bool:
        """A poll succeeded; whether that shows that the other one is gone."""
        if not self.pause or self.now() < self._until + WINDOW:
            return False
        self.pause = 0.0
        self._met.clear()
        return True

    @property
    def wait(self) -> float:
        """Seconds until the next poll may be made."""
        return max(0.0, self._until - self.now())
