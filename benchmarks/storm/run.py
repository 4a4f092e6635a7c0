"""One storm: asked, killed, waited out."""

import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sqlmodel import select

from benchmarks.storm import weather
from benchmarks.storm.bot import BotProcess
from benchmarks.storm.judging import Span, Storm
from benchmarks.storm.people import Crowd
from benchmarks.storm.rules import prepared, texts_of_releases
from bot.parts import assembled
from bot.preview.control import Control
from bot.preview.ledger import Entry, Event
from bot.preview.people import crowd
from bot.preview.server import Preview
from bot.settings import Settings
from knowledge.post import OutboxMessage

TICK = 0.05
QUIET = 25.0  # seconds without a call of the bot's, after which nothing more is expected
LONGEST_AFTER = 600.0  # seconds waited for that quiet
LONGEST_AFTER_STOP = 90.0  # the same of a storm that was ended early
_READY_WITHIN = 120.0
_RESTART_AFTER = 1.0  # seconds, as a supervisor does
_TOLD_EVERY = 10.0
_REFUSED_EVERY = 60.0  # seconds between two times of refused connections, on average
_REFUSED_FOR = (0.5, 6.0)
_EARLY = 0.2  # of the kills, this share may hit a bot that is still starting
_LIVES_FOR = 10.0  # seconds at most that another one lives once it polls, if its kill is overdue
_GONE_SHARE = 0.04  # of the people: block the bot, or vanish


@dataclass(frozen=True, slots=True)
class Size:
    """How much of a storm; `rate` in questions a second, `force` times the usual chances."""

    questions: int
    people: int
    kills: int
    rate: float
    seed: int
    force: float = 1.0


