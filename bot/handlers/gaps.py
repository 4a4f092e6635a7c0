"""/khoangtrong: what is asked and has no answer, in groups; and pointing to the answer."""

from datetime import datetime

from telegram import CallbackQuery

from bot import commands
from bot import texts_proving as texts
from bot.callbacks import Press, Verb
from bot.cards import Card, shortened
from bot.context import App, Context, Services
from bot.gap_cards import gap_card, gaps_card
from bot.golden_questions import add_to_gap, said_of
from bot.handlers.dispatching import on_press
from bot.handlers.paging import on_pages
from bot.handlers.pointing import LONGEST_ALERT, ask_where
from bot.sending import turn_card
from knowledge import tickets, unanswered
from knowledge.dialogue import PromptKind
from knowledge.membership import actor
from knowledge.people import Role
from knowledge.unanswered import GapGroup

LATEST = 5  # times of asking that are shown
LONGEST_QUESTION = 200


def register(application: App) -> None:
    on_pages(application, commands.GAPS, Verb.GAPS, gaps, role=Role.REVIEWER)
    on_press(application, Verb.GAP, gap_pressed, role=Role.REVIEWER)
    on_press(application, Verb.GAP_POINT, has_answer_pressed, role=Role.ADMIN)
    on_press(application, Verb.GAP_GOLDEN, golden_pressed, role=Role.ADMIN)


async def gap_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    services = context.services
    group = await services.run(services.gaps.group, press.number(0))
    moments, waiting = await services.run(_facts, services, group)
    await query.answer()
    await turn_card(query, gap_card(group, moments, waiting, press.owner))


async def has_answer_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    services = context.services
    group = await services.run(services.gaps.group, press.number(0))
    await query.answer()
    name = shortened(group.name, LONGEST_QUESTION)
    said = texts.WHERE_IS_ANSWER.format(question=name, button=texts.POINT_HERE)
    await ask_where(context, press.owner, said, PromptKind.GAP, group.number)


async def golden_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    """A question that had no answer, and its passage now."""
    services = context.services
    gap_id, passage_id = press.number(0), press.number(1)
    author = actor(press.owner)
    added = await services.run(add_to_gap, services.database, gap_id, passage_id, author)
    await query.answer(said_of(added)[:LONGEST_ALERT], show_alert=True)


async def gaps(services: Services, page: int, owner: int) -> Card:
    return gaps_card(await services.run(services.gaps.groups), page, owner)


def _facts(services: Services, group: GapGroup) -> tuple[list[datetime], list[int]]:
    ids = [gap.id for gap in group.gaps]
    with services.database.session() as session:
        return unanswered.moments(session, ids, LATEST), tickets.waiting_on(session, ids)
