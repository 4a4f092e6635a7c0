"""The buttons of a draft's card: put right, compared, published, taken back."""

import contextlib
from functools import partial

from telegram import CallbackQuery
from telegram.error import BadRequest

from bot import texts_drafting as said
from bot.callbacks import BadPressError, Press, Verb
from bot.cards import Card
from bot.context import App, Context
from bot.difference.summary import card_text
from bot.difference_showing import Sides, compared, show_difference
from bot.draft_showing import put, show, tell
from bot.draft_steps import TOLD, begin, comparing, publishing
from bot.drafting import FIELDS, not_now
from bot.drafting_cards import asking_card, fields_card, files_card, plain_card, published_card
from bot.errors import DraftError
from bot.handlers.dispatching import on_press
from bot.texts_releases import SIDE_RELEASE
from knowledge.drafting import DraftState
from knowledge.people import Role


def register(application: App) -> None:
    for verb, handle in (
        (Verb.DRAFT_SHOW, show_pressed),
        (Verb.DRAFT_COMPARE, compare_pressed),
        (Verb.DRAFT_FILES, files_pressed),
        (Verb.DRAFT_FIELDS, fields_pressed),
        (Verb.DRAFT_FIELD, field_pressed),
        (Verb.DRAFT_CLEAR, clear_pressed),
        (Verb.DRAFT_ENDS, ends_pressed),
        (Verb.DRAFT_CARRY, carry_pressed),
        (Verb.DRAFT_DIFFERENCE, difference_pressed),
        (Verb.DRAFT_PUBLISH, publish_pressed),
        (Verb.DRAFT_INSIST, publish_pressed),
        (Verb.DRAFT_DISCARD, discard_pressed),
        (Verb.DRAFT_UNDO, undo_pressed),
    ):
        on_press(application, verb, handle, role=Role.ADMIN)


async def show_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    await context.services.run(context.services.drafting.ask_nothing, press.owner)
    await query.answer()
    draft_id = press.number(0)
    await show(context, press.owner, _chat(query), draft_id, _message_id(query))


async def compare_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    if (draft_id := await _free(query, context, press)) is None:
        return
    await _without_buttons(query)
    work = comparing(context, press.owner, _chat(query), draft_id)
    begin(context, _chat(query), draft_id, work)


async def files_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    report = await context.services.run(
        context.services.drafting.report, press.owner, press.number(0)
    )
    read = [one for one in report.files if one.document is not None]
    if not read or not report.draft.is_open:
        raise BadPressError("nothing that could be corrected")
    await query.answer()
    card = fields_card(read[0], report.draft) if len(read) == 1 else files_card(report)
    await put(context, _chat(query), report.draft.id, card, _message_id(query))


async def fields_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    report = await context.services.run(
        context.services.drafting.report, press.owner, press.number(0)
    )
    one = report.file(press.number(1))
    if one.document is None or not report.draft.is_open:
        raise BadPressError("nothing that could be corrected")
    await query.answer()
    card = fields_card(one, report.draft)
    await put(context, _chat(query), report.draft.id, card, _message_id(query))


async def field_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    draft_id, file_id, place = press.number(0), press.number(1), press.number(2)
    drafting = context.services.drafting
    report = await context.services.run(drafting.report, press.owner, draft_id)
    one = report.file(file_id)
    if one.document is None or not report.draft.is_open or not 0 <= place < len(FIELDS):
        raise BadPressError("nothing that could be corrected")
    await context.services.run(drafting.ask, press.owner, draft_id, file_id, FIELDS[place])
    await query.answer()
    card = asking_card(one, report.draft, place)
    await put(context, _chat(query), draft_id, card, _message_id(query))


async def clear_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    draft_id, file_id, place = press.number(0), press.number(1), press.number(2)
    if not 0 <= place < len(FIELDS):
        raise BadPressError(f"field {place} of {len(FIELDS)}")
    await context.services.run(
        context.services.drafting.correct, press.owner, draft_id, file_id, FIELDS[place], ""
    )
    await query.answer()
    await show(context, press.owner, _chat(query), draft_id, _message_id(query))


