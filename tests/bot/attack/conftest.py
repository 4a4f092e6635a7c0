"""The real bot behind the loopback server, in nobody's hurry: no limit slows an attack down, so
that all of it arrives."""

import logging
import time
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from sqlmodel import SQLModel, col, func, select

from bot.parts import Parts
from bot.preview.people import HOA, LAN, MINH, PEOPLE, Person
from bot.preview.server import Preview
from knowledge.post import InboxUpdate, Received
from tests.bot.attack.schema import STRANGERS, Json
from tests.bot.handlers.running import RunningBot, admit

# Where what the bot knows of messages on their way is kept, whoever sent them.
POST = {"inboxupdate", "outboxmessage", "unreachablechat"}


class Attacked:
    """A running bot, and what became of it."""

    def __init__(self, parts: Parts, preview: Preview, bot: RunningBot) -> None:
        self.parts, self.control, self.bot = parts, preview.control, bot
        self.faults = Faults()

    def deliver(self, updates: Sequence[tuple[str, Json]]) -> None:
        """Hand them all to the bot, and wait until it is through."""
        for kind, content in updates:
            self.control.deliver(kind, content)
        end = time.monotonic() + 60
        while self.control.pending_updates() or self._unfinished():
            assert time.monotonic() < end, "not all was handled"
            time.sleep(0.02)

    def rows(self, *but: str) -> dict[str, list[Any]]:
        """All that is in the database, but for these tables and the post."""
        tables = SQLModel.metadata.tables
        with self.parts.database.session() as session:
            connection = session.connection()
            return {
                name: [tuple(row) for row in connection.execute(select(*table.c)).all()]
                for name, table in tables.items()
                if name not in {*POST, *but}
            }

    def _unfinished(self) -> int:
        with self.parts.database.session() as session:
            waiting = select(func.count()).where(col(InboxUpdate.state) == Received.RECEIVED)
            return session.exec(waiting).one()


class Faults(logging.Handler):
    """What went wrong that nobody had foreseen, as the log tells it."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = logging.Formatter().format(record)
        # What PTB or the database cannot take is left out and noted, as it should be.
        if "cannot be read" not in said and "cannot be kept" not in said:
            self.found.append(said)


@pytest.fixture
def attacked(published: Parts, running_bot: RunningBot, preview: Preview) -> Iterator[Attacked]:
    """Hoa owns it; Lan and Minh are members; nobody else is anything."""
    made = Attacked(published, preview, running_bot)
    for person in (LAN, MINH, HOA):
        preview.control.send(person.id, "/start")
    made.deliver([])
    logging.getLogger().addHandler(made.faults)
    yield made
    logging.getLogger().removeHandler(made.faults)


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.delivery.pacing._Bucket.ready", lambda _bucket, now: now)
    monkeypatch.setattr("bot.rationing.Allowance.take", lambda *_: None)
    monkeypatch.setattr("bot.order.BACKOFF", (0.01,))
    # Whatever the bot asks for, it gets all.
    monkeypatch.setattr("bot.preview.updates.UpdateQueue.allow", lambda *_: None)


@pytest.fixture(autouse=True)
def no_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.rounds.FIRST", 3_600.0)


@pytest.fixture
def preview() -> Iterator[Preview]:
    strangers = tuple(Person(one, "</b>", "hoa", "") for one in STRANGERS)
    with Preview(people=(*PEOPLE, *strangers)) as running:
        yield running


@pytest.fixture
def running_bot(published: Parts, preview: Preview, unhurried: None) -> Iterator[RunningBot]:
    admit(published)
    bot = RunningBot(published, preview)
    bot.start()
    yield bot
    bot.stop()
