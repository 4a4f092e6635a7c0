"""Which update is being handled, for whatever is sent meanwhile."""

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from knowledge.models import now

LATE = timedelta(minutes=15)
MOST_ATTEMPTS = 5
TAKES_LONG = 0.25  # seconds for a call to Telegram
MUCH_LATE = 0.05  # seconds; for a loop that has nothing else to do

_current: ContextVar["Handling | None"] = ContextVar("handling", default=None)


@dataclass(slots=True)
class Handling:
    """One update on its way through its handlers.

    Handled again after its process died, it sends the same messages in the same order: a message is
    known by the update and its `step`, so that what has arrived is not sent a second time.

    Attributes:
        again: whether it may have been handled before, in part.
        mark: the same for the same message under whatever update id.
        attempts: how many processes have ended while they handled it again.
        sent_at: when the person did it; of a press, which does not say so, when it came.
        undelivered: whether something that it had to say could not be sent, or something that it
            had to do not be begun, so that it is to be handled again.
        answered: whether its button press was answered.
        unsaid: what it had to say to the press after that.
        admitted: whether it was counted against what its person may ask.
        makes_way: lets the next update begin, once this one waits for Telegram.
    """

    update_id: int
    again: bool = False
    steps: int = 0
    mark: str = ""
    attempts: int = 0
    sent_at: datetime = field(default_factory=now)
    undelivered: bool = False
    answered: bool = False
    unsaid: str = ""
    admitted: bool = False
    makes_way: Callable[[], None] | None = None

    def next_step(self) -> int:
        """The number of the message that is sent now, from 0."""
        self.steps += 1
        return self.steps - 1

    @property
    def is_hopeless(self) -> bool:
        """Whether so many processes ended at it that it is better not begun with once more."""
        return self.attempts > MOST_ATTEMPTS

    def waits(self) -> None:
        """What it does from now on takes little of the processor's time."""
        make_way, self.makes_way = self.makes_way, None
        if make_way:
            make_way()

    def waits_if_it_takes_long(self) -> None:
        """A call begins: should Telegram take its time, the next update may begin. Not while the
        event loop itself is late: then it is work that the call waits for."""
        if self.makes_way is None:
            return
        loop = asyncio.get_running_loop()
        due = loop.time() + TAKES_LONG

        def look() -> None:
            if loop.time() > due + MUCH_LATE:
                self.waits_if_it_takes_long()
            else:
                self.waits()

        loop.call_at(due, look)

    def begin_again(self) -> None:
        """Handle it from its beginning; what was sent is not sent again."""
        self.again, self.steps, self.undelivered = True, 0, False


def begin(handling: Handling | None) -> None:
    """All that this task and its children send from now on belongs to `handling`; None: to none."""
    _current.set(handling)


def current() -> Handling | None:
    return _current.get()


def late_since() -> datetime | None:
    """When the update at hand was sent, if that is too long ago for an answer to be expected."""
    if (handled := current()) is None or now() - handled.sent_at < LATE:
        return None
    return handled.sent_at
