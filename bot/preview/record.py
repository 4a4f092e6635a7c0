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
    """The last calls (all but `getUpdates` that succeeded), and answers that a test has planned."""

    calls: deque[Call] = field(default_factory=lambda: deque(maxlen=_KEPT))
    unknown_methods: list[str] = field(default_factory=list)
    planned: list[tuple[str, ApiError]] = field(default_factory=list)

    def take_planned(self, method: str) -> ApiError | None:
        """The failure that a test wants for the next call of this method."""
        for index, (name, error) in enumerate(self.planned):
            if name.lower() == method.lower():
                del self.planned[index]
                return error
        return None

    @property
    def failed(self) -> list[Call]:
        """The calls that were refused."""
        return [call for call in self.calls if call.error is not None]
