"""Updates from the moment they are received until they are handled: none is lost, none is handled
twice."""

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.handling import Handling
from bot.scribe import Scribe
from knowledge import inbox
from knowledge.errors import DatabaseError
from knowledge.inbox import Arrival, Unfinished
from knowledge.models import now

log = logging.getLogger(__name__)
KEPT = timedelta(days=2)  # twice as long as Telegram keeps an update

RawUpdate = Mapping[str, Any]  # as Telegram's JSON has it


class Inbox:
    """What is to be handled is written in the database, and known here."""

    def __init__(self, scribe: Scribe) -> None:
        self._scribe = scribe
        self._waiting: dict[int, Handling] = {}  # received, nobody has begun with it
        self._begun: set[int] = set()
        self._unwritten: set[int] = set()  # handled, but the database has not taken it

    async def receive(self, updates: Sequence[RawUpdate]) -> None:
        """Write them down, before Telegram is told that they have come. What is known already is
        skipped. Raises `DatabaseError` where they cannot be written: none of them was received."""
        arrivals = [_arrival(one) for one in updates]
        for one in await self._scribe.write(lambda session: inbox.receive(session, arrivals)):
            if one.update_id not in self._begun:
                self._waiting.setdefault(one.update_id, _handling(one))

    async def left_behind(self) -> list[RawUpdate]:
        """What an earlier process has not handled to its end, oldest first; it is waiting now.
        Raises `DatabaseError`."""
        found: list[RawUpdate] = []
        for one in await self._scribe.write(inbox.left_behind):
            self._waiting[one.update_id] = _handling(one, again=True)
            found.append(json.loads(one.payload))
        return found

    def begin(self, update_id: int) -> Handling | None:
        """Take an update that is waiting. None: it is not to be handled, or somebody is at it."""
        handling = self._waiting.pop(update_id, None)
        if handling:
            self._begun.add(update_id)
        return handling

    async def count_attempt(self, handling: Handling) -> None:
        """Note that it is begun with again: what ends one process after another is given up some
        time, but not what only waited meanwhile."""
        try:
            await self._scribe.write(lambda db: inbox.count_attempt(db, handling.update_id))
        except DatabaseError as error:
            log.warning("update %s is begun with uncounted: %s", handling.update_id, error)

    async def finish(self, update_id: int) -> None:
        """It is handled. A database that takes nothing is told with the next one: until then, a
        process that ended would handle it again and send nothing twice."""
        self._unwritten.add(update_id)
        handled = frozenset(self._unwritten)
        try:
            await self._scribe.write(lambda session: inbox.finish(session, handled))
        except DatabaseError as error:
            log.warning("%s handled updates could not be noted: %s", len(handled), error)
        else:
            self._unwritten -= handled
            self._begun -= handled

    def leave(self, update_id: int) -> None:
        """It stays unfinished, for the next process."""
        self._begun.discard(update_id)

    async def forget_old(self) -> None:
        """Delete what Telegram can no longer send again. Raises `DatabaseError`."""
        before = now() - KEPT
        await self._scribe.write(lambda session: inbox.forget_before(session, before))


def _handling(one: Unfinished, *, again: bool = False) -> Handling:
    sent_at = _written_at(json.loads(one.payload)) or one.received_at
    return Handling(one.update_id, again, mark=one.mark, attempts=one.attempts, sent_at=sent_at)


def _written_at(raw: RawUpdate) -> datetime | None:
    """When a person wrote it, where it says so: a press tells when its message was written."""
    for kind in ("message", "edited_message"):
        if isinstance(content := raw.get(kind), dict):
            moment = content.get("edit_date", content.get("date"))
            return datetime.fromtimestamp(moment, UTC) if isinstance(moment, int) else None
    return None


def _arrival(raw: RawUpdate) -> Arrival:
    kind = next((key for key in raw if key != "update_id"), "")
    content = raw.get(kind)
    content = content if isinstance(content, dict) else {}
    message = content.get("message", content)  # a press knows the message of its button
    message = message if isinstance(message, dict) else {}
    chat = message.get("chat")
    return Arrival(
        update_id=int(raw["update_id"]),
        mark=_mark(raw, kind, content),
        kind=kind,
        chat_id=chat.get("id") if isinstance(chat, dict) else None,
        message_id=message.get("message_id"),
        payload=json.dumps(raw),
    )


def _mark(raw: RawUpdate, kind: str, content: Mapping[str, Any]) -> str:
    """A digest of what makes it this message and no other: its id, and when it was written, for
    the ids of another bot's chats begin anew."""
    chat = content.get("chat")
    chat_id = chat.get("id") if isinstance(chat, dict) else None
    if (press := content.get("id")) is not None:
        known: list[Any] = [kind, press]
    elif not content:  # all that could be kept of it
        known = [kind, raw["update_id"]]
    elif content.get("message_id") is not None:
        when = [content.get("date"), content.get("edit_date")]
        known = [kind, chat_id, content["message_id"], *when]
    else:
        known = [kind, content]
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()[:32]
