"""What others would use, over the same passages: quality, time and what it takes to build.

Each is used as its own documentation shows it, on the passages as whole texts (title, then words).
One that is not installed says so instead of taking part.
"""

import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any, SupportsInt

import numpy as np
from numpy.typing import NDArray

from benchmarks.datasets import PLAIN, WRITTEN, Dataset
from benchmarks.rankers import SHIPPED, Ranker, Ranking
from benchmarks.trial import Outcome, ask_all, asked_in_form, figures, times
from bot.answering import LOOKED_AT
from bot.progress import Progress
from index.embedding import Encoder
from index.search_index import Entry, SearchIndex

_WORD = re.compile(r"\w+")
OURS = "Nên Chăng"
TURN = 25  # questions


@dataclass(frozen=True, slots=True)
class Peer:
    """`library`: what must be installed, None where nothing need be; `build` makes a ranker."""

    library: str | None
    build: Callable[[Sequence[Entry], Encoder], Ranker]

    @property
    def missing(self) -> bool:
        return self.library is not None and find_spec(self.library) is None


def words(text: str) -> list[str]:
    """The usual split: lower case, runs of letters and digits."""
    return _WORD.findall(text.lower())


def whole(entry: Entry) -> str:
    return f"{entry.context}\n{entry.text}" if entry.context else entry.text


def ours(entries: Sequence[Entry], encoder: Encoder) -> Ranker:
    return SHIPPED.ranker(SearchIndex.build(entries, encoder))


def bm25s_words(entries: Sequence[Entry], encoder: Encoder) -> Ranker:
    """bm25s (MIT) with its own defaults (Lucene's BM25, k1 1.5, b 0.75) over the usual split."""
    import bm25s

    ids = [entry.id for entry in entries]
    retriever = bm25s.BM25()
    retriever.index([words(whole(entry)) for entry in entries], show_progress=False)
    count = min(LOOKED_AT, len(ids))

    def rank(question: str) -> Ranking:
        rows, _ = retriever.retrieve([words(question)], k=count, show_progress=False)
        return _ranking(ids[row] for row in rows[0])

    return rank


def rank_bm25(entries: Sequence[Entry], encoder: Encoder) -> Ranker:
    """rank-bm25 (Apache-2.0), BM25Okapi, over the usual split."""
    from rank_bm25 import BM25Okapi

    ids = [entry.id for entry in entries]
    retriever = BM25Okapi([words(whole(entry)) for entry in entries])

    def rank(question: str) -> Ranking:
        scores: NDArray[np.float64] = retriever.get_scores(words(question))
        return _ranking(ids[row] for row in np.argsort(-scores, kind="stable")[:LOOKED_AT])

    return rank


def sqlite_fts5(entries: Sequence[Entry], encoder: Encoder) -> Ranker:
    """SQLite's full-text search in memory: the unicode61 tokenizer, any of the question's words,
    its own BM25."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE passages USING fts5(text, tokenize='unicode61')")
    connection.executemany(
        "INSERT INTO passages (rowid, text) VALUES (?, ?)",
        ((entry.id + 1, whole(entry)) for entry in entries),
    )
    query = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?"

    def rank(question: str) -> Ranking:
        asked = " OR ".join(f'"{word}"' for word in words(question))
        found = connection.execute(query, (asked, LOOKED_AT)) if asked else ()
        return _ranking(row[0] - 1 for row in found)

    return rank


def txtai(*, hybrid: bool) -> Callable[[Sequence[Entry], Encoder], Ranker]:
    """txtai (Apache-2.0) over our encoder with every other setting its own: a FAISS index that it
    chooses by size; with `hybrid` its BM25 beside it, both weighted alike."""

    def build(entries: Sequence[Entry], encoder: Encoder) -> Ranker:
        from txtai import Embeddings

        def transform(texts: Sequence[str]) -> NDArray[np.float32]:
            return encoder.encode_passages(texts)  # txtai has one function for both

        embeddings = Embeddings(method="external", transform=transform, hybrid=hybrid)
        # It divides by a vector's length, which a text without words has none of.
        worded = [entry for entry in entries if words(whole(entry))]
        embeddings.index((entry.id, whole(entry), None) for entry in worded)

        def rank(question: str) -> Ranking:
            return _ranking(identifier for identifier, _ in embeddings.search(question, LOOKED_AT))

        return rank

    return build


PEERS: Mapping[str, Peer] = MappingProxyType(
    {
        OURS: Peer(None, ours),
        "bm25s": Peer("bm25s", bm25s_words),
        "rank-bm25": Peer("rank_bm25", rank_bm25),
        "SQLite FTS5": Peer(None, sqlite_fts5),
        "txtai": Peer("txtai", txtai(hybrid=False)),
        "txtai hybrid": Peer("txtai", txtai(hybrid=True)),
    }
)


def compared(
    dataset: Dataset, encoder: Encoder, progress: Progress, peers: Mapping[str, Peer] = PEERS
) -> dict[str, Any]:
    """Every peer on the same passages and questions: quality as written and without diacritics,
    milliseconds a question, seconds to build. A missing one says so.

    They take turns, a handful of questions each, so that other work on the machine slows all alike.
    """
    rankers, seconds = {}, {}
    for name, peer in peers.items():
        if not peer.missing:
            rankers[name], seconds[name] = _built(peer, dataset, encoder)
        progress(f"{dataset.name}: peers built", len(rankers), len(peers))
    asked = {form: _in_turns(rankers, dataset, form, progress) for form in (WRITTEN, PLAIN)}
    return {
        name: {"missing": f"{peer.library} is not installed"}
        if peer.missing
        else {
            "build_s": round(seconds[name], 2),
            **times(asked[WRITTEN][name]),
            **{form: _figures(outcomes[name]) for form, outcomes in asked.items()},
        }
        for name, peer in peers.items()
    }


def _built(peer: Peer, dataset: Dataset, encoder: Encoder) -> tuple[Ranker, float]:
    """A ranker and the seconds it took, importing the library not counted."""
    if peer.library:
        import_module(peer.library)
    began = time.perf_counter()
    ranker = peer.build(dataset.passages, encoder)
    return ranker, time.perf_counter() - began


def _in_turns(
    rankers: Mapping[str, Ranker], dataset: Dataset, form: str, progress: Progress
) -> dict[str, list[Outcome]]:
    texts, questions = asked_in_form(dataset, form), dataset.answerable
    asked: dict[str, list[Outcome]] = {name: [] for name in rankers}
    for start in range(0, len(texts), TURN):
        turn = slice(start, start + TURN)
        for name, ranker in rankers.items():
            asked[name] += ask_all(ranker, texts[turn], questions[turn], dataset.places)
        progress(f"{dataset.name}: peers asked, {form}", start, len(texts))
    return asked


def _figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    return {measure: one.as_json() for measure, one in figures(outcomes).items()}


def _ranking(ids: Iterable[SupportsInt]) -> Ranking:
    return Ranking(tuple(int(identifier) for identifier in ids), 0.0)
