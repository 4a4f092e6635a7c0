"""How good a ranking is, with intervals.

A ranking is seen as its gains: for each of the first ten places, whether what stands there is
right. `wanted` is how many right ones there are to find.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from bot.statistics import wilson

DEPTH = 10
RESAMPLES = 2_000
SEED = 20_240_506
Gains = Sequence[bool]
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with its 95 % interval."""

    value: float
    low: float
    high: float

    def as_json(self) -> dict[str, float]:
        return {
            "value": round(self.value, 4),
            "low": round(self.low, 4),
            "high": round(self.high, 4),
        }


def ndcg(gains: Gains, wanted: int) -> float:
    """nDCG@10 with gains of 0 and 1 (Järvelin and Kekäläinen 2002), as trec_eval counts it."""
    gained = sum(1 / log2(place + 1) for place, right in enumerate(gains[:DEPTH], 1) if right)
    ideal = sum(1 / log2(place + 1) for place in range(1, min(wanted, DEPTH) + 1))
    return gained / ideal if ideal else 0.0


def reciprocal_rank(gains: Gains, wanted: int) -> float:
    return next((1 / place for place, right in enumerate(gains[:DEPTH], 1) if right), 0.0)


def recall(gains: Gains, wanted: int) -> float:
    return sum(gains[:DEPTH]) / wanted if wanted else 0.0


def right_at(limit: int) -> Callable[[Gains, int], float]:
    """1 where one of the first `limit` is right."""
    return lambda gains, wanted: float(any(gains[:limit]))


MEASURES: Mapping[str, Callable[[Gains, int], float]] = MappingProxyType(
    {
        "nDCG@10": ndcg,
        "P@1": right_at(1),
        "right@3": right_at(3),
        "R@10": recall,
        "MRR@10": reciprocal_rank,
    }
)
SHARES = frozenset({"P@1", "right@3"})  # of questions: Wilson's interval is theirs


def estimate(name: str, values: Values) -> Estimate:
    """The mean of a measure over questions: Wilson's interval for a share, else the bootstrap's."""
    if name in SHARES:
        low, high = wilson(int(values.sum()), len(values))
        return Estimate(float(values.mean()), low, high)
    return bootstrap(values)


def bootstrap(values: Values) -> Estimate:
    """The mean and the percentile interval of its resamples (Efron 1979), with a fixed seed. Given
    the differences of two rankings question by question, it is the paired test of them."""
    chance = np.random.default_rng(SEED)
    means = [values[chance.integers(0, len(values), len(values))].mean() for _ in range(RESAMPLES)]
    low, high = np.percentile(means, [2.5, 97.5])
    return Estimate(float(values.mean()), float(low), float(high))
