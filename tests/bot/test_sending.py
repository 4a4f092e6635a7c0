import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from bot import texts
from bot.cards import Card
from bot.context import Services
from bot.sending import send_card, typing


class RecordingBot:
    """Keeps what it was asked to send."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    async def send_message(self, chat_id: int, text: str, **_: object) -> SimpleNamespace:
        self.sent.append(text)
        return SimpleNamespace(message_id=len(self.sent))


def bot() -> Any:  # noqa: ANN401 -- stands in for PTB's Bot
    return RecordingBot()


async def test_a_card_with_verified_quotes_is_sent_as_it_is() -> None:
    recording = bot()
    html = "<blockquote expandable>không nên ngủ</blockquote>"
    await send_card(recording, 1, Card(html, None, ("không nên ngủ",)))

    assert recording.sent == [html]


async def test_a_card_that_quotes_anything_else_is_not_sent() -> None:
    recording = bot()
    html = "<blockquote expandable>nên ngủ</blockquote>"
    await send_card(recording, 1, Card(html, None, ("không nên ngủ",)))

    assert recording.sent == [texts.NOTHING_FOUND]


def test_a_persons_key_tells_people_apart_and_names_nobody() -> None:
    services, other = (
        Services(bot(), bot(), bot(), secret=secret, owner=None, rights=bot(), publisher=bot())
        for secret in (b"khoa", b"khac")
    )

    assert services.person_key(1001) == services.person_key(1001)
    assert services.person_key(1001) != services.person_key(1002)
    assert services.person_key(1001) != other.person_key(1001)
    assert "1001" not in services.person_key(1001)


class Signs:
    """A bot that only shows that it is typing."""

    def __init__(self) -> None:
        self.shown = asyncio.Event()

    async def send_chat_action(self, *_: object) -> None:
        self.shown.set()


async def test_typing_is_shown_only_when_an_answer_takes_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    signs: Any = Signs()
    async with typing(signs, 7):
        await asyncio.sleep(0.01)
    assert not signs.shown.is_set()

    monkeypatch.setattr("bot.sending.WONDERS", 0.0)
    async with typing(signs, 7):
        await asyncio.wait_for(signs.shown.wait(), 10)
