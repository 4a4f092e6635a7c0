"""Whether the disk still has room, told once when it has not and once when it has again."""

import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot import texts_running as texts

log = logging.getLogger(__name__)
LITTLE = 50 * 1024**2  # bytes: from here on a refresh may find too few
NONE = 1024**2  # an update may find too few
ENOUGH = 2 * LITTLE  # said to be back only then, not with each byte


def nearest(place: Path) -> Path:
    """The folder that a home lies in or will: itself, or the nearest above it that exists."""
    return next(path for path in (place, *place.parents) if path.exists())


def free_bytes(place: Path) -> int | None:
    """What is free where `place` lies; None where that cannot be known."""
    try:
        return shutil.disk_usage(place).free
    except OSError:
        return None


@dataclass(slots=True)
class Room:
    """Looked at now and then."""

    place: Path
    tell: Callable[[str], None]
    is_short: bool = False

    def look(self) -> None:
        free = free_bytes(self.place)
        if free is None:
            return
        if not self.is_short and free < LITTLE:
            self._say(texts.LITTLE_ROOM.format(free=free // 1024**2))
        elif self.is_short and free >= ENOUGH:
            self._say(texts.ROOM_AGAIN.format(free=free // 1024**2))
        else:
            return
        self.is_short = not self.is_short

    def _say(self, sentence: str) -> None:
        log.warning("%s", sentence)
        self.tell(sentence)
