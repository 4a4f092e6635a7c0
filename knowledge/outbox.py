"""Messages of ours from just before they are sent until it is settled that they have arrived.

Callers commit. What was sent is kept word for word only while it may have to be sent again.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CursorResult, Table, Update, bindparam, delete, func, insert, update
from sqlmodel import Session, SQLModel, col, select

from knowledge.models import known, now
from knowledge.post import OutboxMessage, Sent

# Every message passes here twice: the table itself costs a fifth of what its rows as objects do.
_TABLE: Table = SQLModel.metadata.tables["outboxmessage"]
_COLUMNS = [_TABLE.c[name] for name in ("id", "state", "chat_id", "method", "result")]
_FIND = select(*_COLUMNS).where(
    _TABLE.c.update_id == bindparam("update"), _TABLE.c.step == bindparam("at")
)
_ARRIVED = (
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("number"))
    .values(
        state=Sent.SENT, result=bindparam("answer"), payload=None, settled_at=bindparam("moment")
    )
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a message.

    Args:
        result: Telegram's answer without the words, as JSON; of one that has arrived.
    """

    number: int
    state: Sent
    chat_id: int
    method: str
    result: str | None = None


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A message that may not have arrived, whose person does not know that yet."""

    number: int
    chat_id: int
    sent_at: datetime
    can_be_sent_again: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What a message said, as the JSON of its call."""

    payload: str
    sent_at: datetime


def find(session: Session, update_id: int, step: int) -> Entry | None:
    """What became of the `step`th message that handling an update sent."""
    row = session.connection().execute(_FIND, {"update": update_id, "at": step}).first()
    return Entry(row[0], Sent(row[1]), *row[2:]) if row else None


def begin(
    session: Session, update_id: int, step: int, chat_id: int, method: str, payload: str | None
) -> Entry:
    """Note a message that is about to be sent, unless it is noted already: then what is known."""
    if (entry := find(session, update_id, step)) is not None:
        return entry
    values = {
        "update_id": update_id,
        "step": step,
        "chat_id": chat_id,
        "method": method,
        "state": Sent.NEW,
        "payload": payload,
        "created_at": now(),
    }
    added = session.connection().execute(insert(_TABLE), values)
    key = added.inserted_primary_key
    assert key is not None  # of one row that was added
    return Entry(key[0], Sent.NEW, chat_id, method)


def arrived(session: Session, number: int, result: str) -> None:
    session.connection().execute(_ARRIVED, {"number": number, "answer": result, "moment": now()})


def withdraw(session: Session, number: int) -> None:
    """It has certainly not arrived: as if it had not been begun."""
    session.connection().execute(delete(OutboxMessage).where(col(OutboxMessage.id) == number))


def doubt(session: Session, number: int) -> None:
    """It may have arrived."""
    _change(session, _of(number), state=Sent.UNCERTAIN)


def doubt_unnoted(
    session: Session, update_id: int, chat_id: int, method: str, payload: str | None
) -> None:
    """The same of one that was not noted before, for nothing could have repeated it."""
    number = begin(session, update_id, 0, chat_id, method, payload).number
    doubt(session, number)


def doubt_left_behind(session: Session) -> int:
    """What a process that ended was sending may have arrived; how many messages. The notices that
    it was sending are to be sent."""
    notices = update(OutboxMessage).where(col(OutboxMessage.notice) == Sent.NEW)
    _change(session, notices, notice=None)
    left = update(OutboxMessage).where(col(OutboxMessage.state) == Sent.NEW)
    return _change(session, left, state=Sent.UNCERTAIN)


def doubtful(session: Session) -> list[Doubtful]:
    """Those that nobody was told of, the oldest first."""
    rows = session.exec(
        select(OutboxMessage)
        .where(OutboxMessage.state == Sent.UNCERTAIN, col(OutboxMessage.notice).is_(None))
        .order_by(col(OutboxMessage.id))
    )
    return [
        Doubtful(known(row.id), row.chat_id, row.created_at, row.payload is not None)
        for row in rows
    ]


def begin_notice(session: Session, number: int) -> bool:
    """Note that its notice is about to be sent; whether it still is to be."""
    waits = col(OutboxMessage.notice).is_(None)
    still = col(OutboxMessage.state) == Sent.UNCERTAIN
    return _change(session, _of(number).where(waits, still), notice=Sent.NEW) > 0


def note_notice(session: Session, number: int, state: Sent | None) -> None:
    """What became of it; None: it is due, as it was not sent or may not have arrived."""
    _change(session, _of(number), notice=state)


def forgo_notice(session: Session, number: int) -> None:
    """It was refused or stayed in doubt for too often: it is not tried again."""
    note_notice(session, number, Sent.UNCERTAIN)


def kept(session: Session, number: int, chat_id: int) -> Kept | None:
    """A doubtful message to this chat; None once it is settled, or if it was another chat's."""
    row = session.exec(
        select(OutboxMessage).where(
            OutboxMessage.id == number,
            OutboxMessage.chat_id == chat_id,
            OutboxMessage.state == Sent.UNCERTAIN,
        )
    ).first()
    return Kept(row.payload, row.created_at) if row and row.payload else None


def kept_words(session: Session, chat_id: int) -> int:
    """How many doubtful messages to this chat are kept word for word."""
    this = select(func.count()).where(
        OutboxMessage.chat_id == chat_id,
        OutboxMessage.state == Sent.UNCERTAIN,
        col(OutboxMessage.payload).is_not(None),
    )
    return session.exec(this).one()


def settle(session: Session, number: int) -> None:
    """Nothing is to be done about it any more. Its button was pressed: its notice has arrived."""
    _change(session, _of(number), payload=None, state=Sent.SENT, notice=Sent.SENT, settled_at=now())


def move(session: Session, old: int, new: int) -> None:
    """A group has another id."""
    _change(session, update(OutboxMessage).where(col(OutboxMessage.chat_id) == old), chat_id=new)


def give_up(session: Session, chat_id: int) -> None:
    """A chat that cannot be written to gets none of its doubtful messages."""
    of_chat = col(OutboxMessage.chat_id) == chat_id
    doubted = update(OutboxMessage).where(of_chat, col(OutboxMessage.state) == Sent.UNCERTAIN)
    _change(session, doubted, payload=None, state=Sent.SENT, settled_at=now())


def forget_person(session: Session, telegram_id: int) -> None:
    """Delete what was sent to a person's private chat; of what is on its way, the words."""
    private = col(OutboxMessage.chat_id) == telegram_id
    on_its_way = col(OutboxMessage.state) == Sent.NEW
    _change(session, update(OutboxMessage).where(private, on_its_way), payload=None)
    session.connection().execute(delete(OutboxMessage).where(private, ~on_its_way))


def forget_before(session: Session, moment: datetime) -> None:
    """Delete what was begun before, settled or not, but for what is on its way."""
    old = col(OutboxMessage.created_at) < moment
    rest = col(OutboxMessage.state) != Sent.NEW
    session.connection().execute(delete(OutboxMessage).where(old, rest))


def _of(number: int) -> Update:
    return update(OutboxMessage).where(col(OutboxMessage.id) == number)


def _change(session: Session, which: Update, **values: object) -> int:
    session.flush()
    done: CursorResult[object] = session.connection().execute(which.values(**values))
    session.expire_all()
    return done.rowcount
