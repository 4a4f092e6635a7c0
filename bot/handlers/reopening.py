"""An old answer by its link, and its question asked once more."""

from telegram import CallbackQuery, Message, Update
from telegram.ext import filters

from bot import texts_releases as texts
from bot.callbacks import BadPressError, Press, Verb
from bot.context import App, Context
from bot.handlers.asking import answer
from bot.handlers.dispatching import on_message, on_press
from bot.links import ANSWER_COMMAND, answer_link, answer_of
from bot.reopened_card import reopened_card
from bot.reopening import reopened
from bot.sending import send_card
from knowledge import journal
from knowledge.errors import NotPublishedError
from knowledge.people import Role


def register(application: App) -> None:
    """Must come before /start is taken for a greeting."""
    wanted = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & filters.Regex(ANSWER_COMMAND)
    on_message(application, wanted, link_opened, role=Role.MEMBER)
    on_press(application, Verb.ASK_AGAIN, asked_again, role=Role.MEMBER)


async def link_opened(update: Update, context: Context) -> None:
    message = update.message
    if message is None or message.from_user is None or message.text is None:
        return
    await show_answer(message, context, message.from_user.id, answer_of(message.text))


async def show_answer(
    message: Message, context: Context, person: int, answer_id: str | None
) -> None:
    """An old answer, into the private chat of `message`."""
    services = context.services
    if answer_id is None:
        await message.reply_text(texts.NOT_KEPT)
        return
    try:
        found = await services.run(reopened, services.database, services.answerer, answer_id)
    except NotPublishedError as error:
        await message.reply_text(str(error))
        return
    link = answer_link(context.bot.username, answer_id)
    card = reopened_card(found, person, link)
    await send_card(context.bot, message.chat_id, card)


async def asked_again(query: CallbackQuery, context: Context, press: Press) -> None:
    question = await context.services.run(_question, context, press.text(0))
    if not question:
        raise BadPressError("the words of this question are kept no more")
    await query.answer()
    if isinstance(query.message, Message):
        heading = texts.REOPENED_QUESTION.format(question=question)
        await answer(query.message, context, question, owner=press.owner, heading=heading)


def _question(context: Context, answer_id: str) -> str:
    with context.services.database.session() as session:
        return journal.answer_by_id(session, answer_id).question
