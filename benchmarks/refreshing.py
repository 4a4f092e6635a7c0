"""What refreshing one document costs beside building all, and what a build does to the answers.

    python -m benchmarks.refreshing [--documents N] [--questions-for SECONDS] [--out FILE]

Made-up laws of fifty articles, an article a passage, as in `benchmarks.speed`. All is done in one
process with the parts that the bot is made of; the machine's speed cancels out of both ratios:

* building all of them over refreshing one that has changed, the median of five;
* the 99th percentile of answers (kept, as the bot keeps them) while a fifth of the documents is
  refreshed, over the same without; once by the bot's own publisher, once by `nenchang refresh` in a
  shell. Before and after each build the same number of seconds is asked without one.
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
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.speed import SEED, handbook_words, made_up_questions
from bot.parts import Parts, assembled
from bot.settings import Settings
from bot.sources import sources_at

ARTICLES = 50
COST = 50.0  # refreshing one of 2,000 may cost at most this share of building all
SLOWER = 3.0  # times the usual p99
_PAUSE = 0.05  # seconds between two questions
_REFRESHED = 5  # documents, one after another


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as place:
        figures = measured(Path(place), options.documents, options.seconds)
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    if options.out:
        options.out.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
    slower = max(figures["p99_ratio_in_the_bot"], figures["p99_ratio_from_a_shell"])
    sys.exit(figures["ratio"] < COST or slower > SLOWER)


def measured(place: Path, documents: int, seconds: float) -> dict[str, Any]:
    """The figures by name; times in seconds, percentiles in milliseconds."""
    folder, home = place / "documents", place / "home"
    words = handbook_words()
    folder.mkdir()
    for number in range(documents):
        write_document(folder, number, 0, words)
    with assembled(Settings(home=home), aside=True) as parts:
        whole = _timed(lambda: _refresh(parts, folder, only=True))
        ask = Asking(parts)
        ask.through(lambda: time.sleep(min(2.0, seconds)))  # what is read once is read
        single = []
        for number in range(_REFRESHED):
            changed = write_document(folder, number * documents // _REFRESHED, 1, words)
            single.append(_timed(lambda: _refresh(parts, changed)))  # noqa: B023 -- called now
            ask.once()  # the new release is opened by the next question
        fifth = range(0, documents, 5)
        usual = ask.through(lambda: time.sleep(seconds))
        several = [write_document(folder, number, 2, words) for number in fifth]
        in_bot = ask.through(lambda: _refresh(parts, *several))
        usual += ask.through(lambda: time.sleep(seconds))
        several = [write_document(folder, number, 3, words) for number in fifth]
        in_shell = ask.through(lambda: _refresh_in_a_shell(home, several))
        usual += ask.through(lambda: time.sleep(seconds))
    one = float(np.median(single))
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[1]:.1f}",
        "documents": documents,
        "passages": documents * ARTICLES,
        "building_all_s": round(whole, 1),
        "refreshing_one_s": round(one, 2),
        "refreshing_one_all_runs_s": " ".join(f"{each:.2f}" for each in single),
        "ratio": round(whole / one, 1),
        **_percentiles("usual", usual),
        **_percentiles("in_the_bot", in_bot),
        **_percentiles("from_a_shell", in_shell),
        "p99_ratio_in_the_bot": round(_at(in_bot, 99) / _at(usual, 99), 2),
        "p99_ratio_from_a_shell": round(_at(in_shell, 99) / _at(usual, 99), 2),
    }


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


def _percentiles(name: str, times: list[float]) -> dict[str, float]:
    return {f"p{one}_{name}_ms": round(_at(times, one), 1) for one in (50, 99)} | {
        f"answers_{name}": len(times)
    }


def _at(times: list[float], percentile: float) -> float:
    return float(np.percentile(times, percentile)) * 1_000


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--questions-for", dest="seconds", type=float, default=20.0)
    parser.add_argument("--out", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    # One thread a library: with two, idle threads spin and slow each other down.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
