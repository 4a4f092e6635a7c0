"""Work off the event loop: publishing never stands in front of an answer."""

import asyncio
import threading

import pytest

from bot import handling
from bot.app import services_of
from bot.context import MOST_COMPARISONS, Services
from bot.errors import Overloaded
from bot.parts import Parts


@pytest.fixture
def services(parts: Parts) -> Services:
    return services_of(parts, None)


async def test_questions_are_answered_while_something_is_being_published(
    services: Services,
) -> None:
    published = threading.Event()
    waiting = [asyncio.ensure_future(services.publishing(published.wait, 10)) for _ in range(3)]
    assert await services.run(lambda: "trả lời") == "trả lời"
    assert not any(one.done() for one in waiting)

    published.set()
    assert await asyncio.gather(*waiting) == [True, True, True]
    services.close()


async def test_publishing_work_is_done_one_after_another(services: Services) -> None:
    at_once: list[int] = []
    running: list[int] = []

    def work(number: int) -> None:
        running.append(number)
        at_once.append(len(running))
        running.remove(number)

    await asyncio.gather(*(services.publishing(work, number) for number in range(20)))
    assert at_once == [1] * 20
    services.close()


async def test_of_comparisons_so_many_wait_and_no_more(services: Services) -> None:
    go_on = threading.Event()
    waiting = [
        asyncio.ensure_future(services.comparing(go_on.wait, 10)) for _ in range(MOST_COMPARISONS)
    ]
    await asyncio.sleep(0)
    with pytest.raises(Overloaded, match=f"nhiều nhất là {MOST_COMPARISONS}"):
        await services.comparing(lambda: None)
    assert await services.run(lambda: "trả lời") == "trả lời"

    go_on.set()
    assert all(await asyncio.gather(*waiting))
    assert await services.comparing(lambda: "xong") == "xong"
    services.close()


async def test_closing_finishes_what_has_begun_and_drops_what_waits(services: Services) -> None:
    begun, go_on, done = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        go_on.wait(10)
        done.set()

    first = asyncio.ensure_future(services.publishing(work))
    second = asyncio.ensure_future(services.publishing(lambda: None))
    await asyncio.to_thread(begun.wait, 10)
    closing = asyncio.ensure_future(asyncio.to_thread(services.close))
    with pytest.raises(asyncio.CancelledError):
        await second
    assert not closing.done()

    go_on.set()
    await closing
    assert done.is_set()
    await first


async def test_a_question_that_finds_too_many_waiting_is_told_so_at_once(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.context.MOST_QUESTIONS", 3)
    answered = threading.Event()
    waiting = [
        asyncio.ensure_future(services.answering(answered.wait, False, 10)) for _ in range(3)
    ]
    await asyncio.sleep(0)
    with pytest.raises(Overloaded, match="đang bận"):
        await services.answering(lambda: "trả lời", False)
    assert await services.run(lambda: "ghi sổ") == "ghi sổ"  # what must be done never waits for it

    patient = asyncio.ensure_future(services.answering(lambda: "trả lời", True))
    answered.set()
    assert await asyncio.gather(*waiting) == [True, True, True]
    assert await patient == "trả lời"
    assert await services.answering(lambda: "trả lời", False) == "trả lời"
    services.close()


async def test_a_question_that_takes_too_long_is_told_so(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.context.ANSWERED_WITHIN", 0.05)
    answered = threading.Event()
    with pytest.raises(Overloaded, match="đang bận"):
        await services.answering(answered.wait, False, 10)
    answered.set()
    services.close()


async def test_an_answer_has_the_same_id_each_time_that_its_update_is_handled(
    services: Services,
) -> None:
    def ids(mark: str) -> list[str | None]:
        handling.begin(handling.Handling(1, mark=mark))
        return [services.answer_id("trực ban"), services.answer_id("chìa khóa")]

    assert services.answer_id("trực ban") is None
    first = ids("a")
    assert ids("a") == first
    assert len({*first, *ids("b"), None}) == 5
    handling.begin(None)
    services.close()
