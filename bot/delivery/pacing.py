"""When a message may go: as many a second as Telegram takes, chat by chat and all together.

Telegram's own numbers are about one message a second to a chat, twenty a minute to a group and
thirty a second altogether; beyond them it answers 429 and says how long to wait. A chat that is
told to wait waits alone.
"""

import asyncio
import heapq
import itertools
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import IntEnum

IN_A_ROW = 3  # chats told to wait, with nothing getting through between: it is all of us
_MOST_KEPT = 2_000  # chats that are remembered before those that may send again are forgotten


class Priority(IntEnum):
    """Who goes first where all wait for their turn."""

    ANSWER = 0
    BACKGROUND = 1


@dataclass(frozen=True, slots=True)
class Rate:
    """One every `seconds`, but `burst` at once after a rest."""

    seconds: float
    burst: int


@dataclass(frozen=True, slots=True)
class Rates:
    chat: Rate = Rate(seconds=1.0, burst=4)
    group: Rate = Rate(seconds=3.6, burst=4)  # 20 in any minute
    everybody: Rate = Rate(seconds=1 / 30, burst=30)


@dataclass(slots=True)
class _Bucket:
    """The generic cell rate algorithm (ITU-T I.371): one number instead of a count and a time."""

    rate: Rate
    due: float = 0.0  # when the bucket is full again
    stopped: float = 0.0  # told to wait until then

    def ready(self, now: float) -> float:
        """When the next one may go: `now`, or later."""
        spare = (self.rate.burst - 1) * self.rate.seconds
        return max(now, self.due - spare, self.stopped)

    def take(self, now: float) -> None:
        self.due = max(self.due, now) + self.rate.seconds


@dataclass
class Pacing:
    """Turns to send. `clock` counts seconds, `sleep` waits for some of them."""

    rates: Rates = field(default_factory=Rates)
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep

    def __post_init__(self) -> None:
        self._chats: dict[int | str, _Bucket] = {}
        self._all = _Bucket(self.rates.everybody)
        self._queue: list[tuple[Priority, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()
        self._handing_out: asyncio.Task[None] | None = None
        self._told_to_wait: set[int | str | None] = set()

    async def turn(self, chat: int | str | None, priority: Priority, patience: float) -> bool:
        """Wait for a turn to send to `chat`; False, without waiting for it, where that would take
        more than `patience` seconds."""
        until = self.clock() + patience
        if chat is not None and not await self._turn_of(self._bucket(chat), until):
            return False
        return await self._turn_of_all(priority, until)

    def stop(self, chat: int | str | None, seconds: float) -> None:
        """Telegram said so: nothing to this chat for as long; nothing to anybody, where several
        chats in a row are told the same (or a call to no chat at all is)."""
        until = self.clock() + seconds
        self._told_to_wait.add(chat)
        if chat is not None:
            bucket = self._bucket(chat)
            bucket.stopped = max(bucket.stopped, until)
        if len(self._told_to_wait) >= IN_A_ROW:
            self._told_to_wait.clear()
            self._all.stopped = max(self._all.stopped, until)

    def got_through(self) -> None:
        """Something was taken: Telegram does not mean all of us."""
        self._told_to_wait.clear()

    def is_stopped(self, chat: int | str | None) -> bool:
        """Whether what can be left undone had better be."""
        now = self.clock()
        stopped = chat is not None and chat in self._chats and self._chats[chat].stopped > now
        return stopped or self._all.stopped > now

    async def close(self) -> None:
        if self._handing_out is not None:
            self._handing_out.cancel()
            await asyncio.gather(self._handing_out, return_exceptions=True)

    async def _turn_of(self, bucket: _Bucket, until: float) -> bool:
        """The place is taken before the wait for it, so that who comes later waits behind."""
        place = bucket.ready(self.clock())
        if place > until:
            return False
        bucket.take(place)
        while (now := self.clock()) < (place := max(place, bucket.stopped)):
            if place > until:
                return False
            await self.sleep(place - now)
        return True

    async def _turn_of_all(self, priority: Priority, until: float) -> bool:
        now = self.clock()
        if not self._queue and self._all.ready(now) <= now:
            self._all.take(now)
            return True
        if self._all.stopped > until:
            return False
        called = asyncio.get_running_loop().create_future()
        heapq.heappush(self._queue, (priority, next(self._numbers), called))
        if self._handing_out is None or self._handing_out.done():
            self._handing_out = asyncio.create_task(self._hand_out())
        await called
        return True

    async def _hand_out(self) -> None:
        """Call those who wait, the most urgent first, as fast as all together may go."""
        while self._queue:
            now = self.clock()
            if (ready := self._all.ready(now)) > now:
                await self.sleep(ready - now)
                continue
            *_, called = heapq.heappop(self._queue)
            if not called.done():  # else: who waited has gone
                self._all.take(now)
                called.set_result(None)

    def _bucket(self, chat: int | str) -> _Bucket:
        if chat not in self._chats:
            if len(self._chats) >= _MOST_KEPT:
                self._forget(self.clock())
            private = isinstance(chat, int) and chat > 0
            self._chats[chat] = _Bucket(self.rates.chat if private else self.rates.group)
        return self._chats[chat]

    def _forget(self, now: float) -> None:
        """A bucket that is full is as good as none."""
        used = {
            chat: bucket
            for chat, bucket in self._chats.items()
            if bucket.due > now or bucket.stopped > now
        }
        self._chats = used
