import pytest

from benchmarks.abstention import (
    Abstention,
    absent,
    aurc,
    fpr_at_tpr,
    measured,
    off_topic,
    risk_coverage,
)
from benchmarks.datasets import Dataset, Question, Topic
from benchmarks.rankers import SHIPPED
from benchmarks.trial import ask_all
from bot.progress import silent
from index.search_index import Entry, SearchIndex
from tests.index.word_encoder import WordEncoder

ENCODER = WordEncoder("xé sách mượn phòng trực sao vũ trụ")
DATASET = Dataset(
    "mẫu",
    Topic.RULES,
    (Entry(0, "Nghiêm cấm xé sách."), Entry(1, "Được mượn sách."), Entry(2, "Ngồi phòng trực.")),
    (
        Question("xé sách", frozenset([0])),
        Question("ngồi phòng trực", frozenset([2])),
        Question("đi bơi", frozenset()),
    ),
)
STARS = Dataset(
    "sao", Topic.GENERAL, (Entry(0, "Sao."),), (Question("vũ trụ là gì", frozenset([0])),)
)


def test_false_positives_are_counted_where_95_in_100_answerable_pass() -> None:
    positive = [number / 20 for number in range(1, 21)]  # 19 of 20 are at least 0.10

    assert fpr_at_tpr(positive, [0.0, 0.05, 0.10, 0.50]) == 0.5
    assert fpr_at_tpr(positive, []) is None


def test_risk_is_the_share_of_wrong_ones_among_the_surest() -> None:
    confidence, wrong = [0.6, 0.9, 0.8, 0.7], [True, False, True, False]
    coverage, risk = risk_coverage(confidence, wrong)

    assert coverage.tolist() == [0.25, 0.5, 0.75, 1.0]
    assert risk.tolist() == pytest.approx([0, 1 / 2, 1 / 3, 1 / 2])
    assert aurc(confidence, wrong) == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 2) / 4)


def test_equally_sure_questions_share_their_errors_in_whatever_order_they_come() -> None:
    assert risk_coverage([0.5, 0.5], [True, False])[1].tolist() == [0.5, 0.5]
    assert risk_coverage([0.5, 0.5], [False, True])[1].tolist() == [0.5, 0.5]


@pytest.mark.parametrize("most", [0, 1_500])
def test_a_question_is_less_sure_without_its_answer(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.abstention.MOST_REBUILDS", most)
    index = SearchIndex.build(DATASET.passages, ENCODER)
    rank = SHIPPED.ranker(index)
    here = [rank(question.text).confidence for question in DATASET.answerable]
    gone = absent(DATASET, index, ENCODER, silent)

    assert len(gone) == 2
    assert all(without < with_it for without, with_it in zip(gone, here, strict=True))


def test_off_topic_are_the_questions_of_sets_on_another_topic() -> None:
    index = SearchIndex.build(DATASET.passages, ENCODER)

    assert len(off_topic(DATASET, [STARS, DATASET], index)) == 1


def test_a_large_set_keeps_no_answer_of_any_question(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[int] = []
    build = SearchIndex.build

    def counted(entries: list[Entry], *rest: object, **named: object) -> SearchIndex:
        built.append(len(entries))
        return build(entries, ENCODER)

    index = build(DATASET.passages, ENCODER)
    monkeypatch.setattr("benchmarks.abstention.SearchIndex.build", counted)
    absent(DATASET, index, ENCODER, silent)
    monkeypatch.setattr("benchmarks.abstention.MOST_REBUILDS", 0)
    absent(DATASET, index, ENCODER, silent)

    assert built == [2, 2, 1]


def test_what_is_kept_tells_the_kinds_of_questions_apart() -> None:
    kept = Abstention(
        answerable=[0.9, 0.8], wrong=[False, True], absent=[0.1, 0.85], off_topic=[0.0],
        unanswerable=[],
    ).as_json()  # fmt: skip

    assert kept["absent"] == {
        "questions": 2,
        "auroc": 0.75,
        "fpr_at_95_tpr": 0.5,
        "answered": {"share": 0.5, "hits": 1, "of": 2, "wilson": [0.0945, 0.9055]},
    }
    assert "unanswerable" not in kept
    assert kept["answerable aurc"] == 0.25
    # surest first: right, absent, wrong, absent
    assert kept["half absent aurc"] == pytest.approx((0 + 1 / 2 + 2 / 3 + 3 / 4) / 4, abs=5e-5)
    assert kept["half absent curve"] == [[0.25, 0.0], [0.5, 0.5], [0.75, 0.6667], [1.0, 0.75]]


def test_a_set_is_measured_with_its_own_unanswerable_questions() -> None:
    index = SearchIndex.build(DATASET.passages, ENCODER)
    texts = [question.text for question in DATASET.answerable]
    outcomes = ask_all(SHIPPED.ranker(index), texts, DATASET.answerable, {})
    known = measured(DATASET, outcomes, [STARS], index, ENCODER, silent)

    assert known.wrong == [False, False]
    assert (len(known.unanswerable), len(known.absent), len(known.off_topic)) == (1, 2, 1)
