"""Invites: single-use ways in, known only by the hash of their secret. The caller commits."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, select

from knowledge.errors import InviteError, MembershipError
from knowledge.membership import Acting, actor, admit, may_give, role_of
from knowledge.models import known, now
from knowledge.people import AuditEntry, Invite, Role

PAYLOAD = "i_"  # what a start link of an invite begins with, before the secret
SECRET_BYTES = 24  # 192 bits, 32 characters
LASTS = timedelta(days=3)
SHELL = 0  # who invites at a shell has no Telegram id
LONGEST_LABEL = 64


@dataclass(frozen=True, slots=True)
class InviteView:
    id: int
    role: Role
    label: str
    created_by: int
    expires_at: datetime


def invite(
    session: Session,
    role: Role,
    label: str,
    acting: Acting,
    *,
    created_by: int = SHELL,
    lasts: timedelta = LASTS,
) -> tuple[InviteView, str]:
    """A new invite and its secret, which is kept nowhere. Raises `MembershipError` for a role that
    `acting` may not give; nobody is invited to be an owner."""
    if role is Role.OWNER or not may_give(acting.role, role):
        raise MembershipError("Đồng chí không có quyền mời với vai trò này.")
    secret = secrets.token_urlsafe(SECRET_BYTES)
    row = Invite(
        secret_sha256=_hash(secret),
        role=role,
        label=" ".join(label.split())[:LONGEST_LABEL],
        created_by=created_by,
        expires_at=now() + lasts,
    )
    session.add(row)
    session.flush()
    _note(session, acting.name, "invite", row)
    return _view(row), secret


def open_invites(session: Session) -> list[InviteView]:
    """Those that would let somebody in now, the newest first."""
    rows = session.exec(select(Invite).where(*_usable()).order_by(col(Invite.id).desc()))
    return [_view(row) for row in rows]


def revoke(session: Session, invite_id: int, acting: Acting) -> InviteView:
    """The invite that lets nobody in any more. Raises `MembershipError` for one of a role that
    `acting` may not give, `InviteError` where there is nothing to revoke."""
    row = session.get(Invite, invite_id)
    if row is None:
        raise InviteError("Không có đường dẫn mời này.")
    if not may_give(acting.role, Role(row.role)):
        raise MembershipError("Đồng chí không có quyền thu hồi đường dẫn mời này.")
    if not _take(session, row, revoked_at=now()):
        raise InviteError("Đường dẫn mời này đã dùng, đã hết hạn hoặc đã thu hồi rồi.")
    _note(session, acting.name, "revoke invite", row)
    return _view(row)


def join(session: Session, secret: str, telegram_id: int, owner: int | None = None) -> Role:
    """Let somebody in: their role from now on. Of two who use one invite at the same moment, one
    comes in. Raises `InviteError`; an invite that gives nothing new stays unused."""
    row = session.exec(select(Invite).where(Invite.secret_sha256 == _hash(secret))).first()
    if row is None:
        raise InviteError("Đường dẫn mời không đúng; xin kiểm tra lại với người đã gửi.")
    role = Role(row.role)
    _check_usable(session, row, owner)
    if role_of(session, telegram_id, owner).covers(role):
        raise InviteError(
            "Đồng chí đã là thành viên với quyền này trở lên; đường dẫn mời vẫn chưa dùng."
        )
    if not _take(session, row, used_at=now(), used_by=telegram_id):
        raise InviteError(_USED)
    admit(session, telegram_id, role, row.label, by=f"{actor(telegram_id)} invite {row.id}")
    return role


_USED = "Đường dẫn mời này đã được dùng; mỗi đường dẫn chỉ dùng một lần."
_REVOKED = "Đường dẫn mời này đã bị thu hồi; xin xin một đường dẫn mới."
_EXPIRED = "Đường dẫn mời này đã hết hạn; xin xin một đường dẫn mới."


def _check_usable(session: Session, row: Invite, owner: int | None) -> None:
    if row.used_at is not None:
        raise InviteError(_USED)
    if row.revoked_at is not None or not _still_given(session, row, owner):
        raise InviteError(_REVOKED)
    if row.expires_at <= now():
        raise InviteError(_EXPIRED)


def _still_given(session: Session, row: Invite, owner: int | None) -> bool:
    """Whether who gave it may still give it: the invites of an admin go with the admin."""
    if row.created_by == SHELL:
        return True
    return may_give(role_of(session, row.created_by, owner), Role(row.role))


def _take(session: Session, row: Invite, **values: object) -> bool:
    """Change an invite that is still open, in one statement; whether it was."""
    done = update(Invite).where(col(Invite.id) == row.id, *_usable()).values(**values)
    taken = session.connection().execute(done).rowcount == 1
    session.refresh(row)
    return taken


def _usable() -> tuple[ColumnElement[bool], ...]:
    return (
        col(Invite.used_at).is_(None),
        col(Invite.revoked_at).is_(None),
        col(Invite.expires_at) > now(),
    )


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _view(row: Invite) -> InviteView:
    return InviteView(known(row.id), Role(row.role), row.label, row.created_by, row.expires_at)


def _note(session: Session, by: str, action: str, row: Invite) -> None:
    subject = f"invite {row.id} {row.role}"
    session.add(AuditEntry(actor=by, action=action, subject=subject))
