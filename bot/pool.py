"""Threads for what would keep the event loop waiting."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

R = TypeVar("R")


class Pool:
    """So many threads with one queue. Of the event loop's thread alone."""

    def __init__(self, name: str, threads: int) -> None:
        self._threads = ThreadPoolExecutor(max_workers=threads, thread_name_prefix=name)
        self._under_way = 0

    @property
    def under_way(self) -> int:
        """How many callers wait for theirs."""
        return self._under_way

    async def run(self, work: Callable[[], R], *, within: float | None = None) -> R:
        """What `work` returns. Raises `TimeoutError` after `within` seconds, the wait in the queue
        among them; what has not begun by then is dropped."""
        self._under_way += 1
        try:
            doing = self._threads.submit(work)
            return await asyncio.wait_for(asyncio.wrap_future(doing), within)
        finally:
            self._under_way -= 1

    def close(self, *, drop: bool = False) -> None:
        """Finish what has begun, and what waits unless it is to be dropped."""
        self._threads.shutdown(wait=True, cancel_futures=drop)
