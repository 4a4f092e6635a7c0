"""/nenlam and /khongnen: the lists in full, counted, from rows and not from search."""

from telegram import CallbackQuery, Update

from bot import commands
from bot.browsing_cards import list_card
from bot.callbacks import BadPressError, Press, Verb
from bot.context import App, Context
from bot.handlers.dispatching import on_command, on_press
from bot.sending import send_card, turn_card
from knowledge.modality import Modality
from knowledge.people import Role


def register(application: App) -> None:
    on_command(application, commands.SHOULD, should, role=Role.MEMBER)
    on_command(application, commands.SHOULD_NOT, should_not, role=Role.MEMBER)
    on_press(application, Verb.LIST, group_pressed, role=Role.MEMBER)


async def should(update: Update, context: Context) -> None:
    await _list(update, context, Modality.SHOULD)


async def should_not(update: Update, context: Context) -> None:
    await _list(update, context, Modality.SHOULD_NOT)


async def group_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    try:
        modality = Modality(press.text(0))
    except ValueError as error:
        raise BadPressError("a list of an unknown modality") from error
    number = press.number(1)
    await query.answer()
    groups = await context.services.run(context.services.browser.listing, modality)
    await turn_card(query, list_card(modality, groups, number, press.owner))


async def _list(update: Update, context: Context, modality: Modality) -> None:
    message = update.message
    if message is None or message.from_user is None:
        return
    groups = await context.services.run(context.services.browser.listing, modality)
    await send_card(
        context.bot, message.chat_id, list_card(modality, groups, 0, message.from_user.id)
    )
