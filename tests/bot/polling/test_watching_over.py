"""The pulse, the counter of conflicts and the watchdog, by a clock that is moved by hand."""

import asyncio
from collections.abc import Callable

import pytest

from bot.errors import SettingsError
from bot.polling.conflicts import FIRST_PAUSE, LONGEST_PAUSE, Conflicts
from bot.polling.pulse import Pulse, Trouble
from bot.polling.vigil import DeafError, Vigil
from bot.polling.watchdog import Step, Watchdog

NOTICED = 150  # seconds within which a deaf poll must be noticed


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pulse(clock: Clock) -> Pulse:
    """Of a bot that has polled well so far."""
    pulse = Pulse(clock)
    pulse.begin()
    pulse.answered()
    return pulse


def steps(watchdog: Watchdog, clock: Clock, seconds: int, fails: Callable[[], None]) -> list[str]:
    """What the watchdog does, and when, looked at each five seconds."""
    seen = []
    for passed in range(5, seconds + 1, 5):
        clock.now += 5
        fails()
        if (step := watchdog.look()) is not Step.NOTHING:
            seen.append(f"{step.name} {passed}")
    return seen


def test_a_deaf_poll_is_noticed_in_time_and_a_new_process_asked_for(
    clock: Clock, pulse: Pulse
) -> None:
    seen = steps(Watchdog(pulse), clock, 225, lambda: pulse.failed(Trouble.SILENT))
    assert seen == ["REBUILD 90", "REBUILD 135", "REBUILD 180", "GIVE_UP 225"]
    assert int(seen[0].split()[1]) <= NOTICED


def test_a_quiet_bot_is_not_deaf(clock: Clock, pulse: Pulse) -> None:
    assert steps(Watchdog(pulse), clock, 3_600, pulse.answered) == []


def test_a_bot_that_was_never_heard_is_deaf_as_well(clock: Clock) -> None:
    pulse = Pulse(clock)
    pulse.begin()
    assert steps(Watchdog(pulse), clock, 95, lambda: None) == ["REBUILD 90"]


def test_before_the_first_poll_there_is_no_silence(clock: Clock) -> None:
    """The network may be down for hours when the machine starts."""
    assert steps(Watchdog(Pulse(clock)), clock, 3_600, lambda: None) == []


def test_without_a_network_the_bot_stays(clock: Clock, pulse: Pulse) -> None:
    seen = steps(Watchdog(pulse), clock, 3_600, lambda: pulse.failed(Trouble.UNREACHABLE))
    assert {one.split()[0] for one in seen} == {"REBUILD"}
    pulse.failed(Trouble.SILENT)  # there is a network again, and no answer
    assert Watchdog(pulse, rebuilt=3).look() is Step.GIVE_UP


def test_a_rebuilt_request_that_works_ends_it(clock: Clock, pulse: Pulse) -> None:
    watchdog = Watchdog(pulse)
    assert steps(watchdog, clock, 100, lambda: None) == ["REBUILD 90"]
    pulse.answered()
    assert watchdog.look() is Step.BACK
    assert watchdog.worst == 100
    assert watchdog.look() is Step.NOTHING
    assert steps(watchdog, clock, 95, lambda: None) == ["REBUILD 90"], "and it begins anew"


def test_one_conflict_is_nothing_and_three_in_a_minute_are_two_pollers(clock: Clock) -> None:
    conflicts = Conflicts(clock)
    for _ in range(5):
        assert not conflicts.met()
        clock.now += 31
    assert conflicts.wait == 0
    clock.now += 100
    found = []
    for _ in range(3):
        found.append(conflicts.met())
        clock.now += 4  # Telegram answers the second conflict in a row three seconds later
    assert found == [False, False, True]


def test_the_pause_grows_while_the_other_stays_and_ends_when_it_goes(clock: Clock) -> None:
    conflicts = Conflicts(clock)
    pauses = []
    for _ in range(10):
        conflicts.met()
        pauses.append(conflicts.pause)
        clock.now += conflicts.wait + 1
    assert pauses[:5] == [0, 0, FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]
    assert pauses[-1] == LONGEST_PAUSE
    assert not conflicts.answered(), "one poll that went well may be chance"
    clock.now += 61
    assert conflicts.answered()
    assert conflicts.wait == 0
    assert not conflicts.met(), "counted from nothing again"


async def looked(vigil: Vigil, clock: Clock, seconds: int) -> None:
    for _ in range(seconds // 5):
        clock.now += 5
        await vigil.look()


async def received(updates: object) -> None:
    """Nothing is received here."""


async def test_no_network_is_said_once_and_told_when_it_is_over(
    clock: Clock, pulse: Pulse, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    vigil = Vigil(received, told.append, pulse)
    pulse.failed(Trouble.UNREACHABLE)
    await looked(vigil, clock, 1_200)
    assert vigil.failure is None
    assert caplog.text.count("Không nối được tới Telegram") == 1
    assert told == []
    pulse.answered()
    await vigil.look()
    assert told == ["Đã nối lại được với Telegram sau 20 phút không nhận được tin."]
    await vigil.request.shutdown()


async def test_a_deaf_bot_says_why_it_ends(clock: Clock, pulse: Pulse) -> None:
    vigil = Vigil(received, lambda _: None, pulse)
    pulse.failed(Trouble.SILENT)
    await looked(vigil, clock, 225)
    assert isinstance(vigil.failure, DeafError)
    assert "đã 225 giây, nối lại 3 lần không được" in str(vigil.failure)
    await vigil.request.shutdown()


async def test_a_revoked_token_ends_the_bot_at_once(pulse: Pulse) -> None:
    vigil = Vigil(received, lambda _: None, pulse, look_every=0)
    pulse.revoked = True
    ended = asyncio.Event()
    vigil.begin(ended.set)
    await asyncio.wait_for(ended.wait(), 10)
    assert isinstance(vigil.failure, SettingsError)
    assert "không nhận mã bot" in str(vigil.failure)
    await vigil.finish()
    await vigil.request.shutdown()
