"""Scores in, scores out: three rankings made one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each ranking counts: words (BM25), meaning (cosine of texts), late interaction; and
    what words that were not asked for count beside those that were: official wordings of everyday
    words, the words that begin a definition, the frame that only makes a question of it.

    A weighted sum of scores scaled per question does better on Vietnamese than reciprocal ranks
    (ViRE, EACL 2026 Findings; Bruch, Gai and Ingber, 2023, doi 10.1145/3596512). Set on the
    development sets: see benchmarks/README.md.
    """

    lexical: float = 0.5
    dense: float = 0.2
    late: float = 0.3
    synonyms: float = 0.5
    definitions: float = 1.0
    frame: float = 0.3


SHIPPED = Weights()
FIRST = Weights(lexical=0.7, dense=0.3, late=0.0)  # before late interaction has been asked


def scaled(rankings: NDArray[np.float32]) -> NDArray[np.float32]:
    """(k, n) scores moved to 0..1 by each row's least and greatest; where all are equal, to 0."""
    if not rankings.shape[1]:
        return rankings
    least = rankings.min(axis=1, keepdims=True)
    width = rankings.max(axis=1, keepdims=True) - least
    width[width == 0.0] = 1.0
    return np.asarray((rankings - least) / width)


def fused(weights: Weights, *, lexical: Scores, dense: Scores, late: Scores | None) -> Scores:
    """(n,) scores 0..1 of n candidates; `late` is None where the model has no tokens."""
    rankings = [(weights.lexical, lexical), (weights.dense, dense)]
    if late is not None:
        rankings.append((weights.late, late))
    whole = sum(weight for weight, _ in rankings) or 1.0
    worth = np.array([weight / whole for weight, _ in rankings], dtype=np.float32)
    mixed = worth @ scaled(np.stack([scores for _, scores in rankings]))
    return np.asarray(np.minimum(mixed, np.float32(1.0)))  # the weights' sum may round up
