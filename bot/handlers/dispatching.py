"""Where updates become calls, and the one place where rights are checked.

An ability hangs its handlers up here with the role that each needs. The check stands in front of
the handler itself: a gate in an earlier group of PTB's would let everything through whenever it
raised (`Application.process_update` logs and goes on).
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from telegram import CallbackQuery, ReplyParameters, Update
from telegram.constants import ChatType
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot import clock, handling, texts_groups, texts_privacy
from bot import texts as common
from bot import texts_people as texts
from bot.callbacks import VERSION, BadPressError, Press, Verb
from bot.commands import Command
from bot.context import App, Context
from bot.errors import Overloaded
from bot.group_cards import private_card
from bot.privacy_cards import consent_card
from bot.rights import SHARED, Access
from bot.sending import reply_card
from bot.staying import stays
from knowledge.errors import NotPublishedError
from knowledge.people import Role

log = logging.getLogger(__name__)

Handle = Callable[[Update, Context], Awaitable[None]]
Pressed = Callable[[CallbackQuery, Context, Press], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Guarded:
    """A handler that runs only for people whose role covers `role`.

    `Role.STRANGER` lets in everybody who is one person, never the ids that many share. A member
    must have agreed to what is kept of them, unless `consent` says that this needs none. Things
    happen in private chats only, for in a group everybody would see them, unless it says `groups`.
    """

    role: Role
    handle: Handle
    groups: bool = False
    consent: bool = True

    async def __call__(self, update: Update, context: Context) -> None:
        if not (await _may(update, context, self) and await _is_due(update, context, self)):
            return
        try:
            await self.handle(update, context)
        except Overloaded as error:
            await _say(update, str(error))

    @property
    def needs_consent(self) -> bool:
        return self.consent and self.role.covers(Role.MEMBER)


@dataclass(frozen=True, slots=True)
class Told:
    """A handler of what Telegram itself tells: no words of a person, so no right is asked for."""

    handle: Handle

    async def __call__(self, update: Update, context: Context) -> None:
        await self.handle(update, context)


class _StandingHandler(ChatMemberHandler[Context, None]):
    """The bot's own standing in private chats, or in the others."""

    __slots__ = ("_private",)

    def __init__(self, told: Told, *, private: bool) -> None:
        super().__init__(told, ChatMemberHandler.MY_CHAT_MEMBER)
        self._private = private

    def check_update(self, update: object) -> bool:
        if not isinstance(update, Update) or not super().check_update(update):
            return False
        return _is_private(update) is self._private


def on_standing(application: App, handle: Handle, *, private: bool) -> None:
    """Call `handle` when somebody blocks the bot or lets it write again (`private`), or adds it to
    a group or channel, or takes it out. Who did it is in `my_chat_member.from_user`."""
    application.add_handler(_StandingHandler(Told(handle), private=private))


def on_service(application: App, wanted: filters.BaseFilter, handle: Handle) -> None:
    """Call `handle` for messages whose words, if any, it does not answer."""
    application.add_handler(MessageHandler(wanted, Told(handle)))


def on_command(application: App, command: Command, handle: Handle, *, role: Role) -> None:
    """Call `handle` for a new message that begins with this command."""
    fresh = filters.UpdateType.MESSAGE
    application.add_handler(CommandHandler(command.name, Guarded(role, handle), fresh))


def on_message(
    application: App,
    wanted: filters.BaseFilter,
    handle: Handle,
    *,
    role: Role,
    groups: bool = False,
) -> None:
    """Call `handle` for the messages, new or edited, that a filter lets through."""
    application.add_handler(MessageHandler(wanted, Guarded(role, handle, groups)))


def on_press(
    application: App,
    verb: Verb,
    handle: Pressed,
    *,
    role: Role,
    consent: bool = True,
    groups: bool = False,
) -> None:
    """Call `handle` when the owner of a card presses a button of this verb.

    What `handle` cannot make sense of (`BadPressError`, `NotPublishedError`, raised before it has
    answered) is told to the person as an old button; what it has no room for (`Overloaded`) in its
    own words.
    """

    async def pressed(update: Update, context: Context) -> None:
        query = update.callback_query
        press = Press.decode(query.data) if query else None
        if query is None or press is None:
            await _old_button(update, context)
        elif query.from_user.id != press.owner:
            await query.answer(common.OTHERS_BUTTON, show_alert=True)
        else:
            try:
                await handle(query, context, press)
            except (BadPressError, NotPublishedError):
                await _old_button(update, context)
            except Overloaded as error:
                await query.answer(str(error), show_alert=True)

    pattern = rf"^{VERSION}:{verb.value}:"
    guarded = Guarded(role, pressed, groups, consent)
    application.add_handler(CallbackQueryHandler(guarded, pattern=pattern))


def on_other_presses(application: App) -> None:
    """Must come last: takes the buttons that no ability knows."""
    application.add_handler(CallbackQueryHandler(Guarded(Role.STRANGER, _old_button)))


def check_guarded(application: App) -> None:
    """Raises `RuntimeError` for a handler that was hung up past this file."""
    for handlers in application.handlers.values():
        for handler in handlers:
            if not isinstance(handler.callback, Guarded | Told):
                raise RuntimeError(f"{handler!r} was registered without a role")


def person_of(update: Update) -> int | None:
    """The numeric id of the one person who did this; None for channels, anonymous admins, bots."""
    if query := update.callback_query:
        user = query.from_user
    else:
        message = update.message or update.edited_message
        if message is None or message.from_user is None or message.sender_chat:
            return None
        user = message.from_user
    return None if user.is_bot or user.id in SHARED else user.id


