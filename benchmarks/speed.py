"""How fast and how large: four limits, measured in one run.

    python -m benchmarks.speed [--passages N] [--questions N] [--documents FOLDER]

Without a folder the passages are made from the built-in handbook's words, drawn by chance with a
fixed seed: as many different words in a passage as real ones have, and nothing to look up.
"""

import argparse
import json
import os
import platform
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil

from bot.lookup import CITED
from bot.parts import Parts, assembled
from bot.settings import Settings
from bot.sources import handbook_sources, sources_at
from knowledge import releases, store

SEED = 20_240_506
ANSWER_MS = 3.0  # p50 of one answer over 10,000 passages, two cores
BOT_MIB = 250  # resident memory of the whole bot
READY_S = 4.0  # from `nenchang run` to "ready", knowledge base already built
ASK_S = 3.0  # `nenchang ask` in a shell, whole


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure against its limit; both in `unit`."""

    name: str
    value: float
    limit: float
    unit: str

    def line(self) -> str:
        mark = "ok " if self.value <= self.limit else "OVER"
        ratio = self.value / self.limit
        figure = f"{self.value:9.1f} {self.unit:4}"
        return f"{mark} {self.name:44} {figure} limit {self.limit:g} ({ratio:.2f})"


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        place = options.documents or made_up_documents(Path(folder) / "documents", options.passages)
        with assembled(Settings.load(home)) as parts:
            built, passages = _built(parts, place)
            times, kept = _answer_times(parts, options.questions)
        ready, memory = _started(home)
        asked = float(np.median([_asked(home) for _ in range(3)]))
    measured = [
        Measured(f"one answer, p50 over {passages:,} passages", _at(times, 50), ANSWER_MS, "ms"),
        Measured("second start until ready", ready, READY_S, "s"),
        Measured("`nenchang ask`", asked, ASK_S, "s"),
        Measured("resident memory of the whole bot", memory, BOT_MIB, "MiB"),
    ]
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print("\n".join(one.line() for one in measured))
    print(
        f"p99 {_at(times, 99):.1f} ms; with keeping it in the database p50 {_at(kept, 50):.1f} ms"
    )
    print(f"building {passages:,} passages took {built:.1f} s")
    print(json.dumps({one.name: round(one.value, 2) for one in measured}, ensure_ascii=False))
    sys.exit(any(one.value > one.limit for one in measured))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--documents", type=Path)
    return parser.parse_args()


def handbook_words() -> list[str]:
    text = " ".join(source.path.read_text(encoding="utf-8") for source in handbook_sources())
    return re.findall(r"[^\W\d_]+", text.lower())


def made_up_documents(folder: Path, passages: int) -> Path:
    """Laws of a hundred articles, each of one passage, until there are enough."""
    folder.mkdir(parents=True)
    chance, words = random.Random(SEED), handbook_words()
    for number in range(-(-passages // 100)):
        articles = [
            f"Điều {article}. {' '.join(chance.choices(words, k=6)).capitalize()}\n"
            f"{' '.join(chance.choices(words, k=60)).capitalize()}."
            for article in range(1, 101)
        ]
        head = f"Tiêu đề: Văn bản mẫu {number}\nSố hiệu: {number}/2024/QH0\n\n"
        path = folder / f"van-ban-{number:04}.txt"
        path.write_text(head + "\n".join(articles) + "\n", encoding="utf-8")
    return folder


def _built(parts: Parts, place: Path) -> tuple[float, int]:
    began = time.perf_counter()
    parts.publisher.refresh(sources_at([str(place)]), only=True, author="benchmark")
    elapsed = time.perf_counter() - began
    with parts.database.session() as session:
        current = releases.current_release(session) or 0
        return elapsed, sum(store.passage_counts(session, current).values())


def made_up_questions(count: int) -> Iterator[str]:
    chance, words = random.Random(SEED + 1), handbook_words()
    for _ in range(count):
        yield " ".join(chance.choices(words, k=chance.randint(5, 14)))


def _answer_times(parts: Parts, count: int) -> tuple[list[float], list[float]]:
    """Milliseconds for each question, from its text to the `Answer`, and then the same kept in the
    database as the bot keeps it: other questions, each once; warmed up."""
    made_up = list(made_up_questions(2 * count + 10))
    for question in made_up[:10]:
        parts.answerer.ask(question)
    considered = [
        _timed(lambda question: parts.answerer.consider(question, wanted=CITED), one)
        for one in made_up[10 : count + 10]
    ]
    return considered, [_timed(parts.answerer.ask, one) for one in made_up[count + 10 :]]


def _timed(work: Callable[[str], object], question: str) -> float:
    began = time.perf_counter()
    work(question)
    return (time.perf_counter() - began) * 1_000


def _started(home: Path) -> tuple[float, float]:
    """Seconds until the bot says that it is ready, and its memory in MiB then."""
    command = [sys.executable, "-c", "from bot.cli import main; main()", "run"]
    settings = {"NENCHANG_HOME": str(home), "NENCHANG_PREVIEW_PORT": "0", "NENCHANG_TOKEN": ""}
    began = time.perf_counter()
    process = subprocess.Popen(
        command, env=os.environ | settings, stdout=subprocess.PIPE, text=True, bufsize=1
    )
    try:
        for line in process.stdout or ():
            if "Sẵn sàng" in line:
                break
        ready = time.perf_counter() - began
        memory = psutil.Process(process.pid).memory_info().rss / 2**20
    finally:
        process.terminate()
        process.wait(30)
    return ready, memory


def _asked(home: Path) -> float:
    """Seconds for one question from a shell. Finding nothing ends it with status 1 and is timed
    all the same."""
    command = [sys.executable, "-c", "from bot.cli import main; main()", "ask"]
    began = time.perf_counter()
    subprocess.run(
        [*command, "họp chi đoàn mỗi tháng mấy lần"],
        env=os.environ | {"NENCHANG_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        check=False,
    )
    return time.perf_counter() - began


def _at(times: list[float], percentile: float) -> float:
    return float(np.percentile(times, percentile))


if __name__ == "__main__":
    # One thread a library: with two, idle threads spin and slow each other down.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
