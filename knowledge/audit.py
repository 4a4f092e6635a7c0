"""What the audit says, the newest first."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from knowledge.models import known
from knowledge.people import AuditEntry


@dataclass(frozen=True, slots=True)
class EntryView:
    id: int
    at: datetime
    actor: str
    action: str
    subject: str


def entries(session: Session, *, skip: int = 0, most: int | None = None) -> list[EntryView]:
    wanted = select(AuditEntry).order_by(col(AuditEntry.id).desc()).offset(skip).limit(most)
    return [
        EntryView(known(row.id), row.at, row.actor, row.action, row.subject)
        for row in session.exec(wanted)
    ]


def count(session: Session) -> int:
    return session.exec(select(func.count()).select_from(AuditEntry)).one()
