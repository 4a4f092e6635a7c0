"""All that happened and when, for who judges a bot from this side; kept only when asked for."""

import time
from dataclasses import dataclass
from enum import StrEnum

from bot.preview.jsontypes import Json


class Event(StrEnum):
    """What happened, and what the entry's content is."""

    MESSAGE = "message"  # new or edited, a person's or the bot's: the message
    DELETED = "deleted"
    PRESSED = "pressed"  # the callback query
    ANSWER = "answer"  # to a press: callback_id, text, show_alert
    BLOCKED = "blocked"
    DELIVERED = "delivered"  # to a poll: updates; `again`: though they were confirmed
    REFUSED = "refused"  # a call: method, code, description, text


_NOTED = frozenset(event.value for event in Event)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened; `at` is `time.monotonic()`."""

    at: float
    event: Event
    chat_id: int | None
    content: Json


class Ledger:
    """Entries in order; contents are the world's own: not to be changed."""

    def __init__(self) -> None:
        self._entries: list[Entry] | None = None

    def keep(self) -> None:
        """Keep what happens from now on, without end."""
        self._entries = []

    def write(self, event: str, chat_id: int | None, content: Json) -> None:
        if self._entries is not None and event in _NOTED:
            self._entries.append(Entry(time.monotonic(), Event(event), chat_id, content))

    def after(self, count: int) -> list[Entry]:
        """All but the first so many."""
        return (self._entries or [])[count:]
