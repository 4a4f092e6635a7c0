"""Each update once; one chat's in order, different chats side by side."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Hashable
from contextlib import asynccontextmanager
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot import handling
from bot.handling import Handling
from bot.inbox import Inbox
from bot.pressing import answered_in_time

log = logging.getLogger(__name__)
# Far more than processor work can be done side by side: most of the time goes to waiting for
# Telegram, and what waits for its limits keeps nobody else from the processor.
PLACES = 256
PRESS_PLACES = 64
# Of those, so many are worked at side by side: what comes in heaps after a restart would have each
# press wait for a turn among all of it.
AT_WORK = 8
UNBOUNDED = 1_000_000  # PTB's own bound, which holds a place even while a chat waits its turn
BACKOFF = (1.0, 2.0, 4.0, 8.0, 15.0)  # seconds before what could not be sent is handled again
LOOKS = 0.2  # seconds between two looks at whether the bot is to stop
STOPS_WITHIN = 20.0  # seconds for which a bot that is to stop still begins with an update

Handle = Callable[[Update], Coroutine[Any, Any, None]]


class InOrder(BaseUpdateProcessor):
    """PTB's own parallel processing reorders the messages of one person; this one does not, and
    no chat keeps another's from being handled, however many it has sent. Button presses do not
    wait behind messages.

    What could not be sent is handled again, in its chat's order, until the network is back.

    Args:
        handle: all handlers for an update.
        stopping: whether the bot is to stop. Then what has been received is handled, but not what
            cannot be sent now: it stays in the inbox.
    """

    def __init__(self, inbox: Inbox, handle: Handle, stopping: Callable[[], bool]) -> None:
        super().__init__(UNBOUNDED)
        self._inbox = inbox
        self._handle = handle
        self._stopping = stopping
        self._stops_at: float | None = None
        self._places = asyncio.Semaphore(PLACES)
        self._press_places = asyncio.Semaphore(PRESS_PLACES)
        self._at_work = asyncio.Semaphore(AT_WORK)
        self._lanes: dict[Hashable, tuple[asyncio.Lock, int]] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        _drop(coroutine)  # it can be awaited once; what is handled again needs one each time
        if not isinstance(update, Update):
            return
        begun = self._inbox.begin(update.update_id)
        if begun is None:
            log.debug("update %s is not to be handled (again)", update.update_id)
            return
        handling.begin(begun)
        async with answered_in_time(update.callback_query, begun), self._lane(_lane_of(update)):
            delivered = await self._until_delivered(update, begun)
        if delivered:  # and answered, should the process end now: what is finished is over
            await self._inbox.finish(update.update_id)
        else:
            self._inbox.leave(update.update_id)

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def _until_delivered(self, update: Update, begun: Handling) -> bool:
        """Handle it, again and again. False: the bot stops, and this is for its next process."""
        for attempt in range(1_000_000):
            if self._too_late_to_begin():
                return False
            async with self._place(update, begun):
                if begun.again and not attempt:
                    await self._inbox.count_attempt(begun)
                await self._handle(update)
            if not begun.undelivered:
                return True
            seconds = BACKOFF[min(attempt, len(BACKOFF) - 1)]
            log.warning("update %s is handled again in %s s", update.update_id, seconds)
            if not await self._waited(seconds):
                return False
            begun.begin_again()
        return False

    @asynccontextmanager
    async def _place(self, update: Update, begun: Handling) -> AsyncIterator[None]:
        if update.callback_query:
            async with self._press_places:
                yield
            return
        async with self._places:
            await self._at_work.acquire()
            begun.makes_way = self._at_work.release
            try:
                yield
            finally:
                begun.waits()

    async def _waited(self, seconds: float) -> bool:
        """Whether the bot goes on after so long."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while not self._stopping():
            if loop.time() >= until:
                return True
            await asyncio.sleep(LOOKS)
        return False

    def _too_late_to_begin(self) -> bool:
        if not self._stopping():
            return False
        now = asyncio.get_running_loop().time()
        if self._stops_at is None:
            self._stops_at = now + STOPS_WITHIN
        return now >= self._stops_at

    @asynccontextmanager
    async def _lane(self, key: Hashable) -> AsyncIterator[None]:
        """One at a time for a key, in the order in which they came."""
        lock, waiting = self._lanes.get(key, (asyncio.Lock(), 0))
        self._lanes[key] = (lock, waiting + 1)
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._lanes[key]
            if waiting == 1:
                del self._lanes[key]  # nobody waits: it needs no lock until something comes
            else:
                self._lanes[key] = (lock, waiting - 1)


def _lane_of(update: Update) -> Hashable:
    """A press waits for the same person's presses alone, a message for all of its chat."""
    if query := update.callback_query:
        return "press", query.from_user.id
    return update.effective_chat.id if update.effective_chat else 0


def _drop(coroutine: Awaitable[Any]) -> None:
    if isinstance(coroutine, Coroutine):
        coroutine.close()