async def ends_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    draft_id, file_id, place = press.number(0), press.number(1), press.number(2)
    drafting = context.services.drafting
    report = await context.services.run(drafting.report, press.owner, draft_id)
    replacements = report.file(file_id).replacements
    if not 0 <= place < len(replacements):
        raise BadPressError("no such document is replaced")
    name, is_on = replacements[place].name, bool(press.number(3))
    await context.services.run(
        drafting.end_replaced, press.owner, draft_id, file_id, name, is_on=is_on
    )
    await query.answer()
    await show(context, press.owner, _chat(query), draft_id, _message_id(query))


async def carry_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    draft_id, drafting = press.number(0), context.services.drafting
    await context.services.run(drafting.keep_corrections, press.owner, draft_id, press.number(1))
    await query.answer()
    await show(context, press.owner, _chat(query), draft_id, _message_id(query))


async def difference_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    """The first changes as a message and as pictures, all of them as a file."""
    draft_id, release_id = press.number(0), press.number(1)
    services, drafting = context.services, context.services.drafting
    before = (await services.run(drafting.draft, press.owner, draft_id)).compared_with
    sides = Sides(
        SIDE_RELEASE.format(release=before) if before else said.SIDE_NOTHING,
        said.SIDE_DRAFT,
        said.DIFFERENCE_FILE.format(release=release_id),
        said.WHOLE_DIFFERENCE,
    )
    read = partial(drafting.difference, press.owner, draft_id, release_id)
    try:
        shown = await compared(services, read, sides)
    except DraftError as error:
        await query.answer(str(error), show_alert=True)
        return
    await query.answer()
    card = Card(card_text(shown.difference), None)
    await show_difference(context.bot, _chat(query), shown, card, file=True)


async def publish_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    if (draft_id := await _free(query, context, press)) is None:
        return
    work = publishing(context, press, _chat(query), insist=press.verb is Verb.DRAFT_INSIST)
    begin(context, _chat(query), draft_id, work)


async def discard_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    drafting, draft_id = context.services.drafting, press.number(0)
    try:
        await context.services.run(drafting.discard, press.owner, draft_id)
    except DraftError as error:
        await query.answer(str(error), show_alert=True)
        return
    await query.answer()
    await put(context, _chat(query), draft_id, plain_card(said.DISCARDED), _message_id(query))


async def undo_pressed(query: CallbackQuery, context: Context, press: Press) -> None:
    """The first tap asks once more, the second takes the release back."""
    services, drafting = context.services, context.services.drafting
    draft_id, sure = press.number(0), bool(press.number(1))
    draft = await services.run(drafting.draft, press.owner, draft_id)
    if draft.state is not DraftState.PUBLISHED:
        raise BadPressError("nothing was published")
    await query.answer()
    if not sure:
        await put(
            context, _chat(query), draft_id, published_card(draft, sure=True), _message_id(query)
        )
        return
    try:
        release = await services.publishing(drafting.take_back, press.owner, draft_id)
    except TOLD as error:
        await tell(context.bot, _chat(query), str(error))
        return
    taken = said.TAKEN_BACK.format(release=release, left=draft.release_id)
    await put(context, _chat(query), draft_id, plain_card(taken), _message_id(query))


async def _free(query: CallbackQuery, context: Context, press: Press) -> int | None:
    """The id of the draft that a button is about; None, after saying why, where it is decided
    already or at work."""
    draft_id, drafting = press.number(0), context.services.drafting
    draft = await context.services.run(drafting.draft, press.owner, draft_id)
    if not draft.is_open:
        await query.answer(not_now(draft), show_alert=True)
        return None
    if draft_id in drafting.busy:
        await query.answer(said.BUSY, show_alert=True)
        return None
    await query.answer()
    return draft_id


async def _without_buttons(query: CallbackQuery) -> None:
    with contextlib.suppress(BadRequest):  # pressed twice: they are gone
        await query.edit_message_reply_markup()


def _message_id(query: CallbackQuery) -> int | None:
    return query.message.message_id if query.message else None


def _chat(query: CallbackQuery) -> int:
    return query.message.chat.id if query.message else query.from_user.id
