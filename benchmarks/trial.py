"""One ranker asked all the questions of a set."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.datasets import FORMS, Dataset, Question
from benchmarks.measures import DEPTH, MEASURES, Estimate, Values, estimate
from benchmarks.rankers import Ranker
from bot.progress import Progress, silent

WARM_UP = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one question brought. ids: of the first ten places; gains: which of them are right;
    wanted: right places there are; confidence: 0..1; ms: milliseconds it took."""

    ids: tuple[int, ...]
    gains: tuple[bool, ...]
    wanted: int
    confidence: float
    ms: float


def ask_all(
    ranker: Ranker,
    texts: Sequence[str],
    questions: Sequence[Question],
    places: Mapping[int, int],
    progress: Progress = silent,
    stage: str = "",
) -> list[Outcome]:
    """Ask each text; what answers it is what answers the question beside it."""
    for text in texts[:WARM_UP]:
        ranker(text)
    outcomes = []
    for text, question in zip(texts, questions, strict=True):
        began = time.perf_counter()
        ranking = ranker(text)
        ms = (time.perf_counter() - began) * 1_000
        ids = _each_place_once(ranking.ids, places)
        gains = tuple(identifier in question.right for identifier in ids)
        wanted = len({places.get(identifier, identifier) for identifier in question.right})
        outcomes.append(Outcome(ids, gains, wanted, ranking.confidence, ms))
        progress(stage, len(outcomes), len(texts))
    return outcomes


def asked_in_form(dataset: Dataset, form: str) -> list[str]:
    return [FORMS[form](question.text) for question in dataset.answerable]


def values(outcomes: Sequence[Outcome], measure: str) -> Values:
    """(questions,) one measure, question by question."""
    return np.array([MEASURES[measure](one.gains, one.wanted) for one in outcomes])


def figures(outcomes: Sequence[Outcome]) -> dict[str, Estimate]:
    """Every measure over the questions."""
    return {name: estimate(name, values(outcomes, name)) for name in MEASURES}


def times(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Milliseconds a question: median and 99th percentile."""
    taken = [one.ms for one in outcomes]
    return {
        "p50_ms": round(float(np.percentile(taken, 50)), 3),
        "p99_ms": round(float(np.percentile(taken, 99)), 3),
    }


def _each_place_once(ids: Sequence[int], places: Mapping[int, int]) -> tuple[int, ...]:
    best: dict[int, int] = {}
    for identifier in ids:
        best.setdefault(places.get(identifier, identifier), identifier)
    return tuple(best.values())[:DEPTH]
