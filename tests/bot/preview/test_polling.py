import asyncio

import pytest
from telegram import Bot
from telegram.error import Conflict

from bot.preview.acts import write
from bot.preview.errors import ApiError
from bot.preview.parameters import Parameters
from bot.preview.people import LAN, PEOPLE, BotAccount
from bot.preview.polling import Polling
from bot.preview.server import Preview
from bot.preview.world import World


@pytest.fixture
def world() -> World:
    return World(PEOPLE, BotAccount(1, "Nên Chăng", "nenchang_bot"))


async def test_a_waiting_poll_ends_when_something_happens(world: World) -> None:
    poll = asyncio.create_task(Polling(world).get_updates(Parameters({"timeout": "50"})))
    await asyncio.sleep(0)
    write(world, LAN.id, "a")
    (update,) = await poll
    assert update["message"]["text"] == "a"


async def test_a_poll_without_a_timeout_does_not_wait(world: World) -> None:
    assert await Polling(world).get_updates(Parameters()) == []


async def test_a_poll_that_finds_something_leaves_the_waiting_one_alone(world: World) -> None:
    polling = Polling(world)
    waiting = asyncio.create_task(polling.get_updates(Parameters({"timeout": "50"})))
    await asyncio.sleep(0)
    assert await polling.get_updates(Parameters({"timeout": "0"})) == []
    write(world, LAN.id, "a")
    assert len(await waiting) == 1


async def test_the_second_poll_that_waits_ends_the_first(world: World) -> None:
    polling = Polling(world)
    first = asyncio.create_task(polling.get_updates(Parameters({"timeout": "50"})))
    await asyncio.sleep(0)
    second = asyncio.create_task(polling.get_updates(Parameters({"timeout": "50"})))
    with pytest.raises(ApiError, match="409 Conflict: terminated by other getUpdates request"):
        await first
    second.cancel()


async def test_a_limit_outside_1_to_100_is_brought_inside(world: World) -> None:
    for text in ("a", "b"):
        write(world, LAN.id, text)
    polling = Polling(world)
    assert len(await polling.get_updates(Parameters({"limit": "0"}))) == 1
    assert len(await polling.get_updates(Parameters({"limit": "1000"}))) == 2


async def test_allowed_updates_must_be_a_list(world: World) -> None:
    with pytest.raises(ApiError, match="can't parse allowed_updates"):
        await Polling(world).get_updates(Parameters({"allowed_updates": '"message"'}))


async def test_of_two_bots_that_poll_the_second_wins(preview: Preview) -> None:
    one, other = (Bot(preview.token, preview.base_url) for _ in range(2))
    async with one, other:
        first = asyncio.create_task(one.get_updates(timeout=20))
        await asyncio.to_thread(preview.control.wait_until, lambda: _waits(preview), "lượt hỏi")
        second = asyncio.create_task(other.get_updates(timeout=20))
        with pytest.raises(Conflict, match="terminated by other getUpdates request; make sure"):
            await first
        preview.control.send(LAN.id, "a")
        assert [update.message.text for update in await second if update.message] == ["a"]


def _waits(preview: Preview) -> bool | None:
    return preview.control._world.bell.waiting > 0 or None


async def test_updates_come_again_until_a_bot_confirms_them(preview: Preview) -> None:
    for text in ("a", "b"):
        preview.control.send(LAN.id, text)
    async with Bot(preview.token, preview.base_url) as bot:
        first, second = await bot.get_updates(timeout=0)
        (again,) = await bot.get_updates(offset=first.update_id + 1, timeout=0)
        assert again == second
        assert await bot.get_updates(offset=second.update_id + 1, timeout=0) == ()
    assert preview.control.pending_updates() == 0
