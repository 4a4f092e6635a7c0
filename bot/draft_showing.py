"""A draft's card onto the wire: one message, in the place of the one before it."""

import contextlib

from telegram import Bot, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot import clock
from bot import texts_drafting as said
from bot.cards import Card
from bot.context import Context
from bot.drafting_cards import comparison_card, plain_card, published_card, report_card
from bot.sending import NO_PREVIEW, send_card
from knowledge.drafting import DraftState


async def show(
    context: Context, author: int, chat_id: int, draft_id: int, message_id: int | None = None
) -> None:
    """A draft's card, as far as the draft is."""
    drafting = context.services.drafting
    report = await context.services.run(drafting.report, author, draft_id)
    draft = report.draft
    prepared = await context.services.run(drafting.prepared, author, draft_id)
    if prepared is not None:
        card = comparison_card(prepared, draft)
    elif draft.is_open:
        card = report_card(report, clock.today())
    elif draft.state is DraftState.PUBLISHED:
        card = published_card(draft)
    else:
        card = plain_card(said.DISCARDED)
    await put(context, chat_id, draft_id, card, message_id)


async def put(
    context: Context, chat_id: int, draft_id: int, card: Card, message_id: int | None = None
) -> None:
    """Show a draft's card in place of a message, or as a new one; an older card of it loses its
    buttons."""
    shown_at = message_id and await _turned(context.bot, chat_id, message_id, card)
    if shown_at is None:
        shown_at = await send_card(context.bot, chat_id, card)
    drafting = context.services.drafting
    before = await context.services.run(drafting.show_at, draft_id, shown_at)
    if before is not None and before != shown_at:
        with contextlib.suppress(BadRequest):  # deleted by the admin, or too old
            await context.bot.edit_message_reply_markup(chat_id, before)


async def _turned(bot: Bot, chat_id: int, message_id: int, card: Card) -> int | None:
    """Make a message this card: where it stands then, which is elsewhere if the message was gone.
    None where that cannot be done."""
    try:
        turned = await bot.edit_message_text(
            card.html,
            chat_id,
            message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=card.keyboard,
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest:
        return None
    return turned.message_id if isinstance(turned, Message) else message_id


async def tell(bot: Bot, chat_id: int, reason: str, message_id: int | None = None) -> None:
    """One sentence, in place of a message or as one of its own."""
    card = plain_card(said.FAILED.format(reason=reason))
    if message_id is None or await _turned(bot, chat_id, message_id, card) is None:
        await send_card(bot, chat_id, card)
