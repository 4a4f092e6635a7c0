"""Updates are written before they are handled, and once."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from bot.handling import MOST_ATTEMPTS
from bot.inbox import Inbox
from bot.scribe import Scribe
from knowledge import inbox as rows
from knowledge.database import Database, sqlite_url
from knowledge.errors import DatabaseError
from knowledge.post import InboxUpdate, OutboxMessage

LAN = 777


def message(update_id: int, number: int = 1, date: int = 1_772_000_000, **more: Any) -> Any:  # noqa: ANN401 -- JSON
    kind = "edited_message" if "edit_date" in more else "message"
    chat = {"id": LAN, "type": "private"}
    said = {"message_id": number, "date": date, "chat": chat, "text": "trực ban ở đâu"}
    return {"update_id": update_id, kind: {**said, **more}}


def press(update_id: int, query: str) -> Any:  # noqa: ANN401 -- JSON
    person = {"id": LAN, "is_bot": False, "first_name": "Lan"}
    return {"update_id": update_id, "callback_query": {"id": query, "from": person, "data": "x"}}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database.open(sqlite_url(tmp_path / "nenchang.db"))
    yield opened
    opened.close()


@pytest.fixture
def scribe(database: Database) -> Iterator[Scribe]:
    made = Scribe(database)
    yield made
    made.close()


@pytest.fixture
def inbox(scribe: Scribe) -> Inbox:
    return Inbox(scribe)


def kept(database: Database) -> list[InboxUpdate]:
    with database.session() as session:
        return list(session.exec(select(InboxUpdate).order_by(col(InboxUpdate.update_id))))


async def left(scribe: Scribe) -> list[int]:
    """What another process would find."""
    return [one["update_id"] for one in await Inbox(scribe).left_behind()]


async def test_what_was_received_is_found_by_the_next_process(inbox: Inbox, scribe: Scribe) -> None:
    await inbox.receive([message(11, 1), message(12, 2)])
    next_process = Inbox(scribe)
    assert await next_process.left_behind() == [message(11, 1), message(12, 2)]
    again = next_process.begin(11)
    assert again is not None
    assert again.again


async def test_what_is_handled_is_not_found_and_nothing_of_it_is_kept(
    inbox: Inbox, scribe: Scribe, database: Database
) -> None:
    await inbox.receive([message(11)])
    begun = inbox.begin(11)
    assert begun is not None
    assert not begun.again
    await inbox.finish(11)
    assert await left(scribe) == []
    (row,) = kept(database)
    assert (row.payload, row.chat_id, row.message_id) == (None, None, None)
    assert str(LAN) not in row.mark


async def test_what_telegram_sends_again_is_not_handled_again(inbox: Inbox) -> None:
    await inbox.receive([message(11)])
    assert inbox.begin(11)
    await inbox.receive([message(11)])  # while it is being handled
    assert inbox.begin(11) is None
    await inbox.finish(11)
    await inbox.receive([message(11)])
    assert inbox.begin(11) is None


async def test_what_telegram_sends_again_to_the_next_process_is_handled_once(
    inbox: Inbox, scribe: Scribe
) -> None:
    await inbox.receive([message(11), message(12, 2)])
    assert inbox.begin(12)
    await inbox.finish(12)
    next_process = Inbox(scribe)
    await next_process.left_behind()
    await next_process.receive([message(11), message(12, 2)])
    assert next_process.begin(11)
    assert next_process.begin(11) is None
    assert next_process.begin(12) is None


async def test_the_same_message_under_another_id_is_a_twin(inbox: Inbox) -> None:
    await inbox.receive([message(11), message(12)])
    await inbox.receive([message(900)])
    assert inbox.begin(11)
    assert inbox.begin(12) is None
    assert inbox.begin(900) is None


async def test_an_edit_is_no_twin_and_neither_is_the_next_edit(inbox: Inbox) -> None:
    edits = [message(12, edit_date=1_772_000_050), message(13, edit_date=1_772_000_060)]
    await inbox.receive([message(11), *edits, message(14, edit_date=1_772_000_060)])
    assert [bool(inbox.begin(number)) for number in (11, 12, 13, 14)] == [True, True, True, False]


async def test_two_presses_of_one_button_are_two(inbox: Inbox) -> None:
    await inbox.receive([press(11, "501"), press(12, "502"), press(13, "501")])
    assert [bool(inbox.begin(number)) for number in (11, 12, 13)] == [True, True, False]


async def test_another_bots_update_with_a_known_id_is_another_update(
    inbox: Inbox, database: Database
) -> None:
    await inbox.receive([message(11)])
    assert inbox.begin(11)
    await inbox.finish(11)
    with database.session() as session:
        session.add(OutboxMessage(update_id=11, step=0, chat_id=LAN, method="sendMessage"))
        session.commit()

    await inbox.receive([message(11, date=1_772_900_000)])
    assert inbox.begin(11)
    with database.session() as session:
        assert (
            session.exec(select(OutboxMessage)).all() == []
        )  # what was sent for the other is not it


async def test_nothing_is_received_that_cannot_be_written(
    inbox: Inbox, database: Database, scribe: Scribe
) -> None:
    with database.session() as session:
        session.connection().execute(text("PRAGMA max_page_count = 1"))
        # The limit holds for this connection, which the scribe takes from the pool.
    big = message(11, text="x" * 2_000_000)
    with pytest.raises(DatabaseError, match="hết chỗ"):
        await inbox.receive([big, message(12, 2)])
    assert inbox.begin(11) is None
    assert inbox.begin(12) is None
    assert await left(scribe) == []


async def test_what_could_not_be_noted_as_handled_is_noted_with_the_next(
    inbox: Inbox, scribe: Scribe, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await inbox.receive([message(11), message(12, 2)])
    assert inbox.begin(11)
    assert inbox.begin(12)
    with monkeypatch.context() as full:

        def refuse(*_: object) -> None:
            raise DatabaseError("hết chỗ trên ổ đĩa")

        full.setattr(rows, "finish", refuse)
        await inbox.finish(11)
    await inbox.receive([message(11)])
    assert inbox.begin(11) is None  # handled, whatever the database knows
    await inbox.finish(12)
    assert await left(scribe) == []


async def test_an_update_that_ended_too_many_processes_is_hopeless(
    inbox: Inbox, scribe: Scribe
) -> None:
    await inbox.receive([message(11)])
    for hopeless in [False] * (MOST_ATTEMPTS + 1) + [True]:
        process = Inbox(scribe)
        await process.left_behind()
        begun = process.begin(11)
        assert begun is not None
        assert begun.is_hopeless is hopeless
        await process.count_attempt(begun)


async def test_an_update_that_only_waited_while_processes_ended_is_not_hopeless(
    inbox: Inbox, scribe: Scribe
) -> None:
    await inbox.receive([message(11)])
    for _ in range(MOST_ATTEMPTS + 3):
        process = Inbox(scribe)
        await process.left_behind()
    begun = process.begin(11)
    assert begun is not None
    assert not begun.is_hopeless


async def test_what_was_handled_long_ago_is_forgotten(
    inbox: Inbox, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await inbox.receive([message(11), message(12, 2), message(13, 2)])
    assert inbox.begin(11)
    await inbox.finish(11)
    await inbox.forget_old()
    assert len(kept(database)) == 3
    monkeypatch.setattr("bot.inbox.KEPT", -timedelta(microseconds=1))
    await inbox.forget_old()
    assert [row.update_id for row in kept(database)] == [12]  # nobody has handled it yet


async def test_what_a_person_wrote_is_not_kept_for_later_once_they_have_gone(
    inbox: Inbox, scribe: Scribe, database: Database
) -> None:
    await inbox.receive([message(11), message(12, 2, chat={"id": 9, "type": "private"})])
    await scribe.write(lambda session: rows.forget_person(session, LAN))
    assert [row.payload is None for row in kept(database)] == [True, False]
    assert await left(scribe) == [12]
