from pathlib import Path
from typing import Any

import pytest

from benchmarks.peers import OURS
from benchmarks.report import BEGIN, END, MarksMissing, ratios, rewrite


def peer(p50: float, recall: float, low: float) -> dict[str, Any]:
    return {
        "p50_ms": p50,
        "as written": {"R@10": {"value": recall, "low": low, "high": 1.0}},
    }


def test_the_tables_stand_between_the_marks_and_nothing_else_moves(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    rewrite(path, "new\n")
    rewrite(path, "newer\n")

    assert path.read_text(encoding="utf-8") == f"before\n{BEGIN}\nnewer\n{END}\nafter\n"


def test_a_file_without_the_marks_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(f"{BEGIN}\n", encoding="utf-8")

    with pytest.raises(MarksMissing, match=r"README\.md has no lines"):
        rewrite(path, "new\n")
    assert path.read_text(encoding="utf-8") == f"{BEGIN}\n"


def test_ratios_are_to_the_slowest_and_to_the_fastest_that_finds_as_much() -> None:
    peers = {
        OURS: peer(2.0, 0.95, 0.93),
        "slow": peer(90.0, 0.94, 0.92),
        "fast": peer(1.0, 0.90, 0.88),
        "middle": peer(5.0, 0.93, 0.91),
        "gone": {"missing": "x is not installed"},
    }

    assert ratios(peers) == (
        "The slowest, slow, takes 45.0 times our median. The fastest that finds as much in ten "
        "places (within our interval), middle, takes 2.50 times."
    )
    assert ratios({OURS: peers[OURS], "fast": peers["fast"]}).endswith(
        "None finds as much as we do in ten places."
    )
    assert ratios({OURS: peers[OURS], "gone": peers["gone"]}) == "No peer is installed."
