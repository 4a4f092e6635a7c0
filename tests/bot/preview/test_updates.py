from typing import Any

from bot.preview.updates import UpdateQueue


def queue_of(count: int) -> tuple[UpdateQueue, int]:
    """A queue of so many messages "0", "1", ... and the id of the first."""
    queue = UpdateQueue()
    ids = [queue.add("message", {"text": str(number)}, 0) for number in range(count)]
    return queue, ids[0] or 0


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


def test_updates_stay_until_an_offset_confirms_them() -> None:
    queue, first = queue_of(3)
    assert texts(queue.read(0, 100, 0)) == ["0", "1", "2"]
    assert texts(queue.read(first + 1, 100, 0)) == ["1", "2"]
    assert texts(queue.read(0, 100, 0)) == ["1", "2"]


def test_ids_follow_each_other() -> None:
    queue, first = queue_of(3)
    assert [one["update_id"] for one in queue.read(0, 100, 0)] == [first, first + 1, first + 2]


def test_a_limit_keeps_the_rest_for_later() -> None:
    queue, _ = queue_of(3)
    assert texts(queue.read(0, 2, 0)) == ["0", "1"]
    assert len(queue) == 3


def test_a_negative_offset_keeps_only_the_last() -> None:
    queue, _ = queue_of(5)
    assert texts(queue.read(-2, 100, 0)) == ["3", "4"]
    assert len(queue) == 2


def test_an_offset_beyond_the_end_is_not_believed() -> None:
    queue, first = queue_of(2)
    assert texts(queue.read(first + 50, 100, 0)) == ["0", "1"]


def test_presses_expire_after_150_seconds_and_messages_after_a_day() -> None:
    queue = UpdateQueue()
    queue.add("message", {}, 0)
    queue.add("callback_query", {}, 0)
    assert len(queue.read(0, 100, 149)) == 2
    assert [list(one)[1] for one in queue.read(0, 100, 151)] == ["message"]
    assert queue.read(0, 100, 86_401) == []


def test_kinds_that_are_not_wanted_never_arrive() -> None:
    queue = UpdateQueue()
    queue.allow(["MESSAGE", "no_such_kind"])
    assert queue.add("callback_query", {}, 0) is None
    assert queue.add("message", {}, 0) is not None
    assert queue.allowed == ["message"]


def test_the_wanted_kinds_stay_until_they_are_named_again() -> None:
    queue = UpdateQueue()
    queue.allow(["message"])
    queue.allow(None)
    assert queue.allowed == ["message"]
    queue.allow([])
    assert queue.allowed is None


def test_what_is_queued_already_stays_when_its_kind_is_no_longer_wanted() -> None:
    queue, _ = queue_of(1)
    queue.allow(["callback_query"])
    assert texts(queue.read(0, 100, 0)) == ["0"]
