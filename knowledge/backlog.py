"""How much of what came and of what went out is not settled."""

from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from knowledge.post import InboxUpdate, OutboxMessage, Received, Sent


@dataclass(frozen=True, slots=True)
class Backlog:
    """Counts of updates that are not handled to their end, and of messages that may not have
    arrived."""

    unfinished: int
    uncertain: int


def backlog(session: Session) -> Backlog:
    unfinished = select(func.count()).where(col(InboxUpdate.state) == Received.RECEIVED)
    uncertain = select(func.count()).where(col(OutboxMessage.state) == Sent.UNCERTAIN)
    return Backlog(session.exec(unfinished).one(), session.exec(uncertain).one())
