"""The real bot over a loopback server, while polls fail in the ways that they do fail in."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import httpx
import pytest
from sqlalchemy import event

from bot.app import UPDATES, build_application, services_of
from bot.context import App
from bot.parts import Parts
from bot.polling.conflicts import WINDOW
from bot.polling.pulse import Pulse
from bot.polling.vigil import Vigil
from bot.preview.faults import HUNG, TRUNCATED
from bot.preview.people import HOA, LAN
from bot.preview.server import Preview
from knowledge import membership
from knowledge.people import Role
from tests.bot.polling.test_watching_over import Clock

QUESTION = "ký sổ trực"
CONFLICT = "Conflict: terminated by other getUpdates request"


class Bot:
    """Looked at every moment, by a clock that is moved by hand."""

    def __init__(self, parts: Parts, preview: Preview) -> None:
        self.clock = Clock()
        self.told: list[str] = []
        self.control = preview.control
        self._ready = threading.Event()
        self._parts, self._preview = parts, preview
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        assert self._ready.wait(30)

    def wait_until(self, what: Callable[[], Any]) -> None:
        until = time.monotonic() + 30
        while not what():
            assert time.monotonic() < until, "it never came"
            time.sleep(0.005)

    def is_answered(self) -> None:
        """A question gets its answer."""
        sent = self.control.send(LAN.id, QUESTION)
        assert "ký sổ trực" in self.control.wait_reply(LAN.id, after=sent, timeout=30)["text"]

    def pass_time(self, seconds: float) -> None:
        """So much, and the look after it."""
        self.clock.now += seconds
        self.wait_until(lambda: self.vigil.looked == self.clock.now)

    @property
    def has_ended(self) -> bool:
        return not self._thread.is_alive()

    def stop(self) -> None:
        if not self.has_ended:
            self._loop.call_soon_threadsafe(self.application.stop_running)
        self._thread.join(30)
        assert self.has_ended

    def _serve(self) -> None:
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        services = services_of(self._parts, HOA.id)
        pulse = Pulse(self.clock)
        self.vigil = Vigil(services.inbox.receive, self.told.append, pulse, look_every=0.005)
        self.application: App = build_application(
            services,
            self._preview.token,
            base_url=self._preview.base_url,
            base_file_url=self._preview.base_file_url,
            ready=self._ready.set,
            vigil=self.vigil,
        )
        self.application.run_polling(allowed_updates=UPDATES, stop_signals=None)


@pytest.fixture
def preview() -> Iterator[Preview]:
    with Preview() as preview:
        yield preview


@pytest.fixture
def bot(published: Parts, preview: Preview, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bot]:
    monkeypatch.setattr("bot.rounds.FIRST", 3_600.0)
    with published.database.session() as session:
        membership.admit(session, LAN.id, Role.MEMBER, LAN.first_name, by="test")
        membership.agree(session, LAN.id)
        session.commit()
    running = Bot(published, preview)
    yield running
    running.stop()


def test_a_poll_that_is_never_answered_is_let_go_and_made_anew(bot: Bot) -> None:
    bot.is_answered()
    bot.control.inject(HUNG, "getUpdates", times=1)
    bot.wait_until(lambda: bot.control.struck)
    bot.pass_time(89)
    assert len(bot.control.struck) == 1
    bot.pass_time(2)
    bot.is_answered()
    assert bot.told == ["Đã nối lại được với Telegram sau 1 phút không nhận được tin."]


def test_a_bot_that_stays_deaf_ends_itself(bot: Bot) -> None:
    bot.control.inject(HUNG, "getUpdates")
    bot.wait_until(lambda: bot.control.struck)
    for seconds in (91, 45, 45, 45):
        assert bot.vigil.failure is None
        bot.pass_time(seconds)
    bot.wait_until(lambda: bot.has_ended)
    assert "bot tự thoát để được khởi động lại" in str(bot.vigil.failure)
    bot.control.heal()


def test_half_an_answer_loses_no_question(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    bot.control.inject(TRUNCATED, "getUpdates", times=1)
    bot.is_answered()
    assert QUESTION not in caplog.text


def test_another_poller_is_told_of_once_and_waited_for(bot: Bot) -> None:
    for _ in range(3):
        bot.control.fail_next("getUpdates", 409, CONFLICT)
    bot.wait_until(lambda: bot.told)
    assert "Có một tiến trình khác đang nhận tin" in bot.told[0]
    assert bot.vigil.conflicts.wait == 30
    bot.pass_time(200)
    assert bot.vigil.failure is None


@contextmanager
def rival(preview: Preview) -> Iterator[list[int]]:
    """Another bot with the same token, which nobody has told of ours: the statuses it gets."""
    polled: list[int] = []
    gone = threading.Event()

    def poll() -> None:
        with httpx.Client(base_url=f"{preview.base_url}{preview.token}/", timeout=30) as client:
            while not gone.is_set():
                polled.append(client.get("getUpdates", params={"timeout": 1}).status_code)

    thread = threading.Thread(target=poll)
    thread.start()
    yield polled
    gone.set()
    thread.join(30)


def test_a_rival_that_polls_indeed_is_found_and_outlived(
    bot: Bot, preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    pause = 4.0  # really waited for
    monkeypatch.setattr("bot.polling.conflicts.FIRST_PAUSE", pause)
    bot.is_answered()
    with rival(preview) as polled:
        bot.wait_until(lambda: bot.told)
        assert "Có một tiến trình khác đang nhận tin" in bot.told[0]
        found = len(polled)
        bot.wait_until(lambda: len(polled) > found + 1)
        assert polled[found + 1] == HTTPStatus.OK, "this bot has stepped back"
    bot.is_answered()
    bot.pass_time(pause + WINDOW + 1)
    bot.is_answered()
    bot.wait_until(lambda: len(bot.told) == 2)
    assert "Không còn tiến trình nào khác" in bot.told[1]


@contextmanager
def full_disk(parts: Parts) -> Iterator[None]:
    """SQLite says what it says of a full disk: it may not take another page."""

    def take_none(connection: Any, *_: object) -> None:  # noqa: ANN401 -- a driver's
        connection.execute("PRAGMA max_page_count = 1")  # and it stays as it is

    def take_any(connection: Any, *_: object) -> None:  # noqa: ANN401 -- a driver's
        connection.execute("PRAGMA max_page_count = 1073741823")

    engine = parts.database._engine
    event.listen(engine, "checkout", take_none)
    yield
    event.remove(engine, "checkout", take_none)
    event.listen(engine, "checkout", take_any)


def test_a_full_disk_is_told_at_once_and_nothing_is_lost(bot: Bot, published: Parts) -> None:
    bot.is_answered()
    with full_disk(published):
        long = f"{QUESTION} " + "có cần không " * 60  # too long for the room that is left
        sent = [bot.control.send(LAN.id, f"{long} {number}?") for number in range(5)]
        bot.wait_until(lambda: bot.told)
        assert "hết chỗ trên ổ đĩa" in bot.told[0]
        assert bot.vigil.pulse.unwritten is not None
        answered = len(bot.control.transcript(LAN.id))
    bot.wait_until(lambda: len(bot.told) == 2)
    assert bot.told[1].startswith("Đã ghi lại được tin")
    bot.wait_until(lambda: len(bot.control.transcript(LAN.id)) >= answered + len(sent))
