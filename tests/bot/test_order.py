import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from telegram import CallbackQuery, Chat, Message, Update, User
from telegram.ext import BaseUpdateProcessor

from bot import handling
from bot.inbox import Inbox
from bot.order import PLACES, InOrder
from bot.scribe import Scribe
from knowledge.database import Database, sqlite_url

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def update(number: int, chat: int) -> Update:
    message = Message(number, NOW, Chat(chat, Chat.PRIVATE))
    return Update(number, message=message)


def press(number: int, person: int) -> Update:
    user, card = User(person, "Lan", is_bot=False), update(0, person).message
    query = CallbackQuery(str(number), user, "x", message=card, data="1:x")
    return Update(number, callback_query=query)


@pytest.fixture
def inbox(tmp_path: Path) -> Iterator[Inbox]:
    database = Database.open(sqlite_url(tmp_path / "nenchang.db"))
    scribe = Scribe(database)
    yield Inbox(scribe)
    scribe.close()
    database.close()


class Handlers:
    """Each update takes the seconds that it was given; `done` are the numbers as they end."""

    def __init__(self, seconds: dict[int, float]) -> None:
        self.seconds = seconds
        self.done: list[int] = []
        self.begun: list[int] = []
        self.undeliverable: dict[int, int] = {}  # how often it still fails to be sent
        self.stopping = False
        self.first_done = asyncio.Event()

    async def handle(self, one: Update) -> None:
        number = one.update_id
        self.begun.append(number)
        current = handling.current()
        assert current is not None
        current.answered = True
        await asyncio.sleep(self.seconds.get(number, 0.0))
        if self.undeliverable.get(number, 0):
            self.undeliverable[number] -= 1
            current.undelivered = True
            return
        self.done.append(number)
        self.first_done.set()

    def order(self, inbox: Inbox) -> InOrder:
        return InOrder(inbox, self.handle, lambda: self.stopping)


async def _nothing() -> None:
    raise AssertionError("an update is handled by what can be called again")


async def arrive(inbox: Inbox, order: BaseUpdateProcessor, updates: list[Update]) -> None:
    await inbox.receive([one.to_dict() for one in updates])
    await asyncio.gather(*(order.process_update(one, _nothing()) for one in updates))


async def test_a_quick_question_waits_for_the_same_persons_slow_one(inbox: Inbox) -> None:
    handlers = Handlers({1: 0.05, 3: 0.01})
    await arrive(inbox, handlers.order(inbox), [update(number, 7) for number in (1, 2, 3)])
    assert handlers.done == [1, 2, 3]


async def test_a_quick_question_does_not_wait_for_somebody_elses_slow_one(inbox: Inbox) -> None:
    handlers = Handlers({1: 0.1})
    await arrive(inbox, handlers.order(inbox), [update(1, 7), update(2, 8)])
    assert handlers.done == [2, 1]


async def test_a_press_does_not_wait_behind_its_persons_questions(inbox: Inbox) -> None:
    handlers = Handlers({1: 0.1})
    await arrive(inbox, handlers.order(inbox), [update(1, 7), press(2, 7)])
    assert handlers.done == [2, 1]


async def test_however_much_one_person_sends_the_others_have_their_places(inbox: Inbox) -> None:
    flood = [update(number, 7) for number in range(1, PLACES + 50)]
    handlers = Handlers({1: 0.2})
    other = update(999, 8)
    await arrive(inbox, handlers.order(inbox), [*flood, other])
    assert handlers.done[0] == 999
    assert handlers.done[1:] == [one.update_id for one in flood]


