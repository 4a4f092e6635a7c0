"""What stands between PTB's updater and the network, with answers made by hand."""

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.polling.conflicts import Conflicts
from bot.polling.pulse import Pulse, Trouble
from bot.polling.request import PollRequest
from knowledge.errors import DatabaseError

WORDS = "tôi đã uống rượu"
LONG_POLL = RequestData([RequestParameter.from_input("timeout", 10)])
LAST_POLL = RequestData([RequestParameter.from_input("timeout", 0)])
CONFLICT = {"ok": False, "error_code": 409, "description": "Conflict: terminated by other"}


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class Answers(BaseRequest):
    """A network that answers as it is told, and hangs once it has nothing left to say."""

    def __init__(self, *answers: tuple[int, bytes] | Exception) -> None:
        self.answers = list(answers)
        self.closed = False
        self.hangs = asyncio.Event()

    @property
    def read_timeout(self) -> float | None:
        return 5.0

    async def initialize(self) -> None:
        self.closed = False

    async def shutdown(self) -> None:
        self.closed = True

    async def do_request(self, *_: object, **__: object) -> tuple[int, bytes]:
        if not self.answers:
            self.hangs.set()
            await asyncio.Event().wait()
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


class Polls:
    """A request with everything around it."""

    def __init__(self, *answers: tuple[int, bytes] | Exception) -> None:
        self.clock = Clock()
        self.network = Answers(*answers)
        self.made: list[Answers] = []
        self.kept: list[list[dict[str, Any]]] = []
        self.told: list[str] = []
        self.refuse: Callable[[list[dict[str, Any]]], Exception | None] = lambda _: None
        self.pulse = Pulse(self.clock)
        self.conflicts = Conflicts(self.clock)
        self.request = PollRequest(
            self.receive, self.pulse, self.conflicts, self.told.append, self.make
        )

    def make(self) -> Answers:
        self.made.append(self.network if not self.made else Answers(ok()))
        return self.made[-1]

    async def receive(self, updates: list[dict[str, Any]]) -> None:
        if refused := self.refuse(updates):
            raise refused
        self.kept.append(updates)

    async def poll(self, data: RequestData = LONG_POLL) -> Any:  # noqa: ANN401 -- JSON
        return await self.request.post("https://api.telegram.org/bot1:x/getUpdates", data)


def ok(*updates: object) -> tuple[int, bytes]:
    return 200, json.dumps({"ok": True, "result": updates}).encode()


def refused(answer: dict[str, Any]) -> tuple[int, bytes]:
    return answer["error_code"], json.dumps(answer).encode()


def message(number: int) -> dict[str, Any]:
    chat = {"id": 7, "type": "private"}
    content = {"message_id": number, "date": 1, "chat": chat, "text": WORDS}
    return {"update_id": number, "message": content}


async def test_updates_are_written_down_before_they_are_handed_on() -> None:
    polls = Polls(ok(message(5), message(6)))
    assert await polls.poll() == [message(5), message(6)] == polls.kept[0]
    assert polls.pulse.silence == 0
    assert polls.pulse.counts == {"ok": 1}


async def test_an_answer_without_updates_is_a_sign_of_life() -> None:
    polls = Polls(TimedOut(), ok())
    with pytest.raises(TimedOut):
        await polls.poll()
    polls.clock.now += 80
    assert polls.pulse.silence == 80
    assert await polls.poll() == []
    assert polls.kept == []
    assert polls.pulse.silence == 0
    assert polls.pulse.since == {}


async def test_an_update_that_cannot_be_parsed_is_confirmed_and_the_others_handled(
    caplog: pytest.LogCaptureFixture,
) -> None:
    poison = message(6)
    poison["message"]["chat"] = WORDS
    polls = Polls(ok(message(7), message(5), poison, "no update", {"update_id": "8"}))
    assert await polls.poll() == [message(5), {"update_id": 6}, message(7)] == polls.kept[0]
    assert "update 6 (message) cannot be read" in caplog.text
    assert WORDS not in caplog.text


async def test_an_update_that_cannot_be_written_down_keeps_no_other_waiting(
    caplog: pytest.LogCaptureFixture,
) -> None:
    polls = Polls(ok(message(5), message(6)))
    polls.refuse = lambda updates: ValueError(WORDS) if message(5) in updates else None
    assert await polls.poll() == [{"update_id": 5}, message(6)]
    assert polls.kept == [[{"update_id": 5}], [message(6)]]
    assert polls.pulse.unwritten is None
    assert "update 5 cannot be kept: ValueError" in caplog.text
    assert WORDS not in caplog.text


