"""/nhatky: who changed what, and when."""

from telegram import CallbackQuery, Update

from bot import commands
from bot.callbacks import Press, Verb
from bot.cards import Card
from bot.context import App, Context
from bot.handlers.dispatching import on_command, on_press
from bot.pages import PER_PAGE, page_of
from bot.people_cards import audit_card
from bot.sending import send_card, turn_card
from knowledge.people import Role


def register(application: App) -> None:
    on_command(application, commands.AUDIT, audit, role=Role.ADMIN)
    on_press(application, Verb.AUDIT, audit_pressed, role=Role.ADMIN)


async def audit(update: Update, context: Context) -> None:
    if update.message and update.message.from_user:
        card = await _page(context, 0, update.message.from_user.id)
        await send_card(context.bot, update.message.chat_id, card)


async def audit_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    card = await _page(context, press.number(0), press.owner)
    await query.answer()
    await turn_card(query, card)


async def _page(context: Context, page: int, owner: int) -> Card:
    people = context.services.people
    entries, count = await context.services.run(people.audit, page, PER_PAGE)
    if not entries and count:  # behind the last page
        page = page_of(page, count)[0]
        entries, count = await context.services.run(people.audit, page, PER_PAGE)
    return audit_card(entries, count, page, owner)
