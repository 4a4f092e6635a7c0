"""A change killed at random moments: is what answers whole, old or new, and nothing left over?

    python -m benchmarks.kills [--of GROUP ...] [--kills N] [--seed N] [--out FILE]

A process changes a made-up knowledge base: *refreshing*, through the shell's way, the chat's way
and rollbacks; *carrying*, out to files and in from them, here and in an empty home; *watching* a
folder that changes. Its process group gets SIGKILL at a random moment: half of the times after a
random while, half of the times right after a step that is drawn has begun, so that short steps are
hit too. Then another process looks at the home (`kill_check`) and refreshes it once more. The exit
status is 1 where anything was wrong.
"""

import argparse
import json
import os
import platform
import random
import select
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.kill_check import faults
from benchmarks.kill_documents import write_documents
from benchmarks.kill_victim import ACTS, STEPS, live, teller

LONGEST = 3.0  # seconds that a victim lives which is killed after a while
PATIENCE = 20.0  # seconds that a step is waited for, beyond which the victim is killed anyway
_SPREAD = 0.01  # seconds at most between a step's beginning and the kill that is meant for it


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill: its seed, the step that it hit, the rounds that might answer, what was wrong."""

    seed: int
    step: str
    allowed: tuple[int, ...]
    faults: tuple[str, ...]


@dataclass
class Heard:
    """What a victim has told: the round that surely answers, the one that may by now, the step."""

    done: int
    pending: int | None = None
    step: str = "between"
    reached: set[str] = field(default_factory=set)

    def line(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        if word == "pending":
            self.pending = int(rest)
        elif word == "done":
            self.done, self.pending = int(rest), None
        else:
            self.step = rest
            self.reached.add(rest)

    @property
    def allowed(self) -> set[int]:
        return {self.done} if self.pending is None else {self.done, self.pending}


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="kills-") as place:
        kills = run(Path(place), options.kills, options.seed, options.of)
    table = Counter(kill.step for kill in kills)
    wrong = Counter(kill.step for kill in kills if kill.faults)
    for step, count in sorted(table.items()):
        print(f"{step:24} {count:4} kills, {wrong[step]:3} with a fault")
    print(f"{len(kills)} kills, {sum(wrong.values())} with a fault")
    if options.out:
        summary = {
            "machine": f"{platform.machine()}, {os.cpu_count()} cores",
            "python": platform.python_version(),
            "first_seed": options.seed,
            "kills": len(kills),
            "with_a_fault": sum(wrong.values()),
            "by_step": dict(sorted(table.items())),
            "faults": [asdict(kill) for kill in kills if kill.faults],
        }
        _keep(options.out, ", ".join(options.of), summary)
    sys.exit(bool(wrong))


def _keep(path: Path, name: str, summary: dict[str, object]) -> None:
    """Beside what the file holds of other groups."""
    kept = json.loads(path.read_text("utf-8")) if path.exists() else {}
    path.write_text(
        json.dumps(kept | {name: summary}, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )


def run(place: Path, count: int, first_seed: int, groups: Sequence[str]) -> list[Kill]:
    """So many kills in one home under `place`, with the seeds from `first_seed` on."""
    home, folder, temporary = place / "home", place / "documents", place / "tmp"
    temporary.mkdir()
    os.environ["TMPDIR"] = str(temporary)
    tempfile.tempdir = str(temporary)
    number = 1
    write_documents(folder, number)
    _in_child(lambda: _first(home, folder))
    kills = []
    for seed in range(first_seed, first_seed + count):
        group = groups[seed // 2 % len(groups)]  # every other seed is meant for a step
        heard = _killed(home, folder, seed, number, group)
        number += 1_000  # no round comes twice
        said = _in_child(
            lambda: faults(home, folder, temporary, heard.allowed, number)  # noqa: B023 -- called now
        )
        number += 2
        kills.append(Kill(seed, heard.step, tuple(sorted(heard.allowed)), tuple(said)))
        print(f"seed {seed}: {group}, {heard.step}: {'; '.join(said) or 'whole'}", flush=True)
    return kills


def _first(home: Path, folder: Path) -> list[str]:
    from bot.parts import assembled
    from bot.settings import Settings
    from bot.sources import sources_at

    with assembled(Settings.load(home)) as parts:
        parts.publisher.refresh(sources_at([str(folder)]), only=True, author="kills")
    return []


def _killed(home: Path, folder: Path, seed: int, number: int, group: str) -> Heard:
    """Let a process live in the home and kill it, with its group."""
    chance = random.Random(seed)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        os.close(reading)
        _end_child(lambda: live(home, folder, seed, number + 1, group, teller(writing)))
    os.close(writing)
    heard = Heard(done=number)
    meant = chance.choice(STEPS[group]) if seed % 2 else None
    deadline = time.monotonic() + (PATIENCE if meant else chance.uniform(0.05, LONGEST))
    rest = b""
    while (left := deadline - time.monotonic()) > 0:
        if not select.select([reading], [], [], left)[0]:
            break
        rest = _hear(heard, rest, os.read(reading, 65_536))
        if meant in heard.reached:
            time.sleep(chance.uniform(0, _SPREAD))
            break
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while select.select([reading], [], [], 0)[0] and (told := os.read(reading, 65_536)):
        rest = _hear(heard, rest, told)
    os.close(reading)
    return heard


def _hear(heard: Heard, rest: bytes, told: bytes) -> bytes:
    """Take in whole lines; the rest."""
    *lines, rest = (rest + told).split(b"\n")
    for line in lines:
        heard.line(line.decode())
    if not told:
        raise RuntimeError("the victim ended by itself")
    return rest


def _in_child(work: Callable[[], list[str]]) -> list[str]:
    """What a function says that runs in a process of its own; what it raises is a fault."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)

        def told() -> None:
            try:
                said = work()
            except Exception:
                said = [traceback.format_exc()]
            os.write(writing, json.dumps([line[-2_000:] for line in said[:10]]).encode())

        _end_child(told)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return list(json.loads(said)) if said else ["the check ended without a word"]


def _end_child(work: Callable[[], None]) -> None:
    """Do it, and end this process without what its parent has to clear up."""
    try:
        work()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--of", nargs="+", choices=list(ACTS), default=["refreshing"])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    # One thread a library: this process forks.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
