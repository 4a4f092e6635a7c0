"""The groups that the bot may be in. Every change leaves an audit entry; the caller commits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from knowledge import outbox
from knowledge.models import now
from knowledge.people import AuditEntry, Group

ADD, REMOVE, MOVE = "group add", "group remove", "group move"  # in the audit
LONGEST_TITLE = 128
SHORTEST_SUPER = -1_000_000_000_000  # ids of supergroups lie below


@dataclass(frozen=True, slots=True)
class GroupView:
    """`gone_at`: since when the bot is in it no more, though it may come again."""

    chat_id: int
    title: str
    added_by: int
    added_at: datetime
    gone_at: datetime | None


def groups(session: Session) -> list[GroupView]:
    """The list, by title."""
    rows = session.exec(select(Group).order_by(col(Group.title), col(Group.chat_id)))
    return [_view(row) for row in rows]


def find(session: Session, chat_id: int) -> GroupView | None:
    """A group of the list; None for any other chat."""
    row = session.get(Group, chat_id)
    return _view(row) if row else None


def basic_ids(session: Session) -> Sequence[int]:
    """Those that may become supergroups: theirs are the short numbers."""
    return session.exec(select(Group.chat_id).where(col(Group.chat_id) > SHORTEST_SUPER)).all()


def add(session: Session, chat_id: int, title: str, by: int, *, actor: str) -> None:
    """Put a group on the list, or note that the bot is in it again."""
    row = session.get(Group, chat_id)
    if row is None:
        row = Group(chat_id=chat_id, added_by=by)
        _note(session, actor, ADD, chat_id, title)
    row.title, row.gone_at = title[:LONGEST_TITLE], None
    session.add(row)


def gone(session: Session, chat_id: int) -> None:
    """The bot was taken out, or had to go; the group stays on the list."""
    row = session.get(Group, chat_id)
    if row is not None and row.gone_at is None:
        row.gone_at = now()


def remove(session: Session, chat_id: int, *, actor: str) -> bool:
    """Take a group off the list; whether it was on it."""
    row = session.get(Group, chat_id)
    if row is None:
        return False
    _note(session, actor, REMOVE, chat_id, row.title)
    session.delete(row)
    return True


def move(session: Session, old: int, new: int) -> bool:
    """A group has become a supergroup, which has another id: the list and the messages that are on
    their way name the new one. Updates received keep the old id, for messages are counted anew.

    Returns:
        Whether it was on the list under the old id; told twice, it moves once.
    """
    outbox.move(session, old, new)
    row = session.get(Group, old)
    if row is None:
        return False
    if session.get(Group, new) is None:
        session.add(Group(chat_id=new, **row.model_dump(exclude={"chat_id"})))
    session.delete(row)
    _note(session, "telegram", MOVE, old, f"→ {new} {row.title}")
    return True


def _view(row: Group) -> GroupView:
    return GroupView(row.chat_id, row.title, row.added_by, row.added_at, row.gone_at)


def _note(session: Session, by: str, action: str, chat_id: int, what: str) -> None:
    session.add(AuditEntry(actor=by, action=action, subject=f"{chat_id} {what}".strip()))
