"""The bot's queue of updates, with the rules of telegram-bot-api for reading it.

After `process_get_updates_query`, `do_get_updates` and `long_poll_wakeup` (Client.cpp).
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass

from bot.preview.jsontypes import Json

DAY = 86_400.0
PRESS_LIFE = 150.0
LONGEST_POLL = 50
MOST_AT_ONCE = 100
_KINDS = (
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
)
# These a bot gets only when it asks for them by name.
_UNASKED = ("chat_member", "message_reaction", "message_reaction_count")


@dataclass(frozen=True, slots=True)
class _Waiting:
    update: Json
    expires: float


class UpdateQueue:
    """Updates that the bot has not confirmed yet, oldest first."""

    def __init__(self) -> None:
        self._waiting: list[_Waiting] = []
        self._next_id = random.randrange(100_000_000, 900_000_000)
        self._allowed: frozenset[str] | None = None

    def add(self, kind: str, content: Json, now: float) -> int | None:
        """Queue an update; None if the bot has said that it does not want this kind."""
        if self._allowed is not None and kind not in self._allowed:
            return None
        life = PRESS_LIFE if kind == "callback_query" else DAY
        update_id = self._next_id
        self._waiting.append(_Waiting({"update_id": update_id, kind: content}, now + life))
        self._next_id += 1
        return update_id

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Which kinds of update to keep from now on; None leaves the list as it is.

        Unknown names are ignored; an empty list means everything but `chat_member`,
        `message_reaction` and `message_reaction_count`.
        """
        if kinds is None:
            return
        known = frozenset(kind.lower() for kind in kinds) & {*_KINDS, *_UNASKED}
        self._allowed = known or None

    @property
    def allowed(self) -> list[str] | None:
        """What `allow` was last told, None for the default."""
        return None if self._allowed is None else sorted(self._allowed)

    def read(self, offset: int, limit: int, now: float) -> list[Json]:
        """Confirm what lies before the offset and return what comes next.

        A negative offset keeps only the last so many; zero begins at the oldest.
        """
        self._waiting = [one for one in self._waiting if one.expires > now]
        if offset < 0:
            self._waiting = self._waiting[offset:]
        elif 0 < offset <= self._next_id:
            self._waiting = [one for one in self._waiting if one.update["update_id"] >= offset]
        return [one.update for one in self._waiting[:limit]]

    def clear(self) -> None:
        """Forget every waiting update."""
        self._waiting.clear()

    def __len__(self) -> int:
        return len(self._waiting)
