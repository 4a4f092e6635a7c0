"""What every handler can reach: the typed context, and the one door from the event loop to
work that takes processor time."""

import asyncio
import hashlib
import hmac
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeAlias, TypeVar

from telegram.ext import Application, CallbackContext, ContextTypes, ExtBot

from bot.answering import Answerer
from bot.browsing import Browser
from bot.drafting import Drafting
from bot.errors import Overloaded
from bot.gap_groups import GapFinder
from bot.inbox import Inbox
from bot.keeping import Keeping
from bot.people import People
from bot.publishing import Publisher
from bot.rationing import Ration
from bot.rights import Rights
from bot.scribe import Scribe
from bot.watching import Watcher
from knowledge.database import Database

App: TypeAlias = "Application[Any, Context, Any, Any, Any, Any]"
MOST_COMPARISONS = 4  # under way and waiting
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(slots=True)
class Services:
    """The finished parts that handlers call. `owner` is the numeric id that tickets go to."""

    database: Database
    answerer: Answerer
    browser: Browser
    secret: bytes
    owner: int | None
    rights: Rights
    publisher: Publisher
    drafting: Drafting = field(init=False)
    watcher: Watcher = field(init=False)
    scribe: Scribe = field(init=False)
    inbox: Inbox = field(init=False)
    keep_questions_days: int = 90
    refusals: Ration = field(  # the sentence to somebody who may not come in
        default_factory=lambda: Ration(times=1, seconds=600)
    )
    unreachable: set[int] = field(default_factory=set)  # who blocked the bot, until they write
    telling: set[int] = field(default_factory=set)  # tickets whose answer is on its way
    guesses: Ration = field(  # invites that let nobody in
        default_factory=lambda: Ration(times=5, seconds=3600)
    )
    invite_cards: Ration = field(  # a card that was pressed twice makes one invite
        default_factory=lambda: Ration(times=1, seconds=24 * 3600)
    )
    workers: ThreadPoolExecutor = field(
        # Searching is short and numpy holds the interpreter lock only in parts: two threads keep
        # a slow question from standing in front of a quick one.
        default_factory=lambda: ThreadPoolExecutor(max_workers=2, thread_name_prefix="answer")
    )
    publishers: ThreadPoolExecutor = field(
        # Reading, building and publishing take minutes and come one after another.
        default_factory=lambda: ThreadPoolExecutor(max_workers=1, thread_name_prefix="publish")
    )
    comparers: ThreadPoolExecutor = field(
        # Two laws are held against each other for a second: beside what answers and publishes.
        default_factory=lambda: ThreadPoolExecutor(max_workers=1, thread_name_prefix="compare")
    )
    _comparisons: int = 0  # of the event loop's thread alone

    def __post_init__(self) -> None:
        self.drafting = Drafting(self.publisher)
        self.watcher = Watcher(self.database, self.publisher)
        self.scribe = Scribe(self.database)
        self.inbox = Inbox(self.scribe)

    @property
    def people(self) -> People:
        return People(self.database, self.rights, self.owner)

    @property
    def keeping(self) -> Keeping:
        return Keeping(self.people, self.keep_questions_days)

    @property
    def gaps(self) -> GapFinder:
        return GapFinder(self.database, self.publisher.indexes.encoders)

    async def run(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do blocking work off the event loop."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.workers, lambda: work(*args, **kwargs))

    async def publishing(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do what makes or changes a release, after what was asked for before; the workers that
        answer go on answering."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.publishers, lambda: work(*args, **kwargs))

    async def comparing(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do what holds releases against each other, or draws that, one after another. Raises
        `Overloaded` where `MOST_COMPARISONS` are to be done before."""
        if self._comparisons >= MOST_COMPARISONS:
            raise Overloaded(
                f"Đang có {self._comparisons} việc so sánh chưa xong, nhiều nhất là "
                f"{MOST_COMPARISONS}; xin bấm lại sau ít phút."
            )
        self._comparisons += 1
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self.comparers, lambda: work(*args, **kwargs))
        finally:
            self._comparisons -= 1

    def close(self) -> None:
        """End the workers: what has begun is finished, what waits is dropped."""
        self.comparers.shutdown(wait=True, cancel_futures=True)
        self.publishers.shutdown(wait=True, cancel_futures=True)
        self.workers.shutdown(wait=True)
        self.scribe.close()

    def person_key(self, telegram_id: int) -> str:
        """A keyed hash of a person: the same person gives the same key, the key gives nobody."""
        return hmac.new(self.secret, str(telegram_id).encode(), hashlib.sha256).hexdigest()[:32]


@dataclass(slots=True)
class BotData:
    services: Services | None = None


class Context(CallbackContext[ExtBot[Any], dict[Any, Any], dict[Any, Any], BotData]):
    """PTB's context with our services on it."""

    @property
    def services(self) -> Services:
        services = self.bot_data.services
        if services is None:
            raise RuntimeError("the application was built without services")
        return services


def context_types() -> ContextTypes[Context, dict[Any, Any], dict[Any, Any], BotData]:
    return ContextTypes(context=Context, bot_data=BotData)
