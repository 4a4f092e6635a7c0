"""What every handler can reach: the typed context, and the one door from the event loop to
work that takes processor time."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeAlias, TypeVar

from telegram.ext import Application, CallbackContext, ContextTypes, ExtBot

from bot import handling, texts
from bot.answering import Answerer
from bot.browsing import Browser
from bot.delivery.reach import Reach
from bot.drafting import Drafting
from bot.errors import Overloaded
from bot.gap_groups import GapFinder
from bot.health.metrics import Metrics
from bot.inbox import Inbox
from bot.keeping import Keeping
from bot.people import People
from bot.pool import Pool
from bot.publishing import Publisher
from bot.rationing import MESSAGES, OF_A_GROUP, PRESSES, Allowance, Ration
from bot.rights import Rights
from bot.scribe import Scribe
from bot.watching import Watcher
from knowledge.database import Database
from knowledge.people import Role

App: TypeAlias = "Application[Any, Context, Any, Any, Any, Any]"
MOST_COMPARISONS = 4  # under way and waiting
MOST_QUESTIONS = 200  # being answered and waiting for it
ANSWERED_WITHIN = 15.0  # seconds of the processor's time and of waiting for it
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
    reach: Reach = field(init=False)
    keep_questions_days: int = 90
    refusals: Ration = field(  # the sentence to somebody who may not come in
        default_factory=lambda: Ration(times=1, seconds=600)
    )
    unreachable: set[int] = field(default_factory=set)  # who blocked the bot, until they write
    telling: set[int] = field(default_factory=set)  # tickets whose answer is on its way
    sending_again: set[int] = field(default_factory=set)  # messages asked for by a button
    guesses: Ration = field(  # invites that let nobody in
        default_factory=lambda: Ration(times=5, seconds=3600)
    )
    invite_cards: Ration = field(  # a card that was pressed twice makes one invite
        default_factory=lambda: Ration(times=1, seconds=24 * 3600)
    )
    metrics: Metrics = field(default_factory=Metrics)
    messages: Allowance = field(default_factory=lambda: Allowance(MESSAGES))
    presses: Allowance = field(default_factory=lambda: Allowance(PRESSES))
    group_questions: Allowance = field(default_factory=lambda: Allowance(OF_A_GROUP))
    answerers: Pool = field(
        # Searching is short and numpy holds the interpreter lock only in parts: two threads keep
        # a slow question from standing in front of a quick one.
        default_factory=lambda: Pool("answer", threads=2)
    )
    workers: Pool = field(
        # What is short and must never be refused does not wait behind questions.
        default_factory=lambda: Pool("work", threads=2)
    )
    publishers: Pool = field(
        # Reading, building and publishing take minutes and come one after another.
        default_factory=lambda: Pool("publish", threads=1)
    )
    comparers: Pool = field(
        # Two laws are held against each other for a second: beside what answers and publishes.
        default_factory=lambda: Pool("compare", threads=1)
    )

    def __post_init__(self) -> None:
        self.drafting = Drafting(self.publisher)
        self.watcher = Watcher(self.database, self.publisher)
        self.scribe = Scribe(self.database)
        self.inbox = Inbox(self.scribe)
        self.reach = Reach(self.scribe)

    @property
    def people(self) -> People:
        return People(self.database, self.rights, self.owner)

    @property
    def keeping(self) -> Keeping:
        return Keeping(self.people, self.keep_questions_days)

    @property
    def gaps(self) -> GapFinder:
        return GapFinder(self.database, self.publisher.indexes.encoders)

    def is_patient(self, person: int) -> bool:
        """An admin is not told that there is no room, nor is somebody who has waited long."""
        access = self.rights.kept(person)
        is_admin = access is not None and access.covers(Role.ADMIN)
        return is_admin or handling.late_since() is not None

    async def run(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do blocking work off the event loop, however much of it waits."""
        return await self.workers.run(lambda: work(*args, **kwargs))

    async def answering(
        self, work: Callable[P, R], patient: bool, *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Do what answers a question. Raises `Overloaded` where too many wait already or it takes
        too long, unless `patient`."""
        if self.answerers.under_way >= MOST_QUESTIONS and not patient:
            raise Overloaded(texts.BUSY)
        seconds = None if patient else ANSWERED_WITHIN
        try:
            return await self.answerers.run(lambda: work(*args, **kwargs), within=seconds)
        except TimeoutError:
            raise Overloaded(texts.BUSY) from None

    async def publishing(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do what makes or changes a release, after what was asked for before; the workers that
        answer go on answering."""
        return await self.publishers.run(lambda: work(*args, **kwargs))

    async def comparing(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do what holds releases against each other, or draws that, one after another. Raises
        `Overloaded` where `MOST_COMPARISONS` are to be done before."""
        if (waiting := self.comparers.under_way) >= MOST_COMPARISONS:
            raise Overloaded(
                f"Đang có {waiting} việc so sánh chưa xong, nhiều nhất là {MOST_COMPARISONS}; "
                "xin bấm lại sau ít phút."
            )
        return await self.comparers.run(lambda: work(*args, **kwargs))

    def close(self) -> None:
        """End the workers: what has begun is finished, what waits is dropped."""
        self.comparers.close(drop=True)
        self.publishers.close(drop=True)
        self.answerers.close()
        self.workers.close()
        self.scribe.close()

    def answer_id(self, question: str) -> str | None:
        """The same each time that the update at hand is handled, so that its question is kept and
        counted once; None where none is."""
        current = handling.current()
        if current is None or not current.mark:
            return None
        asked = f"{current.mark} {question}".encode()
        return hmac.new(self.secret, asked, hashlib.sha256).hexdigest()[:12]

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
