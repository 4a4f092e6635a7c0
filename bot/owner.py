"""The owner, and what the bot tells them of its own accord."""

import asyncio
import logging
import threading

from telegram import Bot
from telegram.error import TelegramError

log = logging.getLogger(__name__)


class Owner:
    """Takes sentences from any thread; those that come before the bot is up wait for it."""

    def __init__(self, identity: int | None) -> None:
        self.id = identity
        self._lock = threading.Lock()
        self._waiting: list[str] = []
        self._reached: tuple[Bot, asyncio.AbstractEventLoop] | None = None

    def reach(self, bot: Bot) -> None:
        """From now on, by this bot; called in its event loop."""
        with self._lock:
            self._reached = (bot, asyncio.get_running_loop())
            waiting, self._waiting = self._waiting, []
        for sentence in waiting:
            self.tell(sentence)

    def tell(self, sentence: str) -> None:
        """Send it, or leave it: nothing depends on a notice."""
        if self.id is None:
            return
        with self._lock:
            if self._reached is None:
                self._waiting.append(sentence)
                return
            bot, loop = self._reached
        if not loop.is_closed():
            asyncio.run_coroutine_threadsafe(_send(bot, self.id, sentence), loop)


async def _send(bot: Bot, owner: int, sentence: str) -> None:
    try:
        await bot.send_message(owner, sentence)
    except TelegramError as error:
        log.warning("the owner was not told: %s", type(error).__name__)
