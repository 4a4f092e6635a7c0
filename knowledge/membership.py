"""Members: who may do what, and who may change that. Every change leaves an audit entry; the
caller commits."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from knowledge.errors import MembershipError
from knowledge.models import now
from knowledge.people import AuditEntry, Member, Role

ADMIT, REMOVE, LEAVE, CHANGE = "admit", "remove", "leave", "change role"  # in the audit


@dataclass(frozen=True, slots=True)
class Acting:
    """Whoever changes something: what the audit calls them, and how far their right goes.

    `owner` is the owner by the settings, whom nobody can change."""

    name: str
    role: Role
    owner: int | None = None


@dataclass(frozen=True, slots=True)
class MemberView:
    telegram_id: int
    role: Role
    label: str
    joined_at: datetime | None  # None: the owner by the settings, who has not agreed to anything
    left_at: datetime | None = None
    consented_at: datetime | None = None


def actor(telegram_id: int) -> str:
    """A person as the audit names them: by number, for names change."""
    return f"telegram:{telegram_id}"


def may_give(giver: Role, role: Role) -> bool:
    """Admins make reviewers and members; owners make everybody."""
    if giver is Role.OWNER:
        return role is not Role.STRANGER
    return giver is Role.ADMIN and role in (Role.MEMBER, Role.REVIEWER)


def standing_of(session: Session, telegram_id: int) -> tuple[Role, bool]:
    """A person's role by the rows alone, and whether they have consented. Somebody who is not
    there, or has left, is a stranger."""
    row = session.exec(
        select(Member.role, Member.left_at, Member.consented_at).where(
            Member.telegram_id == telegram_id
        )
    ).first()
    if row is None:
        return Role.STRANGER, False
    role, left_at, consented_at = row
    return Role(role) if left_at is None else Role.STRANGER, consented_at is not None


def role_of(session: Session, telegram_id: int, owner: int | None) -> Role:
    """A person's role, the settings' owner included."""
    return Role.OWNER if telegram_id == owner else standing_of(session, telegram_id)[0]


def member(session: Session, telegram_id: int) -> Member | None:
    """The row of somebody who is a member, was one, or has only agreed to what is kept."""
    return session.get(Member, telegram_id)


def members(session: Session, owner: int | None = None) -> list[MemberView]:
    """Everybody who is a member, the highest role first; then those who left, the latest first."""
    rows = session.exec(select(Member).where(Member.role != Role.STRANGER)).all()
    views = [_view(row, owner) for row in rows]
    if owner is not None and all(one.telegram_id != owner for one in views):
        row = session.get(Member, owner)
        consented_at = row.consented_at if row else None
        label = row.label if row else ""
        views.append(MemberView(owner, Role.OWNER, label, None, None, consented_at))
    here = [one for one in views if one.left_at is None]
    gone = [(one.left_at, one) for one in views if one.left_at is not None]
    ranks = list(Role)
    here.sort(key=lambda one: (-ranks.index(one.role), one.label, one.telegram_id))
    return [*here, *(one for _, one in sorted(gone, key=lambda pair: pair[0], reverse=True))]


def find(session: Session, telegram_id: int, owner: int | None = None) -> MemberView:
    """One of `members`. Raises `MembershipError` for anybody else."""
    for one in members(session, owner):
        if one.telegram_id == telegram_id:
            return one
    raise MembershipError(f"Không có thành viên mang mã {telegram_id}.")


def those_with(session: Session, needed: Role, owner: int | None = None) -> list[int]:
    """The ids of everybody whose role covers this one."""
    return [
        one.telegram_id
        for one in members(session, owner)
        if one.left_at is None and one.role.covers(needed)
    ]


def admit(session: Session, telegram_id: int, role: Role, label: str = "", *, by: str) -> None:
    """Make somebody a member, or one with another role."""
    row = session.get(Member, telegram_id) or Member(telegram_id=telegram_id)
    row.role, row.left_at, row.joined_at = role, None, now()
    row.label = label or row.label
    session.add(row)
    _note(session, by, ADMIT, telegram_id, role)


def change_role(session: Session, telegram_id: int, role: Role, acting: Acting) -> None:
    """Raises `MembershipError` where `acting` may not, or nobody may."""
    row, held = _changeable(session, telegram_id, acting)
    if not may_give(acting.role, role):
        raise MembershipError("Đồng chí không có quyền giao vai trò này.")
    if held is role:
        return
    if held is Role.OWNER:
        _keep_an_owner(session, telegram_id, acting)
    row.role = role
    _note(session, acting.name, CHANGE, telegram_id, f"{held} → {role}")


def remove(session: Session, telegram_id: int, acting: Acting) -> None:
    """Take a member's rights away. Raises `MembershipError` where `acting` may not, or nobody."""
    row, held = _changeable(session, telegram_id, acting)
    if held is Role.OWNER:
        _keep_an_owner(session, telegram_id, acting)
    row.left_at = now()
    _note(session, acting.name, REMOVE, telegram_id, held)


