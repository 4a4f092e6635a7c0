"""The one way to Telegram: every call but the poll goes through here."""

import contextlib
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from telegram.ext import BaseRateLimiter

from bot import handling
from bot.delivery.calls import Answer, Call, Post
from bot.delivery.errand import Errand
from bot.delivery.errors import Uncertain, Undelivered
from bot.delivery.notices import Notices
from bot.delivery.pacing import Pacing
from bot.delivery.parcels import Message, Parcel
from bot.delivery.reach import Reach
from bot.delivery.verdicts import Kind
from bot.handling import Handling
from bot.scribe import Scribe
from knowledge import outbox
from knowledge.errors import DatabaseError

log = logging.getLogger(__name__)
_MOST_MOVED = 1_000  # messages and groups whose new place is remembered

Moved = Callable[[int, int], Awaitable[None]]


async def nobody_to_tell(old: int, new: int) -> None:
    """Of a group that has moved."""


class Courier(BaseRateLimiter[Parcel]):
    """Paces calls, and takes the errors that they meet for what they mean (`verdicts`).

    What may be executed twice is tried again. A message that may have arrived is not: its call
    raises `Uncertain`, and `notices` asks the person. One that certainly did not arrive is tried
    for some time, then its call raises `Undelivered`.

    Attributes:
        moved: told the old and the new id of a group that has become a supergroup.
        counts: told what has become of each message: sent, uncertain, undelivered, refused.
    """

    def __init__(
        self, scribe: Scribe, *, pacing: Pacing | None = None, reach: Reach | None = None
    ) -> None:
        self.reach = reach or Reach(scribe)
        self.pacing = pacing or Pacing()
        self.moved: Moved = nobody_to_tell
        self.counts: Callable[[str], None] = lambda _: None
        self._notices: Notices | None = None
        self._scribe = scribe
        self._remembers = False
        self._new_ids: OrderedDict[tuple[int | str | None, object], int] = OrderedDict()
        self._new_chats: OrderedDict[int, int] = OrderedDict()

    async def initialize(self) -> None:
        """Take over from an earlier process, before anything is sent. Raises `DatabaseError`."""
        if self._remembers:
            return
        await self.reach.remember()
        if left := await self._scribe.write(outbox.doubt_left_behind):
            log.warning("%d messages may not have arrived when the last process ended", left)
        self._remembers = True

    def tell_of_doubts_by(self, notices: Notices) -> None:
        """From now on, beginning with what an earlier process left."""
        self._notices = notices
        notices.start()

    def doubted(self) -> None:
        """There is a message in doubt."""
        if self._notices is not None:
            self._notices.due()

    async def shutdown(self) -> None:
        if self._notices is not None:
            await self._notices.stop()
        await self.pacing.close()

    async def process_request(
        self,
        callback: Post,
        args: Any,  # noqa: ANN401 -- PTB's signature
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Parcel | None,
    ) -> Answer:
        """Raises `Uncertain`, `Undelivered`, or what Telegram refused the call with."""
        call = self._to_where_it_is_now(Call(callback, endpoint, data, kwargs))
        update = handling.current()
        if update is not None:
            if call.kind is not Kind.SIGN:  # which is sent beside the work
                update.waits_if_it_takes_long()
            if call.kind is Kind.PRESS and _is_answered(update, call):
                return True
        parcel = rate_limit_args or Message(self._scribe, update)
        errand = Errand(self, call, parcel, update)
        return await (self._counted(errand) if call.kind is Kind.SEND else errand.run())

    async def _counted(self, errand: Errand) -> Answer:
        outcome = "refused"
        try:
            answer = await errand.run()
            outcome = "sent"
        except (Uncertain, Undelivered) as error:
            outcome = type(error).__name__.lower()
            raise
        finally:
            self.counts(outcome)
        return answer

    def remember_place(self, call: Call, answer: Answer) -> None:
        """A text that was to be edited stands in a new message: later edits go there."""
        if isinstance(answer, dict) and "message_id" in answer:
            self._new_ids[call.chat, call.data.get("message_id")] = answer["message_id"]
            while len(self._new_ids) > _MOST_MOVED:
                self._new_ids.popitem(last=False)

    async def remember_chat(self, old: int, new: int) -> None:
        """A group has another id."""
        self._new_chats[old] = new
        while len(self._new_chats) > _MOST_MOVED:
            self._new_chats.popitem(last=False)
        with contextlib.suppress(DatabaseError):  # their buttons will be told to be old
            await self._scribe.write(lambda db: outbox.move(db, old, new))
        await self.moved(old, new)

    def _to_where_it_is_now(self, call: Call) -> Call:
        chat = call.chat
        if isinstance(chat, int) and chat in self._new_chats:
            call = call.with_(chat_id=self._new_chats[chat])
        if (new := self._new_ids.get((call.chat, call.data.get("message_id")))) is not None:
            call = call.with_(message_id=new)
        return call


def _is_answered(update: Handling, call: Call) -> bool:
    """Telegram takes one answer to a press, the first; what a later one asks to be read is kept."""
    if not update.answered:
        update.answered = True
        return False
    if call.data.get("show_alert"):
        update.unsaid = str(call.data.get("text") or "")
    return True
