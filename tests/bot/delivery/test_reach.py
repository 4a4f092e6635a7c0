"""Who is written to no more, and from when on again."""

from collections.abc import Iterator

import pytest

from bot.delivery.reach import Reach
from bot.scribe import Scribe
from knowledge.database import Database
from tests.bot.delivery.misbehaving import DATE
from tests.bot.delivery.post import LAN

OURS = 1_000.0  # our clock is far behind Telegram's


@pytest.fixture
def scribe(database: Database) -> Iterator[Scribe]:
    opened = Scribe(database)
    yield opened
    opened.close()


@pytest.fixture
def reach(scribe: Scribe) -> Reach:
    built = Reach(scribe, lambda: OURS)
    built.saw(DATE)
    return built


def message(date: int, chat: int = LAN) -> dict[str, object]:
    return {"update_id": 1, "message": {"chat": {"id": chat}, "date": date, "text": "Lời"}}


def became(status: str, date: int) -> dict[str, object]:
    change = {"chat": {"id": LAN}, "date": date, "new_chat_member": {"status": status}}
    return {"update_id": 2, "my_chat_member": change}


async def test_who_writes_again_is_written_to_again(reach: Reach, scribe: Scribe) -> None:
    await reach.cut(LAN)
    await reach.heard([message(DATE + 1)])

    assert not reach.is_cut(LAN)
    after = Reach(scribe)
    await after.remember()
    assert not after.is_cut(LAN)


async def test_what_was_written_before_says_nothing(reach: Reach, scribe: Scribe) -> None:
    await reach.cut(LAN)
    await reach.heard([message(DATE - 1), message(DATE + 1, chat=LAN + 1)])

    assert reach.is_cut(LAN)
    after = Reach(scribe)
    await after.remember()
    assert after.is_cut(LAN)


async def test_who_blocks_the_bot_is_left_alone_from_then_on(reach: Reach) -> None:
    await reach.heard([became("kicked", DATE)])
    assert reach.is_cut(LAN)

    await reach.heard([became("member", DATE - 5)])  # of before
    assert reach.is_cut(LAN)
    await reach.heard([became("member", DATE + 5)])
    assert not reach.is_cut(LAN)


async def test_a_press_says_nothing_for_its_button_may_be_older(reach: Reach) -> None:
    await reach.cut(LAN)
    pressed = {"id": "5", "message": {"chat": {"id": LAN}, "date": DATE + 9}}
    await reach.heard([{"update_id": 3, "callback_query": pressed}])

    assert reach.is_cut(LAN)


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"message": None},
        {"message": []},
        {"message": {"chat": 5, "date": DATE}},
        {"message": {"chat": {"id": "101"}, "date": DATE + 9}},
        {"message": {"chat": {"id": LAN}, "date": "now"}},
        {"message": {"chat": {"id": LAN}}},
        {"my_chat_member": {"chat": {"id": LAN}, "date": None, "new_chat_member": 7}},
    ],
)
async def test_what_makes_no_sense_changes_nothing(reach: Reach, odd: dict[str, object]) -> None:
    await reach.cut(LAN)
    await reach.heard([odd])

    assert reach.is_cut(LAN)


async def test_a_channels_name_is_no_chat_to_cut_off(reach: Reach) -> None:
    await reach.cut("@kenh")
    await reach.cut(None)

    assert not reach.is_cut("@kenh")
