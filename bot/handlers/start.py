"""/start and /help: the way in by an invite, the first screen, and how to ask."""

from telegram import InlineKeyboardMarkup, Message, Update

from bot import commands, texts
from bot import texts_people as people_texts
from bot.callbacks import Verb
from bot.cards import button
from bot.context import App, Context
from bot.handlers.dispatching import Guarded, on_command
from bot.menus import show_menu
from bot.tickets import catch_up
from knowledge.errors import InviteError
from knowledge.invites import PAYLOAD
from knowledge.people import Role


def register(application: App) -> None:
    on_command(application, commands.START, start, role=Role.STRANGER)
    on_command(application, commands.HELP, show_help, role=Role.MEMBER)


async def start(update: Update, context: Context) -> None:
    """Strangers come in only here, and only by an invite."""
    message, payload = update.message, context.args[0] if context.args else ""
    invited = message is not None and payload.startswith(PAYLOAD)
    if message and invited and not await _joined(message, context, payload):
        return
    await welcome(update, context)


async def show_welcome(context: Context, person: int) -> None:
    """The first screen, in the person's own chat."""
    rows = [
        [button(question, Verb.EXAMPLE, person, number)]
        for number, question in enumerate(texts.EXAMPLES)
    ]
    keyboard = InlineKeyboardMarkup(rows)
    await context.bot.send_message(person, texts.WELCOME, reply_markup=keyboard)
    access = await context.services.run(context.services.rights.of, person)
    if access.role.covers(Role.REVIEWER):
        await show_menu(context.bot, person, access.role)
    await catch_up(context.bot, context.services, person)


async def show_help(update: Update, context: Context) -> None:
    if update.message and update.message.from_user:
        person = update.message.from_user.id
        access = await context.services.run(context.services.rights.of, person)
        await update.message.reply_text(texts.help_text(access.role))


async def _welcome(update: Update, context: Context) -> None:
    if update.message and update.message.from_user:
        await show_welcome(context, update.message.from_user.id)


welcome = Guarded(Role.MEMBER, _welcome)


async def _joined(message: Message, context: Context, payload: str) -> bool:
    """Let the sender in by an invite, a few tries an hour; whether they came in."""
    secret = payload.removeprefix(PAYLOAD)
    services, person = context.services, message.from_user.id if message.from_user else 0
    if services.guesses.is_spent(person):
        if services.refusals.allows(person):  # once, then silence
            await message.reply_text(people_texts.TOO_MANY_GUESSES)
        return False
    try:
        role = await services.run(services.people.join, person, secret)
    except InviteError as error:
        services.guesses.allows(person)
        await message.reply_text(str(error))
        return False
    await message.reply_text(people_texts.JOINED.format(role=people_texts.ROLES[role]))
    return True
