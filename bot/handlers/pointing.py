"""An admin points to the passage that answers a question: by typing where it stands, or by opening
it and pressing a button."""

from telegram import CallbackQuery, InlineKeyboardButton, Message

from bot import clock
from bot import texts_proving as texts
from bot.callbacks import BadPressError, Press, Verb
from bot.cards import Card, button
from bot.context import App, Context, Services
from bot.errors import UsageError
from bot.gap_cards import closed_card
from bot.golden_questions import add_to_answer, said_of
from bot.handlers.dispatching import on_press
from bot.pointing import passage_at
from bot.reasking import close_group
from bot.sending import send_card
from bot.tickets import show_state, tell_askers
from bot.wording import cited
from knowledge import prompts, store
from knowledge.dialogue import PromptKind
from knowledge.errors import NotPublishedError
from knowledge.membership import actor
from knowledge.people import Role
from knowledge.prompts import PromptView
from knowledge.views import PassageView

POINTED = (PromptKind.GOLDEN, PromptKind.GAP)
LONGEST_ALERT = 200  # Bot API, answerCallbackQuery.text

Row = list[InlineKeyboardButton]


def register(application: App) -> None:
    on_press(application, Verb.POINT, point_pressed, role=Role.ADMIN)


async def ask_where(
    context: Context, chat: int, said: str, kind: PromptKind, subject: object
) -> None:
    """Ask for a passage; a reply, or the next passage that is opened, answers."""
    sent = await context.bot.send_message(chat, said)
    services = context.services
    await services.run(_note, services, chat, sent.message_id, kind, subject)


async def pointing_row(services: Services, owner: int, passage_id: int) -> Row | None:
    """The button to point here, where the person was asked for a passage a while ago."""
    prompt = await services.run(_newest, services, owner)
    if prompt is None:
        return None
    return [button(texts.POINT_HERE, Verb.POINT, owner, prompt.id, passage_id)]


async def point_by_reference(message: Message, context: Context, prompt: PromptView) -> None:
    """The reply to a prompt says where the passage stands."""
    services, today = context.services, clock.today()
    try:
        passage = await services.run(passage_at, services.database, message.text or "", today)
        said, card = await _settle(context, prompt, passage, prompt.chat_id)
    except (UsageError, NotPublishedError) as error:
        await message.reply_text(str(error))
        return
    await message.reply_text(said)
    if card:
        await send_card(context.bot, prompt.chat_id, card)


async def point_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    services = context.services
    prompt, passage = await services.run(_pointed, services, press.number(0), press.number(1))
    if prompt is None:
        await query.answer(texts.POINTED_LATE, show_alert=True)
        return
    if prompt.chat_id != press.owner:
        raise BadPressError("a passage for somebody else's question")
    said, card = await _settle(context, prompt, passage, press.owner)
    await query.answer(said[:LONGEST_ALERT], show_alert=True)
    if card:
        await send_card(context.bot, press.owner, card)


async def _settle(
    context: Context, prompt: PromptView, passage: PassageView, owner: int
) -> tuple[str, Card | None]:
    """What was asked for is there: a sentence on it, and what to do next."""
    services = context.services
    if prompt.kind is PromptKind.GOLDEN:
        added = await services.run(
            add_to_answer, services.database, prompt.subject, passage.id, actor(owner)
        )
        await services.run(_done, services, prompt)
        return said_of(added), None
    number = int(prompt.subject)
    closed, answered = await services.run(close_group, services.database, number, passage.id)
    await services.run(_done, services, prompt)
    await tell_askers(context.bot, services)
    for ticket in answered:
        await show_state(context.bot, services, ticket)
    said = texts.GAP_CLOSED.format(number=number, place=cited(passage))
    if answered:
        said = f"{said} {texts.GAP_CLOSED_TICKETS.format(count=len(answered))}"
    return said, closed_card(closed, texts.GAP_CLOSED_HEAD.format(number=number), owner)


def _note(services: Services, chat: int, message: int, kind: PromptKind, subject: object) -> None:
    with services.database.session() as session:
        prompts.note(session, chat_id=chat, message_id=message, kind=kind, subject=subject)
        session.commit()


def _newest(services: Services, chat: int) -> PromptView | None:
    with services.database.session() as session:
        return prompts.newest(session, chat, POINTED)


def _pointed(
    services: Services, prompt_id: int, passage_id: int
) -> tuple[PromptView | None, PassageView]:
    with services.database.session() as session:
        found = store.passages_by_ids(session, [passage_id])
        if not found:
            raise NotPublishedError(f"Không có đoạn mang mã {passage_id}.")
        return prompts.by_id(session, prompt_id), found[0]


def _done(services: Services, prompt: PromptView) -> None:
    with services.database.session() as session:
        prompts.done(session, prompt.id)
        session.commit()
