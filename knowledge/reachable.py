"""The chats that nothing can be sent to. Callers commit."""

from sqlmodel import Session, select

from knowledge.post import UnreachableChat


def unreachable(session: Session) -> dict[int, int]:
    """Chat -> since when, by Telegram's clock in seconds."""
    rows = session.exec(select(UnreachableChat.chat_id, UnreachableChat.since))
    return dict(rows.all())


def cut(session: Session, chat_id: int, since: int) -> None:
    session.merge(UnreachableChat(chat_id=chat_id, since=since))


def restore(session: Session, chat_id: int) -> None:
    if (row := session.get(UnreachableChat, chat_id)) is not None:
        session.delete(row)
