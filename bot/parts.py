"""The composition root below the front doors; knows no Telegram, so that a shell starts quickly."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from bot.answering import Answerer
from bot.aside import Aside
from bot.browsing import Browser
from bot.current import CurrentRelease
from bot.encoders import Encoders
from bot.exchange import used
from bot.home import Home
from bot.indexing import Indexes
from bot.progress import Progress, silent
from bot.publishing import Publisher
from bot.settings import Settings
from knowledge.database import Database, sqlite_url

SWITCH = 0.0005  # seconds that one thread may keep others from going on; Python's own: ten times


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything below the front doors, put together from settings."""

    settings: Settings
    home: Home
    database: Database
    indexes: Indexes
    publisher: Publisher
    current: CurrentRelease
    answerer: Answerer
    browser: Browser


@contextmanager
def assembled(
    settings: Settings, progress: Progress = silent, *, aside: bool = False
) -> Iterator[Parts]:
    """Open the home and its database, and put the parts together; the model loads when needed.
    With `aside`, long work is done in another process, as whoever answers meanwhile needs it."""
    home = Home.open(settings.home)
    url = settings.database_url or sqlite_url(home.database)
    with used(home), closing(Database.open(url)) as database:
        beside = Aside(settings) if aside else None
        if aside:
            sys.setswitchinterval(SWITCH)
        indexes = Indexes(database, home, Encoders(settings.model, progress), progress, beside)
        stand_in = indexes.stand_in if aside else lambda _: None
        private = settings.allow_private_addresses
        publisher = Publisher(database, home, indexes, progress, private, beside)
        with closing(CurrentRelease(database, indexes.open, stand_in)) as current:
            answerer, browser = Answerer(database, current), Browser(database)
            yield Parts(settings, home, database, indexes, publisher, current, answerer, browser)
