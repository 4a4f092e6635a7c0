"""What ranks passages for a question: the index as shipped, and with parts of it taken away."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.answering import LOOKED_AT
from index.search_index import Hit, SearchIndex

DEEP = 300  # hits that are put into another order; the right ones hardly stand behind them all


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


def reordered(score: Callable[[Hit], float]) -> Callable[[SearchIndex], Ranker]:
    """The same candidates by one of their scores alone."""

    def ranker(index: SearchIndex) -> Ranker:
        def rank(question: str) -> Ranking:
            found = index.search(question, limit=min(DEEP, len(index)))
            hits = sorted(found.hits, key=score, reverse=True)
            return Ranking(tuple(hit.id for hit in hits[:LOOKED_AT]), found.confidence)

        return rank

    return ranker


SHIPPED = Variant("as shipped", shipped)
VARIANTS = (
    SHIPPED,
    Variant("BM25 alone", reordered(lambda hit: hit.lexical)),
    Variant("dense alone", reordered(lambda hit: hit.dense)),
)
