"""/moi: a single-use way in; and taking one back."""

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message, Update
from telegram.helpers import create_deep_linked_url

from bot import commands, handling
from bot import texts_people as texts
from bot.callbacks import BadPressError, Press, Verb
from bot.context import App, Context
from bot.handlers.dispatching import on_command, on_press
from bot.people_cards import invite_card, invites_card, revoked_card, whom_card
from bot.sending import turn_card
from knowledge.errors import MembershipError
from knowledge.invites import PAYLOAD
from knowledge.people import Role


def register(application: App) -> None:
    on_command(application, commands.INVITE, invite, role=Role.ADMIN)
    on_press(application, Verb.INVITE, role_pressed, role=Role.ADMIN)
    on_press(application, Verb.INVITES, invites_pressed, role=Role.ADMIN)
    on_press(application, Verb.INVITE_REVOKE, revoke_pressed, role=Role.ADMIN)


async def invite(update: Update, context: Context) -> None:
    """The card replies to the command, so that it finds the label behind it again."""
    message = update.message
    if message is None or message.from_user is None:
        return
    person = message.from_user.id
    acting = await context.services.run(context.services.people.acting, person)
    card = whom_card(_label(message), acting.role, person)
    await message.reply_html(card.html, reply_markup=card.keyboard, do_quote=True)


async def role_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    services = context.services
    try:
        role = Role(press.text(0))
    except ValueError as error:
        raise BadPressError("an invite for an unknown role") from error
    current = handling.current()
    first = current is None or not current.again  # an invite whose link was not seen is not it
    if first and query.message and not services.invite_cards.allows(_card_number(query.message)):
        await query.answer(texts.INVITE_GIVEN, show_alert=True)
        return
    asked = query.message.reply_to_message if isinstance(query.message, Message) else None
    label = _label(asked) if asked else ""
    try:
        made, secret = await services.run(services.people.invite, press.owner, role, label)
    except MembershipError as error:
        await query.answer(str(error), show_alert=True)
        return
    await query.answer()
    payload = PAYLOAD + secret
    link = create_deep_linked_url(context.bot.username, payload)
    command = f"/{commands.START.name} {payload}"
    await turn_card(query, invite_card(made, link, command, press.owner))


async def invites_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    waiting = await context.services.run(context.services.people.open_invites)
    await query.answer()
    await turn_card(query, invites_card(waiting, press.owner))


async def revoke_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    services = context.services
    try:
        revoked = await services.run(services.people.revoke, press.owner, press.number(0))
    except MembershipError as error:
        await query.answer(str(error), show_alert=True)
        return
    await query.answer()
    if len(press.args) > 1:  # out of the list, which stays
        await turn_card(
            query, invites_card(await services.run(services.people.open_invites), press.owner)
        )
    else:
        await turn_card(query, revoked_card(revoked))


def _label(message: Message) -> str:
    """What stands behind the command: for whom the invite is."""
    return " ".join((message.text or "").split()[1:])


def _card_number(message: MaybeInaccessibleMessage) -> int:
    """Message ids count in each chat from 1; this number is one message's alone."""
    return (message.chat.id << 32) + message.message_id
