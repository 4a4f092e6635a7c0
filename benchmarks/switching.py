"""How soon a running bot answers from what another process has published; no question is lost.

    python -m benchmarks.switching [--runs 8] [--documents 100] [--out FILE]

`nenchang run` answers a crowd over the loopback Bot API server, a question after another; beside it
`nenchang refresh` publishes another wording of one rule, run after run. For each run: seconds from
the moment that the release was published (as the database has it, before its transaction is over)
until a first answer quotes the new words, and of the questions asked after that moment how late the
last one was that still got the old words. The exit status is 1 where a run took longer than five
seconds, an answer had neither the old nor the new words, or a question had no answer.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import cycle
from pathlib import Path
from typing import Any

from benchmarks.refreshing import write_document
from benchmarks.speed import handbook_words
from benchmarks.storm.bot import BotProcess
from benchmarks.version import commit
from bot.parts import Parts, assembled
from bot.preview.control import Control
from bot.preview.errors import PreviewTimeout
from bot.preview.people import crowd
from bot.preview.server import Preview
from bot.settings import Settings
from bot.sources import sources_at
from knowledge import membership, releases
from knowledge.people import Role

LIMIT = 5.0  # seconds
PEOPLE = 100  # nobody asks faster than a person may
QUESTION = "Mượn đò ngang bến Vạn thì ký sổ nào?"
RULE = """Tiêu đề: Quy ước bến Vạn
Số hiệu: 7/2031/QU

Điều 1. Mượn đò ngang
Ai mượn đò ngang bến Vạn phải ký sổ đò số {number} trước khi rời bến.
"""
_PAUSE = 0.1  # seconds between an answer and the next question
_PATIENCE = 20.0  # seconds that an answer is waited for
_READY_WITHIN = 180.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; seconds of `time.time()`, and the number of the sorted words it was answered by;
    None: neither the old nor the new."""

    sent: float
    answered: float | None
    number: int | None


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as place:
        figures = measured(Path(place), options.runs, options.documents)
    written = json.dumps(figures, ensure_ascii=False, indent=1)
    print(written)
    if options.out:
        options.out.write_text(written + "\n", "utf-8")
    wrong = figures["unanswered"] or figures["answered by neither"]
    sys.exit(bool(wrong) or figures["slowest_s"] > LIMIT)


def measured(place: Path, runs: int, documents: int) -> dict[str, Any]:
    """The figures by name, in seconds."""
    home, people, words = place / "home", crowd(PEOPLE), handbook_words()
    folder = place / "documents"
    folder.mkdir()
    for number in range(documents):
        write_document(folder, number, 0, words)
    _write_rule(folder, 0)
    with assembled(Settings(home=home)) as parts:
        parts.publisher.refresh(sources_at([str(folder)]), only=True, author="benchmark")
        _admit(parts, [person.id for person in people])
        with Preview(people=people) as preview:
            bot = BotProcess(preview, home, place / "bot.log")
            bot.start()
            try:
                _wait_until_ready(bot)
                turns = cycle([person.id for person in people])
                done = [_run(parts, preview.control, turns, folder, n) for n in range(1, runs + 1)]
            finally:
                bot.stop()
    took = [seconds for seconds, _, _ in done]
    asked = [one for _, _, questions in done for one in questions]
    return {
        "commit": commit(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[1]:.1f}",
        "passages": documents * 50 + 1,
        "runs": runs,
        "until_a_new_answer_s": [round(one, 2) for one in took],
        "slowest_s": round(max(took), 2),
        "old_answer_to_a_question_asked_later_by_s": [round(one, 2) for _, one, _ in done],
        "questions": len(asked),
        "unanswered": sum(one.answered is None for one in asked),
        "answered by neither": sum(one.number is None for one in asked),
    }


def _run(
    parts: Parts, control: Control, turns: Iterator[int], folder: Path, number: int
) -> tuple[float, float, list[Asked]]:
    """Publish and ask until the new words come: seconds until then, by how much the last question
    that got the old words came after the publishing, and all questions."""
    command = [sys.executable, "-c", "from bot.cli import main; main()", "refresh"]
    rule, home = _write_rule(folder, number), str(parts.home.path)
    process = subprocess.Popen(
        [*command, str(rule), "--yes", "--home", home], stdout=subprocess.DEVNULL
    )
    asked: list[Asked] = []
    until = None
    while until is None or (asked[-1].number == number - 1 and time.time() < until):
        if process.poll() is not None:
            until = until or time.time() + _PATIENCE
        asked.append(_ask(control, next(turns), number))
        time.sleep(_PAUSE)
    asked.append(_ask(control, next(turns), number))
    if process.returncode:
        raise SystemExit(f"nenchang refresh ended with {process.returncode}")
    at = _published_at(parts).timestamp()
    first = next((one.answered for one in asked if one.number == number and one.answered), None)
    old = [one.sent - at for one in asked if one.number == number - 1 and one.sent > at]
    return (first - at if first else _PATIENCE), max(old, default=0.0), asked


def _ask(control: Control, person: int, number: int) -> Asked:
    sent = time.time()
    message = control.send(person, QUESTION)
    try:
        reply = control.wait_reply(person, after=message, timeout=_PATIENCE)
    except PreviewTimeout:
        return Asked(sent, None, None)
    words = {f"sổ đò số {one} ": one for one in (number - 1, number)}
    found = next((one for said, one in words.items() if said in reply["text"]), None)
    return Asked(sent, time.time(), found)


def _write_rule(folder: Path, number: int) -> Path:
    path = folder / "quy-uoc.txt"
    path.write_text(RULE.format(number=number), "utf-8")
    return path


def _admit(parts: Parts, people: list[int]) -> None:
    with parts.database.session() as session:
        for person in people:
            membership.admit(session, person, Role.MEMBER, f"Người {person}", by="benchmark")
            membership.agree(session, person)
        session.commit()


def _published_at(parts: Parts) -> datetime:
    with parts.database.session() as session:
        current = releases.current_release(session)
        found = releases.release(session, current or 0).published_at
    if found is None:
        raise SystemExit("nothing was published")
    return found


def _wait_until_ready(bot: BotProcess) -> None:
    until = time.monotonic() + _READY_WITHIN
    while not bot.is_ready:
        if not bot.is_alive or time.monotonic() > until:
            raise SystemExit("the bot did not start")
        time.sleep(_PAUSE)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=8)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--out", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
