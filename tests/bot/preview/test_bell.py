import asyncio
import threading

from bot.preview.bell import Bell

LONG = 1000.0  # seconds; a bell that does not ring is noticed long before


def test_a_thread_that_waits_is_woken_by_a_ring() -> None:
    bell, found, heard = Bell(), threading.Event(), threading.Event()
    looked: list[int] = []

    def look() -> bool | None:
        looked.append(1)
        found.set()
        return True if len(looked) > 1 else None

    def wait() -> None:
        bell.wait(look, LONG)
        heard.set()

    threading.Thread(target=wait, daemon=True).start()
    assert found.wait(10)
    bell.ring()
    assert heard.wait(10)


def test_waiting_ends_without_a_ring_when_the_time_is_over() -> None:
    assert Bell().wait(lambda: None, 0.001) is None


async def test_a_coroutine_that_waits_is_woken_from_another_thread() -> None:
    bell = Bell()
    waiting = asyncio.create_task(bell.heard(LONG, bell.rings))
    await asyncio.sleep(0)
    await asyncio.to_thread(bell.ring)
    await asyncio.wait_for(waiting, 10)
    assert bell.waiting == 0


async def test_a_ring_before_the_waiting_begins_is_not_missed() -> None:
    bell = Bell()
    before = bell.rings
    bell.ring()
    await asyncio.wait_for(bell.heard(LONG, before), 10)
