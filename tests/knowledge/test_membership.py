from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import product
from pathlib import Path

import pytest
from sqlmodel import Session, select

from knowledge import membership
from knowledge.errors import MembershipError
from knowledge.membership import Acting
from knowledge.people import AuditEntry, Role
from tests.knowledge.new_databases import new_database

OWNER, AN, BINH = 5001, 5002, 5003
BY_OWNER = Acting("telegram:5001", Role.OWNER, OWNER)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    database = new_database(tmp_path / "people.db")
    with database.session() as opened:
        yield opened
    database.close()


def audited(session: Session) -> list[tuple[str, str, str]]:
    return [(one.actor, one.action, one.subject) for one in session.exec(select(AuditEntry))]


def test_nobody_has_a_right_before_it_is_given(session: Session) -> None:
    assert membership.standing_of(session, AN) == (Role.STRANGER, False)
    assert membership.role_of(session, AN, OWNER) is Role.STRANGER
    assert membership.role_of(session, OWNER, OWNER) is Role.OWNER


def test_what_was_agreed_to_makes_nobody_a_member(session: Session) -> None:
    membership.agree(session, AN)

    assert membership.standing_of(session, AN) == (Role.STRANGER, True)
    assert membership.members(session) == []


def test_every_change_is_in_the_audit_by_number(session: Session) -> None:
    membership.admit(session, AN, Role.MEMBER, "An", by="hoa")
    membership.change_role(session, AN, Role.ADMIN, BY_OWNER)
    membership.change_role(session, AN, Role.ADMIN, BY_OWNER)
    membership.remove(session, AN, BY_OWNER)

    assert audited(session) == [
        ("hoa", "admit", "telegram:5002 member"),
        ("telegram:5001", "change role", "telegram:5002 member → admin"),
        ("telegram:5001", "remove", "telegram:5002 admin"),
    ]
    assert membership.standing_of(session, AN)[0] is Role.STRANGER
    assert membership.members(session)[0].left_at is not None


def test_the_owner_by_the_settings_is_listed_and_cannot_be_changed(session: Session) -> None:
    assert [one.role for one in membership.members(session, OWNER)] == [Role.OWNER]

    changes: tuple[Callable[[], None], ...] = (
        lambda: membership.remove(session, OWNER, BY_OWNER),
        lambda: membership.change_role(session, OWNER, Role.MEMBER, BY_OWNER),
    )
    for change in changes:
        with pytest.raises(MembershipError, match="NENCHANG_OWNER"):
            change()


def test_the_last_owner_cannot_be_removed_and_cannot_leave(session: Session) -> None:
    membership.admit(session, AN, Role.OWNER, by="hoa")
    membership.admit(session, BINH, Role.OWNER, by="hoa")
    acting = Acting("telegram:5002", Role.OWNER)
    membership.remove(session, BINH, acting)

    lasts: tuple[Callable[[], None], ...] = (
        lambda: membership.remove(session, AN, acting),
        lambda: membership.change_role(session, AN, Role.ADMIN, acting),
        lambda: membership.leave(session, AN, None),
    )
    for last in lasts:
        with pytest.raises(MembershipError, match="chủ bot cuối cùng"):
            last()


def test_who_leaves_takes_label_and_consent_along(session: Session) -> None:
    membership.admit(session, AN, Role.MEMBER, "An", by="hoa")
    membership.agree(session, AN)
    membership.leave(session, AN, OWNER)

    assert membership.member(session, AN) is None
    assert audited(session)[-1] == ("telegram:5002", "leave", "telegram:5002 member")


def test_whom_the_preview_let_in_leaves_and_nobody_else(session: Session) -> None:
    membership.admit(session, AN, Role.MEMBER, by="preview")
    membership.admit(session, BINH, Role.MEMBER, by="hoa")
    membership.dismiss_admitted_by(session, "preview")

    assert membership.those_with(session, Role.MEMBER) == [BINH]


@pytest.mark.parametrize("giver", Role)
def test_nobody_gives_or_takes_what_is_not_below_them(session: Session, giver: Role) -> None:
    """Every giver, every role held, every role wanted: only admins and owners change anybody, and
    an admin changes nobody from admin on, nor to admin or owner."""
    membership.admit(session, OWNER, Role.OWNER, by="hoa")
    session.commit()
    for held, wanted in product(Role, Role):
        membership.admit(session, AN, held, by="hoa")
        session.flush()
        with suppress(MembershipError):
            membership.change_role(session, AN, wanted, Acting("ai", giver, OWNER))
        found = membership.standing_of(session, AN)[0]
        below = {Role.MEMBER, Role.REVIEWER}
        if giver is Role.OWNER:
            below |= {Role.ADMIN, Role.OWNER}
        free = giver.covers(Role.ADMIN) and {held, wanted} <= below
        assert found is (wanted if free else held), (giver, held, wanted)
        session.rollback()
