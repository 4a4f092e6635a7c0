"""What ranks passages for a question: the index as shipped, and with parts of it taken away."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.answering import LOOKED_AT
from index.fusion import SHIPPED as WEIGHTS
from index.fusion import Weights
from index.search_index import SearchIndex
from index.text import has_marks, syllables
from index.understanding import Understood


@dataclass(frozen=True, slots=True)
class Ranking:
    """Ids of passages, best first, and how far to trust the first (0..1)."""

    ids: tuple[int, ...]
    confidence: float


Ranker = Callable[[str], Ranking]


@dataclass(frozen=True, slots=True)
class Variant:
    """A name for the tables, and what makes a ranker of a built index."""

    name: str
    ranker: Callable[[SearchIndex], Ranker]


def shipped(index: SearchIndex) -> Ranker:
    """The index as the bot asks it."""

    def rank(question: str) -> Ranking:
        found = index.search(question, limit=LOOKED_AT)
        return Ranking(tuple(hit.id for hit in found.hits), found.confidence)

    return rank


def weighted(weights: Weights) -> Callable[[SearchIndex], Ranker]:
    """The index with other weights."""

    def ranker(index: SearchIndex) -> Ranker:
        def rank(question: str) -> Ranking:
            found = index.search(question, LOOKED_AT, weights)
            return Ranking(tuple(hit.id for hit in found.hits), found.confidence)

        return rank

    return ranker


def as_typed(index: SearchIndex) -> Ranker:
    """The index asked without reading the question first."""

    def rank(question: str) -> Ranking:
        words = tuple(syllables(question))
        typed = Understood(question, words, (), accented=has_marks(question), reading=None)
        found = index.search(typed, LOOKED_AT)
        return Ranking(tuple(hit.id for hit in found.hits), found.confidence)

    return rank


SHIPPED = Variant("as shipped", shipped)
VARIANTS = (
    SHIPPED,
    Variant("BM25 alone", weighted(replace(WEIGHTS, lexical=1.0, dense=0.0, late=0.0))),
    Variant("dense alone", weighted(replace(WEIGHTS, lexical=0.0, dense=1.0, late=0.0))),
    Variant("late interaction alone", weighted(replace(WEIGHTS, lexical=0.0, dense=0.0, late=1.0))),
    Variant("BM25 and dense", weighted(replace(WEIGHTS, lexical=0.7, dense=0.3, late=0.0))),
    Variant("question as typed", as_typed),
    Variant("no synonyms", weighted(replace(WEIGHTS, synonyms=0.0))),
    Variant("no definitions", weighted(replace(WEIGHTS, definitions=0.0))),
    Variant("frame counts in full", weighted(replace(WEIGHTS, frame=1.0))),
)
