"""Tells threads and coroutines that something changed."""

import asyncio
import threading
import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


class Bell:
    """One lock over the whole preview, and a way to wait for a change under it.

    Tests wait in their threads, long polls and the page's event streams wait in the server's event
    loop; both are woken by `ring`, which any thread may call while it holds the lock.
    """

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.rings = 0
        self._threads = threading.Condition(self.lock)
        self._coroutines: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    @property
    def waiting(self) -> int:
        """How many coroutines wait."""
        return len(self._coroutines)

    def ring(self) -> None:
        """Wake everybody who waits."""
        with self.lock:
            self.rings += 1
            self._threads.notify_all()
            for loop, event in self._coroutines:
                loop.call_soon_threadsafe(event.set)

    def wait(self, look: Callable[[], Found | None], timeout: float) -> Found | None:
        """What `look` finds, as soon as it finds something; None after `timeout` seconds."""
        end = time.monotonic() + timeout
        with self.lock:
            while (found := look()) is None:
                left = end - time.monotonic()
                if left <= 0:
                    return None
                self._threads.wait(left)
            return found

    async def heard(self, seconds: float, since: int) -> None:
        """Return when `rings` is no longer `since`, or after so many seconds."""
        event = asyncio.Event()
        waiter = (asyncio.get_running_loop(), event)
        with self.lock:
            if self.rings != since:
                return
            self._coroutines.add(waiter)
        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            return
        finally:
            with self.lock:
                self._coroutines.discard(waiter)
