"""A wish that long work should end, from another thread than the one that does it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock


@dataclass(slots=True)
class Cancel:
    """Wished once, for good; whatever can be stopped while it is at work says how."""

    is_wished: bool = False
    _stops: list[Callable[[], None]] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def wish(self) -> None:
        """Stop what is at work now, and whatever would begin."""
        with self._lock:
            self.is_wished = True
            stops = [*self._stops]
        for stop in stops:
            stop()

    @contextmanager
    def by(self, stop: Callable[[], None]) -> Iterator[None]:
        """While the block runs, `stop` ends it; at once where that is wished already."""
        with self._lock:
            self._stops.append(stop)
            is_late = self.is_wished
        if is_late:
            stop()
        try:
            yield
        finally:
            with self._lock:
                self._stops.remove(stop)
