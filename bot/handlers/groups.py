"""Groups: what is said to the bot there, who may add it, and /nhom."""

import logging

from telegram import (
    CallbackQuery,
    ChatMember,
    ChatMemberMember,
    ChatMemberRestricted,
    Message,
    Update,
)
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import filters

from bot import commands
from bot import texts_groups as texts
from bot.addressing import SPOKEN_TO, Spoken, spoken
from bot.callbacks import Press, Verb
from bot.cards import Card
from bot.context import App, Context
from bot.errors import BotError, Overloaded
from bot.group_cards import group_answer_card, group_card, groups_card, leaving_card, private_card
from bot.groups import Groups
from bot.handlers.dispatching import on_command, on_message, on_press, on_service, on_standing
from bot.rights import SHARED
from bot.sending import reply_card, send_card, turn_card
from bot.staying import follow, go, is_listed, leave, stays
from knowledge.errors import DatabaseError
from knowledge.people import Role

log = logging.getLogger(__name__)
HERE = filters.ChatType.GROUPS


def register(application: App) -> None:
    """Must come first: nothing else ever sees a message of a group."""
    on_service(application, HERE & filters.StatusUpdate.MIGRATE, migrated)
    new = HERE & filters.UpdateType.MESSAGE
    on_message(application, new & SPOKEN_TO, spoken_to, role=Role.MEMBER, groups=True)
    on_service(application, ~filters.ChatType.PRIVATE, overheard)
    on_standing(application, standing_changed, private=False)
    on_command(application, commands.GROUPS, show_groups, role=Role.ADMIN)
    on_press(application, Verb.GROUPS, groups_pressed, role=Role.ADMIN)
    on_press(application, Verb.GROUP, group_pressed, role=Role.ADMIN)
    on_press(application, Verb.GROUP_REMOVE, remove_pressed, role=Role.ADMIN)
    on_press(application, Verb.GROUP_REMOVED, removed_pressed, role=Role.ADMIN)


async def spoken_to(update: Update, context: Context) -> None:
    message = update.message
    said = spoken(message) if message else None
    if message is None or message.from_user is None or said is None:
        return
    services, bot = context.services, context.bot.username
    if said.command:
        card = private_card(texts.ONLY_ASKING.format(bot=bot), bot)
    elif not said.question:
        card = private_card(texts.ASK_WHAT.format(bot=bot), bot)
    else:
        refused = services.group_questions.take(message.chat_id, message.date.timestamp())
        if refused and not refused.untold:
            return
        card = (
            private_card(texts.TOO_MANY, bot)
            if refused
            else await _answered(message, said, context)
        )
    await reply_card(said.message, card)


async def _answered(message: Message, said: Spoken, context: Context) -> Card:
    services, bot = context.services, context.bot.username
    asker = message.from_user.id if message.from_user else None
    try:
        found = await services.answering(
            services.answerer.ask,
            asker is not None and services.is_patient(asker),
            said.question,
            person_key=services.person_key(asker) if asker else None,
            answer_id=services.answer_id(said.question),
        )
    except BotError as error:
        return private_card(str(error), bot)
    return group_answer_card(found, bot)


async def overheard(update: Update, context: Context) -> None:
    """Not for the bot. It says nothing, but does not stay where it may not be."""
    message = update.message
    if message is None or message.left_chat_member or message.new_chat_members:
        return
    try:
        await stays(context.bot, context.services, message.chat, aloud=False)
    except (Overloaded, DatabaseError, TelegramError) as error:
        log.warning("a group could not be looked up: %s", type(error).__name__)


async def migrated(update: Update, context: Context) -> None:
    """Telegram says it in the old group and in the new one, in any order."""
    message = update.message
    if message is None:
        return
    old = message.migrate_from_chat_id or message.chat_id
    new = message.migrate_to_chat_id or message.chat_id
    await follow(context.services, old, new)


async def standing_changed(update: Update, context: Context) -> None:
    """The bot was added, taken out, or made something else."""
    change, services = update.my_chat_member, context.services
    if change is None:
        return
    chat, groups = change.chat, Groups(services.database)
    if not _is_in(change.new_chat_member):
        await services.run(groups.gone, chat.id)
        return
    if _is_in(change.old_chat_member):
        return
    known = await services.run(groups.one, chat.id)
    if known is None and await is_listed(context.bot, services, chat):
        return  # it was in the group before that became a supergroup
    adder = change.from_user
    if known is None and not await _may_add(context, adder.id, chat.type):
        await leave(context.bot, chat, aloud=True)
        return
    await services.run(groups.add, chat.id, chat.title or "", adder.id)
    if known is None or known.gone_at:
        bot = context.bot.username
        await send_card(context.bot, chat.id, private_card(texts.GREETING.format(bot=bot), bot))


async def _may_add(context: Context, person: int, kind: str) -> bool:
    if person in SHARED or kind not in (ChatType.GROUP, ChatType.SUPERGROUP):
        return False
    access = await context.services.run(context.services.rights.of, person)
    return access.covers(Role.ADMIN)


def _is_in(member: ChatMember) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status in (ChatMemberMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER)


async def show_groups(update: Update, context: Context) -> None:
    if update.message and update.message.from_user:
        groups = await context.services.run(Groups(context.services.database).all)
        card = groups_card(groups, 0, update.message.from_user.id)
        await send_card(context.bot, update.message.chat_id, card)


async def groups_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    groups = await context.services.run(Groups(context.services.database).all)
    card = groups_card(groups, press.number(0), press.owner)
    await query.answer()
    await turn_card(query, card)


async def group_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    await _show(query, context, press, sure=False)


async def remove_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    """Asks once more: the first of two taps."""
    await _show(query, context, press, sure=True)


async def _show(query: CallbackQuery, context: Context, press: Press, *, sure: bool) -> None:
    groups = Groups(context.services.database)
    group = await context.services.run(groups.one, press.number(0))
    if group is None:
        await query.answer(texts.GROUP_UNKNOWN, show_alert=True)
        return
    await query.answer()
    card = leaving_card(group, press.owner) if sure else group_card(group, press.owner)
    await turn_card(query, card)


async def removed_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    services, chat_id = context.services, press.number(0)
    groups = Groups(services.database)
    group = await services.run(groups.one, chat_id)
    if group is None or not await services.run(groups.remove, chat_id, press.owner):
        await query.answer(texts.GROUP_UNKNOWN, show_alert=True)
        return
    is_out = group.gone_at is not None or await go(context.bot, chat_id)
    await query.answer(texts.GROUP_REMOVED if is_out else texts.GROUP_NOT_LEFT)
    left = await services.run(groups.all)
    await turn_card(query, groups_card(left, 0, press.owner))
