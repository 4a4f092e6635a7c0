"""What refreshing one document costs beside building all, and what a build does to the answers.

    python -m benchmarks.refreshing [--documents N] [--runs N] [--questions-for SECONDS]
        [--out FILE]

Made-up laws of fifty articles, an article a passage, as in `benchmarks.speed`. All is done in one
process with the parts that the bot is made of; the machine's speed cancels out of both ratios:

* building all of them over refreshing one that has changed, the median of five;
* the 99th percentile of answers (kept, as the bot keeps them) while something is built, over the
  same without: a fifth of the documents by the bot's own publisher, the same by `nenchang refresh`
  in a shell, and as many as the bot builds in its own process, several times over. Each in several
  runs; before and after each build so many seconds are asked without one. Told are each run, the
  median and the spread.
"""

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.speed import SEED, handbook_words, made_up_questions
from bot.aside import WORTH_BYTES, WORTH_PASSAGES
from bot.parts import Parts, assembled
from bot.settings import Settings
from bot.sources import sources_at

ARTICLES = 50
COST = 50.0  # refreshing one of 2,000 may cost at most this share of building all
SLOWER = 3.0  # times the usual p99
_PAUSE = 0.05  # seconds between two questions
_REFRESHED = 5  # documents, one after another
_SMALL = 5  # small builds in one run


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as place:
        figures = measured(Path(place), options.documents, options.runs, options.seconds)
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    if options.out:
        options.out.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
    slowest = max(one["p99_ratio"] for one in figures["builds"].values())
    sys.exit(figures["ratio"] < COST or slowest > SLOWER)


def measured(place: Path, documents: int, runs: int, seconds: float) -> dict[str, Any]:
    """The figures by name; times in seconds, percentiles in milliseconds."""
    laws = Laws(place / "documents")
    laws.folder.mkdir()
    laws.write(range(documents))
    with assembled(Settings(home=place / "home"), aside=True) as parts:
        whole = _timed(lambda: _refresh(parts, laws.folder, only=True))
        ask = Asking(parts)
        ask.through(lambda: time.sleep(min(2.0, seconds)))  # what is read once is read
        single = []
        for number in range(_REFRESHED):
            changed = laws.write([number * documents // _REFRESHED])
            single.append(_timed(lambda: _refresh(parts, *changed)))  # noqa: B023 -- called now
            ask.once()  # the new release is opened by the next question
        builds = _builds(parts, laws, ask, documents, runs, seconds)
    one = float(np.median(single))
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[1]:.1f}",
        "documents": documents,
        "passages": documents * ARTICLES,
        "building_all_s": round(whole, 1),
        "refreshing_one_s": round(one, 2),
        "refreshing_one_all_runs_s": " ".join(f"{each:.2f}" for each in single),
        "ratio": round(whole / one, 1),
        "builds": builds,
    }


