"""A press is answered, whatever its handler does."""

import asyncio
from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest
from telegram import Bot, CallbackQuery, Chat, Message, User
from telegram.error import BadRequest

from bot.handling import Handling
from bot.pressing import answered_in_time

PRIVATE, GROUP = Chat(7, Chat.PRIVATE), Chat(-8, Chat.GROUP)


class Letters(Bot):
    """Keeps what it is to send."""

    sent: ClassVar[list[tuple[object, str]]] = []

    async def send_message(self, chat_id: int | str, text: str, **_: Any) -> Message:  # type: ignore[override]  # noqa: ANN401 -- PTB has twenty more
        self.sent.append((chat_id, text))
        return Message(2, datetime.now(UTC), Chat(int(chat_id), Chat.PRIVATE), text=text)


class Query(CallbackQuery):
    """Counts its answers."""

    __slots__ = ("answers", "error", "sending", "set_out")

    def __init__(self, error: Exception | None = None, chat: Chat = PRIVATE) -> None:
        card = Message(1, datetime.now(UTC), chat)
        super().__init__("1", User(7, "Lan", is_bot=False), "x", data="1:x", message=card)
        self.set_bot(Letters("123456:not-a-token"))
        with self._unfrozen():
            self.answers = 0
            self.error = error
            self.sending: Handling | None = None
            self.set_out = asyncio.Event()

    def on_its_way(self, handling: Handling) -> None:
        """From now on an answer counts as given when it sets out, as the courier has it, and takes
        a moment to arrive."""
        with self._unfrozen():
            self.sending = handling

    async def answer(self, *_: object, **__: object) -> bool:
        if self.sending:
            self.sending.answered = True
            self.set_out.set()
            await asyncio.sleep(0.01)
        with self._unfrozen():
            self.answers += 1
        if self.error:
            raise self.error
        return True


async def test_a_press_that_its_handler_takes_long_for_is_answered_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.pressing.PATIENCE", 0.0)
    query = Query()
    async with answered_in_time(query, Handling(1)):
        for _ in range(5):
            await asyncio.sleep(0)
        assert query.answers == 1
    assert query.answers == 1


async def test_a_press_that_a_process_ended_at_is_answered_at_once() -> None:
    query = Query()
    async with answered_in_time(query, Handling(1, again=True)):
        for _ in range(5):
            await asyncio.sleep(0)
        assert query.answers == 1


async def test_a_press_that_its_handler_has_answered_is_not_answered_again() -> None:
    query, handling = Query(), Handling(1)
    async with answered_in_time(query, handling):
        handling.answered = True
    assert query.answers == 0


async def test_a_press_whose_handler_has_failed_or_forgotten_it_is_answered_at_its_end() -> None:
    query = Query()
    with pytest.raises(RuntimeError, match="broken"):
        async with answered_in_time(query, Handling(1)):
            raise RuntimeError("broken")
    assert query.answers == 1


async def test_an_answer_on_its_way_arrives_though_the_handler_ends_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.pressing.PATIENCE", 0.0)
    query, current = Query(), Handling(1)
    query.on_its_way(current)
    async with answered_in_time(query, current):
        await asyncio.wait_for(query.set_out.wait(), 10)
        assert query.answers == 0
    assert query.answers == 1


async def test_an_answer_that_telegram_no_longer_takes_harms_nobody() -> None:
    query = Query(BadRequest("Query is too old"))
    async with answered_in_time(query, Handling(1)):
        pass
    assert query.answers == 1


@pytest.mark.parametrize(("chat", "sent"), [(PRIVATE, [(7, "Nút đã cũ.")]), (GROUP, [])])
async def test_what_is_to_be_read_after_the_answer_comes_as_a_message_in_private_alone(
    chat: Chat, sent: list[tuple[object, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Letters, "sent", [])
    current = Handling(1)
    async with answered_in_time(Query(chat=chat), current):
        current.answered, current.unsaid = True, "Nút đã cũ."
    assert Letters.sent == sent
