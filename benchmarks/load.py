"""How many questions a second the whole bot holds, how soon it answers, how much memory it takes.

    python -m benchmarks.load [--rate 30] [--minutes 10] [--steps 30,40,50,60] [--out FILE]

`nenchang run` answers a crowd over the loopback Bot API server; both share this machine. A question
is timed at the server's side: from the moment its update could be fetched until its answer was
executed. First the rate is held for so many minutes; then, with a bot that does not pace itself to
Telegram's thirty messages a second, each step for a minute until one is not held. Ctrl+C ends it
early and keeps what was measured. The exit status is 1 where a limit was passed.
"""

import argparse
import contextlib
import json
import math
import os
import platform
import random
import signal
import sys
import tempfile
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.storm.bot import BotProcess
from benchmarks.storm.messages import Kind, kind_of
from benchmarks.storm.rules import prepared, question
from benchmarks.version import commit
from bot.preview.control import Control
from bot.preview.ledger import Event
from bot.preview.people import Person, crowd
from bot.preview.server import Preview

RESULTS = Path(__file__).parent / "results" / "load.json"
P99 = 1.0  # seconds
GROWTH = 0.05  # of the memory after the warm-up
WARM_UP = 60.0  # seconds of the same load before anything counts
PEOPLE = 500
_TICK = 0.01
_SAMPLE_EVERY = 5.0
_WINDOW = 60.0  # seconds at each end whose memory is compared
_WINDOW_DRAWN = 10.0
_PATIENCE = 30.0  # seconds that the last answers are waited for
_READY_WITHIN = 120.0


@dataclass(slots=True)
class Course:
    """A load as it was: each answer's seconds by when its question came, memory by the time;
    times count from the first question."""

    rate: float
    asked: int = 0
    answers: list[tuple[float, float]] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)
    others: int = 0  # messages that are no answer: "busy" and the like
    lag: float = 0.0  # seconds that the load generator itself was late at most
    bot_processor: float = 0.0  # seconds of it that the bot took
    our_processor: float = 0.0  # the same of the server and the load generator

    def after(self, since: float) -> list[float]:
        """Seconds of the answers to questions that came then or later, quickest first."""
        return sorted(seconds for at, seconds in self.answers if at >= since)

    def as_json(self, since: float) -> dict[str, Any]:
        taken = self.after(since)
        return {
            "rate": self.rate,
            "asked": self.asked,
            "answered": len(self.answers),
            "other messages": self.others,
            "p50_s": _share(taken, 0.50),
            "p99_s": _share(taken, 0.99),
            "max_s": _share(taken, 1.0),
            "generator late by at most_s": round(self.lag, 3),
            "processor_ms_an_answer": {
                "bot": round(1_000 * self.bot_processor / max(1, len(self.answers)), 1),
                "server and generator": round(
                    1_000 * self.our_processor / max(1, len(self.answers)), 1
                ),
            },
        }


def _share(ordered: list[float], share: float) -> float | None:
    if not ordered:
        return None
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 4)


