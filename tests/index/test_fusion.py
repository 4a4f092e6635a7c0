import numpy as np
import pytest

from index.fusion import NOTHING, Signals, confidence, fused, scaled


def _array(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.array(values, dtype=np.float32)


def test_the_least_becomes_nought_and_the_greatest_one() -> None:
    assert scaled(_array(2, 4, 3)).tolist() == [0.0, 1.0, 0.5]


def test_equal_scores_say_nothing() -> None:
    assert scaled(_array(3, 3)).tolist() == [0.0, 0.0]
    assert scaled(_array()).tolist() == []


def test_the_weight_mixes_the_two_scaled_rankings() -> None:
    mixed = fused(_array(0.1, 0.5, 0.3), _array(8, 0, 2), dense_weight=0.4)
    assert mixed == pytest.approx([0.6, 0.4, 0.4 * 0.5 + 0.6 * 0.25])


def test_the_scale_of_either_ranking_plays_no_part() -> None:
    dense, lexical = _array(0.1, 0.5, 0.3), _array(8, 0, 2)
    assert fused(dense, lexical) == pytest.approx(fused(dense * 0.1 + 0.2, lexical * 50), abs=1e-6)


@pytest.mark.parametrize("signal", ["share", "coverage", "cosine"])
def test_confidence_grows_with_each_signal(signal: str) -> None:
    low = dict.fromkeys(("share", "coverage", "cosine", "margin"), 0.3)
    assert confidence(Signals(**low | {signal: 0.6})) > confidence(Signals(**low))


def test_confidence_is_a_probability_and_nothing_found_is_none() -> None:
    assert confidence(NOTHING) == 0.0
    assert 0 < confidence(Signals(0, 0, -1, 0)) < 0.5 < confidence(Signals(1, 1, 1, 1)) < 1
