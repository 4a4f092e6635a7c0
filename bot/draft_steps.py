"""What takes long of a draft: done in the background, in the one worker that publishes, so that an
admin's chat goes on. What goes wrong is a sentence on the draft's card."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from functools import partial
from typing import Any

from telegram.error import TelegramError

from bot import handling
from bot import texts_drafting as said
from bot.callbacks import Press
from bot.context import Context
from bot.draft_showing import put, show, tell
from bot.drafting_cards import (
    comparison_card,
    failed_card,
    plain_card,
    published_card,
    refused_card,
    stop_button,
)
from bot.errors import BotError, GoldenBroken, StaleDraft
from bot.progress_message import progressing
from index.errors import IndexFault
from knowledge.errors import KnowledgeError

log = logging.getLogger(__name__)
STOP_LOOKS = 0.5  # seconds between two looks at whether the bot is to stop
QUIET = 1.5  # seconds without another file before those that came are read together
TOLD = (BotError, KnowledgeError, IndexFault)  # their words are for a person


Show = Callable[[], Awaitable[None]]  # what is done once the draft is free again


def begin(context: Context, chat_id: int, draft_id: int, work: Coroutine[Any, Any, Show]) -> None:
    """Do it in the background; a draft is at one thing at a time. The buttons of what is shown in
    the end find the draft free.

    A bot that stops waits for nothing that begins now: it leaves the update to its next process.
    """
    if not context.application.running:
        work.close()
        if current := handling.current():
            current.undelivered = True
        return
    drafting = context.services.drafting
    drafting.busy.add(draft_id)

    async def busy() -> None:
        try:
            try:
                shown = await work
            finally:
                drafting.busy.discard(draft_id)
            await shown()
        except TelegramError as error:
            log.warning("a draft's card was not shown: %s", type(error).__name__)
        except Exception:  # nobody else would tell the admin, who waits for a card
            log.exception("draft %d: work failed", draft_id)
            await tell(context.bot, chat_id, said.BROKEN)

    context.application.create_task(busy())


async def read_when_quiet(context: Context, author: int, draft_id: int) -> None:
    """Read what came, once nothing more comes and nothing else is done to the draft; of several
    that wait here the first does it for all."""
    drafting = context.services.drafting
    while True:
        await asyncio.sleep(QUIET)
        if not drafting.receiving[author] and draft_id not in drafting.busy:
            break
    draft = await context.services.run(drafting.draft, author, draft_id)
    unread = draft.is_open and not all(one.is_read for one in draft.files)
    if unread and draft_id not in drafting.busy:
        work = reading(context, author, draft.chat_id, draft_id)
        begin(context, draft.chat_id, draft_id, work)


async def reading(context: Context, author: int, chat_id: int, draft_id: int) -> Show:
    """Read what has not been read."""
    services = context.services
    stop = stop_button(author, draft_id)
    async with (
        progressing(context.bot, chat_id, said.READING, stop) as progress,
        _ending_with_the_bot(context),
    ):
        try:
            await services.publishing(services.drafting.read, author, draft_id, progress)
        except TOLD as error:
            return partial(tell, context.bot, chat_id, str(error), progress.message_id)
    return partial(show, context, author, chat_id, draft_id, progress.message_id)


@contextlib.asynccontextmanager
async def _ending_with_the_bot(context: Context) -> AsyncIterator[None]:
    """A bot that is to stop does not wait minutes for reading: it is done when asked for again."""

    async def end() -> None:
        # PTB waits for its tasks before it tells anybody that it stops.
        while context.application.running:  # noqa: ASYNC110 -- nor has it an event for that
            await asyncio.sleep(STOP_LOOKS)
        context.services.drafting.stop_reading()

    task = asyncio.create_task(end())
    try:
        yield
    finally:
        task.cancel()


async def comparing(
    context: Context, author: int, chat_id: int, draft_id: int, above: str = ""
) -> Show:
    """Build the coming release and hold it against the one that answers."""
    services, drafting = context.services, context.services.drafting
    async with progressing(context.bot, chat_id, said.COMPARING) as progress:
        try:
            prepared = await services.publishing(drafting.compare, author, draft_id, progress)
        except TOLD as error:
            draft = await services.run(drafting.draft, author, draft_id)
            card = failed_card(str(error), draft) if draft.is_open else plain_card(str(error))
            return partial(put, context, chat_id, draft_id, card, progress.message_id)
    draft = await services.run(drafting.draft, author, draft_id)
    card = comparison_card(prepared, draft, above)
    return partial(put, context, chat_id, draft_id, card, progress.message_id)


async def publishing(context: Context, press: Press, chat_id: int, *, insist: bool) -> Show:
    """Let the draft answer, if nothing speaks against it."""
    services, drafting = context.services, context.services.drafting
    author, draft_id, release = press.owner, press.number(0), press.number(1)
    try:
        await services.publishing(drafting.publish, author, draft_id, release, insist=insist)
    except GoldenBroken as error:
        draft = await services.run(drafting.draft, author, draft_id)
        card = refused_card(error.questions, draft)
        return partial(put, context, chat_id, draft_id, card, draft.message_id)
    except StaleDraft as error:
        above = said.AGAIN.format(release=error.current)
        return await comparing(context, author, chat_id, draft_id, above)
    except TOLD as error:
        return partial(tell, context.bot, chat_id, str(error))
    draft = await services.run(drafting.draft, author, draft_id)
    return partial(put, context, chat_id, draft_id, published_card(draft), draft.message_id)
