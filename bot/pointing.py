"""A reference that a person types -> the one passage that it means. Knows no Telegram."""

from datetime import date

from bot.errors import UsageError
from bot.showing import show
from knowledge.database import Database
from knowledge.views import PassageView


def passage_at(database: Database, reference: str, today: date) -> PassageView:
    """The passage, of an article its first. Raises `NotPublishedError` where nothing published is
    meant, `UsageError` where it may be several documents, or is a whole one."""
    shown = show(database, reference, today)
    if not shown.passages:
        raise UsageError(f"“{reference}” không có đoạn nào; xin chỉ đến một điều, khoản hoặc mục.")
    places = {one.article or one.anchor or one.locator for one in shown.passages}
    if len(places) > 1:
        raise UsageError(
            f"“{reference}” có {len(places)} điều, mục; xin chỉ đến đúng một điều, khoản hoặc mục."
        )
    return shown.passages[0]