def _builds(
    parts: Parts, laws: "Laws", ask: "Asking", documents: int, runs: int, seconds: float
) -> dict[str, dict[str, Any]]:
    """What each kind of build does to the answers, by its name."""
    fifth, few = range(0, documents, 5), range(min(documents, laws.few()))

    def in_the_bot() -> None:
        _refresh(parts, *laws.write(fifth))

    def from_a_shell() -> None:
        _refresh_in_a_shell(parts.home.path, laws.write(fifth))

    def in_its_own_process() -> None:
        for _ in range(_SMALL):  # one alone is over before a hundred questions are asked
            _refresh(parts, *laws.write(few))

    kinds = (in_the_bot, from_a_shell, in_its_own_process)
    runs_of: dict[str, list[Run]] = {kind.__name__: [] for kind in kinds}
    calm = ask.through(lambda: time.sleep(seconds))
    for _ in range(runs):
        for kind in kinds:
            before, during = calm, ask.through(kind)
            calm = ask.through(lambda: time.sleep(seconds))
            runs_of[kind.__name__].append(Run([*before, *calm], during))
    return {name: summary(each) for name, each in runs_of.items()}


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of each answer around a build and during it."""

    usual: list[float]
    during: list[float]

    @property
    def ratio(self) -> float:
        return _at(self.during, 99) / _at(self.usual, 99)


def summary(runs: Sequence[Run]) -> dict[str, Any]:
    """The median and the spread of what a build does to the 99th percentile, and each run."""
    ratios = [round(run.ratio, 2) for run in runs]
    return {
        "p99_ratio": round(float(np.median(ratios)), 2),
        "p99_ratio_from_to": [min(ratios), max(ratios)],
        "p99_ratio_runs": ratios,
        "p50_usual_ms": [round(_at(run.usual, 50), 1) for run in runs],
        "p99_usual_ms": [round(_at(run.usual, 99), 1) for run in runs],
        "p50_during_ms": [round(_at(run.during, 50), 1) for run in runs],
        "p99_during_ms": [round(_at(run.during, 99), 1) for run in runs],
        "answers_usual": [len(run.usual) for run in runs],
        "answers_during": [len(run.during) for run in runs],
    }


class Laws:
    """A folder of made-up laws of fifty articles."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._words = handbook_words()
        self._version = -1

    def write(self, numbers: Iterable[int]) -> list[Path]:
        """Write these, each with words that it never had before."""
        self._version += 1
        return [write_document(self.folder, one, self._version, self._words) for one in numbers]

    def few(self) -> int:
        """How many are refreshed without another process."""
        largest = max(path.stat().st_size for path in self.folder.iterdir())
        return min((WORTH_PASSAGES - 1) // ARTICLES, (WORTH_BYTES - 1) // (largest * 11 // 10))


class Asking:
    """Questions one after another, each kept, with a pause between."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._questions = list(made_up_questions(1_000))
        self._asked = 0

    def once(self) -> float:
        """Seconds that an answer takes."""
        question = self._questions[self._asked % len(self._questions)]
        self._asked += 1
        return _timed(lambda: self._parts.answerer.ask(question))

    def through(self, work: Callable[[], object]) -> list[float]:
        """Do the work in a thread of its own, ask all the while: seconds of each answer."""
        thread = threading.Thread(target=work)
        thread.start()
        times = []
        while thread.is_alive():
            times.append(self.once())
            time.sleep(_PAUSE)
        return times


def write_document(folder: Path, number: int, version: int, words: list[str]) -> Path:
    """A law of fifty articles; another version of it says other things."""
    chance = random.Random(SEED + number + 1_000_003 * version)
    articles = [
        f"Điều {article}. {' '.join(chance.choices(words, k=6)).capitalize()}\n"
        f"{' '.join(chance.choices(words, k=60)).capitalize()}."
        for article in range(1, ARTICLES + 1)
    ]
    head = f"Tiêu đề: Văn bản mẫu {number}\nSố hiệu: {number}/2024/QH0\n\n"
    path = folder / f"van-ban-{number:04}.txt"
    path.write_text(head + "\n".join(articles) + "\n", encoding="utf-8")
    return path


def _refresh(parts: Parts, *places: Path, only: bool = False) -> None:
    sources = sources_at(map(str, places))
    outcome = parts.publisher.refresh(sources, only=only, author="benchmark")
    if outcome.release is None:
        raise SystemExit("nothing was published")


def _refresh_in_a_shell(home: Path, places: list[Path]) -> None:
    command = [sys.executable, "-c", "from bot.cli import main; main()", "refresh"]
    subprocess.run(
        [*command, *map(str, places), "--yes", "--home", str(home)],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _at(times: list[float], percentile: float) -> float:
    return float(np.percentile(times, percentile)) * 1_000


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--questions-for", dest="seconds", type=float, default=20.0)
    parser.add_argument("--out", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    # One thread a library: with two, idle threads spin and slow each other down.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