@dataclass(slots=True)
class Run:
    """A storm while it blows; `stop` ends it before its time."""

    size: Size
    place: Path
    say: Callable[[str], None] = lambda line: print(line, file=sys.stderr, flush=True)
    stop: threading.Event = field(default_factory=threading.Event)
    deaf: list[Span] = field(default_factory=list)
    _chance: random.Random = field(init=False)
    _told_at: float = 0.0
    _answers: int = 0
    _kills: int = 0
    _drawn: float | None = None  # seconds that the one to be killed next lives, below 0: any
    _closed: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.size.seed)

    @property
    def home(self) -> Path:
        return self.place / "home"

    def blow(self) -> Storm:
        """The whole of it; what happened. Raises `RuntimeError` where the bot does not start."""
        folk = crowd(self.size.people)
        ids = [person.id for person in folk]
        topics = prepared(self.home, self.place / "documents", ids)
        self.say(f"{len(topics)} topics are answered; seed {self.size.seed}")
        with Preview(people=folk, seed=self.size.seed + 1) as preview:
            bot = BotProcess(preview, self.home, self.place / "bot.log")
            chance, force = random.Random(self.size.seed + 2), self.size.force
            people = Crowd(preview.control, ids, topics, chance, force)
            preview.control.keep_ledger()
            people.plan(self.size.questions)
            try:
                self._start(bot)
                weather.brew(preview.control, people.gone, force)
                self._rage(preview, bot, people)
                weather.calm(preview.control, people.gone)
                self._wait_out(preview.control, bot, people)
            finally:
                status = bot.stop()
                self.say(f"the bot ended with status {status}")
            control = preview.control
            return Storm(
                people.asked,
                control.ledger(),
                control.struck,
                bot.lives,
                self.deaf,
                self._closed,
                _links(self.home),
                texts_of_releases(self.home),
            )

    def faults(self, storm: Storm) -> dict[str, int]:
        """How often each kind of fault struck."""
        names = (
            f"{one.method}: {one.fault.kind.value}"
            + (f" {one.fault.code}" if one.fault.code else "")
            + (", executed" if one.fault.executed else "")
            for one in storm.struck
        )
        return {**dict(sorted(Counter(names).items())), "connections refused": len(self.deaf)}

    def _start(self, bot: BotProcess) -> None:
        bot.start()
        until = time.monotonic() + _READY_WITHIN
        while not bot.is_ready:
            if not bot.is_alive or time.monotonic() > until:
                raise RuntimeError(f"the bot does not start; see {self.place / 'bot.log'}")
            time.sleep(TICK)

    def _rage(self, preview: Preview, bot: BotProcess, people: Crowd) -> None:
        """Ask at the rate, kill and refuse at the moments that were drawn."""
        began = time.monotonic()
        length = self.size.questions / self.size.rate
        kills = sorted(self._chance.uniform(0, length) for _ in range(self.size.kills))
        refusals = self._moments(length, round(length / _REFUSED_EVERY))
        going = self._moments(length, round(_GONE_SHARE * self.size.people))
        asked = 0
        while (people.waiting or kills) and not self.stop.is_set():
            now = time.monotonic() - began
            while people.waiting and asked < now * self.size.rate:
                people.ask(time.monotonic())
                asked += 1
            if going and now >= going[0]:
                going.pop(0)
                self._closed[people.go()] = time.monotonic()
            if refusals and now >= refusals[0] and bot.is_ready:
                refusals.pop(0)
                self._refuse(preview)
            if kills and self._is_due(kills[0] + began, bot):
                kills.pop(0)
                bot.kill()
                self._kills += 1
                self._drawn = None
            self._tend(bot)
            self._look(people, bot)
            time.sleep(TICK)

    def _is_due(self, moment: float, bot: BotProcess) -> bool:
        """Whether to kill now. One that was due while the bot started comes some time after it is
        there: else each would die before it has done anything."""
        if time.monotonic() < moment or not bot.is_alive:
            return False
        if self._drawn is None:
            early = self._chance.random() < _EARLY
            self._drawn = -1.0 if early else self._chance.uniform(0, _LIVES_FOR)
        ready = bot.lives[-1].ready
        return self._drawn < 0 or (ready is not None and time.monotonic() > ready + self._drawn)

    def _moments(self, length: float, count: int) -> list[float]:
        return sorted(self._chance.uniform(0, length) for _ in range(count))

    def _refuse(self, preview: Preview) -> None:
        """Refuse connections for a while."""
        since = time.monotonic()
        preview.stop()
        time.sleep(self._chance.uniform(*_REFUSED_FOR))
        preview.start()
        self.deaf.append((since, time.monotonic()))

    def _tend(self, bot: BotProcess) -> None:
        """Start it again where it has ended, as a supervisor does."""
        ended = None if bot.is_alive else bot.lives[-1].ended
        if ended is not None and time.monotonic() > ended + _RESTART_AFTER:
            if not bot.lives[-1].killed:
                self.say(f"the bot ended by itself with status {bot.lives[-1].status}")
            bot.start()

    def _look(self, people: Crowd, bot: BotProcess) -> list[Entry]:
        entries = people.look()
        self._answers += sum(
            entry.event is Event.MESSAGE and entry.content["from"]["is_bot"] for entry in entries
        )
        if time.monotonic() > self._told_at + _TOLD_EVERY:
            self._told_at = time.monotonic()
            self.say(
                f"asked {len(people.asked):,} of {self.size.questions:,}, {self._answers:,} "
                f"messages, {self._kills} of {self.size.kills} kills, {len(bot.lives)} lives, "
                f"{bot.resident():.0f} MiB"
            )
        return entries

    def _wait_out(self, control: Control, bot: BotProcess, people: Crowd) -> None:
        """Until the bot has nothing more to do."""
        longest = LONGEST_AFTER_STOP if self.stop.is_set() else LONGEST_AFTER
        until = time.monotonic() + longest
        busy = time.monotonic()
        while time.monotonic() < min(busy + QUIET, until):
            self._tend(bot)
            calls = [one for one in self._look(people, bot) if one.event is not Event.DELIVERED]
            if calls or control.pending_updates() or not bot.is_ready:
                busy = time.monotonic()
            time.sleep(TICK)


def _links(home: Path) -> dict[int, int]:
    """The update behind each number on a [Gửi lại]."""
    with assembled(Settings.load(home)) as parts, parts.database.session() as session:
        rows = session.exec(select(OutboxMessage.id, OutboxMessage.update_id)).all()
    return {number: update_id for number, update_id in rows if number is not None}
