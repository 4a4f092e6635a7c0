"""Against numbers worked by hand."""

from math import log2

import numpy as np
import pytest

from benchmarks.measures import MEASURES, bootstrap, estimate, ndcg, recall, reciprocal_rank
from benchmarks.measures import right_at as first

SECOND_AND_FOURTH = (False, True, False, True)


def test_ndcg_discounts_by_place_and_divides_by_the_best_there_could_be() -> None:
    gained = 1 / log2(3) + 1 / log2(5)

    assert ndcg(SECOND_AND_FOURTH, 2) == pytest.approx(gained / (1 + 1 / log2(3)))
    assert ndcg(SECOND_AND_FOURTH, 2) == pytest.approx(0.6509, abs=5e-5)
    assert ndcg((True,), 1) == 1.0
    assert ndcg((), 1) == 0.0


def test_ndcg_does_not_ask_for_more_than_ten() -> None:
    assert ndcg((True,) * 10, 25) == pytest.approx(1.0)


def test_places_after_the_tenth_do_not_count() -> None:
    eleventh = (False,) * 10 + (True,)

    assert [measure(eleventh, 1) for measure in MEASURES.values()] == [0.0] * len(MEASURES)


def test_rank_recall_and_precision_of_one_ranking() -> None:
    assert reciprocal_rank(SECOND_AND_FOURTH, 2) == 0.5
    assert reciprocal_rank((False,), 1) == 0.0
    assert recall(SECOND_AND_FOURTH, 4) == 0.5
    assert [first(limit)(SECOND_AND_FOURTH, 2) for limit in (1, 3)] == [0.0, 1.0]


def test_a_share_of_questions_has_wilsons_interval() -> None:
    found = estimate("P@1", np.array([1.0] * 9 + [0.0]))

    assert (found.value, round(found.low, 3), round(found.high, 3)) == (0.9, 0.596, 0.982)


def test_the_bootstrap_is_as_wide_as_the_values_differ_and_repeatable() -> None:
    same, mixed = np.full(50, 0.25), np.array([0.0, 1.0] * 50)
    found = bootstrap(mixed)

    assert (bootstrap(same).low, bootstrap(same).high) == (0.25, 0.25)
    assert found == bootstrap(mixed)
    # The mean of 100 fair coins has a standard error of 0.05.
    assert found.value == 0.5
    assert found.low == pytest.approx(0.40, abs=0.02)
    assert found.high == pytest.approx(0.60, abs=0.02)


def test_a_mean_that_is_no_share_has_the_bootstraps_interval() -> None:
    values = np.array([0.2, 0.4, 0.9])

    assert estimate("nDCG@10", values) == bootstrap(values)
