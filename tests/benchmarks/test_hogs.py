"""What keeps the processor busy beside a storm ends with it."""

import subprocess
import sys

import pytest

from benchmarks.storm.hogs import hogs


def test_hogs_run_while_the_storm_does_and_no_longer() -> None:
    with hogs(2) as busy:
        with pytest.raises(subprocess.TimeoutExpired, match="timed out"):
            busy[0].wait(0.5)
        assert [one.poll() for one in busy] == [None, None]
    assert None not in [one.poll() for one in busy]


def test_hogs_end_with_a_storm_that_is_killed() -> None:
    storm = (
        "import os, signal\n"
        "from benchmarks.storm.hogs import hogs\n"
        "with hogs(1) as (busy,):\n"
        "    print(busy.pid, flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    # The hog has the same standard output: it is at its end when the hog is.
    said = subprocess.run(
        [sys.executable, "-c", storm], capture_output=True, timeout=30, check=False
    )
    assert said.returncode == -9
    assert said.stdout.strip().isdigit()
