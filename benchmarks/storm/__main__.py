"""The whole bot in a storm: is each question answered once, or its asker told?

    python -m benchmarks.storm [--questions N] [--people N] [--kills N] [--rate R] [--seed N]
                             [--hogs N]
    python -m benchmarks.storm --full        # 10,000 questions, 500 people, 50 kills

People ask, press buttons, block the bot and vanish while every fault of the loopback server strikes
by chance and the bot's process gets SIGKILL at random moments. When all is quiet, what Telegram's
side saw is judged. Ctrl+C ends it early; what happened until then is judged. The exit status is 1
where anything was wrong.
"""

import argparse
import json
import os
import platform
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.storm.hogs import hogs
from benchmarks.storm.judging import judge
from benchmarks.storm.run import Run, Size
from benchmarks.version import commit

RESULTS = Path(__file__).parents[1] / "results" / "storm.json"
_FULL = {"questions": 10_000, "people": 500, "kills": 50, "rate": 8.0}


def main() -> None:
    options = _options()
    size = Size(
        options.questions,
        options.people,
        options.kills,
        options.rate,
        options.seed,
        options.force,
    )
    with tempfile.TemporaryDirectory(prefix="storm-") as made:
        place = options.keep or Path(made)
        run = Run(size, place)
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: run.stop.set())
        began = time.monotonic()
        with hogs(options.hogs):
            storm = run.blow()
    verdict = judge(storm)
    result: dict[str, Any] = {
        "commit": commit(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "seed": size.seed,
        "interrupted": run.stop.is_set(),
        "asked for": {"questions": size.questions, "people": size.people, "kills": size.kills},
        "questions a second": size.rate,
        "force": size.force,
        "busy processes beside": options.hogs,
        "seconds": round(time.monotonic() - began),
        "kills": sum(life.killed for life in storm.lives),
        "ended by itself": [life.status for life in storm.lives[:-1] if not life.killed],
        "last exit status": storm.lives[-1].status,
        "faults": run.faults(storm),
        **verdict.as_json(),
    }
    said = json.dumps(result, ensure_ascii=False, indent=1)
    print(said)
    if options.out:
        options.out.parent.mkdir(exist_ok=True)
        options.out.write_text(said + "\n", "utf-8")
    sys.exit(bool(verdict.wrong))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument(
        "--full", action="store_true", help="10,000 questions, 500 people, 50 kills"
    )
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--rate", type=float, default=5.0, help="questions a second")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--force", type=float, default=1.0, help="times the usual chances")
    parser.add_argument("--hogs", type=int, default=0, help="processes that keep the machine busy")
    parser.add_argument("--keep", type=Path, help="where the home and the bot's output stay")
    parser.add_argument("--out", type=Path, help=f"a file; with --full {RESULTS.name} in results/")
    options = parser.parse_args()
    if options.full:
        for name, value in _FULL.items():
            setattr(options, name, value)
        options.out = options.out or RESULTS
    return options


if __name__ == "__main__":
    main()
