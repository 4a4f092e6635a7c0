"""While the bot runs: a look every few seconds at whether it hears, and what follows from it."""

import asyncio
import logging
from collections.abc import Callable

from bot import supervisor
from bot import texts_running as texts
from bot.errors import BotError, SettingsError
from bot.polling.conflicts import Conflicts
from bot.polling.pulse import Pulse
from bot.polling.request import PollRequest, Received, Tell
from bot.polling.watchdog import REBUILDS, Step, Watchdog

log = logging.getLogger(__name__)
LOOK_EVERY = 5.0  # seconds


class DeafError(BotError):
    """Polls bring nothing, and only a new process is left to try."""


class Vigil:
    """The pulse of polling and everything that goes by it.

    Args:
        also: done with each look.

    Attributes:
        request: for `ApplicationBuilder.get_updates_request`.
        failure: why the bot has ended itself; None while it has not.
    """

    def __init__(
        self,
        received: Received,
        tell: Tell,
        pulse: Pulse | None = None,
        look_every: float = LOOK_EVERY,
        also: Callable[[], None] = lambda: None,
    ) -> None:
        self.pulse = pulse or Pulse()
        self.conflicts = Conflicts(self.pulse.now)
        self.request = PollRequest(received, self.pulse, self.conflicts, tell)
        self.failure: BotError | None = None
        self.looked: float | None = None  # when, by the pulse's clock: the event loop's own pulse
        self._watchdog = Watchdog(self.pulse)
        self._tell = tell
        self._also = also
        self._look_every = look_every
        self._task: asyncio.Task[None] | None = None

    def begin(self, end: Callable[[], None]) -> None:
        """Look from now on, in the running event loop; `end` stops the bot."""
        self._task = asyncio.create_task(self._keep_looking(end), name="vigil")

    async def finish(self) -> None:
        """Look no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def look(self) -> None:
        """Once: rebuild what is deaf, and decide whether the bot has to end (`failure`)."""
        self.looked = self.pulse.now()
        self._also()
        if self.pulse.revoked:
            self.failure = SettingsError(texts.TOKEN_REFUSED)
            return
        step, silent = self._watchdog.look(), round(self._watchdog.worst)
        if step is Step.REBUILD:
            self._say_silence(silent)
            await self.request.rebuild()
        elif step is Step.GIVE_UP:
            self.failure = DeafError(texts.GAVE_UP.format(seconds=silent, times=REBUILDS))
        elif step is Step.BACK:
            said = texts.HEARS_AGAIN.format(minutes=max(1, silent // 60))
            log.warning("%s", said)
            self._tell(said)

    async def _keep_looking(self, end: Callable[[], None]) -> None:
        while True:
            try:
                await self.look()
            except Exception:
                log.exception("the look at polling failed")
            if self.failure is not None:
                log.critical("%s", self.failure)
                end()
                return
            supervisor.notify(supervisor.ALIVE)
            await asyncio.sleep(self._look_every)

    def _say_silence(self, seconds: int) -> None:
        """Once: nobody can be told in the chat until it is over."""
        if self._watchdog.rebuilt > 1:
            return
        said = texts.NO_NETWORK if self.pulse.cut_off else texts.DEAF.format(seconds=seconds)
        log.warning("%s", said)
        supervisor.notify(supervisor.status(said))
