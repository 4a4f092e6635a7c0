from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from knowledge import invites, membership
from knowledge.database import Database
from knowledge.errors import InviteError, MembershipError
from knowledge.membership import Acting
from knowledge.people import AuditEntry, Invite, Role
from tests.knowledge.new_databases import new_database

OWNER, ADMIN, AN, BINH = 5001, 5002, 5003, 5004
BY_OWNER = Acting("telegram:5001", Role.OWNER, OWNER)
BY_ADMIN = Acting("telegram:5002", Role.ADMIN, OWNER)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = new_database(tmp_path / "invites.db")
    yield opened
    opened.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.session() as opened:
        yield opened


def test_an_invite_lets_one_person_in_once(session: Session) -> None:
    _, secret = invites.invite(session, Role.REVIEWER, " An  phòng 3 ", BY_OWNER)

    assert invites.join(session, secret, AN) is Role.REVIEWER
    assert membership.find(session, AN).label == "An phòng 3"
    with pytest.raises(InviteError, match="đã được dùng"):
        invites.join(session, secret, BINH)
    assert membership.standing_of(session, BINH)[0] is Role.STRANGER


def test_the_secret_is_long_and_is_kept_nowhere(session: Session) -> None:
    _, secret = invites.invite(session, Role.MEMBER, "", BY_OWNER)
    row = session.exec(select(Invite)).one()
    said = " ".join(one.subject for one in session.exec(select(AuditEntry)))

    assert len(secret) >= 128 // 6
    assert secret not in f"{row!r} {said}"
    assert len(row.secret_sha256) == 64


def test_each_invite_that_is_no_more_says_why(session: Session) -> None:
    _, late = invites.invite(session, Role.MEMBER, "", BY_OWNER, lasts=timedelta(seconds=-1))
    taken_back, revoked = invites.invite(session, Role.MEMBER, "", BY_OWNER)
    invites.revoke(session, taken_back.id, BY_OWNER)

    for secret, said in ((late, "hết hạn"), (revoked, "bị thu hồi"), ("không có", "không đúng")):
        with pytest.raises(InviteError, match=said):
            invites.join(session, secret, AN)
    with pytest.raises(InviteError, match="đã thu hồi rồi"):
        invites.revoke(session, taken_back.id, BY_OWNER)
    assert invites.open_invites(session) == []


@pytest.mark.parametrize("role", [Role.STRANGER, Role.ADMIN, Role.OWNER])
def test_an_admin_invites_members_and_reviewers_only(session: Session, role: Role) -> None:
    with pytest.raises(MembershipError, match="không có quyền"):
        invites.invite(session, role, "", BY_ADMIN)


def test_an_admin_cannot_take_back_an_invite_for_an_admin(session: Session) -> None:
    view, _ = invites.invite(session, Role.ADMIN, "", BY_OWNER)

    with pytest.raises(MembershipError, match="không có quyền"):
        invites.revoke(session, view.id, BY_ADMIN)


def test_the_invites_of_an_admin_go_with_the_admin(session: Session) -> None:
    membership.admit(session, ADMIN, Role.ADMIN, by="hoa")
    _, secret = invites.invite(session, Role.MEMBER, "", BY_ADMIN, created_by=ADMIN)
    membership.remove(session, ADMIN, BY_OWNER)

    with pytest.raises(InviteError, match="bị thu hồi"):
        invites.join(session, secret, AN)


def test_who_is_in_already_does_not_use_an_invite_up(session: Session) -> None:
    membership.admit(session, AN, Role.REVIEWER, by="hoa")
    _, secret = invites.invite(session, Role.MEMBER, "", BY_OWNER)

    with pytest.raises(InviteError, match="đã là thành viên"):
        invites.join(session, secret, AN)
    assert invites.join(session, secret, BINH) is Role.MEMBER


def test_of_two_who_come_at_the_same_moment_one_comes_in(database: Database) -> None:
    with database.session() as session:
        _, secret = invites.invite(session, Role.MEMBER, "", BY_OWNER)
        session.commit()
    with database.session() as first, database.session() as second:
        second.exec(select(Invite)).one()  # has seen it open
        assert invites.join(first, secret, AN) is Role.MEMBER
        first.commit()
        second.rollback()
        with pytest.raises(InviteError, match="đã được dùng"):
            invites.join(second, secret, BINH)
