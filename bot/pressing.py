"""A button press is answered within a few seconds: by its handler, or for it."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import CallbackQuery
from telegram.error import TelegramError

from bot.errors import BotError
from bot.handling import Handling

log = logging.getLogger(__name__)
PATIENCE = 3.0  # seconds for which a button may show that it was pressed and nothing else


@asynccontextmanager
async def answered_in_time(query: CallbackQuery | None, handling: Handling) -> AsyncIterator[None]:
    """While the block runs and at its end, see to it that the press has its answer. An answer by
    the handler after that is one too many: Telegram would refuse it, and nobody see it."""
    if query is None:
        yield
        return
    ended = asyncio.Event()
    answering = asyncio.create_task(_answer_later(query, handling, ended))
    try:
        yield
    finally:
        ended.set()
        await answering


async def _answer_later(query: CallbackQuery, handling: Handling, ended: asyncio.Event) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(ended.wait(), PATIENCE)
    await _answer(query, handling)


async def _answer(query: CallbackQuery, handling: Handling) -> None:
    if handling.answered:
        return
    with suppress(TelegramError, BotError):  # too old by now, or answered: nobody waits for it
        await query.answer()
    handling.answered = True
