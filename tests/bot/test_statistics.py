import pytest

from bot.statistics import auroc, share, wilson


def test_an_interval_of_few_questions_is_wide() -> None:
    low, high = wilson(9, 10)

    assert (round(low, 3), round(high, 3)) == (0.596, 0.982)
    assert wilson(0, 0) == (0.0, 1.0)


def test_a_share_says_of_how_many_it_is() -> None:
    assert share(9, 10) == {"share": 0.9, "hits": 9, "of": 10, "wilson": [0.5958, 0.9821]}
    assert share(0, 0)["share"] is None


def test_auroc_counts_ties_half_and_needs_both_sides() -> None:
    assert auroc([0.5, 0.9], [0.5, 0.1]) == pytest.approx(3.5 / 4)
    assert auroc([], [0.1]) is None
