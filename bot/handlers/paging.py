"""Lists in pages: a command opens the first page, the buttons below turn to the others."""

from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, Update

from bot.callbacks import Press, Verb
from bot.cards import Card
from bot.commands import Command
from bot.context import App, Context, Services
from bot.handlers.dispatching import on_command, on_press
from bot.sending import send_card, turn_card
from knowledge.people import Role

# A page (from 0; the nearest where there is no such page) for the person whose card it is on.
Page = Callable[[Services, int, int], Awaitable[Card]]


def on_pages(application: App, command: Command, verb: Verb, page: Page, *, role: Role) -> None:
    """Show the first page for this command, and another in its place for a press of this verb."""

    async def opened(update: Update, context: Context) -> None:
        message = update.message
        if message is None or message.from_user is None:
            return
        card = await page(context.services, 0, message.from_user.id)
        await send_card(context.bot, message.chat_id, card)

    async def turned(query: CallbackQuery, context: Context, press: Press) -> None:
        card = await page(context.services, press.number(0), press.owner)
        await query.answer()
        await turn_card(query, card)

    on_command(application, command, opened, role=role)
    on_press(application, verb, turned, role=role)
