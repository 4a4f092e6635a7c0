"""Golden questions: one tap under an answer, /cauhoimau to see and take out."""

from telegram import CallbackQuery

from bot import commands
from bot import texts_proving as texts
from bot.answer import Answer, Band
from bot.callbacks import Press, Verb
from bot.cards import Card
from bot.context import App, Context, Services
from bot.golden_cards import golden_card, remove_card, which_card
from bot.golden_questions import add_to_answer, held, said_of
from bot.handlers.dispatching import on_press
from bot.handlers.paging import on_pages
from bot.handlers.pointing import LONGEST_ALERT, ask_where
from bot.pages import PER_PAGE, page_of
from bot.sending import send_card, turn_card
from knowledge import golden
from knowledge.dialogue import PromptKind
from knowledge.golden import Golden
from knowledge.membership import actor
from knowledge.people import Role


def register(application: App) -> None:
    on_pages(application, commands.GOLDEN, Verb.GOLDEN_LIST, golden_questions, role=Role.ADMIN)
    on_press(application, Verb.GOLDEN, set_pressed, role=Role.ADMIN)
    on_press(application, Verb.GOLDEN_CITED, cited_pressed, role=Role.ADMIN)
    on_press(application, Verb.GOLDEN_REMOVE, remove_pressed, role=Role.ADMIN)
    on_press(application, Verb.GOLDEN_REMOVED, removed_pressed, role=Role.ADMIN)


async def set_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    """One tap where the answer cites one passage; else it is asked which one is right."""
    services = context.services
    answer = await services.run(services.answerer.reopen, press.text(0))
    if answer.band is Band.ANSWER and len(answer.citations) == 1:
        await _add(query, context, answer.id, answer.citations[0].passage.id)
        return
    await query.answer()
    if answer.citations:
        await send_card(context.bot, press.owner, which_card(answer, press.owner))
    else:
        await _ask_where(context, press.owner, answer)


async def cited_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    services, passage_id = context.services, press.number(1)
    if passage_id:
        await _add(query, context, press.text(0), passage_id)
        return
    answer = await services.run(services.answerer.reopen, press.text(0))
    await query.answer()
    await _ask_where(context, press.owner, answer)


async def remove_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    one = await context.services.run(_by_number, context.services, press.number(0))
    page = press.number(1)
    await query.answer()
    await turn_card(query, remove_card(one, page, press.owner))


async def removed_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    services, number, page = context.services, press.number(0), press.number(1)
    await services.run(_remove, services, number, actor(press.owner))
    await query.answer(texts.GOLDEN_REMOVED.format(number=number))
    await turn_card(query, await golden_questions(services, page, press.owner))


async def _add(query: CallbackQuery, context: Context, answer_id: str, passage_id: int) -> None:
    services, author = context.services, actor(query.from_user.id)
    added = await services.run(add_to_answer, services.database, answer_id, passage_id, author)
    await query.answer(said_of(added)[:LONGEST_ALERT], show_alert=True)


async def _ask_where(context: Context, owner: int, answer: Answer) -> None:
    said = texts.WHERE_IS_RIGHT.format(question=answer.question, button=texts.POINT_HERE)
    await ask_where(context, owner, said, PromptKind.GOLDEN, answer.id)


async def golden_questions(services: Services, page: int, owner: int) -> Card:
    return await services.run(_list, services, page, owner)


def _list(services: Services, page: int, owner: int) -> Card:
    with services.database.session() as session:
        questions = golden.questions(session)
    page, _, first = page_of(page, len(questions))
    shown = held(services.answerer, questions[first : first + PER_PAGE])
    return golden_card(shown, len(questions), page, owner)


def _by_number(services: Services, number: int) -> Golden:
    with services.database.session() as session:
        return golden.by_number(session, number)


def _remove(services: Services, number: int, by: str) -> None:
    with services.database.session() as session:
        golden.remove(session, number, actor=by)
        session.commit()
