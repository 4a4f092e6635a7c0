"""When an update that waits for Telegram lets the next one begin."""

import asyncio
import time

import pytest

from bot import handling
from bot.handling import Handling


class Waiting(Handling):
    """Knows when it made way."""

    def __init__(self) -> None:
        super().__init__(1)
        self.made_way = asyncio.Event()
        self.makes_way = self.made_way.set


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.handling.TAKES_LONG", 0.02)


async def test_a_call_that_takes_long_lets_the_next_update_begin() -> None:
    update = Waiting()

    update.waits_if_it_takes_long()

    assert not update.made_way.is_set()
    await asyncio.wait_for(update.made_way.wait(), 10)


async def test_a_call_that_waits_for_the_processor_lets_nothing_more_begin(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.handling.MUCH_LATE", 0.0)  # any loop is
    update = Waiting()

    update.waits_if_it_takes_long()
    await asyncio.sleep(0.2)
    assert not update.made_way.is_set()

    monkeypatch.setattr("bot.handling.MUCH_LATE", 10.0)
    await asyncio.wait_for(update.made_way.wait(), 10)


async def test_a_loop_that_was_held_up_once_is_looked_at_again() -> None:
    update = Waiting()

    update.waits_if_it_takes_long()
    time.sleep(handling.TAKES_LONG + 2 * handling.MUCH_LATE)  # noqa: ASYNC251 -- holds it up
    await asyncio.sleep(0)
    assert not update.made_way.is_set()

    await asyncio.wait_for(update.made_way.wait(), 10)


async def test_what_is_over_meanwhile_makes_way_once() -> None:
    update = Waiting()
    update.waits_if_it_takes_long()

    update.waits()
    update.made_way.clear()
    await asyncio.sleep(0.1)

    assert not update.made_way.is_set()
