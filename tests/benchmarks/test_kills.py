"""A handful of the kills of `benchmarks.kills`, and what its check says of a home that is not
whole."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.kill_check import faults
from benchmarks.kill_documents import write_documents
from benchmarks.kill_victim import ACTS
from bot.carrying.carrier import Carrier
from bot.parts import Parts, assembled
from bot.settings import Settings
from bot.sources import sources_at


def test_a_few_kills_leave_the_home_whole() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.kills", "--kills", "4", "--of", *ACTS],
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "4 kills, 0 with a fault" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 0


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write_documents(tmp_path / "documents", 1)
    (tmp_path / "tmp").mkdir()
    with assembled(Settings(home=tmp_path / "home")) as parts:
        _publish(parts, tmp_path)
    return tmp_path / "home"


def test_what_is_not_whole_is_named(home: Path, tmp_path: Path) -> None:
    rule = tmp_path / "documents" / "quy-uoc-2.txt"
    rule.write_text(rule.read_text("utf-8").replace("lượt 1", "lượt 2"), "utf-8")
    with assembled(Settings(home=home)) as parts:
        _publish(parts, tmp_path)  # a release that mixes two rounds
        _export(parts, tmp_path, "1.zip")  # and so does this file
    (home / "loose").write_text("x")
    (tmp_path / "exports" / "loose").write_text("x")
    (tmp_path / "tmp" / "nenchang-x").mkdir()
    said = "\n".join(faults(home, tmp_path / "documents", tmp_path / "tmp", {1}, 5))
    assert "release 2 is of rounds {1, 2}, allowed {1}" in said
    assert "the answers are of rounds {1, 2}, allowed {1}" in said
    assert "loose is left in the home" in said
    assert "loose is left in exports/" in said
    assert "elsewhere: the answers are of rounds {1, 2}, allowed {1}" in said
    assert "nenchang-x is left in the temporary folder" in said


def _publish(parts: Parts, place: Path) -> None:
    parts.publisher.refresh(sources_at([str(place / "documents")]), only=True, author="t")


def _export(parts: Parts, place: Path, name: str) -> None:
    (place / "exports").mkdir()
    Carrier(parts.publisher).export(place / "exports" / name)
