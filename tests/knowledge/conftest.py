"""A fresh database file for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from knowledge.database import Database
from tests.knowledge.new_databases import new_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = new_database(tmp_path / "test.db")
    yield opened
    opened.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.session() as opened:
        yield opened