async def test_what_cannot_be_written_down_is_not_confirmed_and_told_once() -> None:
    polls = Polls(*[ok(message(5))] * 3)
    full = DatabaseError("Cơ sở dữ liệu x.db: hết chỗ trên ổ đĩa.")
    polls.refuse = lambda _: full
    for _ in range(2):
        with pytest.raises(NetworkError, match="could not be written"):
            await polls.poll()
    assert polls.pulse.unwritten == str(full)
    assert len(polls.told) == 1
    assert "hết chỗ trên ổ đĩa" in polls.told[0]
    assert polls.pulse.silence == 0, "Telegram does answer: this bot is not deaf"
    polls.refuse = lambda _: None
    assert await polls.poll() == [message(5)]
    assert polls.pulse.unwritten is None
    assert polls.told[1].startswith("Đã ghi lại được")


@pytest.mark.parametrize(
    "body",
    [
        json.dumps({"ok": True, "result": [message(5)]}).encode()[:-9],
        b"<html>" + WORDS.encode(),
        b'{"ok": true, "result": {}}',
        b"[]",
        b"",
    ],
)
async def test_a_garbled_answer_is_no_life_and_goes_into_no_log(
    body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    polls = Polls((200, body))
    with pytest.raises(NetworkError, match="garbled") as raised:
        await polls.poll()
    assert polls.pulse.counts == {Trouble.REFUSED: 1}
    assert WORDS not in caplog.text + repr(raised.value)


@pytest.mark.parametrize("status", [401, 404, 409, 502, 503])
async def test_a_page_of_a_proxy_is_a_network_error_and_goes_into_no_log(
    status: int, caplog: pytest.LogCaptureFixture
) -> None:
    polls = Polls((status, f"<html>{WORDS}</html>".encode()))
    with pytest.raises(NetworkError, match=f"Bad Gateway .{status}."):
        await polls.poll()
    assert not polls.pulse.revoked
    assert polls.conflicts.total == 0
    assert WORDS not in caplog.text


@pytest.mark.parametrize("code", [401, 404])
async def test_a_revoked_token_is_known_by_telegrams_own_answer(code: int) -> None:
    polls = Polls(refused({"ok": False, "error_code": code, "description": "Unauthorized"}))
    with pytest.raises(TelegramError):
        await polls.poll()
    assert polls.pulse.revoked


@pytest.mark.filterwarnings("ignore:.*retry_after.*:DeprecationWarning")  # PTB, of itself
async def test_waiting_because_telegram_asks_for_it_is_no_silence() -> None:
    slow = {"ok": False, "error_code": 429, "description": "x", "parameters": {"retry_after": 200}}
    polls = Polls(refused(slow))
    with pytest.raises(TelegramError, match="Retry in 0:03:20"):
        await polls.poll()
    polls.clock.now += 210
    assert polls.pulse.silence == 10


async def test_two_pollers_are_told_of_once_and_given_way_to() -> None:
    polls = Polls(*[refused(CONFLICT)] * 3)
    for _ in range(3):
        assert polls.conflicts.wait == 0
        with pytest.raises(TelegramError, match="terminated by other"):
            await polls.poll()
        polls.clock.now += 3
    assert len(polls.told) == 1
    assert "Có một tiến trình khác" in polls.told[0]
    assert polls.conflicts.wait == 27
    assert polls.pulse.silence == 0, "it does not poll, and on purpose"


async def test_the_last_poll_confirms_and_brings_nothing() -> None:
    """PTB throws away what comes with it: it is neither written down nor confirmed."""
    polls = Polls(ok(message(5)))
    assert await polls.poll(LAST_POLL) == []
    assert polls.kept == []


async def test_a_request_is_rebuilt_under_the_poll_that_hangs() -> None:
    polls = Polls()
    hanging = asyncio.ensure_future(polls.poll())
    await polls.network.hangs.wait()
    await polls.request.rebuild()
    with pytest.raises(TimedOut, match="rebuilt"):
        await hanging
    assert polls.network.closed
    assert await polls.poll() == []
    assert len(polls.made) == 2


async def test_stopping_the_bot_ends_the_poll_that_waits() -> None:
    polls = Polls()
    hanging = asyncio.ensure_future(polls.poll())
    await polls.network.hangs.wait()
    hanging.cancel()
    polls.network.answers.append(ok())
    assert await polls.poll(LAST_POLL) == []
    with pytest.raises(asyncio.CancelledError):
        await hanging


async def test_no_network_is_told_apart_from_a_server_that_is_silent() -> None:
    """The port is closed: PTB's own request says so, and not that it had to wait."""
    polls = Polls()
    polls.request = PollRequest(
        polls.receive, polls.pulse, polls.conflicts, polls.told.append, HTTPXRequest
    )
    with pytest.raises(NetworkError):
        await polls.request.post("http://127.0.0.1:1/bot1:x/getUpdates", LONG_POLL)
    assert polls.pulse.counts == {Trouble.UNREACHABLE: 1}
    assert polls.pulse.cut_off
    await polls.request.shutdown()
