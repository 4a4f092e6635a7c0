"""A watched folder with two documents, beside a published knowledge base."""

from pathlib import Path

import pytest

from bot.parts import Parts
from bot.publishing import Publisher
from bot.watching import Watcher
from tests.bot.watching.sources import HOURLY, READING_ROOM, STORE, Clock, publish, write


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watcher(published: Parts, clock: Clock) -> Watcher:
    private = Publisher(published.database, published.home, published.indexes, private=True)
    return Watcher(published.database, private, clock)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "theo-doi"
    path.mkdir()
    write(path, "phong-doc.txt", READING_ROOM)
    write(path, "kho.txt", STORE)
    return path


@pytest.fixture
def number(watcher: Watcher, folder: Path) -> int:
    """Of the watch of the folder, whose two documents are published."""
    number = watcher.add(str(folder), HOURLY, author="hoa")
    publish(watcher, watcher.look(number))
    return number
