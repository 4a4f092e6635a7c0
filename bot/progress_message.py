"""A message that says how far long work is, for as long as it takes."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from telegram import Bot, InlineKeyboardMarkup
from telegram.error import TelegramError

from bot.texts_drafting import PROGRESS

log = logging.getLogger(__name__)
EDIT_EVERY = 3.0  # seconds; Telegram slows down who edits more often


@dataclass
class ProgressMessage:
    """A `Progress` that may be called from any thread; the message follows when it may."""

    chat_id: int
    message_id: int
    keyboard: InlineKeyboardMarkup | None = None
    _said: str = field(default="")

    def __call__(self, stage: str, done: int, total: int) -> None:
        self._said = PROGRESS.format(stage=stage, done=done, total=total)

    async def follow(self, bot: Bot, done: asyncio.Event) -> None:
        """Edit the message whenever there is something new to say, until it is done."""
        shown = ""
        while not await _set_within(done, EDIT_EVERY):
            if self._said == shown:
                continue
            shown = self._said
            try:
                await bot.edit_message_text(
                    shown, self.chat_id, self.message_id, reply_markup=self.keyboard
                )
            except TelegramError as error:
                log.debug("progress was not shown: %s", type(error).__name__)


@contextlib.asynccontextmanager
async def progressing(
    bot: Bot, chat_id: int, sentence: str, keyboard: InlineKeyboardMarkup | None = None
) -> AsyncIterator[ProgressMessage]:
    """Send a message and keep it up to date while the block runs; it stays for what comes next."""
    sent = await bot.send_message(chat_id, sentence, reply_markup=keyboard)
    progress, done = ProgressMessage(chat_id, sent.message_id, keyboard), asyncio.Event()
    task = asyncio.create_task(progress.follow(bot, done))
    try:
        yield progress
    finally:
        # Waited for and not cancelled: an edit under way would overtake what comes next.
        done.set()
        await task


async def _set_within(event: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True
