import asyncio
from datetime import UTC, datetime

from telegram import Chat, Message, Update

from bot.order import InOrder

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def update(number: int, chat: int) -> Update:
    message = Message(number, NOW, Chat(chat, Chat.PRIVATE))
    return Update(number, message=message)


async def finished(arrivals: list[tuple[int, int, float]]) -> list[int]:
    """The numbers of updates in the order in which they end, each taking its seconds."""
    order = InOrder()
    done: list[int] = []

    async def handle(number: int, seconds: float) -> None:
        await asyncio.sleep(seconds)
        done.append(number)

    await asyncio.gather(
        *(
            order.process_update(update(number, chat), handle(number, seconds))
            for number, chat, seconds in arrivals
        )
    )
    return done


async def test_a_quick_question_waits_for_the_same_persons_slow_one() -> None:
    assert await finished([(1, 7, 0.05), (2, 7, 0.0), (3, 7, 0.01)]) == [1, 2, 3]


async def test_a_quick_question_does_not_wait_for_somebody_elses_slow_one() -> None:
    assert await finished([(1, 7, 0.1), (2, 8, 0.0)]) == [2, 1]


async def test_a_question_that_fails_lets_the_next_one_through() -> None:
    order = InOrder()
    done: list[int] = []

    async def fail() -> None:
        raise RuntimeError("broken")

    async def succeed() -> None:
        done.append(2)

    await asyncio.gather(
        order.process_update(update(1, 7), fail()),
        order.process_update(update(2, 7), succeed()),
        return_exceptions=True,
    )
    assert done == [2]
