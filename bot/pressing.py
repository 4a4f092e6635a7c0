"""A button press is answered within a few seconds: by its handler, or for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import CallbackQuery
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.errors import BotError
from bot.handling import Handling

PATIENCE = 2.0  # seconds for which a button may show that it was pressed and nothing else


@asynccontextmanager
async def answered_in_time(query: CallbackQuery | None, handling: Handling) -> AsyncIterator[None]:
    """While the block runs and at its end, see to it that the press has its answer. What the
    handler asks to be read after that comes as a message: a second answer would be refused."""
    if query is None:
        yield
        return
    ended = asyncio.Event()
    # Begun by a process that has ended, it has been waited for already.
    patience = 0.0 if handling.again else PATIENCE
    answering = asyncio.create_task(_answer(query, handling, ended, patience))
    try:
        yield
    finally:
        ended.set()
        await answering
    await _say_after(query, handling)


async def _answer(
    query: CallbackQuery, handling: Handling, ended: asyncio.Event, patience: float
) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(ended.wait(), patience)
    if handling.answered:
        return
    with suppress(TelegramError, BotError):  # too old by now, or answered: nobody waits for it
        await query.answer()
    handling.answered = True


async def _say_after(query: CallbackQuery, handling: Handling) -> None:
    """In a group an alert is for one person's eyes, and stays unsaid."""
    chat = query.message.chat if query.message else None
    if handling.unsaid and chat and chat.type == ChatType.PRIVATE:
        with suppress(TelegramError, BotError):  # in doubt it comes by [Gửi lại]
            await query.get_bot().send_message(chat.id, handling.unsaid)