@dataclass(slots=True)
class Load:
    """Asks and times. Questions go round the crowd, so that nobody asks faster than a person."""

    control: Control
    bot: BotProcess
    people: list[int]
    topics: list[str]
    stop: threading.Event
    say: Callable[[str], None]
    _seen: int = 0
    _turns: int = 0

    def run(self, rate: float, seconds: float) -> Course:
        """Ask at this rate for so long, and wait for the last answers."""
        course = Course(rate)
        waiting: dict[int, deque[float]] = defaultdict(deque)
        began = time.monotonic()
        bot, ours = self.bot.processor(), time.process_time()
        sampled = told = -math.inf
        while (now := time.monotonic() - began) < seconds and not self.stop.is_set():
            while course.asked < now * rate:
                self._ask()
                course.lag = max(course.lag, time.monotonic() - began - course.asked / rate)
                course.asked += 1
            self._look(course, waiting, began)
            if now >= sampled + _SAMPLE_EVERY:
                sampled = now
                course.memory.append((round(now, 1), round(self.bot.resident(), 1)))
            if now >= told + 10 * _SAMPLE_EVERY:
                told = now
                self.say(f"{rate:g}/s: {now:.0f} of {seconds:.0f} s, {len(course.answers):,} "
                         f"answers, {course.memory[-1][1]:.0f} MiB")  # fmt: skip
            time.sleep(_TICK)
        end = time.monotonic() + _PATIENCE
        while any(waiting.values()) and time.monotonic() < end and not self.stop.is_set():
            self._look(course, waiting, began)
            time.sleep(_TICK)
        course.bot_processor = self.bot.processor() - bot
        course.our_processor = time.process_time() - ours
        return course

    def _ask(self) -> None:
        turn, self._turns = self._turns, self._turns + 1
        place, lap = turn % len(self.people), turn // len(self.people)
        topic = self.topics[(place + lap) % len(self.topics)]
        self.control.send(self.people[place], question(topic, turn))

    def _look(self, course: Course, waiting: dict[int, deque[float]], began: float) -> None:
        entries = self.control.ledger(self._seen)
        self._seen += len(entries)
        for entry in entries:
            if entry.event is not Event.MESSAGE:
                continue
            chat = entry.content["chat"]["id"]
            if not entry.content["from"]["is_bot"]:
                waiting[chat].append(entry.at)
            elif kind_of(entry.content["text"]) is Kind.ANSWER and waiting[chat]:
                asked = waiting[chat].popleft()  # one chat's are answered in their order
                course.answers.append((asked - began, entry.at - asked))
            else:
                course.others += 1


def held(course: Course) -> bool:
    """Whether every question was answered, and soon."""
    p99 = _share(course.after(0.0), 0.99)
    return len(course.answers) == course.asked and p99 is not None and p99 <= P99


def measured(options: argparse.Namespace, stop: threading.Event) -> tuple[dict[str, Any], Course]:
    """All that is kept, and the long load's course."""
    with tempfile.TemporaryDirectory(prefix="load-") as made:
        place = Path(made)
        folk = crowd(PEOPLE)
        ids = [person.id for person in folk]
        topics = prepared(place / "home", place / "documents", ids)
        random.Random(options.seed).shuffle(ids)
        result: dict[str, Any] = {
            "commit": commit(),
            "machine": f"{platform.machine()}, {os.cpu_count()} cores",
            "load_average_before": os.getloadavg(),
            "seed": options.seed,
            "warm_up_s": options.warm_up,
        }

        def load(bot: BotProcess, control: Control) -> Load:
            return Load(control, bot, ids, topics, stop, _say)

        with running(place, folk) as (bot, control):
            course = load(bot, control).run(options.rate, options.warm_up + 60 * options.minutes)
        result["held"] = course.as_json(options.warm_up)
        result["memory"] = _growth(course, options.warm_up)
        result["highest"] = _highest(options, stop, place, folk, load)
        result["interrupted"] = stop.is_set()
        return result, course


def _growth(course: Course, since: float) -> dict[str, float]:
    """MiB after the warm-up and at the end, each the mean of a minute."""
    counted = [(at, size) for at, size in course.memory if at >= since]
    if not counted:
        return {}
    first, last = counted[0][0], counted[-1][0]
    window = min(_WINDOW, (last - first) / 2)
    early = [size for at, size in counted if at <= first + window]
    late = [size for at, size in counted if at >= last - window]
    before, after = sum(early) / len(early), sum(late) / len(late)
    return {
        "after_warm_up_mib": round(before, 1),
        "at_the_end_mib": round(after, 1),
        "growth": round(after / before - 1, 4),
    }


