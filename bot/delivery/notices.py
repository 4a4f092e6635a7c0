"""Who may miss a message is told so, with a button that sends it again."""

import asyncio
import contextlib
import logging
from collections import Counter
from datetime import timedelta
from typing import Any

from sqlmodel import Session
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import Forbidden, TelegramError
from telegram.ext import ExtBot

from bot import clock
from bot import texts_delivery as texts
from bot.callbacks import Press, Verb
from bot.delivery.errors import Undelivered
from bot.delivery.parcels import Notice, written
from bot.scribe import Scribe
from knowledge import outbox
from knowledge.errors import DatabaseError
from knowledge.models import now
from knowledge.outbox import Doubtful

log = logging.getLogger(__name__)
AGAIN_AFTER = 5.0  # seconds, where a notice certainly did not get through
MOST_TRIES = 5  # of a notice that may have arrived or was refused: twice is better than not at all
AT_ONCE = 4  # notices on their way side by side: answers are more urgent
KEPT = timedelta(hours=23)  # what may have to be sent again; with the next line, a day at most
FORGETS_EVERY = 3_600.0  # seconds
STOPS_WITHIN = 12.0  # seconds for notices under way when the bot stops


class Notices:
    """Runs beside the handlers; tries again until a notice is known to have arrived, those that may
    have arrived, or are refused, a few times: a message is not sent twice unasked, but a question
    whose answer and notice were both lost would have no end at all."""

    def __init__(self, bot: ExtBot[Any], scribe: Scribe) -> None:
        self._bot = bot
        self._scribe = scribe
        self._due = asyncio.Event()
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._tries: Counter[int] = Counter()  # of notices in doubt, by the message

    def start(self) -> None:
        """From now on, beginning with those that an earlier process left."""
        self._due.set()
        self._task = asyncio.create_task(self._run())

    def due(self) -> None:
        """There is a message in doubt."""
        self._due.set()

    async def stop(self) -> None:
        """What has begun is finished, but for what waits; that is for the next process."""
        self._stopping.set()
        self._due.set()
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=STOPS_WITHIN)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while await self._is_due():
            self._due.clear()
            try:
                doubtful = await self._scribe.write(_left_today)
            except DatabaseError as error:
                log.error("who may miss a message is not known: %s", error)
                told = False
            else:
                told = await self._tell_all(doubtful)
            if not told:
                self._due.set()
                await self._pause(AGAIN_AFTER)

    async def _is_due(self) -> bool:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._due.wait(), FORGETS_EVERY)
        return not self._stopping.is_set()

    async def _tell_all(self, doubtful: list[Doubtful]) -> bool:
        """Whether nobody is left to be told."""
        told = True
        for first in range(0, len(doubtful), AT_ONCE):
            if self._stopping.is_set():
                return True
            some = doubtful[first : first + AT_ONCE]
            told = all(await asyncio.gather(*map(self._told, some))) and told
        return told

    async def _told(self, one: Doubtful) -> bool:
        """Whether it is over with this notice, however it ended."""
        again = one.can_be_sent_again
        said = texts.MAY_NOT_HAVE_ARRIVED if again else texts.FILE_MAY_NOT_HAVE_ARRIVED
        try:
            await self._bot.send_message(
                one.chat_id,
                said.format(moment=clock.moment_text(one.sent_at)),
                reply_markup=_button(one) if again else None,
                rate_limit_args=Notice(self._scribe, one.number),
            )
        except Undelivered:
            return False
        except TelegramError as error:  # `Uncertain` among them
            return not await self._is_tried_again(one, error)
        self._tries.pop(one.number, None)
        return True

    async def _is_tried_again(self, one: Doubtful, error: Exception) -> bool:
        """A notice that may have arrived, or that Telegram does not take: that passes at times."""
        self._tries[one.number] += 1
        tries = self._tries[one.number]
        if tries < MOST_TRIES and not isinstance(error, Forbidden):
            return True
        log.warning("a notice was tried %d times: %s", tries, type(error).__name__)
        del self._tries[one.number]
        await self._give_up(one)
        return False

    async def _give_up(self, one: Doubtful) -> None:
        """Nothing more is said of this message."""
        await written(self._scribe, lambda db: outbox.forgo_notice(db, one.number))

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)


def _left_today(session: Session) -> list[Doubtful]:
    """What nobody was told of; what is too old is forgotten."""
    outbox.forget_before(session, now() - KEPT)
    return outbox.doubtful(session)


def _button(one: Doubtful) -> InlineKeyboardMarkup:
    """Whoever of the chat presses it: the message goes where it was meant to go."""
    code = Press(Verb.SEND_AGAIN, 0, (str(one.number),)).encode()
    return InlineKeyboardMarkup([[InlineKeyboardButton(texts.SEND_AGAIN, callback_data=code)]])
