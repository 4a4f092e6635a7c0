from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import text

from bot.health import room
from bot.health.report import Looking
from bot.health.room import Room
from bot.parts import Parts
from bot.polling.pulse import Pulse
from bot.polling.vigil import Vigil
from knowledge.post import InboxUpdate, OutboxMessage, Received, Sent
from tests.bot.polling.test_watching_over import Clock, received


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest_asyncio.fixture
async def vigil(clock: Clock) -> AsyncIterator[Vigil]:
    vigil = Vigil(received, lambda _: None, Pulse(clock))
    vigil.pulse.begin()
    vigil.pulse.answered()
    await vigil.look()
    yield vigil
    await vigil.request.shutdown()


@pytest.fixture
def looking(published: Parts, vigil: Vigil) -> Looking:
    published.current.get()
    return Looking(published, vigil)


def test_a_bot_that_works_is_well(looking: Looking, published: Parts) -> None:
    report = looking.report()
    assert report.works
    assert report.as_json()["status"] == "ok"
    assert report.release == report.wanted == 1
    assert report.passages == len(published.current.get().index)
    assert report.poll_age == 0


def test_what_is_not_settled_is_counted(looking: Looking, published: Parts) -> None:
    with published.database.session() as session:
        for number, state in enumerate([Received.RECEIVED, Received.RECEIVED, Received.DONE]):
            session.add(InboxUpdate(update_id=number, state=state, mark=str(number)))
        for step, sent in enumerate([Sent.UNCERTAIN, Sent.SENT, Sent.NEW]):
            session.add(
                OutboxMessage(update_id=1, step=step, chat_id=1, method="sendMessage", state=sent)
            )
        session.commit()
    report = looking.report()
    assert (report.unfinished, report.uncertain) == (2, 1)
    assert report.works


def test_silent_polls_are_a_failure(looking: Looking, vigil: Vigil, clock: Clock) -> None:
    clock.now += 91
    vigil.looked = clock.now
    assert looking.report().failing == ("Telegram không trả lời lượt nhận tin nào đã 91 giây.",)


def test_a_loop_that_does_not_come_round_is_a_failure(
    looking: Looking, vigil: Vigil, clock: Clock
) -> None:
    clock.now += 40
    vigil.pulse.answered()
    assert looking.report().failing == ("Bot đang bị kẹt, không làm được việc gì.",)


def test_stepping_back_and_not_writing_are_failures(looking: Looking, vigil: Vigil) -> None:
    for _ in range(3):
        vigil.conflicts.met()
    vigil.pulse.unwritten = "Hết chỗ trên ổ đĩa."
    first, second = looking.report().failing
    assert "đang lùi lại" in first
    assert second == "Hết chỗ trên ổ đĩa."


def test_a_database_that_does_not_answer_is_a_failure(looking: Looking, published: Parts) -> None:
    with published.database.connect() as connection:
        connection.execute(text("DROP TABLE inboxupdate"))
    report = looking.report()
    assert not report.works
    assert report.as_json()["database"] == "failing"
    assert "nenchang.db" in report.failing[0]


@pytest.mark.parametrize(
    ("free", "status"), [(10**9, "ok"), (40 * 1024**2, "degraded"), (1_000, "failing")]
)
def test_the_disk_is_looked_at(
    looking: Looking, monkeypatch: pytest.MonkeyPatch, free: int, status: str
) -> None:
    monkeypatch.setattr("bot.health.report.free_bytes", lambda _: free)
    assert looking.report().as_json()["status"] == status


def test_little_room_is_told_once_and_its_end_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    looked_at = Room(tmp_path, told.append)
    for free in (10**9, 0, 10**6, room.LITTLE + 1, room.ENOUGH, 10**9):
        monkeypatch.setattr(room, "free_bytes", lambda _, free=free: free)
        looked_at.look()
    assert [one.split(";")[0] for one in told] == [
        "⚠️ Ổ đĩa của bot chỉ còn 0 MB",
        "Ổ đĩa của bot đã có chỗ trở lại: 100 MB.",
    ]
