"""How far a reader is with a file that takes long: said from deep inside, heard by who listens."""

from collections.abc import Callable
from contextvars import ContextVar

Told = Callable[[int, int], None]  # pages done, pages in all


def _nobody(done: int, total: int) -> None:
    """Nobody listens."""


listener: ContextVar[Told] = ContextVar("listener", default=_nobody)


def tell(done: int, total: int) -> None:
    """So many pages are read of so many."""
    listener.get()(done, total)
