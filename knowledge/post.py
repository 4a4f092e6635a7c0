"""What came from Telegram and what went to it, kept until both are settled."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, SQLModel

from knowledge.models import UtcDateTime, now


class Received(StrEnum):
    """How far an update has come."""

    RECEIVED = "received"  # written before Telegram was told so; not handled to its end
    DONE = "done"
    TWIN = "twin"  # the same message under another update id: not handled


class Sent(StrEnum):
    """What is known of a message of ours."""

    NEW = "new"  # on its way, or its process died before it knew
    SENT = "sent"
    UNCERTAIN = "uncertain"  # it may have arrived: not sent again unless the person asks


class InboxUpdate(SQLModel, table=True):
    """A Telegram update that was received, so that none is lost and none is handled twice.

    `mark` is the same for the same message under whatever update id, and a digest. `payload` is
    the update as Telegram wrote it. It is a person's words: once it is handled, it goes, and with
    it whose they were.
    """

    update_id: int = Field(primary_key=True, sa_type=BigInteger)
    chat_id: int | None = Field(default=None, sa_type=BigInteger)
    message_id: int | None = None
    kind: str = ""  # message, edited_message, callback_query, …
    mark: str = Field(default="", index=True)
    state: str = Field(default=Received.RECEIVED, index=True)
    payload: str | None = None
    attempts: int = 0
    received_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class OutboxMessage(SQLModel, table=True):
    """A message of ours: the `step`th that handling an update sent.

    `payload` is what was sent, kept while it may have to be sent again; `result` what Telegram
    answered, without the words.
    """

    __table_args__ = (UniqueConstraint("update_id", "step"),)

    id: int | None = Field(default=None, primary_key=True)
    update_id: int = Field(sa_type=BigInteger)
    step: int
    chat_id: int = Field(sa_type=BigInteger)
    method: str
    state: str = Field(default=Sent.NEW, index=True)
    payload: str | None = None
    result: str | None = None
    notice: str | None = None  # of an uncertain one: what is known of the notice that says so
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    settled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class UnreachableChat(SQLModel, table=True):
    """A chat that Telegram lets nothing through to: the bot was blocked or sent away.

    `since` is in seconds of Telegram's own clock, as the dates of messages are.
    """

    chat_id: int = Field(primary_key=True, sa_type=BigInteger)
    since: int = Field(sa_type=BigInteger)
