"""A question, however it comes: typed, after /hoi, edited, or as an example's button."""

from dataclasses import replace
from html import escape

from telegram import CallbackQuery, Message, Update
from telegram.ext import filters

from bot import commands, handling, texts
from bot.answer import Answer
from bot.browsing_cards import list_card
from bot.callbacks import BadPressError, Press, Verb
from bot.cards import answer_card, with_row
from bot.clock import moment_text
from bot.context import App, Context
from bot.errors import UsageError
from bot.golden_cards import golden_button
from bot.handlers.dispatching import on_command, on_message, on_press
from bot.links import answer_link
from bot.listing import list_asked_for
from bot.sending import send_card, typing
from bot.tickets import catch_up
from knowledge.people import Role


def register(application: App) -> None:
    fresh = filters.UpdateType.MESSAGE
    edited = filters.UpdateType.EDITED_MESSAGE & filters.ChatType.PRIVATE
    on_command(application, commands.ASK, asked_by_command, role=Role.MEMBER)
    private_text = filters.TEXT & ~filters.COMMAND & filters.ChatType.PRIVATE
    on_message(application, private_text & fresh, asked, role=Role.MEMBER)
    on_message(application, private_text & edited, asked_again, role=Role.MEMBER)
    on_press(application, Verb.EXAMPLE, example_pressed, role=Role.MEMBER)
    on_press(application, Verb.CHOOSE, document_chosen, role=Role.MEMBER)


async def asked(update: Update, context: Context) -> None:
    if update.message and update.message.text:
        await answer(update.message, context, update.message.text)


async def asked_by_command(update: Update, context: Context) -> None:
    message = update.message
    if message is None:
        return
    question = " ".join(context.args or ())
    if question:
        await answer(message, context, question)
    else:
        await message.reply_text(texts.ASK_WHAT)


async def asked_again(update: Update, context: Context) -> None:
    message = update.edited_message
    if message and message.text:
        await answer(message, context, message.text, heading=texts.ANSWER_TO_EDIT)


async def example_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    number = press.number(0)
    if not 0 <= number < len(texts.EXAMPLES):
        raise BadPressError(f"example {number} of {len(texts.EXAMPLES)}")
    await query.answer()
    if isinstance(query.message, Message):
        question = texts.EXAMPLES[number]
        await answer(query.message, context, question, owner=press.owner, heading=f"❓ {question}")


async def document_chosen(query: CallbackQuery, context: Context, press: Press) -> None:
    """The question that asked back, again, of the document whose button was pressed."""
    services = context.services
    key = services.person_key(press.owner)
    answer_id, revision_id = press.text(0), press.number(1)
    found = await services.answering(
        services.answerer.choose,
        services.is_patient(press.owner),
        answer_id,
        revision_id,
        person_key=key,
        new_id=services.answer_id(f"{answer_id} {revision_id}"),
    )
    await query.answer()
    heading = texts.CHOSEN.format(question=found.question)
    chat = query.message.chat.id if query.message else query.from_user.id
    await _send(context, found, chat, press.owner, heading)


async def answer(
    message: Message,
    context: Context,
    question: str,
    *,
    owner: int | None = None,
    heading: str = "",
) -> None:
    """Answer in the chat of `message`; the card belongs to its sender unless `owner` says whose."""
    owner = owner or (message.from_user.id if message.from_user else 0)
    services = context.services
    patient = services.is_patient(owner)
    late = _late_heading()
    heading = "\n".join(filter(None, (late, heading)))
    if modality := list_asked_for(question):
        groups = await services.answering(services.browser.listing, patient, modality)
        if groups:
            card = list_card(modality, groups, 0, owner)
            above = f"{escape(late)}\n\n" if late else ""
            card = replace(card, html=above + card.html)
            await send_card(context.bot, message.chat_id, card)
            return
    try:
        async with typing(context.bot, message.chat_id):
            key = services.person_key(owner)
            found = await services.answering(
                services.answerer.ask,
                patient,
                question,
                person_key=key,
                answer_id=services.answer_id(question),
            )
    except UsageError as error:
        await message.reply_text(str(error))
        return
    await _send(context, found, message.chat_id, owner, heading)


async def _send(context: Context, found: Answer, chat: int, owner: int, heading: str) -> None:
    """The card of an answer; with a button more for an admin, in a chat that nobody else sees."""
    services = context.services
    link = answer_link(context.bot.username, found.id)
    card = answer_card(found, owner, heading, expert=services.owner is not None, link=link)
    access = await services.run(services.rights.of, owner)
    if chat == owner and access.covers(Role.ADMIN):
        card = with_row(card, [golden_button(found.id, owner)], last=True)
    await send_card(context.bot, chat, card)
    if owner in services.unreachable:  # no longer: they ask
        await catch_up(context.bot, services, owner)


def _late_heading() -> str:
    late = handling.late_since()
    return texts.LATE_ANSWER.format(moment=moment_text(late)) if late else ""
