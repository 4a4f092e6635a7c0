"""What is known of polling: when it last succeeded, and what it has met since."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class Trouble(StrEnum):
    """Why a poll brought nothing."""

    UNREACHABLE = "unreachable"  # no connection could be made: the network is down
    SILENT = "silent"  # there was a connection, and no whole answer
    REFUSED = "refused"  # an answer that is none: 5xx, 429, HTML, half a JSON
    CONFLICT = "conflict"  # somebody else polls with the same token
    UNWRITTEN = "unwritten"  # updates came and could not be written down: not confirmed


@dataclass(slots=True)
class Pulse:
    """Written by the event loop, read by any thread; moments are of `now`, a monotonic clock.

    Only a poll that Telegram answers counts as life: what is sent does not, and neither does an
    update, for a bot may be quiet.
    """

    now: Callable[[], float] = time.monotonic
    counts: Counter[str] = field(default_factory=Counter)  # "ok" and each trouble, ever
    since: Counter[Trouble] = field(default_factory=Counter)  # troubles since the last success
    succeeded: float | None = None
    unwritten: str | None = None  # why updates cannot be written down just now
    revoked: bool = False  # Telegram does not know the token any more
    _began: float | None = None
    _excused: float = 0.0

    def begin(self) -> None:
        """A poll is tried; silence is counted from the first one on."""
        if self._began is None:
            self._began = self.now()

    def answered(self) -> None:
        """Telegram has answered as it should."""
        self.counts["ok"] += 1
        self.since.clear()
        self.succeeded = self.now()

    def failed(self, trouble: Trouble) -> None:
        self.counts[trouble] += 1
        self.since[trouble] += 1

    def excuse(self, seconds: float) -> None:
        """Nothing will be asked for so long, and on purpose: that is no silence."""
        self._excused = max(self._excused, self.now() + seconds)

    @property
    def silence(self) -> float:
        """Seconds for which polls were tried and none succeeded."""
        if self._began is None:
            return 0.0
        heard = max(self._began, self.succeeded or 0.0, self._excused)
        return max(0.0, self.now() - heard)

    @property
    def age(self) -> float | None:
        """Seconds since the last success; None before the first."""
        return None if self.succeeded is None else self.now() - self.succeeded

    @property
    def cut_off(self) -> bool:
        """Whether not even a connection has been made since the last success."""
        return set(self.since) == {Trouble.UNREACHABLE}