def _highest(
    options: argparse.Namespace,
    stop: threading.Event,
    place: Path,
    folk: tuple[Person, ...],
    load: Callable[[BotProcess, Control], Load],
) -> dict[str, Any]:
    """The steps one after another, until one is not held."""
    best, steps = 0.0, []
    if not options.steps:
        return {}
    with running(place, folk, unpaced=True) as (bot, control):
        asking = load(bot, control)
        asking.run(options.steps[0], min(options.warm_up, options.step_seconds))
        for rate in options.steps:
            if stop.is_set():
                break
            course = asking.run(rate, options.step_seconds)
            steps.append(course.as_json(0.0))
            if not held(course):
                break
            best = rate
    return {"rate": best, "not_paced": True, "steps": steps}


@contextlib.contextmanager
def running(
    place: Path, folk: tuple[Person, ...], *, unpaced: bool = False
) -> Iterator[tuple[BotProcess, Control]]:
    """A server and a bot that polls it. Raises `RuntimeError` where the bot does not start."""
    output = place / "bot.log"
    with Preview(people=folk) as preview:
        preview.control.keep_ledger()
        bot = BotProcess(preview, place / "home", output, unpaced=unpaced)
        try:
            bot.start()
            until = time.monotonic() + _READY_WITHIN
            while not bot.is_ready:
                if not bot.is_alive or time.monotonic() > until:
                    raise RuntimeError(output.read_text("utf-8")[-2_000:])
                time.sleep(_TICK)
            yield bot, preview.control
        finally:
            bot.stop()


def draw(course: Course, warm_up: float, path: Path) -> None:
    """Seconds until answered, second by second, and memory."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 6), layout="constrained")
    waits, memory = figure.subplots(2, 1, sharex=True)
    for share, label in ((0.5, "p50"), (0.99, "p99")):
        waits.plot(*zip(*_by_window(course, share), strict=True), label=label)
    waits.axhline(P99, color="0.6", linestyle="--")
    waits.set_ylabel("seconds until answered")
    waits.set_title(f"{course.rate:g} questions a second; dashed: the limit of p99")
    waits.legend()
    memory.plot(*zip(*course.memory, strict=True), color="C2")
    memory.set_ylim(bottom=0)
    memory.set_ylabel("resident MiB of the bot")
    memory.set_xlabel("seconds; grey: warm-up")
    for axes in (waits, memory):
        axes.axvspan(0, warm_up, color="0.92")
        axes.grid(alpha=0.3)
    figure.savefig(path, dpi=80, metadata={"Software": None})


def _by_window(course: Course, share: float) -> Iterator[tuple[float, float]]:
    """The middle of each window, and that share of its answers' seconds."""
    windows: dict[int, list[float]] = defaultdict(list)
    for at, taken in course.answers:
        windows[int(at / _WINDOW_DRAWN)].append(taken)
    for number, together in sorted(windows.items()):
        yield (number + 0.5) * _WINDOW_DRAWN, _share(sorted(together), share) or 0.0


def main() -> None:
    options = _options()
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    result, course = measured(options, stop)
    said = json.dumps(result, ensure_ascii=False, indent=1)
    print(said)
    if options.out:
        options.out.parent.mkdir(exist_ok=True)
        options.out.write_text(said + "\n", "utf-8")
        if course.answers:
            draw(course, options.warm_up, options.out.with_suffix(".png"))
    late = not course.after(options.warm_up) or result["held"]["p99_s"] > P99
    lost = len(course.answers) < course.asked
    sys.exit(bool(late or lost or result["memory"].get("growth", 0.0) > GROWTH))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _options() -> argparse.Namespace:
    def rates(text: str) -> list[float]:
        return [float(one) for one in text.split(",") if one]

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rate", type=float, default=30.0, help="questions a second")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--warm-up", type=float, default=WARM_UP, help="seconds before it counts")
    parser.add_argument("--steps", type=rates, default=rates("30,40,50,60,80,100"))
    parser.add_argument("--step-seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=RESULTS, help="JSON; the plot beside it")
    return parser.parse_args()


if __name__ == "__main__":
    main()
