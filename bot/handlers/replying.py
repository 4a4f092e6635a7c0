"""Replies to messages of the bot that wait for one; any other reply is a question."""

import re
from collections.abc import Awaitable, Callable, Mapping

from telegram import Message, Update
from telegram.ext import filters

from bot.context import App, Context, Services
from bot.handlers import asking, receiving, tickets
from bot.handlers.dispatching import on_message
from bot.handlers.pointing import point_by_reference
from bot.texts_proving import TICKET_HEAD
from knowledge import prompts
from knowledge.dialogue import PromptKind
from knowledge.people import Role
from knowledge.prompts import PromptView

_TICKET_HEAD = re.compile(re.escape(TICKET_HEAD.split("{")[0]) + r"(\d{1,9}) ·")
Replied = Callable[[Message, Context, PromptView], Awaitable[None]]


def register(application: App) -> None:
    """Must come before all that takes words."""
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & filters.REPLY
    on_message(application, private & filters.TEXT & ~filters.COMMAND, replied, role=Role.MEMBER)


async def replied(update: Update, context: Context) -> None:
    message = update.message
    if message is None or message.reply_to_message is None:
        return
    services, to = context.services, message.reply_to_message.message_id
    prompt = await services.run(_prompt, services, message.chat_id, to)
    if prompt is not None:
        await REPLIED[prompt.kind](message, context, prompt)
    elif number := _ticket_named(message.reply_to_message, context.bot.id):
        await _answer_ticket(message, context, number)
    elif services.drafting.awaits(message.chat_id):
        await receiving.value_typed(update, context)
    else:
        await asking.asked(update, context)


def _ticket_named(card: Message, bot_id: int) -> int | None:
    """The ticket that a card of ours shows, where the note of it is not written down: it was sent a
    moment ago, or the process died between the two."""
    ours = card.from_user is not None and card.from_user.id == bot_id
    named = _TICKET_HEAD.match(card.text or "") if ours else None
    return int(named[1]) if named else None


async def _to_ticket(message: Message, context: Context, prompt: PromptView) -> None:
    await _answer_ticket(message, context, int(prompt.subject))


async def _answer_ticket(message: Message, context: Context, number: int) -> None:
    if await _covers(message, context, Role.REVIEWER):
        await tickets.answer(message, context, number, message.text or "")
    else:
        await tickets.refuse(message, context, number)


async def _to_pointing(message: Message, context: Context, prompt: PromptView) -> None:
    if await _covers(message, context, Role.ADMIN):
        await point_by_reference(message, context, prompt)


REPLIED: Mapping[PromptKind, Replied] = {
    PromptKind.TICKET: _to_ticket,
    PromptKind.GOLDEN: _to_pointing,
    PromptKind.GAP: _to_pointing,
}


async def _covers(message: Message, context: Context, role: Role) -> bool:
    person = message.from_user.id if message.from_user else 0
    access = await context.services.run(context.services.rights.of, person)
    return access.covers(role)


def _prompt(services: Services, chat_id: int, message_id: int) -> PromptView | None:
    with services.database.session() as session:
        return prompts.at(session, chat_id, message_id)