async def test_only_so_many_are_worked_at_until_they_wait_for_telegram(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.order.AT_WORK", 2)
    begun: list[int] = []
    four_begun, going_on = asyncio.Event(), asyncio.Event()

    async def handle(one: Update) -> None:
        begun.append(one.update_id)
        if len(begun) == 4:
            four_begun.set()
        current = handling.current()
        assert current is not None
        current.answered = True
        if one.update_id == 1:
            current.waits()
            current.waits()  # a second message of the same makes no more room
        await going_on.wait()

    order = InOrder(inbox, handle, lambda: False)
    arriving = asyncio.ensure_future(
        arrive(inbox, order, [*(update(number, number) for number in range(1, 6)), press(6, 7)])
    )
    await asyncio.wait_for(four_begun.wait(), 10)
    await asyncio.sleep(0.01)  # for a fifth, if there were one
    assert begun == [1, 2, 3, 6]  # a press needs no room
    going_on.set()
    await arriving
    assert sorted(begun) == [1, 2, 3, 4, 5, 6]


async def test_an_update_that_comes_twice_is_handled_once(inbox: Inbox) -> None:
    handlers = Handlers({})
    order = handlers.order(inbox)
    await arrive(inbox, order, [update(1, 7), update(1, 7)])
    await arrive(inbox, order, [update(1, 7)])
    assert handlers.done == [1]


async def test_a_message_that_comes_under_another_id_is_handled_once(inbox: Inbox) -> None:
    handlers = Handlers({})
    twin = Update(500, message=update(1, 7).message)
    await arrive(inbox, handlers.order(inbox), [update(1, 7), twin])
    assert handlers.done == [1]


async def test_what_could_not_be_sent_is_handled_again_before_what_came_later(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.order.BACKOFF", (0.0,))
    monkeypatch.setattr("bot.order.LOOKS", 0.001)
    handlers = Handlers({})
    handlers.undeliverable = {1: 2}
    await arrive(inbox, handlers.order(inbox), [update(1, 7), update(2, 7), update(3, 8)])
    assert handlers.begun.count(1) == 3
    assert handlers.done.index(1) < handlers.done.index(2)
    assert handlers.done[0] == 3


async def test_what_waits_for_the_network_holds_no_place(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.order.PLACES", 1)
    handlers = Handlers({})
    handlers.undeliverable = {1: 99}
    arriving = asyncio.ensure_future(
        arrive(inbox, handlers.order(inbox), [update(1, 7), update(2, 8)])
    )
    await asyncio.wait_for(handlers.first_done.wait(), 10)
    assert (handlers.begun, handlers.done) == ([1, 2], [2])
    handlers.stopping = True
    await arriving


async def test_a_bot_that_stops_leaves_what_cannot_be_sent_to_its_next_process(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.order.LOOKS", 0.001)
    handlers = Handlers({})
    handlers.undeliverable = {1: 99}
    handlers.stopping = True
    await arrive(inbox, handlers.order(inbox), [update(1, 7), update(2, 7)])
    assert handlers.done == [2]
    assert [one["update_id"] for one in await inbox.left_behind()] == [1]


async def test_a_bot_that_stops_begins_with_nothing_after_a_while(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.order.STOPS_WITHIN", 0.0)
    handlers = Handlers({})
    handlers.stopping = True
    await arrive(inbox, handlers.order(inbox), [update(1, 7)])
    assert handlers.done == []
    assert [one["update_id"] for one in await inbox.left_behind()] == [1]


async def test_a_press_is_finished_once_its_answer_has_arrived(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrives, answering = asyncio.Event(), asyncio.Event()

    async def answer(_: CallbackQuery) -> bool:
        answering.set()
        return await arrives.wait()

    async def handle(_: Update) -> None:
        """Says nothing itself."""

    monkeypatch.setattr(CallbackQuery, "answer", answer)
    pressed = asyncio.ensure_future(
        arrive(inbox, InOrder(inbox, handle, lambda: False), [press(1, 7)])
    )
    await asyncio.wait_for(answering.wait(), 10)
    await asyncio.sleep(0.05)  # for the note that it is finished, if it were made now
    assert [one["update_id"] for one in await inbox.left_behind()] == [1]
    arrives.set()
    await pressed
    assert await inbox.left_behind() == []


async def test_a_question_that_fails_lets_the_next_one_through(inbox: Inbox) -> None:
    done: list[int] = []

    async def handle(one: Update) -> None:
        if one.update_id == 1:
            raise RuntimeError("broken")
        done.append(one.update_id)

    order = InOrder(inbox, handle, lambda: False)
    await inbox.receive([update(number, 7).to_dict() for number in (1, 2)])
    results = await asyncio.gather(
        *(order.process_update(update(number, 7), _nothing()) for number in (1, 2)),
        return_exceptions=True,
    )
    assert done == [2]
    assert isinstance(results[0], RuntimeError)
