from dataclasses import replace
from math import log
from pathlib import Path

import pytest

from index.confidence import NOTHING, Calibration, Signals, off_topic_questions, shipped_calibration
from index.errors import IndexDamaged

CALIBRATION = Calibration(-1.0, share=2.0, coverage=1.0, cosine=0.5, late=0.25, margin=4.0)
SIGNALS = Signals(share=0.5, coverage=1.0, cosine=0.5, late=1.0, margin=0.125)


def test_confidence_is_the_logistic_of_the_weighted_sum() -> None:
    assert CALIBRATION.logit(SIGNALS) == pytest.approx(-1 + 1 + 1 + 0.25 + 0.25 + 0.5)
    assert CALIBRATION.confidence(SIGNALS) == pytest.approx(1 / (1 + 2.718281828**-2.0))


def test_no_signal_is_no_confidence() -> None:
    assert CALIBRATION.confidence(NOTHING) == 0.0


@pytest.mark.parametrize("name", ["share", "coverage", "cosine", "late", "margin"])
def test_of_the_shipped_weights_none_speaks_against_a_better_match(name: str) -> None:
    less = replace(SIGNALS, **{name: 0.1})
    more = replace(SIGNALS, **{name: 0.9})
    shipped = shipped_calibration()
    assert shipped.confidence(less) <= shipped.confidence(more)


def test_a_stored_calibration_is_the_same(tmp_path: Path) -> None:
    CALIBRATION.save(tmp_path / "c.json")
    assert Calibration.load(tmp_path / "c.json") == CALIBRATION


@pytest.mark.parametrize("text", ["", "[]", '{"share": 1}', '{"intercept": "x"}'])
def test_a_spoilt_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "c.json").write_text(text)
    with pytest.raises(IndexDamaged, match=r"c\.json"):
        Calibration.load(tmp_path / "c.json")


def _sure(share: float) -> Signals:
    return Signals(share=share, coverage=0.0, cosine=0.0, late=0.0, margin=0.0)


def test_a_collection_that_answers_everything_is_trusted_less() -> None:
    plain = Calibration(0.0, share=1.0, coverage=0, cosine=0, late=0, margin=0)
    questions = [_sure(number / 40) for number in range(40)]
    tightened = plain.tightened(questions)
    assert sum(tightened.confidence(one) > 0.5 for one in questions) == 2  # of 40: 5 %
    assert tightened.confidence(questions[37]) == pytest.approx(0.5)


def test_one_that_answers_few_of_them_is_left_as_it_was() -> None:
    plain = Calibration(-3.0, share=1.0, coverage=0, cosine=0, late=0, margin=0)
    assert plain.tightened([_sure(0.5)] * 38 + [_sure(9.0)] * 2) == plain
    assert plain.tightened([NOTHING] * 40) == plain
    assert plain.tightened([]) == plain


def test_the_questions_on_something_else_are_many_and_different() -> None:
    questions = off_topic_questions()
    assert len(questions) == len(set(questions)) >= 40
    assert all(question.strip() for question in questions)


def test_even_odds_are_half() -> None:
    even = Calibration(log(1.0), share=0, coverage=0, cosine=0, late=0, margin=0)
    assert even.confidence(SIGNALS) == 0.5
