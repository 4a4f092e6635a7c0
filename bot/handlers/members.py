"""/thanhvien: who may do what, and changing it."""

import logging

from telegram import Bot, CallbackQuery
from telegram.error import TelegramError

from bot import commands
from bot import texts_people as texts
from bot.callbacks import BadPressError, Press, Verb
from bot.cards import Card
from bot.context import App, Context, Services
from bot.handlers.dispatching import on_press
from bot.handlers.paging import on_pages
from bot.menus import show_menu
from bot.people_cards import member_card, members_card, remove_card
from bot.sending import turn_card
from knowledge.errors import MembershipError
from knowledge.people import Role

log = logging.getLogger(__name__)


def register(application: App) -> None:
    on_pages(application, commands.MEMBERS, Verb.MEMBERS, members, role=Role.ADMIN)
    on_press(application, Verb.MEMBER, member_pressed, role=Role.ADMIN)
    on_press(application, Verb.MEMBER_ROLE, role_pressed, role=Role.ADMIN)
    on_press(application, Verb.MEMBER_REMOVE, remove_pressed, role=Role.ADMIN)
    on_press(application, Verb.MEMBER_REMOVED, removed_pressed, role=Role.ADMIN)


async def member_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    try:
        card = await _member(context, press.number(0), press.owner)
    except MembershipError as error:
        await query.answer(str(error), show_alert=True)
        return
    await query.answer()
    await turn_card(query, card)


async def role_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    person, people = press.number(0), context.services.people
    try:
        role = Role(press.text(1))
    except ValueError as error:
        raise BadPressError("an unknown role") from error
    try:
        before = await context.services.run(people.one, person)
        await context.services.run(people.change_role, press.owner, person, role)
        card = await _member(context, person, press.owner)
    except MembershipError as error:
        await query.answer(str(error), show_alert=True)
        return
    await query.answer()
    await turn_card(query, card)
    if before.role is not role:
        await show_menu(context.bot, person, role)
        await _tell(context.bot, person, texts.YOUR_ROLE_NOW.format(role=texts.ROLES[role]))


async def remove_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    """Asks once more: the first of two taps."""
    try:
        member = await context.services.run(context.services.people.one, press.number(0))
    except MembershipError as error:
        await query.answer(str(error), show_alert=True)
        return
    await query.answer()
    await turn_card(query, remove_card(member, press.owner))


async def removed_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    person, people = press.number(0), context.services.people
    try:
        await context.services.run(people.remove, press.owner, person)
    except MembershipError as error:
        await query.answer(str(error), show_alert=True)
        return
    await query.answer()
    await turn_card(query, await members(context.services, 0, press.owner))
    await show_menu(context.bot, person, Role.STRANGER)
    await _tell(context.bot, person, texts.YOU_WERE_REMOVED)


async def members(services: Services, page: int, owner: int) -> Card:
    everybody, waiting = await services.run(services.people.all)
    return members_card(everybody, waiting, page, owner)


async def _member(context: Context, person: int, owner: int) -> Card:
    people = context.services.people
    member = await context.services.run(people.one, person)
    acting = await context.services.run(people.acting, owner)
    return member_card(member, acting.role, owner)


async def _tell(bot: Bot, person: int, sentence: str) -> None:
    try:
        await bot.send_message(person, sentence)
    except TelegramError as error:
        log.debug("a member was not told: %s", type(error).__name__)
