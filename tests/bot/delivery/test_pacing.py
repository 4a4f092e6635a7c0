"""Turns to send, by a clock that only moves when somebody waits."""

import asyncio
from collections.abc import Awaitable

import pytest

from bot.delivery.pacing import Pacing, Priority, Rate, Rates

LAN, MINH, HOA, GROUP = 1, 2, 3, -4
ANSWER, BACKGROUND = Priority.ANSWER, Priority.BACKGROUND


class Clock:
    """Jumps to the moment for which the first one waits, once nobody else has anything to do."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self._alarms: list[tuple[float, int, asyncio.Future[None]]] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        rung: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._alarms.append((self.now + seconds, len(self._alarms), rung))
        await rung

    async def run(self, *doing: Awaitable[bool]) -> list[bool]:
        """Let all of them come to their end."""
        gathered = asyncio.gather(*doing)
        while not gathered.done():
            for _ in range(50):
                await asyncio.sleep(0)
            if not gathered.done() and self._alarms:
                alarm = min(self._alarms)
                self._alarms.remove(alarm)
                self.now = max(self.now, alarm[0])
                alarm[2].set_result(None)
        return await gathered


@pytest.fixture
def clock() -> Clock:
    return Clock()


def pacing_by(clock: Clock, everybody: Rate | None = None) -> Pacing:
    rates = Rates(everybody=everybody or Rate(seconds=0.001, burst=1_000))
    return Pacing(rates, clock, clock.sleep)


async def times_of(
    pacing: Pacing, clock: Clock, count: int, *chats: int, priority: Priority = ANSWER
) -> list[float]:
    """When each of so many messages to each of the chats went, in seconds from the first."""
    began, times = clock.now, []

    async def one(chat: int) -> bool:
        taken = await pacing.turn(chat, priority, 1e9)
        times.append(clock.now - began)
        return taken

    await clock.run(*(one(chat) for chat in chats for _ in range(count)))
    return sorted(times)


async def test_a_chat_gets_a_few_at_once_and_then_one_a_second(clock: Clock) -> None:
    times = await times_of(pacing_by(clock), clock, 7, LAN)

    assert times == [0, 0, 0, 0, 1, 2, 3]


async def test_a_group_gets_no_more_than_twenty_in_any_minute(clock: Clock) -> None:
    times = await times_of(pacing_by(clock), clock, 60, GROUP)

    within = [sum(begin <= one < begin + 60 for one in times) for begin in times]
    assert max(within) == 20


async def test_one_chats_queue_delays_no_other(clock: Clock) -> None:
    pacing = pacing_by(clock)
    began = clock.now
    when: dict[int, float] = {}

    async def one(chat: int) -> bool:
        taken = await pacing.turn(chat, ANSWER, 1e9)
        when[chat] = clock.now - began
        return taken

    await clock.run(*(one(LAN) for _ in range(9)), one(MINH))

    assert when == {LAN: 5.0, MINH: 0.0}


async def test_all_together_get_no_more_than_their_rate(clock: Clock) -> None:
    pacing = pacing_by(clock, Rate(seconds=0.5, burst=2))

    times = await times_of(pacing, clock, 1, *range(1, 6))

    assert times == [0, 0, 0.5, 1.0, 1.5]


async def test_an_answer_goes_before_what_nobody_waits_for(clock: Clock) -> None:
    pacing = pacing_by(clock, Rate(seconds=1.0, burst=1))
    order: list[Priority] = []

    async def one(chat: int, priority: Priority) -> bool:
        taken = await pacing.turn(chat, priority, 1e9)
        order.append(priority)
        return taken

    await clock.run(
        *(one(chat, BACKGROUND) for chat in range(10, 14)),
        *(one(chat, ANSWER) for chat in range(20, 23)),
    )

    assert order == [BACKGROUND, *[ANSWER] * 3, *[BACKGROUND] * 3]


async def test_a_chat_that_is_told_to_wait_waits_alone(clock: Clock) -> None:
    pacing = pacing_by(clock)
    pacing.stop(LAN, 30.0)

    assert await times_of(pacing, clock, 1, MINH) == [0]
    assert pacing.is_stopped(LAN)
    assert not pacing.is_stopped(MINH)
    assert await times_of(pacing, clock, 1, LAN) == [30]


async def test_who_waits_already_waits_as_long_as_is_told_later(clock: Clock) -> None:
    pacing = pacing_by(clock)
    await times_of(pacing, clock, 4, LAN)
    waiting = asyncio.ensure_future(times_of(pacing, clock, 1, LAN))
    await asyncio.sleep(0)
    pacing.stop(LAN, 12.0)

    assert await waiting == [12]


async def test_several_chats_in_a_row_stop_everybody(clock: Clock) -> None:
    pacing = pacing_by(clock)
    pacing.stop(LAN, 30.0)
    pacing.stop(MINH, 20.0)
    assert not pacing.is_stopped(99)

    pacing.stop(HOA, 10.0)

    assert pacing.is_stopped(99)
    assert await times_of(pacing, clock, 1, 99) == [10]


async def test_one_chat_that_is_told_often_stops_nobody_else(clock: Clock) -> None:
    pacing = pacing_by(clock)
    for _ in range(10):
        pacing.stop(LAN, 30.0)

    assert not pacing.is_stopped(MINH)


async def test_chats_with_something_getting_through_between_stop_nobody_else(clock: Clock) -> None:
    pacing = pacing_by(clock)
    for chat in (LAN, MINH, HOA):
        pacing.stop(chat, 30.0)
        pacing.got_through()

    assert not pacing.is_stopped(99)


async def test_no_turn_is_waited_for_longer_than_patience_lasts(clock: Clock) -> None:
    pacing = pacing_by(clock)
    pacing.stop(LAN, 31.0)

    assert await clock.run(pacing.turn(LAN, ANSWER, 30.0)) == [False]
    assert clock.now == 1_000.0
    assert await clock.run(pacing.turn(LAN, ANSWER, 31.0)) == [True]


async def test_no_turn_of_all_is_waited_for_longer_than_patience_lasts(clock: Clock) -> None:
    pacing = pacing_by(clock)
    for chat in (LAN, MINH, HOA):
        pacing.stop(chat, 60.0)

    assert await clock.run(pacing.turn(99, ANSWER, 30.0)) == [False]


async def test_whoever_goes_away_leaves_their_turn_to_the_next(clock: Clock) -> None:
    pacing = pacing_by(clock, Rate(seconds=10.0, burst=1))
    await clock.run(pacing.turn(LAN, ANSWER, 1e9))
    gone = asyncio.ensure_future(pacing.turn(MINH, ANSWER, 1e9))
    await asyncio.sleep(0)
    gone.cancel()

    assert await times_of(pacing, clock, 1, HOA) == [10]


async def test_chats_that_rest_are_forgotten_and_those_that_wait_are_not(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.pacing._MOST_KEPT", 10)
    pacing = pacing_by(clock)
    pacing.stop(LAN, 60.0)
    for chat in range(100, 120):
        await clock.run(pacing.turn(chat, ANSWER, 1e9))
        clock.now += 2
    still_stopped = pacing.is_stopped(LAN)
    for chat in range(120, 140):
        await clock.run(pacing.turn(chat, ANSWER, 1e9))
        clock.now += 2

    assert still_stopped
    assert LAN not in pacing._chats
    assert len(pacing._chats) <= 10
