from benchmarks.datasets import Dataset, Question, Topic
from benchmarks.rankers import Ranking
from benchmarks.trial import ask_all, asked_in_form, figures, times, values

QUESTION = Question("Đi đâu?", frozenset([3, 4]))


def rank(text: str) -> Ranking:
    return Ranking((1, 2, 3, 4), 0.25 if text == "Đi đâu?" else 0.5)


def test_passages_of_one_article_count_once_both_as_found_and_as_wanted() -> None:
    (one,) = ask_all(rank, ["Đi đâu?"], [QUESTION], {1: 1, 2: 1, 3: 3, 4: 3})

    assert one.ids == (1, 3)
    assert one.gains == (False, True)
    assert (one.wanted, one.confidence) == (1, 0.25)


def test_passages_of_no_article_count_each() -> None:
    (one,) = ask_all(rank, ["Đi đâu?"], [QUESTION], {})

    assert (one.gains, one.wanted) == ((False, False, True, True), 2)


def test_only_ten_places_are_kept() -> None:
    (one,) = ask_all(lambda text: Ranking(tuple(range(30)), 0.0), ["a"], [QUESTION], {})

    assert len(one.ids) == len(one.gains) == 10


def test_the_text_that_is_asked_need_not_be_the_one_that_is_written() -> None:
    dataset = Dataset("mẫu", Topic.RULES, (), (QUESTION, Question("vàng", frozenset())))
    texts = asked_in_form(dataset, "no diacritics")
    (one,) = ask_all(rank, texts, dataset.answerable, {})

    assert texts == ["Di dau?"]
    assert one.confidence == 0.5


def test_figures_are_means_over_the_questions_and_times_are_percentiles() -> None:
    right = Question("a", frozenset([1]))
    outcomes = ask_all(rank, ["a", "b"], [right, QUESTION], {})

    assert values(outcomes, "P@1").tolist() == [1.0, 0.0]
    assert figures(outcomes)["MRR@10"].value == (1 + 1 / 3) / 2
    assert times(outcomes).keys() == {"p50_ms", "p99_ms"}