async def _may(update: Update, context: Context, guarded: Guarded) -> bool:
    person = person_of(update)
    if not _is_private(update) and not await _may_be_here(update, context, guarded, person):
        return False
    if person is None:
        await _refuse(update, context, texts.NOT_A_PERSON, _chat_id(update))
        return False
    try:
        access = await _access(person, context)
    except Exception:  # whatever it is, it gives nobody a right
        log.exception("rights could not be checked: refused")
        await _say(update, texts.RIGHTS_UNKNOWN)
        return False
    if not access.covers(guarded.role):
        if access.role is Role.STRANGER:
            await _turn_away(update, context, person)
        elif not _is_of_a_refused_album(update, context):
            await _say(update, texts.NEEDS[guarded.role])
        return False
    if guarded.needs_consent and not access.consented:
        await _ask_consent(update, context, person)
        return False
    return True


async def _may_be_here(
    update: Update, context: Context, guarded: Guarded, person: int | None
) -> bool:
    """Whether this may happen in a group at all; there nobody is told why a message is not
    answered, for it may not be meant for the bot."""
    if not guarded.groups:
        if update.callback_query:
            await _say(update, texts.PRIVATE_ONLY)
        return False
    chat = update.effective_chat
    if chat is None or not await stays(context.bot, context.services, chat, aloud=True):
        return False
    return person is not None


async def _turn_away(update: Update, context: Context, person: int) -> None:
    if _is_private(update) or update.callback_query:
        await _refuse(update, context, texts.MEMBERS_ONLY.format(id=person), person)
    elif context.services.refusals.allows(person):
        await _say_in_group(update, context, texts_groups.MEMBERS_ONLY)


async def _say_in_group(update: Update, context: Context, sentence: str) -> None:
    if update.message:
        await reply_card(update.message, private_card(sentence, context.bot.username))


async def _is_due(update: Update, context: Context, guarded: Guarded) -> bool:
    """Whether it is not too late for it, and not too much from one person."""
    return await _is_in_time(update, guarded) and await _is_within_limits(update, context)


async def _is_in_time(update: Update, guarded: Guarded) -> bool:
    """What changes something is not done long after somebody wanted it; what was asked is answered,
    unless the bot ends at it each time."""
    current = handling.current()
    if current is not None and current.is_hopeless:
        log.error("update %s ended %s processes: given up", current.update_id, current.attempts)
        await _say(update, common.GIVEN_UP)
        return False
    late = handling.late_since()
    if late is None:
        return True
    if update.callback_query is None and not guarded.role.covers(Role.REVIEWER):
        return True
    sentence = common.LATE_PRESS if update.callback_query else common.LATE_COMMAND
    told = sentence.format(moment=clock.moment_text(late))
    if update.effective_chat:  # Telegram no longer shows what answers a press itself
        await update.get_bot().send_message(update.effective_chat.id, told)
    return False


async def _is_within_limits(update: Update, context: Context) -> bool:
    """Counted by when it was sent: what was sent in peace may come all at once."""
    current, person = handling.current(), person_of(update)
    if current is None or current.admitted or person is None:
        return True
    if (await _access(person, context)).covers(Role.ADMIN):
        return True
    services, at = context.services, current.sent_at.timestamp()
    allowance = services.presses if update.callback_query else services.messages
    refused = allowance.take(person, at)
    if refused is None:
        current.admitted = True
    elif update.callback_query:
        await _say(update, common.TOO_MANY_PRESSES)
    elif refused.untold:
        until = datetime.fromtimestamp(refused.until, UTC)
        await _say(update, common.TOO_MUCH.format(until=clock.second_text(until)))
    return refused is None


async def _access(person: int, context: Context) -> Access:
    services = context.services
    kept = services.rights.kept(person)
    return kept if kept else await services.run(services.rights.of, person)


def _is_of_a_refused_album(update: Update, context: Context) -> bool:
    """Whether this came in one act with something that was refused a moment ago."""
    message = update.message
    album = message.media_group_id if message else None
    if album is None or not album.isdecimal():
        return False
    return not context.services.refusals.allows(-int(album))  # no person has such an id


async def _refuse(update: Update, context: Context, sentence: str, whom: int) -> None:
    """Say it, at most once in a while to the same one; then silence."""
    await _say(update, sentence if context.services.refusals.allows(whom) else "")


async def _ask_consent(update: Update, context: Context, person: int) -> None:
    """The card stands as a reply to what was asked, so that a yes can answer it."""
    message = update.effective_message
    if update.callback_query:
        await _say(update, texts_privacy.AGREE_FIRST)
    elif not _is_private(update):
        if context.services.refusals.allows(person):
            await _say_in_group(update, context, texts_groups.AGREE_IN_PRIVATE)
    elif message:
        card = consent_card(person, context.services.keep_questions_days)
        asked = ReplyParameters(message.message_id, allow_sending_without_reply=True)
        await message.reply_html(card.html, reply_markup=card.keyboard, reply_parameters=asked)


async def _say(update: Update, sentence: str) -> None:
    if query := update.callback_query:
        await query.answer(sentence or None, show_alert=bool(sentence))
    elif sentence and update.effective_message:
        await update.effective_message.reply_text(sentence)


def _is_private(update: Update) -> bool:
    return update.effective_chat is not None and update.effective_chat.type == ChatType.PRIVATE


def _chat_id(update: Update) -> int:
    return update.effective_chat.id if update.effective_chat else 0


async def _old_button(update: Update, context: Context) -> None:
    if update.callback_query:
        await update.callback_query.answer(common.OLD_BUTTON, show_alert=True)
