"""Knowing when not to answer: how well the confidence tells questions apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.datasets import Dataset, Question
from benchmarks.rankers import SHIPPED
from benchmarks.trial import Outcome
from bot.answer import Band
from bot.answering import band_of
from bot.progress import Progress
from bot.statistics import auroc, share
from index.embedding import Encoder
from index.search_index import SearchIndex

TRUE_POSITIVES = 0.95
MOST_REBUILDS = 1_500  # passages: above, all answers are taken out at once
CURVE = 50  # points of a curve that are kept


def fpr_at_tpr(positive: Sequence[float], negative: Sequence[float]) -> float | None:
    """The share of the unanswerable that are at least as sure as 95 % of the answerable are."""
    if not positive or not negative:
        return None
    ordered = np.sort(np.asarray(positive))[::-1]
    threshold = ordered[int(np.ceil(TRUE_POSITIVES * len(ordered))) - 1]
    return float((np.asarray(negative) >= threshold).mean())


def risk_coverage(
    confidence: Sequence[float], wrong: Sequence[bool]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(n,) coverages k / n and (n,) risks: the share of wrong among the k surest questions
    (El-Yaniv and Wiener 2010). Equally sure questions share their errors evenly."""
    values, inverse = np.unique(-np.asarray(confidence, dtype=np.float64), return_inverse=True)
    errors = np.bincount(inverse, weights=np.asarray(wrong, dtype=np.float64))
    counts = np.bincount(inverse, minlength=len(values))
    evenly = np.repeat(errors / counts, counts)
    number = np.arange(1, len(evenly) + 1)
    return number / len(evenly), np.cumsum(evenly) / number


def aurc(confidence: Sequence[float], wrong: Sequence[bool]) -> float:
    """Area under the risk-coverage curve: the mean of its risks (Geifman et al. 2019)."""
    return float(risk_coverage(confidence, wrong)[1].mean())


def without_answers(
    dataset: Dataset, index: SearchIndex, encoder: Encoder, progress: Progress
) -> Iterator[tuple[SearchIndex, Question]]:
    """Each answerable question with an index from which the passages that answer it are gone.

    A small set is built anew for each row of passages to take away; of a large one the answers of
    all questions are taken away at once, which leaves it nearly as large as it was.
    """
    groups: dict[frozenset[int], list[Question]] = {}
    for question in dataset.answerable:
        groups.setdefault(question.right, []).append(question)
    if len(dataset.passages) > MOST_REBUILDS:
        groups = {frozenset().union(*groups): list(dataset.answerable)}
    done = 0
    for removed, questions in groups.items():
        rest = SearchIndex.build(dataset.without(removed), encoder, previous=index)
        for question in questions:
            yield rest, question
        done += len(questions)
        progress(f"{dataset.name}: answers taken out", done, len(dataset.answerable))


def absent(
    dataset: Dataset, index: SearchIndex, encoder: Encoder, progress: Progress
) -> list[float]:
    """The confidence of each answerable question where the passages that answer it are not."""
    return [
        SHIPPED.ranker(rest)(question.text).confidence
        for rest, question in without_answers(dataset, index, encoder, progress)
    ]


def off_topic(dataset: Dataset, others: Sequence[Dataset], index: SearchIndex) -> list[float]:
    """The confidence of the questions of sets on another topic."""
    ranker = SHIPPED.ranker(index)
    texts = [
        one.text for other in others if other.topic != dataset.topic for one in other.questions
    ]
    return [ranker(text).confidence for text in texts]


@dataclass(frozen=True, slots=True)
class Abstention:
    """The confidences (0..1) of one set's questions: answerable ones, whether their first passage
    was wrong, the same with their answers taken out, ones on other topics, and ones that the set
    itself marks as unanswerable."""

    answerable: list[float]
    wrong: list[bool]
    absent: list[float]
    off_topic: list[float]
    unanswerable: list[float]

    def as_json(self) -> dict[str, object]:
        told = {
            name: {
                "questions": len(negative),
                "auroc": _rounded(auroc(self.answerable, negative)),
                "fpr_at_95_tpr": _rounded(fpr_at_tpr(self.answerable, negative)),
                "answered": _answered(negative),
            }
            for name, negative in self._negatives()
        }
        return {
            "answerable": {
                "questions": len(self.answerable),
                "answered": _answered(self.answerable),
            },
            **told,
            **{f"{name} aurc": round(aurc(*pair), 4) for name, pair in self._populations()},
            **{f"{name} curve": _curve(*pair) for name, pair in self._populations()},
        }

    def _negatives(self) -> Iterator[tuple[str, list[float]]]:
        yield "absent", self.absent
        yield "off topic", self.off_topic
        if self.unanswerable:
            yield "unanswerable", self.unanswerable

    def _populations(self) -> Iterator[tuple[str, tuple[list[float], list[bool]]]]:
        """Who is asked: the answerable alone, and each of them also with its answer taken out."""
        yield "answerable", (self.answerable, self.wrong)
        both = self.answerable + self.absent, self.wrong + [True] * len(self.absent)
        yield "half absent", both


def measured(
    dataset: Dataset,
    shipped: Sequence[Outcome],
    others: Sequence[Dataset],
    index: SearchIndex,
    encoder: Encoder,
    progress: Progress,
) -> Abstention:
    """`shipped`: what the answerable questions brought on the whole set."""
    rank = SHIPPED.ranker(index)
    return Abstention(
        answerable=[one.confidence for one in shipped],
        wrong=[not any(one.gains[:1]) for one in shipped],
        absent=absent(dataset, index, encoder, progress),
        off_topic=off_topic(dataset, others, index),
        unanswerable=[rank(one.text).confidence for one in dataset.questions if not one.right],
    )


def _answered(confidence: Sequence[float]) -> dict[str, object]:
    """The share that the shipped threshold lets through."""
    return share(sum(band_of(one) is Band.ANSWER for one in confidence), len(confidence))


def _curve(confidence: Sequence[float], wrong: Sequence[bool]) -> list[list[float]]:
    coverage, risk = risk_coverage(confidence, wrong)
    kept = np.unique(np.linspace(0, len(coverage) - 1, CURVE).astype(int))
    return [[round(float(coverage[i]), 4), round(float(risk[i]), 4)] for i in kept]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
