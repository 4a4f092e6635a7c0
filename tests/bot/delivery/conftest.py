"""PTB as the composition root sets it up."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot import handling
from knowledge.database import Database
from tests.bot.delivery.misbehaving import Misbehaving
from tests.bot.delivery.post import Post
from tests.knowledge.new_databases import new_database


@pytest.fixture(autouse=True)
def spans_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for seconds, PTB warns that they will be spans."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = new_database(tmp_path / "test.db")
    yield opened
    opened.close()


@pytest.fixture
async def server() -> AsyncIterator[Misbehaving]:
    async with Misbehaving() as running:
        yield running


@pytest.fixture
async def post(
    database: Database, server: Misbehaving, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Post]:
    """A bot of this process; nothing takes as long as it does out there."""
    monkeypatch.setattr("bot.delivery.errand.FIRST_PAUSE", 0.01)
    monkeypatch.setattr("bot.delivery.errand.A_LITTLE_LONGER", 0.01)
    monkeypatch.setattr("bot.delivery.errand.PATIENCE", 5.0)
    monkeypatch.setattr("bot.delivery.errand.PRESS_ANSWERED_WITHIN", 0.3)
    monkeypatch.setattr("bot.delivery.notices.AGAIN_AFTER", 0.05)
    post = Post(database, server)
    await post.begin()
    yield post
    await post.end()
    handling.begin(None)


@pytest.fixture
def impatient(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """After `post`, which is patient."""
    monkeypatch.setattr("bot.delivery.errand.PATIENCE", 0.1)
    monkeypatch.setattr("bot.delivery.errand.PRESS_PATIENCE", 0.1)
