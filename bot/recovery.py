"""What an earlier process has left unfinished is handled first."""

import logging

from telegram import Update

from bot.context import App
from bot.inbox import Inbox, RawUpdate

log = logging.getLogger(__name__)


async def recover(application: App, inbox: Inbox) -> None:
    """Put it into the queue of a bot that does not poll yet. Raises `DatabaseError`."""
    found = await inbox.left_behind()
    for raw in sorted(found, key=_is_no_press):
        try:
            update = Update.de_json(dict(raw), application.bot)
        except Exception as error:  # of another version: it must not keep the bot down
            log.error("update %s cannot be read any more: %s", raw["update_id"], type(error))
            await inbox.finish(raw["update_id"])
        else:
            await application.update_queue.put(update)
    if found:
        log.info("%s updates were left unfinished; they come first", len(found))


def _is_no_press(raw: RawUpdate) -> bool:
    """Whoever pressed a button looks at it."""
    return "callback_query" not in raw
