"""Databases of earlier versions, brought up to this one."""

from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text
from sqlmodel import Session

from knowledge import store
from knowledge.database import MIGRATIONS, Database, sqlite_url
from knowledge.reading.reading import Head, Proposal, Reading
from tests.knowledge.documents import SPANS, TEXT

OLD_ROWS = (
    "INSERT INTO document VALUES (1, 'quy-che', '/a/quy-che.md', 'all')",
    "INSERT INTO revision (id, document_id, sha256, text, reader, source, title, effective_from,"
    " warnings, read_at) VALUES (1, 1, 'x', 'Cán bộ trực nên ký sổ.', 'text', 'quy-che.md',"
    " 'Quy chế trực', '2020-01-01', '[]', '2024-05-06 07:08:09')",
    'INSERT INTO passage (id, revision_id, "order", locator, heading_path, start, "end")'
    " VALUES (1, 1, 0, 'đoạn 1', '[]', 0, 11)",
)


def _at(path: Path, version: str, act: str = "upgrade") -> None:
    engine = create_engine(sqlite_url(path))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        connection.execute(text("PRAGMA foreign_keys = ON"))
        config.attributes["connection"] = connection
        getattr(command, act)(config, version)
        if act == "upgrade":
            for row in OLD_ROWS:
                connection.execute(text(row))
    engine.dispose()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database as the version before validity left it, with a passage in it."""
    path = tmp_path / "old.db"
    _at(path, "0002")
    return path


def test_revisions_of_before_have_no_links_and_their_passages_no_page(old: Path) -> None:
    opened = Database.open(sqlite_url(old))
    with opened.session() as session:
        (passage,) = store.passages_of_revisions(session, [1])
    opened.close()

    document = passage.document
    assert (passage.text, passage.page) == ("Cán bộ trực", None)
    assert document.effective_from == date(2020, 1, 1)
    assert (document.replaces, document.repeals, document.amends) == ((), (), ())
    assert (document.proposals, document.fetched_on) == ((), None)


def test_the_way_back_keeps_the_words(old: Path) -> None:
    Database.open(sqlite_url(old)).close()
    _at(old, "0002", "downgrade")

    engine = create_engine(sqlite_url(old))
    with engine.connect() as connection:
        columns = {row[1] for row in connection.execute(text("PRAGMA table_info(revision)"))}
        assert connection.execute(text("SELECT text FROM revision")).scalar_one()
    engine.dispose()
    assert "title" in columns
    assert not {"replaces", "repeals", "amends", "proposals", "fetched_on"} & columns


def test_what_a_reading_says_of_itself_is_stored_with_the_words_it_came_from(
    session: Session,
) -> None:
    head = Head(title="Quy chế", replaces=("1-QC",), repeals=("2-QC",), amends=("3-QC",))
    said = (Proposal("replaces", "1-QC", 0, 8),)
    fetched = date(2026, 3, 1)
    pages = (0, TEXT.index("Cán bộ trực không"))
    reading = Reading("a.pdf", TEXT, "pdf", head, pages=pages, proposals=said, fetched_on=fetched)
    document = store.add_document(session, "quy-che", "/a.pdf")
    revision_id = store.add_revision(session, document, reading, "h", SPANS)

    (view,) = store.documents_of_revisions(session, [revision_id])
    assert (view.replaces, view.repeals, view.amends) == (("1-QC",), ("2-QC",), ("3-QC",))
    assert (view.proposals, view.fetched_on) == (said, fetched)
    assert [one.page for one in store.passages_of_revisions(session, [revision_id])] == [1, 2]
