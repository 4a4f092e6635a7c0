import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text
from sqlmodel import select

from knowledge.database import Database, head_revision, sqlite_url
from knowledge.errors import DatabaseError, DatabaseTooNewError
from knowledge.models import Document, Passage
from knowledge.schema import METADATA, TABLES

ROOT = Path(__file__).parents[2]


def test_migrations_from_nothing_give_exactly_the_models(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "new.db")
    Database.open(url).close()

    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, METADATA) == []
        assert context.get_current_revision() == head_revision()
        named = set(inspect(connection).get_table_names())
    engine.dispose()
    assert {str(table.__tablename__) for table in TABLES} <= named


def test_opening_again_keeps_what_was_stored(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "kept.db")
    first = Database.open(url)
    with first.session() as session:
        session.add(Document(slug="quy-che", origin="quy-che.md"))
        session.commit()
    first.close()

    again = Database.open(url)
    with again.session() as session:
        assert session.exec(select(Document.slug)).all() == ["quy-che"]
    again.close()


def test_a_process_that_dies_while_migrating_leaves_a_place_that_can_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, made = sqlite_url(tmp_path / "half.db"), op.create_table
    left = iter(range(3))

    def create_table(*args: Any, **named: Any) -> object:  # noqa: ANN401 -- alembic's own
        if next(left, None) is None:
            raise InterruptedError
        return made(*args, **named)

    with monkeypatch.context() as patched:
        patched.setattr(op, "create_table", create_table)
        with pytest.raises(InterruptedError):
            Database.open(url)

    opened = Database.open(url)
    _store_document(opened)
    opened.close()


def test_a_session_forgets_what_was_not_committed(database: Database) -> None:
    with database.session() as session:
        session.add(Document(slug="nhap", origin="nhap.md"))
        session.flush()

    with database.session() as session:
        assert session.exec(select(Document)).all() == []


def test_a_passage_of_no_revision_is_refused(database: Database) -> None:
    with pytest.raises(DatabaseError, match="FOREIGN KEY"):
        _store_orphan(database)


def _store_orphan(database: Database) -> None:
    with database.session() as session:
        session.add(Passage(revision_id=999, order=0, locator="đoạn 1", start=0, end=1))
        session.commit()


def test_writers_do_not_shut_out_readers(database: Database) -> None:
    with database.session() as session:
        assert session.connection().execute(text("PRAGMA journal_mode")).scalar() == "wal"


def test_a_home_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "newer.db")
    opened = Database.open(url)
    with opened.session() as session:
        session.connection().execute(text("UPDATE alembic_version SET version_num = '9999'"))
        session.commit()
    opened.close()

    with pytest.raises(DatabaseTooNewError, match=rf"9999.*{head_revision()}"):
        Database.open(url)


@pytest.mark.parametrize("content", [b"not a database at all, but long enough" * 20])
def test_a_file_that_is_no_database_gets_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.db"
    path.write_bytes(content)

    with pytest.raises(DatabaseError, match="không phải là tệp cơ sở dữ liệu"):
        Database.open(sqlite_url(path))


def test_a_folder_that_does_not_exist_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="không mở được tệp"):
        Database.open(sqlite_url(tmp_path / "nowhere" / "a.db"))


def test_an_address_that_is_none_gets_a_sentence() -> None:
    with pytest.raises(DatabaseError, match="địa chỉ không hợp lệ"):
        Database.open("đây không phải địa chỉ")


def test_a_database_whose_driver_is_not_installed_gets_a_sentence() -> None:
    with pytest.raises(DatabaseError, match="thiếu gói Python MySQLdb"):
        Database.open("mysql://ai@may/nenchang")


def test_a_database_that_is_read_only_gets_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    Database.open(sqlite_url(path)).close()
    opened = Database.open(f"sqlite:///file:{path}?mode=ro&uri=true")

    with pytest.raises(DatabaseError, match="chỉ cho đọc, không ghi được"):
        _store_document(opened)
    opened.close()


def _store_document(database: Database) -> None:
    with database.session() as session:
        session.add(Document(slug="a", origin="a.md"))
        session.commit()


def test_a_schema_that_is_up_to_date_needs_no_alembic(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "kept.db")
    Database.open(url).close()
    program = (
        "import sys; from knowledge.database import Database; Database.open(sys.argv[1]).close();"
        "print('alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, url], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout == "False\n"


def test_the_newest_file_is_the_newest_migration() -> None:
    names = [file.stem for file in (ROOT / "knowledge/migrations/versions").glob("v*.py")]
    assert max(names).startswith(f"v{head_revision()}_")
