"""Updates from the moment they are received until they are handled. Callers commit."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, update
from sqlmodel import Session, col, select

from knowledge.models import now
from knowledge.post import InboxUpdate, OutboxMessage, Received, Sent


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as it came.

    Args:
        mark: the same for the same message under whatever update id.
        payload: its JSON.
    """

    update_id: int
    mark: str
    kind: str
    chat_id: int | None
    message_id: int | None
    payload: str


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An update that was received, and not handled to its end."""

    update_id: int
    mark: str
    payload: str
    attempts: int
    received_at: datetime


def receive(session: Session, arrivals: Sequence[Arrival]) -> list[Unfinished]:
    """Write down those that are new. All that are to be handled: not those that are done, nor the
    same message under another id.

    Ids may begin anew, as for another bot: the same id with another mark is another update.
    """
    ids = [one.update_id for one in arrivals]
    known = {row.update_id: row for row in _rows(session, col(InboxUpdate.update_id).in_(ids))}
    marks = [one.mark for one in arrivals]
    marked = {row.mark for row in _rows(session, col(InboxUpdate.mark).in_(marks))}
    to_handle: dict[int, Unfinished] = {}
    for one in arrivals:
        row = known.get(one.update_id)
        if row is None or row.mark != one.mark:
            if row is not None:
                _forget(session, row)
            row = known[one.update_id] = _row(one, twin=one.mark in marked)
            session.add(row)
            marked.add(one.mark)
        if row.state == Received.RECEIVED:
            to_handle[one.update_id] = _unfinished(row)
    return list(to_handle.values())


def left_behind(session: Session) -> list[Unfinished]:
    """What a process that ended has not handled to its end, in the order in which it came."""
    received = col(InboxUpdate.state) == Received.RECEIVED
    rows = sorted(_rows(session, received), key=lambda row: (row.received_at, row.update_id))
    return [_unfinished(row) for row in rows]


def count_attempt(session: Session, update_id: int) -> None:
    """It is begun with once more, after a process has ended that had not finished it."""
    this = update(InboxUpdate).where(col(InboxUpdate.update_id) == update_id)
    session.connection().execute(this.values(attempts=InboxUpdate.attempts + 1))


def finish(session: Session, update_ids: Collection[int]) -> None:
    """They are handled: what was in them goes, and whose it was; and what is known of messages that
    have arrived, for nobody will send them again. Those with a button to send them again stay."""
    _settle(session, col(InboxUpdate.update_id).in_(update_ids))
    arrived = (col(OutboxMessage.state) == Sent.SENT) & col(OutboxMessage.notice).is_(None)
    sent = delete(OutboxMessage).where(col(OutboxMessage.update_id).in_(update_ids), arrived)
    session.connection().execute(sent)


def forget_person(session: Session, telegram_id: int) -> None:
    """What they have written and nobody has handled yet is not kept for after a restart."""
    _settle(session, col(InboxUpdate.chat_id) == telegram_id)


def forget_before(session: Session, moment: datetime) -> None:
    """Delete what was handled before: Telegram sends nothing again that is older than a day."""
    handled = col(InboxUpdate.state) != Received.RECEIVED
    old = delete(InboxUpdate).where(handled, col(InboxUpdate.received_at) < moment)
    session.connection().execute(old)


def _settle(session: Session, which: ColumnElement[bool]) -> None:
    done = update(InboxUpdate).where(which, col(InboxUpdate.state) == Received.RECEIVED)
    session.connection().execute(
        done.values(state=Received.DONE, done_at=now(), payload=None, chat_id=None, message_id=None)
    )


def _rows(session: Session, which: ColumnElement[bool]) -> Sequence[InboxUpdate]:
    return session.exec(select(InboxUpdate).where(which)).all()


def _row(arrival: Arrival, *, twin: bool) -> InboxUpdate:
    if twin:
        mark, kind = arrival.mark, arrival.kind
        return InboxUpdate(
            update_id=arrival.update_id, mark=mark, kind=kind, state=Received.TWIN, done_at=now()
        )
    return InboxUpdate(
        update_id=arrival.update_id,
        mark=arrival.mark,
        kind=arrival.kind,
        chat_id=arrival.chat_id,
        message_id=arrival.message_id,
        payload=arrival.payload,
    )


def _forget(session: Session, row: InboxUpdate) -> None:
    """An update of other times, and what was sent for it."""
    sent = delete(OutboxMessage).where(col(OutboxMessage.update_id) == row.update_id)
    session.connection().execute(sent)
    session.delete(row)
    session.flush()


def _unfinished(row: InboxUpdate) -> Unfinished:
    return Unfinished(row.update_id, row.mark, row.payload or "", row.attempts, row.received_at)
