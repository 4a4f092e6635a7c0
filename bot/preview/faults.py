"""What can go wrong between the bot and Telegram, done on purpose: off unless a test says so.

A rule says which calls it hits; what it does to them on the wire is `failing`'s.
"""

import random
import time
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from bot.preview.jsontypes import Json

# What rules may name beside the Bot API's methods.
DOWNLOAD = "download"  # the bytes of a file
UPDATES = "updates"  # what a poll found


class Kind(StrEnum):
    """How a call goes wrong."""

    CUT = "cut"  # the connection closes without an answer
    SHORT = "short"  # the connection closes in the middle of the answer
    TRUNCATED = "truncated"  # a whole answer over HTTP, of half the JSON
    HUNG = "hung"  # no answer until the bot hangs up
    DELAYED = "delayed"  # as usual, `seconds` later
    SLOW = "slow"  # the answer trickles for `seconds`
    REFUSED = "refused"  # the Bot API's own JSON: code, description, retry_after
    PAGE = "page"  # a proxy's HTML with `code`
    # Of what a poll found:
    AGAIN = "again"  # the same updates once more with the next poll, though they were confirmed
    TWINNED = "twinned"  # the same contents once more under new update ids
    SHUFFLED = "shuffled"  # in another order


@dataclass(frozen=True, slots=True)
class Fault:
    """One way of going wrong. `executed`: the call is done before it goes wrong; without an answer
    nobody but Telegram knows which it was."""

    kind: Kind
    executed: bool = False
    seconds: float = 0.0
    code: int = 0
    description: str = ""
    retry_after: int | None = None  # in `parameters` and as a header

    @property
    def of_updates(self) -> bool:
        """Whether it changes what a poll found, not how the call goes."""
        return self.kind in (Kind.AGAIN, Kind.TWINNED, Kind.SHUFFLED)


DROPPED = Fault(Kind.CUT)
LOST = Fault(Kind.CUT, executed=True)
SHORT = Fault(Kind.SHORT, executed=True)
TRUNCATED = Fault(Kind.TRUNCATED, executed=True)
HUNG = Fault(Kind.HUNG)
MUTE = Fault(Kind.HUNG, executed=True)
AGAIN = Fault(Kind.AGAIN)
TWINNED = Fault(Kind.TWINNED)
SHUFFLED = Fault(Kind.SHUFFLED)
UNAUTHORIZED = Fault(Kind.REFUSED, code=401, description="Unauthorized")
DEACTIVATED = Fault(Kind.REFUSED, code=403, description="Forbidden: user is deactivated")
CONFLICT = Fault(
    Kind.REFUSED,
    code=409,
    description="Conflict: terminated by other getUpdates request; make sure that only one bot"
    " instance is running",
)


def delayed(seconds: float) -> Fault:
    """The call arrives late; it is done though the bot may have hung up by then."""
    return Fault(Kind.DELAYED, executed=True, seconds=seconds)


def slow(seconds: float) -> Fault:
    return Fault(Kind.SLOW, executed=True, seconds=seconds)


def too_many(retry_after: int, *, parameters: bool = True) -> Fault:
    """429; the Bot API says how long to wait in `parameters` too, a proxy between may not."""
    said = f"Too Many Requests: retry after {retry_after}"
    return refused(429, said, retry_after if parameters else None)


def refused(code: int, description: str, retry_after: int | None = None) -> Fault:
    return Fault(Kind.REFUSED, code=code, description=description, retry_after=retry_after)


def page(code: int, *, executed: bool = False) -> Fault:
    """500 or 502 as a web server between says it."""
    return Fault(Kind.PAGE, executed=executed, code=code)


@dataclass(slots=True)
class Rule:
    """Which calls a fault hits: of these methods and chats (none named: any), by this chance, so
    many `times` (None: without end)."""

    fault: Fault
    methods: frozenset[str] = frozenset()
    chats: frozenset[int] = frozenset()
    chance: float = 1.0
    times: int | None = None

    def fits(self, method: str, chat_id: int | None) -> bool:
        if self.times == 0 or (self.methods and method not in self.methods):
            return False
        if self.fault.of_updates != (method == UPDATES):
            return False
        return not self.chats or chat_id in self.chats


@dataclass(slots=True)
class Struck:
    """A fault that happened. `result` is what the bot did not get to know of a call that was
    done; `at` is `time.monotonic()`."""

    at: float
    fault: Fault
    method: str
    chat_id: int | None
    result: Json | None = None


class Faults:
    """The rules, one generator for all their chances, and what they did."""

    def __init__(self, seed: int | None = None) -> None:
        self.random = random.Random(seed)
        self.log: list[Struck] = []
        self._rules: list[Rule] = []

    def add(
        self,
        fault: Fault,
        *methods: str,
        chats: Collection[int] = (),
        chance: float = 1.0,
        times: int | None = None,
    ) -> None:
        """Let calls go wrong from now on; of several rules the first that strikes counts."""
        names = frozenset(method.lower() for method in methods)
        if fault.of_updates:
            names = frozenset((UPDATES,))
        self._rules.append(Rule(fault, names, frozenset(chats), chance, times))

    def clear(self) -> None:
        """All goes well from now on; the log stays."""
        self._rules.clear()

    def strike(self, method: str, chat_id: int | None = None) -> Struck | None:
        """What goes wrong with this call, if anything does."""
        for rule in self._rules:
            if rule.fits(method, chat_id) and self.random.random() < rule.chance:
                if rule.times is not None:
                    rule.times -= 1
                struck = Struck(time.monotonic(), rule.fault, method, chat_id)
                self.log.append(struck)
                return struck
        return None