def leave(session: Session, telegram_id: int, owner: int | None) -> None:
    """Somebody goes of their own accord, and takes the row with their label and consent along.

    Raises `MembershipError` for the last owner.
    """
    row = session.get(Member, telegram_id)
    held = standing_of(session, telegram_id)[0]
    if held is Role.OWNER:
        _keep_an_owner(session, telegram_id, Acting(actor(telegram_id), held, owner))
    if row is not None:
        session.delete(row)
        session.flush()
    if held is not Role.STRANGER:
        _note(session, actor(telegram_id), LEAVE, telegram_id, held)


def agree(session: Session, telegram_id: int) -> None:
    """They have read what is kept of them and said yes. Pressing twice keeps the first time."""
    row = session.get(Member, telegram_id)
    if row is None:
        row = Member(telegram_id=telegram_id, role=Role.STRANGER)
    row.consented_at = row.consented_at or now()
    session.add(row)


def dismiss_admitted_by(session: Session, admitting: str) -> None:
    """Everybody whom this actor ever let in leaves."""
    entries = session.exec(
        select(AuditEntry.subject).where(AuditEntry.actor == admitting, AuditEntry.action == ADMIT)
    )
    admitted = {subject.split()[0] for subject in entries}
    for row in session.exec(select(Member).where(col(Member.left_at).is_(None))):
        if actor(row.telegram_id) in admitted:
            row.left_at = now()
            _note(session, admitting, REMOVE, row.telegram_id, row.role)


def _changeable(session: Session, telegram_id: int, acting: Acting) -> tuple[Member, Role]:
    """The row and role of a member whom `acting` stands above."""
    if telegram_id == acting.owner:
        raise MembershipError(
            "Chủ bot do thiết lập NENCHANG_OWNER quy định, không đổi được trong bot."
        )
    row = session.get(Member, telegram_id)
    held = standing_of(session, telegram_id)[0]
    if row is None or held is Role.STRANGER:
        raise MembershipError(f"Người mang mã {telegram_id} không còn là thành viên.")
    if not may_give(acting.role, held):
        raise MembershipError("Đồng chí không có quyền đổi vai trò của người này.")
    return row, held


def _keep_an_owner(session: Session, leaving: int, acting: Acting) -> None:
    others = [one for one in those_with(session, Role.OWNER, acting.owner) if one != leaving]
    if not others:
        raise MembershipError("Đây là chủ bot cuối cùng; phải còn ít nhất một chủ bot.")


def _view(row: Member, owner: int | None) -> MemberView:
    held = Role.OWNER if row.telegram_id == owner else Role(row.role)
    left_at = None if row.telegram_id == owner else row.left_at
    return MemberView(row.telegram_id, held, row.label, row.joined_at, left_at, row.consented_at)


def _note(session: Session, by: str, action: str, telegram_id: int, what: str) -> None:
    subject = f"{actor(telegram_id)} {what}"
    session.add(AuditEntry(actor=by, action=action, subject=subject))
