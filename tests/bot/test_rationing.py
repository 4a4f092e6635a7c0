"""How much one person may send: counted by when they sent it."""

import pytest

from bot.rationing import MESSAGES, MOST_KEPT, Allowance, Refusal

LAN, MINH = 1, 2


def taken(allowance: Allowance, moments: list[float], whom: int = LAN) -> list[bool]:
    return [allowance.take(whom, at) is None for at in moments]


def test_a_burst_and_then_a_pace_are_allowed() -> None:
    allowance = Allowance(((3, 10.0), (5, 60.0)))
    assert taken(allowance, [0, 0, 0, 0]) == [True, True, True, False]
    assert taken(allowance, [10, 20, 30]) == [True, True, False]  # five in a minute
    assert taken(allowance, [60]) == [True]


def test_what_was_refused_is_not_counted_as_sent() -> None:
    allowance = Allowance(((1, 10.0),))
    assert taken(allowance, [0, *range(1, 10), 10]) == [True, *[False] * 9, True]


def test_whoever_sends_too_much_is_told_once_until_they_may_send_again() -> None:
    allowance = Allowance(((1, 10.0),))
    assert allowance.take(LAN, 0) is None
    assert allowance.take(LAN, 1) == Refusal(until=10, untold=True)
    assert allowance.take(LAN, 9) == Refusal(until=10, untold=False)
    assert allowance.take(LAN, 10) is None
    assert allowance.take(LAN, 11) == Refusal(until=20, untold=True)


def test_all_that_was_sent_before_the_moment_that_was_told_is_refused() -> None:
    allowance = Allowance(MESSAGES)
    moments = [0.0] * 5 + [11.0] * 5 + [22.0] * 2
    assert all(taken(allowance, moments))
    refused = allowance.take(LAN, 23)
    assert refused is not None
    assert refused.until == 60
    assert not any(taken(allowance, [30, 45, 59.9]))
    assert taken(allowance, [60]) == [True]


def test_what_was_sent_in_peace_may_come_all_at_once() -> None:
    allowance = Allowance(MESSAGES)
    assert all(taken(allowance, [60.0 * minute for minute in range(200)]))


def test_one_persons_flood_costs_nobody_else_anything() -> None:
    allowance = Allowance(MESSAGES)
    taken(allowance, [0.0] * 100)
    assert taken(allowance, [0.0] * 5, MINH) == [True] * 5


def test_who_was_told_long_ago_is_not_remembered_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.rationing.MOST_KEPT", 10)
    allowance = Allowance(((1, 10.0),))
    for person in range(50):
        at = 100.0 * person
        taken(allowance, [at, at], person)
    assert len(allowance._told) <= 11


def test_a_flood_by_many_is_remembered_of_a_bounded_number_only() -> None:
    allowance = Allowance(((1, 1e9),))
    for person in range(MOST_KEPT + 50):
        allowance.take(person, 0.0)
        assert allowance.take(person, 1.0) is not None

    assert len(allowance._told) <= MOST_KEPT
