from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text
from sqlmodel import Session, select

from knowledge import glossary
from knowledge.database import MIGRATIONS, Database, sqlite_url
from knowledge.errors import TermError
from knowledge.people import AuditEntry


def changes(session: Session) -> int:
    return session.exec(select(glossary.changes())).one()


def test_what_is_added_is_listed_by_short_form(session: Session) -> None:
    assert glossary.add_term(session, "CSĐ", "Cơ sở Đoàn", actor="hoa")
    assert glossary.add_term(session, "BTN", "Ban  Thanh niên ", actor="hoa")
    assert glossary.add_term(session, "btn", "Ban Tình nguyện", actor="lan")
    session.commit()

    listed = [(one.short, one.long, one.author) for one in glossary.terms(session)]
    assert listed == [
        ("BTN", "Ban Thanh niên", "hoa"),
        ("btn", "Ban Tình nguyện", "lan"),
        ("CSĐ", "Cơ sở Đoàn", "hoa"),
    ]
    assert glossary.entries(session) == {
        "btn": ("Ban Thanh niên", "Ban Tình nguyện"),
        "csđ": ("Cơ sở Đoàn",),
    }


def test_the_same_meaning_twice_is_one(session: Session) -> None:
    assert glossary.add_term(session, "CSĐ", "Cơ sở Đoàn", actor="hoa")
    before = changes(session)

    assert not glossary.add_term(session, "csđ", "cơ sở đoàn", actor="lan")
    assert changes(session) == before


@pytest.mark.parametrize("short", ["", "B CH", "37-QĐ", "a1", "x" * 21])
def test_a_short_form_is_one_row_of_letters(session: Session, short: str) -> None:
    with pytest.raises(TermError, match="không phải là chữ viết tắt"):
        glossary.add_term(session, short, "một nghĩa đủ dài cho mọi trường hợp", actor="hoa")


@pytest.mark.parametrize("long", ["", "BCH", "..... 123", "dài " * 40])
def test_a_meaning_is_longer_than_its_short_form(session: Session, long: str) -> None:
    with pytest.raises(TermError, match="không dùng được làm nghĩa"):
        glossary.add_term(session, "BCH", long, actor="hoa")


def test_what_is_removed_is_gone_with_all_its_meanings(session: Session) -> None:
    glossary.add_term(session, "BTN", "Ban Thanh niên", actor="hoa")
    glossary.add_term(session, "BTN", "Ban Tình nguyện", actor="hoa")
    session.commit()

    assert glossary.remove_term(session, "btn", actor="lan") == [
        "Ban Thanh niên",
        "Ban Tình nguyện",
    ]
    assert glossary.entries(session) == {}
    with pytest.raises(TermError, match="không có “BTN”"):
        glossary.remove_term(session, "BTN", actor="lan")


def test_every_change_can_be_seen_by_its_number_alone(session: Session) -> None:
    seen = [changes(session)]
    glossary.add_term(session, "BTN", "Ban Thanh niên", actor="hoa")
    seen.append(changes(session))
    glossary.remove_term(session, "BTN", actor="hoa")
    seen.append(changes(session))
    glossary.add_term(session, "BTN", "Ban Thanh niên", actor="hoa")
    seen.append(changes(session))

    assert seen == sorted(set(seen))


def test_changes_are_written_down_with_who_made_them(session: Session) -> None:
    glossary.add_term(session, "BTN", "Ban Thanh niên", actor="hoa")
    glossary.remove_term(session, "BTN", actor="lan")

    written = [(one.actor, one.action, one.subject) for one in session.exec(select(AuditEntry))]
    assert written == [
        ("hoa", "add term", "BTN = Ban Thanh niên"),
        ("lan", "remove term", "BTN = Ban Thanh niên"),
    ]


def test_a_database_of_the_first_version_gets_the_table_and_keeps_its_rows(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "first.db")
    engine = create_engine(url)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(
            text("INSERT INTO document (slug, origin, audience) VALUES ('a', 'a.md', 'all')")
        )
    engine.dispose()

    opened = Database.open(url)
    with opened.session() as session:
        assert session.connection().execute(text("SELECT slug FROM document")).scalar() == "a"
        assert glossary.add_term(session, "BTN", "Ban Thanh niên", actor="hoa")
    opened.close()
