"""Read hundreds of hostile files: none may crash, hang or fill the memory, or publish anything.

    python -m benchmarks.hostile [--files N] [--seed N] [--show]

Exit status 1 where one did. `--show` prints what was said of each file.
"""

import argparse
import sys
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass

import psutil

from benchmarks.hostile.files import SEED, HostileFile, hostile_files
from knowledge.errors import ReadingError
from knowledge.reading.limited import LimitedReader
from knowledge.reading.limits import MIB
from knowledge.reading.reading import Reading
from knowledge.reading.source import read_bytes
from knowledge.structure import passages_of

LONGEST_SECONDS = 30.0
MOST_MEMORY = 1024  # MiB, of the reading process


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; `fault` is what should never be."""

    file: HostileFile
    said: str | None  # None where it was read
    fault: str | None
    seconds: float
    cutting: float  # seconds that the parent spent on cutting what was read
    memory: float  # MiB, the most that the reading process and its children had


def main() -> None:
    options = _options()
    outcomes = []
    with LimitedReader() as reader:
        for file in hostile_files(options.files, options.seed):
            outcome = _outcome(file, reader)
            outcomes.append(outcome)
            if options.show or outcome.fault:
                print(_line(outcome), flush=True)
    print(_table(outcomes))
    sys.exit(any(outcome.fault for outcome in outcomes))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--show", action="store_true")
    return parser.parse_args()


def _outcome(file: HostileFile, reader: LimitedReader) -> Outcome:
    said, fault, read, data = None, None, None, file.data
    with Watch() as watch:
        began = time.perf_counter()
        try:
            read = read_bytes(file.name, data, reader)
        except ReadingError as error:
            said = str(error)
            fault = "more than a sentence" if "\n" in said or len(said) > 400 else None
        except Exception as error:
            fault = f"{type(error).__name__}: {error}"
        seconds = time.perf_counter() - began
    cutting = _cut(read) if read else 0.0
    if max(seconds, cutting) > LONGEST_SECONDS:
        fault = fault or "too slow"
    if watch.peak > MOST_MEMORY:
        fault = fault or "too much memory"
    return Outcome(file, said, fault, seconds, cutting, watch.peak)


def _cut(reading: Reading) -> float:
    """Seconds for cutting a text into passages, which is not done in the limited process."""
    began = time.perf_counter()
    passages_of(reading)
    return time.perf_counter() - began


class Watch:
    """Looks at the memory of this process's children, twenty times a second."""

    def __init__(self) -> None:
        self.peak = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.is_set():
            self.peak = max(self.peak, _resident() / MIB)
            self._done.wait(0.05)


def _resident() -> int:
    total = 0
    for child in psutil.Process().children(recursive=True):
        try:
            total += child.memory_info().rss
        except psutil.Error:  # it ended while it was looked at
            continue
    return total


def _line(outcome: Outcome) -> str:
    file = outcome.file
    said = outcome.said or "read"
    return (
        f"{outcome.seconds:6.2f} s {outcome.cutting:6.2f} s {outcome.memory:6.0f} MiB "
        f"{file.name[-12:]!a} {file.what}: {said}"
        + (f" *** {outcome.fault}" if outcome.fault else "")
    )


def _table(outcomes: list[Outcome]) -> str:
    kinds: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        kinds[outcome.file.name.rpartition(".")[2] or "none"].append(outcome)
    lines = [
        "| name | files | read | refused | faults | slowest, s | slowest to cut, s | most MiB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for kind, group in (*sorted(kinds.items()), ("all", outcomes)):
        counts = Counter("fault" if o.fault else "refused" if o.said else "read" for o in group)
        lines.append(
            f"| {kind} | {len(group)} | {counts['read']} | {counts['refused']} | {counts['fault']}"
            f" | {max(o.seconds for o in group):.1f} | {max(o.cutting for o in group):.1f}"
            f" | {max(o.memory for o in group):.0f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
