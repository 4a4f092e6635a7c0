"""The real bot in a thread of its own, that can be stopped and started again."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Bot

from bot.app import UPDATES, build_application, services_of
from bot.context import Services
from bot.parts import Parts
from bot.preview.people import HOA, LAN, MINH
from bot.preview.server import Preview
from knowledge import membership
from knowledge.people import Role


def admit(parts: Parts) -> None:
    """Lan and Minh are members; they and Hoa have agreed to what is kept."""
    with parts.database.session() as session:
        for person in (LAN, MINH):
            membership.admit(session, person.id, Role.MEMBER, person.first_name, by="test")
        for person in (LAN, MINH, HOA):
            membership.agree(session, person.id)
        session.commit()


class RunningBot:
    """Polls a preview; Hoa is its owner."""

    def __init__(self, parts: Parts, preview: Preview) -> None:
        self._parts = parts
        self._preview = preview

    def start(self) -> None:
        ready = threading.Event()
        self.services = services_of(self._parts, HOA.id)
        self._application = build_application(
            self.services,
            self._preview.token,
            base_url=self._preview.base_url,
            base_file_url=self._preview.base_file_url,
            ready=ready.set,
        )
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        assert ready.wait(20)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._application.stop_running)
        assert self.has_ended()

    async def stop_from_within(self) -> None:
        """From a handler, which goes on in a bot that stops; `has_ended` waits for it."""
        self._application.stop_running()
        while self._application.running:  # noqa: ASYNC110 -- PTB has no event for that
            await asyncio.sleep(0.01)

    def has_ended(self) -> bool:
        self._thread.join(20)
        return not self._thread.is_alive()

    def restart(self) -> None:
        """As after a new version was installed: nothing is left of what was in memory."""
        self.stop()
        self.start()

    def do(self, work: Callable[[Bot, Services], Coroutine[Any, Any, None]]) -> None:
        """What the bot does by the clock, now."""
        doing = work(self._application.bot, self.services)
        asyncio.run_coroutine_threadsafe(doing, self._loop).result(20)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._application.run_polling(
            allowed_updates=UPDATES, poll_interval=0, stop_signals=None, close_loop=True
        )
