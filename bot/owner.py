"""The owner and the admins, and what the bot tells them of its own accord."""

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence

from telegram import Bot
from telegram.error import TelegramError

from bot.errors import BotError
from knowledge.errors import KnowledgeError

log = logging.getLogger(__name__)


class Owner:
    """Takes sentences from any thread; those that come before the bot is up wait for it.

    Args:
        admins: finds the ids of the admins; blocks on the database.
    """

    def __init__(
        self, identity: int | None, admins: Callable[[], Sequence[int]] = lambda: ()
    ) -> None:
        self.id = identity
        self._admins = admins
        self._lock = threading.Lock()
        self._waiting: list[tuple[str, bool]] = []
        self._reached: tuple[Bot, asyncio.AbstractEventLoop] | None = None

    def reach(self, bot: Bot) -> None:
        """From now on, by this bot; called in its event loop."""
        with self._lock:
            self._reached = (bot, asyncio.get_running_loop())
            waiting, self._waiting = self._waiting, []
        for sentence, everybody in waiting:
            self._say(sentence, everybody=everybody)

    def tell(self, sentence: str) -> None:
        """Send it to the owner, or leave it: nothing depends on a notice."""
        self._say(sentence, everybody=False)

    def tell_admins(self, sentence: str) -> None:
        """The same to the admins as well; where the database does not tell who they are, to the
        owner alone."""
        self._say(sentence, everybody=True)

    def _say(self, sentence: str, *, everybody: bool) -> None:
        with self._lock:
            if self._reached is None:
                self._waiting.append((sentence, everybody))
                return
            bot, loop = self._reached
        if not loop.is_closed():
            asyncio.run_coroutine_threadsafe(self._send(bot, sentence, everybody), loop)

    async def _send(self, bot: Bot, sentence: str, everybody: bool) -> None:
        admins = await asyncio.to_thread(self._known_admins) if everybody else ()
        for person in dict.fromkeys([self.id, *admins]):
            if person is None:
                continue
            try:
                await bot.send_message(person, sentence)
            except (TelegramError, BotError) as error:
                log.warning("an admin was not told: %s", type(error).__name__)

    def _known_admins(self) -> Sequence[int]:
        try:
            return self._admins()
        except KnowledgeError as error:
            log.warning("who the admins are is not known: %s", error)
            return ()
