import numpy as np
import pytest
from numpy.typing import NDArray

from index.fusion import FIRST, SHIPPED, Weights, fused, scaled


def _array(*values: float) -> NDArray[np.float32]:
    return np.array(values, dtype=np.float32)


LEXICAL, DENSE, LATE = _array(8, 0, 2), _array(0.1, 0.5, 0.3), _array(0.2, 0.4, 0.4)


def test_the_least_of_each_ranking_becomes_nought_and_the_greatest_one() -> None:
    assert scaled(np.stack([_array(2, 4, 3), _array(-1, 1, 3)])).tolist() == [
        [0.0, 1.0, 0.5],
        [0.0, 0.5, 1.0],
    ]


def test_equal_scores_say_nothing() -> None:
    assert scaled(np.stack([_array(3, 3), _array(0, 1)])).tolist() == [[0.0, 0.0], [0.0, 1.0]]
    assert scaled(_array()[None, :]).tolist() == [[]]


def test_the_weights_mix_the_scaled_rankings() -> None:
    mixed = fused(Weights(0.5, 0.3, 0.2), lexical=LEXICAL, dense=DENSE, late=LATE)
    assert mixed == pytest.approx([0.5, 0.3 + 0.2, 0.5 * 0.25 + 0.3 * 0.5 + 0.2])


def test_without_late_interaction_the_others_share_its_weight() -> None:
    mixed = fused(Weights(0.6, 0.2, 0.2), lexical=LEXICAL, dense=DENSE, late=None)
    assert mixed == pytest.approx([0.75, 0.25, 0.75 * 0.25 + 0.25 * 0.5])


def test_the_scale_of_a_ranking_plays_no_part() -> None:
    plain = fused(SHIPPED, lexical=LEXICAL, dense=DENSE, late=LATE)
    other = fused(SHIPPED, lexical=LEXICAL * 50, dense=DENSE * 0.1 + 0.2, late=LATE - 0.1)
    assert plain == pytest.approx(other, abs=1e-6)


def test_a_ranking_of_no_weight_has_no_say() -> None:
    alone = fused(Weights(1.0, 0.0, 0.0), lexical=LEXICAL, dense=DENSE, late=LATE)
    assert alone == pytest.approx([1.0, 0.0, 0.25])


@pytest.mark.parametrize("weights", [SHIPPED, FIRST])
def test_fused_scores_stay_between_nought_and_one(weights: Weights) -> None:
    mixed = fused(weights, lexical=LEXICAL, dense=DENSE, late=LATE)
    assert mixed.dtype == np.float32
    assert (mixed >= 0).all()
    assert (mixed <= 1).all()
