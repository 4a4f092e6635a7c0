"""/vanban: documents, their parts, and any passage of them."""

from telegram import CallbackQuery, Update

from bot import clock, commands, texts
from bot.browsing import OpenPassage
from bot.browsing_cards import documents_card, full_card, outline_card
from bot.callbacks import Press, Verb
from bot.cards import Card, passage_card, with_row
from bot.context import App, Context, Services
from bot.handlers.dispatching import on_command, on_press
from bot.handlers.pointing import pointing_row
from bot.sending import send_card, turn_card
from knowledge import unanswered
from knowledge.people import Role

ANSWER_ID = 2  # place of the answer's id in a button that opens what it offers


def register(application: App) -> None:
    on_command(application, commands.DOCUMENTS, documents, role=Role.MEMBER)
    on_press(application, Verb.DOCUMENTS, documents_pressed, role=Role.MEMBER)
    on_press(application, Verb.DOCUMENT, document_pressed, role=Role.MEMBER)
    on_press(application, Verb.OPEN, passage_pressed, role=Role.MEMBER)
    on_press(application, Verb.TURN, passage_turned, role=Role.MEMBER)
    on_press(application, Verb.FULL, full_pressed, role=Role.MEMBER)


async def documents(update: Update, context: Context) -> None:
    message = update.message
    if message is None or message.from_user is None:
        return
    card = await _documents(context, 0, message.from_user.id)
    await send_card(context.bot, message.chat_id, card)


async def documents_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    page = press.number(0)
    await query.answer()
    await turn_card(query, await _documents(context, page, press.owner))


async def document_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    outline = await context.services.run(context.services.browser.outline, press.number(0))
    page = press.number(1)
    await query.answer()
    await turn_card(query, outline_card(outline, page, press.owner, clock.today()))


async def passage_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    """Open a passage, or its neighbour, as a message of its own: the answer stays above."""
    step = press.number(1)
    opened = await _opened(context, press, step)
    if opened is None:
        await query.answer(texts.FIRST_PASSAGE if step < 0 else texts.LAST_PASSAGE)
        return
    await query.answer()
    await send_card(context.bot, _chat(query), await _card(context, opened, press.owner))
    if len(press.args) > ANSWER_ID:
        await context.services.run(_met, context.services, press.text(ANSWER_ID))


async def passage_turned(query: CallbackQuery, context: Context, press: Press) -> None:
    opened = await _opened(context, press, 0)
    await query.answer()
    if opened:
        await turn_card(query, await _card(context, opened, press.owner))


async def full_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    passage_id, page = press.number(0), press.number(1)
    full = await context.services.run(context.services.browser.full, passage_id, page)
    await query.answer()
    await send_card(context.bot, _chat(query), full_card(full, passage_id, press.owner))


async def _documents(context: Context, page: int, owner: int) -> Card:
    documents = await context.services.run(context.services.browser.documents)
    return documents_card(documents, page, owner, clock.today())


async def _opened(context: Context, press: Press, step: int) -> OpenPassage | None:
    browser = context.services.browser
    return await context.services.run(browser.passage, press.number(0), step)


async def _card(context: Context, opened: OpenPassage, owner: int) -> Card:
    """A passage; with a button more for an admin who was asked which one is right."""
    pointing = await pointing_row(context.services, owner, opened.passage.id)
    card = passage_card(
        opened.passage,
        owner=owner,
        today=clock.today(),
        neighbours=(opened.before, opened.after),
        in_force=opened.in_force,
    )
    return with_row(card, pointing) if pointing else card


def _met(services: Services, answer_id: str) -> None:
    """What an answer offered was opened: it is no gap."""
    with services.database.session() as session:
        unanswered.meet(session, answer_id)
        session.commit()


def _chat(query: CallbackQuery) -> int:
    """Where the card stands; a message too old for Telegram to describe still names its chat."""
    return query.message.chat.id if query.message else query.from_user.id
