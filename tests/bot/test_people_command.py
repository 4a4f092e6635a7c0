from pathlib import Path

import pytest

from bot.rights import FRESH, Rights
from knowledge import invites, membership
from knowledge.database import Database
from knowledge.people import Role
from tests.bot.shell import Command
from tests.knowledge.new_databases import new_database

AN = 5002


@pytest.fixture
def database(home: Path) -> Database:
    home.mkdir()
    return new_database(home / "nenchang.db")


def joined(database: Database, out: str) -> None:
    secret = out.split(invites.PAYLOAD)[1].split()[0]
    with database.session() as session:
        invites.join(session, secret, AN)
        session.commit()


def test_an_invite_of_the_shell_lets_somebody_in_who_is_listed_and_sent_away(
    nenchang: Command, database: Database
) -> None:
    joined(database, nenchang("invite", "--role", "admin", "--label", "An").out)
    listed = nenchang("members", "--json").json()
    assert [(one["telegram_id"], one["role"], one["label"]) for one in listed] == [
        (AN, "admin", "An")
    ]
    assert "5002 · quản trị · An" in nenchang("members").out

    now = [0.0]
    rights = Rights(database, None, clock=lambda: now[0])
    assert rights.of(AN).role is Role.ADMIN
    assert nenchang("members", "remove", AN).status == 0
    now[0] += FRESH
    assert rights.of(AN).role is Role.STRANGER
    assert [one["action"] for one in nenchang("audit", "--json").json()] == [
        "remove",
        "admit",
        "invite",
    ]
    assert "cho rời · telegram:5002 admin" in nenchang("audit").out
    database.close()


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("invite", "--role", "king"), 2, "Không có vai trò king"),
        (("invite", "--role", "owner"), 2, "không có quyền mời"),
        (("members", "remove", "77"), 1, "77 không còn là thành viên"),
        (("members", "remove", "x"), 2, "không dùng được"),
    ],
)
def test_wrong_use_gets_one_sentence(
    nenchang: Command, words: tuple[str, ...], status: int, said: str
) -> None:
    result = nenchang(*words)

    assert result.status == status
    assert said in result.err


def test_the_owner_of_the_settings_cannot_be_sent_away(
    nenchang: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NENCHANG_OWNER", str(AN))

    assert nenchang("members", "--json").json()[0]["role"] == "owner"
    assert "NENCHANG_OWNER" in nenchang("members", "remove", AN).err


def test_no_members_and_what_to_do_about_it(nenchang: Command) -> None:
    assert "nenchang invite" in nenchang("members").out
    assert nenchang("audit").out == ""


def test_rights_of_this_process_change_at_once(database: Database) -> None:
    rights = Rights(database, None)
    assert rights.of(AN).role is Role.STRANGER

    with database.session() as session:
        membership.admit(session, AN, Role.REVIEWER, by="hoa")
        session.commit()
    assert rights.of(AN).role is Role.STRANGER
    rights.changed(AN)
    assert rights.of(AN).role is Role.REVIEWER
    database.close()


def test_open_to_all_makes_everybody_a_member_and_nobody_more(database: Database) -> None:
    rights = Rights(database, 5001, open_to_all=True)

    assert rights.of(AN).role is Role.MEMBER
    assert rights.of(5001).role is Role.OWNER
    assert rights.of(1087968824).role is Role.STRANGER
    database.close()
