"""What the bot has called, and what went wrong: for tests to look at afterwards."""

from collections import deque
from dataclasses import dataclass, field

from bot.preview.errors import ApiError

_KEPT = 5_000


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the bot; `error` is None for one that succeeded."""

    method: str
    parameters: dict[str, str]
    error: ApiError | None = None


@dataclass(slots=True)
class Record:
    """The last calls (all but `getUpdates` that succeeded)."""

    calls: deque[Call] = field(default_factory=lambda: deque(maxlen=_KEPT))
    unknown_methods: list[str] = field(default_factory=list)

    @property
    def failed(self) -> list[Call]:
        """The calls that were refused."""
        return [call for call in self.calls if call.error is not None]
