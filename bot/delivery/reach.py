"""Which chats can be written to. Whoever blocked the bot gets nothing until they are heard of."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.scribe import Scribe
from knowledge import outbox, reachable
from knowledge.errors import DatabaseError

log = logging.getLogger(__name__)


class Reach:
    """Kept in the database, for a process that starts anew knows nobody who blocked it.

    A message counts as heard only if it was received after the chat was cut off, and written after
    it by Telegram's clock, of which `saw` tells: a question that waited here while its person
    blocked the bot says nothing.
    """

    def __init__(self, scribe: Scribe, clock: Callable[[], float] = time.time) -> None:
        self._scribe = scribe
        self._clock = clock
        self._ahead = 0.0  # of Telegram's clock against ours, in seconds
        self._cut: dict[int, int] = {}  # chat -> since when

    async def remember(self) -> None:
        """What an earlier process has found out. Raises `DatabaseError`."""
        self._cut = {**await self._scribe.write(reachable.unreachable), **self._cut}

    def is_cut(self, chat: int | str | None) -> bool:
        return chat in self._cut

    def saw(self, date: object) -> None:
        """Telegram's date of something that it has done just now."""
        if isinstance(date, int):
            self._ahead = date - self._clock()

    async def cut(self, chat: int | str | None, since: int | None = None) -> None:
        """Nothing gets through to a chat; nor will what may not have arrived be offered again."""
        if not isinstance(chat, int):
            return
        moment = int(self._clock() + self._ahead) if since is None else since
        self._cut[chat] = moment
        try:
            await self._scribe.write(lambda session: reachable.cut(session, chat, moment))
            await self._scribe.write(lambda session: outbox.give_up(session, chat))
        except DatabaseError as error:
            log.warning("an unreachable chat could not be noted: %s", error)

    async def heard(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """Take from updates, as they are received and not later, who can be written to."""
        for update in updates:
            for kind in ("my_chat_member", "message"):
                match update.get(kind):
                    case {"chat": {"id": int(chat)}, "date": int(date), **rest}:
                        await self._heard(chat, date, rest.get("new_chat_member"))

    async def _heard(self, chat: int, date: int, became: object) -> None:
        """A chat has said something at `date`; or the bot has become something in it."""
        match became:
            case {"status": "kicked" | "left"}:
                await self.cut(chat, date)
            case _:
                await self._restore(chat, date)

    async def _restore(self, chat: int, date: int) -> None:
        if chat not in self._cut or date < self._cut[chat]:
            return
        del self._cut[chat]
        try:
            await self._scribe.write(lambda session: reachable.restore(session, chat))
        except DatabaseError as error:
            log.warning("a chat that can be reached again could not be noted: %s", error)
