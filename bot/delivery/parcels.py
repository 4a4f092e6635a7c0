"""What is written in the outbox of a message, before it is sent and once that is settled."""

import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, cast

from sqlmodel import Session

from bot.delivery.calls import Answer, Call, without_words
from bot.delivery.errors import Uncertain, Undelivered
from bot.handling import Handling
from bot.scribe import Scribe
from knowledge import outbox
from knowledge.errors import DatabaseError
from knowledge.outbox import Entry
from knowledge.post import Sent

log = logging.getLogger(__name__)


class Parcel(Protocol):
    """Keeps the account of one message."""

    @property
    def is_waited_for(self) -> bool:
        """Whether it goes before what nobody waits for, though no update is being handled."""
        ...

    async def begin(self, call: Call) -> Answer | None:
        """Write down that it is about to be sent. What Telegram answered, if it has been sent
        before. Raises `Uncertain` if it may have been, `Undelivered` if nobody can tell."""
        ...

    async def arrived(self, answer: Answer) -> None: ...

    async def withdraw(self) -> None:
        """It was certainly not sent; a process that ends now leaves nothing in doubt."""
        ...

    async def doubt(self, call: Call) -> None:
        """It may have arrived."""
        ...

    def next(self) -> "Parcel":
        """For a further part of the same words."""
        ...


@dataclass(slots=True)
class Message:
    """A message. Sent while an update is handled it is known by it, so that handling it again
    does not send it again; any other message is written down only when it is in doubt.

    A database that cannot be written keeps no message from being sent a first time.
    """

    scribe: Scribe
    update: Handling | None
    number: int | None = None  # of its row, while there is one
    step: int | None = None
    is_waited_for: bool = False

    async def begin(self, call: Call) -> Answer | None:
        update, chat = self.update, call.chat
        if update is None or self.number is not None or not isinstance(chat, int):
            return None
        if self.step is None:
            self.step = update.next_step()
        try:
            entry = await self._entry(update, self.step, chat, call)
            while (entry.chat_id, entry.method) != (chat, call.endpoint):
                # Handled again, it sends something else here: this is another message.
                self.step = update.next_step()
                entry = await self._entry(update, self.step, chat, call)
        except DatabaseError as error:
            if update.again:
                raise Undelivered("what was sent before is not known") from error
            log.error("a message is sent that could not be noted: %s", error)
            return None
        if entry.state is Sent.UNCERTAIN:
            raise Uncertain("sent before, and it may have arrived")
        if entry.state is Sent.SENT:
            if entry.result is None:  # its person has asked for it again, or cannot be reached
                raise Uncertain("nothing more is to be done about it")
            return cast("Answer", json.loads(entry.result))
        self.number = entry.number
        return None

    async def arrived(self, answer: Answer) -> None:
        result = without_words(answer)
        await self._note(lambda db, number: outbox.arrived(db, number, result))

    async def withdraw(self) -> None:
        await self._note(outbox.withdraw)
        self.number = None

    async def doubt(self, call: Call) -> None:
        chat, method, payload = call.chat, call.endpoint, call.payload()
        if self.number is not None:
            await self._note(outbox.doubt)
        elif isinstance(chat, int):
            unique = -time.time_ns()  # of no update: their numbers are positive
            await written(
                self.scribe, lambda db: outbox.doubt_unnoted(db, unique, chat, method, payload)
            )

    def next(self) -> "Message":
        return Message(self.scribe, self.update)

    async def _entry(self, update: Handling, step: int, chat: int, call: Call) -> Entry:
        method, payload = call.endpoint, call.payload()
        return await self.scribe.write(
            lambda db: outbox.begin(db, update.update_id, step, chat, method, payload)
        )

    async def _note(self, what: Callable[[Session, int], None]) -> None:
        if (number := self.number) is not None:
            await written(self.scribe, lambda db: what(db, number))


@dataclass(slots=True)
class Notice:
    """A notice that a message may not have arrived; `number` is the message's."""

    scribe: Scribe
    number: int
    is_waited_for: bool = True

    async def begin(self, call: Call) -> Answer | None:
        """Settled meanwhile, it counts as sent."""
        number = self.number
        try:
            still = await self.scribe.write(lambda db: outbox.begin_notice(db, number))
        except DatabaseError as error:
            raise Undelivered("a notice that could not be noted") from error
        return None if still else True

    async def arrived(self, answer: Answer) -> None:
        await self._note(Sent.SENT)

    async def withdraw(self) -> None:
        await self._note(None)

    async def doubt(self, call: Call) -> None:
        """It is due again, unless `Notices` gives it up: a process may end before it can say so."""
        await self._note(None)

    def next(self) -> "Notice":
        return self

    async def _note(self, state: Sent | None) -> None:
        number = self.number
        await written(self.scribe, lambda db: outbox.note_notice(db, number, state))


async def written(scribe: Scribe, what: Callable[[Session], None]) -> None:
    """A message is where it is, whatever the database says."""
    try:
        await scribe.write(what)
    except DatabaseError as error:
        log.error("what became of a message could not be noted: %s", error)
