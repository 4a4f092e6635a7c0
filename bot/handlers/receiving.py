"""/capnhat, files and addresses from an admin, and the values that an admin was asked to type."""

import logging
from io import BytesIO

from telegram import Document, Message, Update
from telegram.error import TelegramError
from telegram.ext import filters

from bot import commands
from bot import texts_drafting as said
from bot.context import App, Context
from bot.draft_showing import put, show
from bot.draft_steps import begin, read_when_quiet, reading
from bot.drafting import FIELDS
from bot.drafting_cards import asking_card
from bot.errors import BotError, DraftError, UsageError
from bot.handlers.asking import asked as question_asked
from bot.handlers.dispatching import on_command, on_message
from knowledge.drafts import Added
from knowledge.people import Role
from knowledge.reading.limits import MAX_BYTES, MIB
from knowledge.reading.names import shown_name
from knowledge.web.address import is_web_address

log = logging.getLogger(__name__)
DOWNLOAD_SECONDS = 120.0


def register(application: App) -> None:
    """Must come before questions: an admin's words may be a value that was asked for."""
    fresh = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
    on_command(application, commands.REFRESH, refresh, role=Role.ADMIN)
    on_message(application, fresh & filters.Document.ALL, file_sent, role=Role.ADMIN)
    typed = fresh & filters.TEXT & ~filters.COMMAND & _Awaited(application)
    on_message(application, typed, value_typed, role=Role.ADMIN)


class _Awaited(filters.MessageFilter):
    """Words of somebody who was asked for the value of a field."""

    def __init__(self, application: App) -> None:
        super().__init__("awaited")
        self._application = application

    def filter(self, message: Message) -> bool:
        services = self._application.bot_data.services
        if services is None or message.from_user is None:
            return False
        awaits: bool = services.drafting.awaits(message.from_user.id)
        return awaits


async def refresh(update: Update, context: Context) -> None:
    """With addresses: take them in. Alone: show the draft again, wherever it stands."""
    message = update.message
    if message is None or message.from_user is None:
        return
    author, drafting = message.from_user.id, context.services.drafting
    for words in context.args or ():
        if not is_web_address(words):
            await message.reply_text(said.NOT_AN_ADDRESS.format(words=words[:100]))
            return
        try:
            await context.services.run(drafting.receive_address, author, message.chat_id, words)
        except (UsageError, DraftError) as error:
            await message.reply_text(str(error))
            return
    draft = await context.services.run(drafting.current, author)
    if draft is None or not draft.files:
        await message.reply_text(said.HOW)
    elif draft.id in drafting.busy:
        await message.reply_text(said.BUSY)
    elif not all(one.is_read for one in draft.files):
        work = reading(context, author, message.chat_id, draft.id)
        begin(context, message.chat_id, draft.id, work)
    else:
        await show(context, author, message.chat_id, draft.id)


async def file_sent(update: Update, context: Context) -> None:
    """Take a file in; those that come close together are read together."""
    message = update.message
    if message is None or message.from_user is None or message.document is None:
        return
    author, drafting = message.from_user.id, context.services.drafting
    name = shown_name(message.document.file_name or "tệp")
    drafting.receiving[author] += 1
    try:
        data = await _downloaded(message, message.document, name)
        if data is None:
            return
        note = message.caption or ""
        received = await context.services.run(
            drafting.receive, author, message.chat_id, name, data, note
        )
    except BotError as error:  # a full disk, a full draft
        await message.reply_text(str(error))
        return
    finally:
        drafting.receiving[author] -= 1
    if received.added is Added.SAME:
        await message.reply_text(said.SAME_FILE.format(name=name))
    elif received.added is Added.INSTEAD:
        await message.reply_text(said.OTHER_FILE.format(name=name))
    reading = read_when_quiet(context, author, received.draft_id)
    context.application.create_task(reading, update=update)


async def value_typed(update: Update, context: Context) -> None:
    """The value that was asked for."""
    message = update.message
    if message is None or message.from_user is None or message.text is None:
        return
    author, drafting = message.from_user.id, context.services.drafting
    asked = await context.services.run(drafting.asked, author)
    if asked is None:  # too long ago, or decided meanwhile: it is a question
        await context.services.run(drafting.ask_nothing, author)
        await question_asked(update, context)
        return
    draft_id, file_id, name = asked
    try:
        await context.services.run(drafting.correct, author, draft_id, file_id, name, message.text)
    except DraftError as error:
        report = await context.services.run(drafting.report, author, draft_id)
        one, place = report.file(file_id), FIELDS.index(name)
        card = asking_card(one, report.draft, place, problem=str(error))
        await put(context, message.chat_id, draft_id, card)
        return
    await show(context, author, message.chat_id, draft_id)


async def _downloaded(message: Message, document: Document, name: str) -> bytes | None:
    """A file's bytes; None after saying why there are none. Its size is looked at first: a bot
    may not fetch more."""
    size = document.file_size or 0
    if size <= MAX_BYTES:
        into = BytesIO()
        try:
            file = await document.get_file()
            await file.download_to_memory(into, read_timeout=DOWNLOAD_SECONDS)
        except TelegramError as error:
            log.warning("a file was not downloaded: %s", type(error).__name__)
            await message.reply_text(said.NOT_DOWNLOADED.format(name=name))
            return None
        size = into.tell()
        if size <= MAX_BYTES:
            return into.getvalue()
    too_large = said.TOO_LARGE.format(name=name, size=_megabytes(size), limit=_megabytes(MAX_BYTES))
    await message.reply_text(too_large)
    return None


def _megabytes(size: int) -> str:
    return f"{size / MIB:.1f}".replace(".", ",")
