"""Cards onto the wire: sent, edited, never without the gate."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from telegram import Bot, CallbackQuery, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, TelegramError

from bot import texts
from bot.cards import Card
from bot.gate import only_verified_quotes

log = logging.getLogger(__name__)
WONDERS = 0.5  # seconds without an answer before somebody does
TYPING_SHOWS = 4.0  # seconds; Telegram takes the sign away after five
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send_card(bot: Bot, chat_id: int, card: Card) -> int:
    """Send a card, if each of its quotes was verified; else say that nothing was found. The id of
    the message."""
    sent = await bot.send_message(
        chat_id,
        _gated(card),
        parse_mode=ParseMode.HTML,
        reply_markup=card.keyboard,
        link_preview_options=NO_PREVIEW,
    )
    return sent.message_id


async def reply_card(message: Message, card: Card) -> int:
    """As `send_card`, as a reply to a message, in its topic. The id of the message."""
    sent = await message.reply_html(
        _gated(card),
        reply_markup=card.keyboard,
        link_preview_options=NO_PREVIEW,
        reply_parameters=ReplyParameters(message.message_id, allow_sending_without_reply=True),
    )
    return sent.message_id


def _gated(card: Card) -> str:
    if only_verified_quotes(card.html, card.quotes):
        return card.html
    log.error("a card held words that were not verified; it was not sent")
    return texts.NOTHING_FOUND


async def turn_card(query: CallbackQuery, card: Card) -> None:
    """Put a card in place of the one whose button was pressed."""
    if not only_verified_quotes(card.html, card.quotes):
        log.error("a card held words that were not verified; the old one stays")
        return
    try:
        await query.edit_message_text(
            card.html,
            parse_mode=ParseMode.HTML,
            reply_markup=card.keyboard,
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest as error:
        # Two quick presses ask for the same page twice: it is there already.
        if "not modified" not in str(error).lower():
            raise


@contextlib.asynccontextmanager
async def typing(bot: Bot, chat_id: int) -> AsyncIterator[None]:
    """Show "typing" while the block runs, if it takes long enough for anybody to wonder: an answer
    is ready before a sign of it would be."""
    task = asyncio.create_task(_keep_typing(bot, chat_id))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _keep_typing(bot: Bot, chat_id: int) -> None:
    await asyncio.sleep(WONDERS)
    while True:
        await _show_typing(bot, chat_id)
        await asyncio.sleep(TYPING_SHOWS)


async def _show_typing(bot: Bot, chat_id: int) -> None:
    try:
        await bot.send_chat_action(chat_id, ChatAction.TYPING)
    except TelegramError as error:
        log.debug("typing was not shown: %s", type(error).__name__)
