"""What has changed in the chats, in order: the page follows it."""

import secrets
from collections import deque
from dataclasses import dataclass

from bot.preview.jsontypes import Json

_KEPT = 5_000


@dataclass(frozen=True, slots=True)
class Change:
    """One change; `person_id` is None where it concerns everybody."""

    number: int
    kind: str
    person_id: int | None
    content: Json


class Journal:
    """The last few thousand changes; numbers count from 1."""

    def __init__(self) -> None:
        self.name = secrets.token_hex(8)
        self.last = 0
        self._changes: deque[Change] = deque(maxlen=_KEPT)

    def write(self, kind: str, person_id: int | None, content: Json) -> None:
        """Add a change."""
        self.last += 1
        self._changes.append(Change(self.last, kind, person_id, content))

    def after(self, number: int) -> list[Change] | None:
        """The changes after this one; None if some of them are forgotten, or it is not ours."""
        if number > self.last:
            return None
        if self._changes and number + 1 < self._changes[0].number:
            return None
        return [change for change in self._changes if change.number > number]
