"""What an earlier process left comes first, and of it what people look at."""

from pathlib import Path

from telegram.ext import ApplicationBuilder

from bot.context import context_types
from bot.inbox import Inbox
from bot.recovery import recover
from bot.scribe import Scribe
from knowledge.database import Database, sqlite_url
from tests.bot.test_order import press, update


async def test_presses_that_were_left_come_before_messages(tmp_path: Path) -> None:
    database = Database.open(sqlite_url(tmp_path / "nenchang.db"))
    scribe = Scribe(database)
    left = [update(1, 7), press(2, 7), update(3, 8), press(4, 8)]
    await Inbox(scribe).receive([one.to_dict() for one in left])
    builder = ApplicationBuilder().token("123456:not-a-token").context_types(context_types())
    application = builder.build()

    await recover(application, Inbox(scribe))

    queue = application.update_queue
    assert [queue.get_nowait().update_id for _ in left] == [2, 4, 1, 3]  # type: ignore[attr-defined]
    scribe.close()
    database.close()
