"""Consent, /quyenriengtu, /xemdulieu, /xoadulieu; and forgetting what is too old."""

import logging
from datetime import UTC, datetime, time

from telegram import CallbackQuery, InputFile, Message, Update

from bot import clock, commands
from bot import texts_privacy as texts
from bot.callbacks import Press, Verb
from bot.context import App, Context
from bot.handlers.asking import answer
from bot.handlers.dispatching import on_command, on_press
from bot.handlers.reopening import show_answer
from bot.handlers.start import show_welcome
from bot.links import answer_of
from bot.menus import show_menu
from bot.privacy_cards import agreed_card, erase_card, privacy_card
from bot.sending import send_card, turn_card
from knowledge.errors import MembershipError
from knowledge.people import Role

log = logging.getLogger(__name__)
FORGETS_AT = time(3, 20, tzinfo=clock.VIETNAM)


def register(application: App) -> None:
    """Everybody may see and delete what is kept of them, also those who have left."""
    on_press(application, Verb.AGREE, agree_pressed, role=Role.MEMBER, consent=False)
    on_command(application, commands.PRIVACY, privacy, role=Role.STRANGER)
    on_command(application, commands.MY_DATA, my_data, role=Role.STRANGER)
    on_command(application, commands.ERASE, erase, role=Role.STRANGER)
    on_press(application, Verb.ERASE, erase_pressed, role=Role.STRANGER)
    if application.job_queue:
        # A machine that slept through the hour forgets when it wakes.
        late = {"misfire_grace_time": None, "coalesce": True}
        application.job_queue.run_once(forget_old, 0, job_kwargs=late)
        application.job_queue.run_daily(forget_old, FORGETS_AT, job_kwargs=late)


async def agree_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    """Then the question is answered that the card replied to; it was kept nowhere meanwhile."""
    await context.services.run(context.services.people.agree, press.owner)
    await query.answer()
    await turn_card(query, agreed_card(clock.today()))
    card = query.message if isinstance(query.message, Message) else None
    asked = card.reply_to_message if card else None
    question = _question(asked.text or "") if asked else ""
    link = answer_of(asked.text or "") if asked else None
    if card and link:
        await show_answer(card, context, press.owner, link)
    elif card and question:
        await answer(card, context, question, owner=press.owner)
    else:
        await show_welcome(context, query.from_user.id)


async def privacy(update: Update, context: Context) -> None:
    if update.message and update.message.from_user:
        keeping, person = context.services.keeping, update.message.from_user.id
        agreed_on = await context.services.run(keeping.agreed_on, person)
        card = privacy_card(keeping.days, agreed_on)
        await send_card(context.bot, update.message.chat_id, card)


async def my_data(update: Update, context: Context) -> None:
    if update.message and update.message.from_user:
        services, person = context.services, update.message.from_user.id
        key = services.person_key(person)
        content = await services.run(services.keeping.file, person, key)
        moment = clock.moment_text(datetime.now(UTC))
        await update.message.reply_document(
            InputFile(content.encode(), texts.YOURS_FILE),
            caption=texts.YOURS_CAPTION.format(moment=moment),
        )


async def erase(update: Update, context: Context) -> None:
    """Asks once more: the first of two taps."""
    if update.message and update.message.from_user:
        services, person = context.services, update.message.from_user.id
        kept = await services.run(services.keeping.of, person, services.person_key(person))
        await send_card(context.bot, update.message.chat_id, erase_card(kept, person))


async def erase_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    services, person = context.services, query.from_user.id
    said = texts.NOT_ERASED
    if press.number(0):
        try:
            await services.run(services.keeping.erase, person, services.person_key(person))
        except MembershipError as error:
            await query.answer(str(error), show_alert=True)
            return
        await show_menu(context.bot, person, Role.STRANGER)
        said = texts.ERASED
    await query.answer()
    await query.edit_message_text(said)


async def forget_old(context: Context) -> None:
    await context.services.inbox.forget_old()
    forgotten = await context.services.run(context.services.keeping.forget_old)
    log.info("the words of %d old questions were deleted", forgotten)


def _question(asked: str) -> str:
    """The words that were asked, typed alone or behind /hoi; other commands ask nothing."""
    if not asked.startswith("/"):
        return asked
    command, *words = asked.split()
    name = command.removeprefix("/").partition("@")[0]
    return " ".join(words) if name == commands.ASK.name else ""
