"""Which update is being handled, for whatever is sent meanwhile."""

from contextvars import ContextVar
from dataclasses import dataclass

_current: ContextVar["Handling | None"] = ContextVar("handling", default=None)


@dataclass(slots=True)
class Handling:
    """One update on its way through its handlers.

    Handled again after its process died, it sends the same messages in the same order: a message is
    known by the update and its `step`, so that what has arrived is not sent a second time.
    """

    update_id: int
    again: bool = False
    steps: int = 0

    def next_step(self) -> int:
        """The number of the message that is sent now, from 0."""
        self.steps += 1
        return self.steps - 1


def begin(handling: Handling | None) -> None:
    """All that this task and its children send from now on belongs to `handling`; None: to none."""
    _current.set(handling)


def current() -> Handling | None:
    return _current.get()
