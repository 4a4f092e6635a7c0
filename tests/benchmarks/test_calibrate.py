from pathlib import Path

import numpy as np
import pytest

from benchmarks.calibrate import ANSWERED, Labelled, answered, fitted, moved
from index.confidence import Calibration

_CHANCE = np.random.default_rng(5)


def _set(*, speaks_against: bool = False) -> Labelled:
    """Share and coverage tell; the third signal is noise, or speaks against the answer."""
    right = _CHANCE.normal([0.6, 0.8, 0.5, 0.5, 0.5], 0.15, size=(200, 5))
    wrong = _CHANCE.normal([0.3, 0.5, 0.5, 0.5, 0.5], 0.15, size=(200, 5))
    wrong[:, 2] += 0.3 * speaks_against
    return Labelled("x", right, wrong[:100], wrong[100:], np.zeros((0, 5)))


def test_the_signals_that_tell_get_the_weight() -> None:
    _, share, coverage, *rest = fitted([_set()])
    assert min(share, coverage) > 3 * max(rest)


def test_a_signal_that_speaks_against_the_answer_is_left_out() -> None:
    weights = fitted([_set(speaks_against=True)])[1:]
    assert weights[2] == 0.0
    assert (weights >= 0).all()


def test_even_odds_stand_where_the_stated_share_is_answered() -> None:
    one = _set()
    found = moved(fitted([one]), one)
    assert answered(found, one.answerable) == pytest.approx(ANSWERED, abs=0.005)
    assert answered(found, one.off_topic) < 0.3


def test_what_is_fitted_is_what_the_search_computes(tmp_path: Path) -> None:
    found = np.array([-1.0, 2.0, 1.0, 0.5, 0.25, 4.0])
    calibration = Calibration(*found.tolist())
    calibration.save(tmp_path / "c.json")
    again = Calibration.load(tmp_path / "c.json")
    assert [
        again.intercept,
        again.share,
        again.coverage,
        again.cosine,
        again.late,
        again.margin,
    ] == [*found]
