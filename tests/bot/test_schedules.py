from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import UsageError
from bot.schedules import Schedule

NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)  # 12:00 in Viet Nam


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("30m", 30),
        ("6h", 360),
        ("2d", 2_880),
        ("90 phút", 90),
        ("12 giờ", 720),
        ("31 NGÀY", 44_640),
    ],
)
def test_lengths_of_time_are_read_as_people_write_them(text: str, minutes: int) -> None:
    assert Schedule.every(text) == Schedule(every_minutes=minutes)


@pytest.mark.parametrize("text", ["", "6", "h", "-6h", "4m", "32d", "6 tuần", "99999h", "1.5h"])
def test_other_lengths_of_time_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"hoảng thời gian"):
        Schedule.every(text)


def test_times_of_day_are_read_as_people_write_them() -> None:
    assert [Schedule.daily(one).at for one in ("06:30", "6h30", "6:05", "23:59", "0:00")] == [
        "06:30", "06:30", "06:05", "23:59", "00:00",
    ]  # fmt: skip
    for text in ("24:00", "12:60", "noon", "6", "06:3"):
        with pytest.raises(UsageError, match="giờ trong ngày"):
            Schedule.daily(text)


def test_either_is_told_apart_by_its_form() -> None:
    assert Schedule.either("6h") == Schedule(every_minutes=360)
    assert Schedule.either("6h30") == Schedule(at="06:30")


def test_what_was_never_looked_at_is_due_now() -> None:
    assert Schedule(at="06:30").next_look(None, NOON) == NOON


def test_the_next_look_is_at_the_next_such_time_in_viet_nam() -> None:
    def following(at: str) -> str:
        return Schedule(at=at).next_look(NOON, NOON).astimezone(UTC).isoformat()

    assert following("12:01") == "2026-03-02T05:01:00+00:00"
    assert following("12:00") == "2026-03-03T05:00:00+00:00"
    assert following("06:30") == "2026-03-02T23:30:00+00:00"


def test_days_that_were_missed_count_once() -> None:
    daily, later = Schedule(at="06:30"), NOON + timedelta(days=9)

    assert daily.next_look(NOON, later) < later
    assert daily.next_look(later, later) > later


def test_a_clock_put_back_does_not_stop_the_looks() -> None:
    assert Schedule(every_minutes=60).next_look(NOON + timedelta(days=400), NOON) == NOON


def test_schedules_are_said_in_words() -> None:
    said = [Schedule(every_minutes=minutes).words for minutes in (45, 90, 120, 2_880)]

    assert said == ["mỗi 45 phút", "mỗi 90 phút", "mỗi 2 giờ", "mỗi 2 ngày"]
    assert Schedule(at="06:30").words == "mỗi ngày lúc 06:30"
