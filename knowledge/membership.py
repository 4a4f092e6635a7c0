"""Members, from row to right. Every change leaves an audit entry; the caller commits."""

from sqlmodel import Session, col, select

from knowledge.models import now
from knowledge.people import AuditEntry, Member, Role

ADMIT, REMOVE = "admit", "remove"  # what the audit calls them


def actor(telegram_id: int) -> str:
    """A person as the audit names them: by number, for names change."""
    return f"telegram:{telegram_id}"


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


def admit(session: Session, telegram_id: int, role: Role, label: str = "", *, by: str) -> None:
    """Make somebody a member, or one with another role."""
    member = session.get(Member, telegram_id)
    if member is None:
        member = Member(telegram_id=telegram_id)
        session.add(member)
    member.role, member.left_at, member.joined_at = role, None, now()
    member.label = label or member.label
    subject = f"{actor(telegram_id)} {role}"
    session.add(AuditEntry(actor=by, action=ADMIT, subject=subject))


def member(session: Session, telegram_id: int) -> Member | None:
    """The row of somebody who is a member, was one, or has only agreed to what is kept."""
    return session.get(Member, telegram_id)


def dismiss_admitted_by(session: Session, admitting: str) -> None:
    """Everybody whom this actor ever let in leaves."""
    entries = session.exec(
        select(AuditEntry.subject).where(AuditEntry.actor == admitting, AuditEntry.action == ADMIT)
    )
    admitted = {subject.split()[0] for subject in entries}
    for one in session.exec(select(Member).where(col(Member.left_at).is_(None))):
        if actor(one.telegram_id) in admitted:
            one.left_at = now()
            subject = f"{actor(one.telegram_id)} {one.role}"
            session.add(AuditEntry(actor=admitting, action=REMOVE, subject=subject))
