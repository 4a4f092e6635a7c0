"""Messages of the bot that wait for a reply: which ticket, question or gap a reply is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from knowledge.dialogue import Prompt, PromptKind
from knowledge.models import known, now

POINTED_WITHIN = timedelta(minutes=30)  # after which an opened passage is no answer to a prompt


@dataclass(frozen=True, slots=True)
class PromptView:
    id: int
    chat_id: int
    message_id: int
    kind: PromptKind
    subject: str


def note(
    session: Session, *, chat_id: int, message_id: int, kind: PromptKind, subject: object
) -> None:
    """Remember what a reply to this message will be about. The caller commits."""
    session.add(Prompt(chat_id=chat_id, message_id=message_id, kind=kind, subject=str(subject)))


def at(session: Session, chat_id: int, message_id: int) -> PromptView | None:
    """What a reply to this message is about; None for any other message."""
    row = session.exec(
        select(Prompt).where(Prompt.chat_id == chat_id, Prompt.message_id == message_id)
    ).first()
    return _view(row) if row else None


def by_id(session: Session, prompt_id: int) -> PromptView | None:
    """None for one that is done with."""
    row = session.get(Prompt, prompt_id)
    return _view(row) if row else None


def about(session: Session, kind: PromptKind, subject: object) -> list[PromptView]:
    """All messages on one ticket, question or gap."""
    rows = session.exec(
        select(Prompt)
        .where(Prompt.kind == kind, Prompt.subject == str(subject))
        .order_by(col(Prompt.id))
    )
    return [_view(row) for row in rows]


def newest(session: Session, chat_id: int, kinds: Sequence[PromptKind]) -> PromptView | None:
    """The last one of a chat that still waits for a passage to be pointed at."""
    row = session.exec(
        select(Prompt)
        .where(
            Prompt.chat_id == chat_id,
            col(Prompt.kind).in_(kinds),
            col(Prompt.sent_at) > now() - POINTED_WITHIN,
        )
        .order_by(col(Prompt.id).desc())
    ).first()
    return _view(row) if row else None


def done(session: Session, prompt_id: int) -> None:
    """It waits for nothing more. The caller commits."""
    session.execute(delete(Prompt).where(col(Prompt.id) == prompt_id))


def _view(row: Prompt) -> PromptView:
    return PromptView(known(row.id), row.chat_id, row.message_id, PromptKind(row.kind), row.subject)
