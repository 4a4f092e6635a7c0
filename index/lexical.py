"""BM25 over syllables and neighbouring pairs: the only place that knows bm25s.

Each passage is indexed twice over: by its unaccented syllables and pairs, which any question
meets, and by its accented ones, which only a question typed with marks asks for. Pairs of
neighbours do for Vietnamese what word segmentation does, at no cost.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from index.text import fold

K1 = 1.5
B = 0.75
_BREAK = -1  # between the parts of a passage, which form no pair
_PAIR = np.int64(1) << 32  # a term is left + pair * (right + 1); a lone syllable has no right
_TERMS = "terms.npy"
_SYLLABLES = "syllables.json"

Terms = NDArray[np.int64]
Scores = NDArray[np.float32]
Extra = tuple[Sequence[str], float]  # the syllables of a synonym, and its weight


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """A question's columns in the index, each once, with what each is worth.

    columns: (terms,) int. weights: (terms,) float, what a column's BM25 is multiplied by. idf:
    (terms,) float, what the term adds to `idf_sum`, zero where it was not asked but added.
    idf_sum: idf of all terms asked, known or not.
    """

    columns: NDArray[np.int64]
    weights: NDArray[np.float32]
    idf: NDArray[np.float64]
    idf_sum: float


class LexicalIndex:
    """BM25 scores of all passages for a question; rows are in the order of building."""

    def __init__(self, bm25: bm25s.BM25, terms: Terms, syllables: dict[str, int]) -> None:
        self._bm25 = bm25
        self._terms = terms  # sorted; the column of a term is its place here
        self._syllables = syllables
        frequency = np.diff(bm25.scores["indptr"])
        # One more at the end, where a column of -1 looks: that of a term in no passage.
        self._idf = _idf(np.append(frequency, 0).astype(np.float64), len(self))

    @classmethod
    def build(cls, passages: Sequence[Sequence[Sequence[str]]]) -> "LexicalIndex":
        """An index of passages, each a row of parts (title, text, ...), each part its syllables.

        bm25s counts terms in a Python loop, slow where pairs make the vocabulary large; the counts
        are made by numpy here and handed over as the score matrix that bm25s searches and stores.
        """
        syllables: dict[str, int] = {}
        lengths = np.array([sum(map(len, parts)) for parts in passages], dtype=np.float64)
        accented = _numbered(passages, syllables)
        rows = np.repeat(np.arange(len(passages)), [_width(parts) for parts in passages])
        unaccented = _folded_numbers(syllables)[accented]
        terms, term_rows = _all_terms(accented, unaccented, rows)
        vocabulary, columns = np.unique(terms, return_inverse=True)
        bm25 = bm25s.BM25(k1=K1, b=B, method="lucene", backend="numpy")
        bm25.scores = _scores(columns, term_rows, lengths, len(vocabulary))
        bm25.nonoccurrence_array = None  # Lucene's BM25 gives an absent term no score
        bm25.vocab_dict = {}  # terms are numbers here; ours are in their own file
        return cls(bm25, vocabulary, syllables)

    def __len__(self) -> int:
        return int(self._bm25.scores["num_docs"])

    def query(
        self, syllables: Sequence[str], *, accented: bool, extra: Sequence[Extra] = ()
    ) -> LexicalQuery:
        """The question's terms; with `accented` its marks count, else only the bare letters.

        Each word then counts twice, folded and as it is; one that bears no mark ("50", "Facebook")
        is the same term both times and would be worth half if it stood there only once.

        The terms of each `extra` row of syllables (a synonym) that the question does not hold count
        too, with that row's weight and with their marks where it has any; of two rows that hold a
        term the heavier counts. They change neither `idf_sum` nor `coverage`.
        """
        asked = self._counted(syllables, accented=accented)
        added: dict[int, float] = {}
        for row, weight in extra:
            marked = any(fold(syllable) != syllable for syllable in row)
            for term, times in self._counted(row, accented=marked).items():
                if term not in asked:
                    added[term] = max(added.get(term, 0.0), times * weight)
        weights = np.array([*asked.values(), *added.values()], dtype=np.float32)
        columns = self._columns(np.array([*asked, *added], dtype=np.int64))
        idf = self._idf[columns] * weights  # of a column -1 it is that of an absent term
        idf[len(asked) :] = 0.0
        known = columns >= 0
        return LexicalQuery(columns[known], weights[known], idf[known], float(idf.sum()))

    def idf_of(self, syllable: str) -> float:
        """How rare a syllable is, whatever its marks; one in no passage is the rarest."""
        term = self._counted([syllable], accented=False)
        return float(self._idf[self._columns(np.array(list(term), dtype=np.int64))[0]])

    def scores(self, query: LexicalQuery) -> Scores:
        """(passages,) BM25 scores."""
        found = np.zeros(len(self), dtype=np.float32)
        matrix = self._bm25.scores
        for column, weight in zip(query.columns, query.weights, strict=True):
            part = slice(matrix["indptr"][column], matrix["indptr"][column + 1])
            found[matrix["indices"][part]] += weight * matrix["data"][part]
        return found

    def coverage(self, query: LexicalQuery, row: int) -> float:
        """Share (0..1) of the question's idf that occurs in one passage."""
        if query.idf_sum <= 0:
            return 0.0
        matrix = self._bm25.scores
        starts, ends = matrix["indptr"][query.columns], matrix["indptr"][query.columns + 1]
        holds = [_holds(matrix["indices"][s:e], row) for s, e in zip(starts, ends, strict=True)]
        return float(query.idf[holds].sum()) / query.idf_sum

    def save(self, folder: Path) -> None:
        """Writes into an existing folder: arrays and JSON, nothing pickled."""
        self._bm25.save(folder, show_progress=False)
        np.save(folder / _TERMS, self._terms, allow_pickle=False)
        (folder / _SYLLABLES).write_text(
            json.dumps(list(self._syllables), ensure_ascii=False), encoding="utf-8"
        )

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Reads what `save` wrote. The folder's integrity is checked by `index.folder`."""
        bm25 = bm25s.BM25.load(folder, load_vocab=False)
        terms = np.load(folder / _TERMS, allow_pickle=False)
        syllables = json.loads((folder / _SYLLABLES).read_text(encoding="utf-8"))
        return cls(bm25, terms, {syllable: n for n, syllable in enumerate(syllables)})

    def _counted(self, syllables: Sequence[str], *, accented: bool) -> dict[int, int]:
        """Terms of a row of syllables in order, and how often each counts: once, or twice where
        marks count and it bears none."""
        counted = dict.fromkeys(self._terms_of([fold(s) for s in syllables]), 1)
        if accented:
            for term in self._terms_of(syllables):
                counted[term] = counted.get(term, 0) + 1
        return counted

    def _columns(self, terms: Terms) -> NDArray[np.int64]:
        """(terms,) where each stands in the index; -1 where it does not."""
        places = np.searchsorted(self._terms, terms)
        known = places < len(self._terms)
        known[known] = self._terms[places[known]] == terms[known]
        return np.where(known, places, -1)

    def _terms_of(self, syllables: Sequence[str]) -> list[int]:
        """Terms of a row of syllables, once each, in order; a new syllable gets a number of its
        own that no passage has."""
        strange = {s: -2 - n for n, s in enumerate(syllables) if s not in self._syllables}
        numbers = [self._syllables.get(s, strange.get(s, 0)) for s in syllables]
        pairs = pairwise(numbers)
        found = chain(numbers, (left + int(_PAIR) * (right + 1) for left, right in pairs))
        return list(dict.fromkeys(found))


def _width(parts: Sequence[Sequence[str]]) -> int:
    return sum(len(part) + 1 for part in parts)


def _numbered(
    passages: Sequence[Sequence[Sequence[str]]], syllables: dict[str, int]
) -> NDArray[np.int64]:
    """All syllables in one row as numbers, a break after each part; `syllables` is filled."""
    numbers: list[int] = []
    for part in chain.from_iterable(passages):
        numbers += [syllables.setdefault(syllable, len(syllables)) for syllable in part]
        numbers.append(_BREAK)
    return np.array(numbers, dtype=np.int64)


def _folded_numbers(syllables: dict[str, int]) -> NDArray[np.int64]:
    """The number of each syllable's unaccented form; the last entry keeps the break a break."""
    numbers = [syllables.setdefault(fold(s), len(syllables)) for s in list(syllables)]
    return np.array([*numbers, _BREAK], dtype=np.int64)


def _all_terms(
    accented: NDArray[np.int64], unaccented: NDArray[np.int64], rows: NDArray[np.int64]
) -> tuple[Terms, NDArray[np.int64]]:
    """Every unaccented term and every accented one that is spelt otherwise, with their rows."""
    folded, exact = _singles_and_pairs(unaccented), _singles_and_pairs(accented)
    both_rows = np.concatenate([rows, rows[:-1]])
    present = np.concatenate([accented != _BREAK, _paired(accented)])
    marked = present & (exact != folded)
    return (
        np.concatenate([folded[present], exact[marked]]),
        np.concatenate([both_rows[present], both_rows[marked]]),
    )


def _singles_and_pairs(numbers: NDArray[np.int64]) -> Terms:
    return np.concatenate([numbers, numbers[:-1] + _PAIR * (numbers[1:] + 1)])


def _paired(numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.asarray((numbers[:-1] != _BREAK) & (numbers[1:] != _BREAK))


def _scores(
    columns: NDArray[np.int64], rows: NDArray[np.int64], lengths: NDArray[np.float64], width: int
) -> dict[str, object]:
    """bm25s's eager score matrix, (passages x terms) in compressed columns: Lucene's BM25, whose
    idf is log(1 + (N - n + 0.5) / (n + 0.5)) and whose length is counted in syllables."""
    passages = len(lengths)
    cells, seen = np.unique(columns * passages + rows, return_counts=True)
    column, row = np.divmod(cells, passages)
    frequency = np.bincount(column, minlength=width)
    penalty = K1 * (1 - B + B * lengths / max(lengths.mean(), 1.0))
    data = _idf(frequency.astype(np.float64), passages)[column] * seen / (seen + penalty[row])
    return {
        "data": data.astype(np.float32),
        "indices": row.astype(np.int32),
        "indptr": np.concatenate([[0], np.cumsum(frequency)]).astype(np.int64),
        "num_docs": passages,
    }


def _idf(frequency: NDArray[np.float64], passages: int) -> NDArray[np.float64]:
    return np.asarray(np.log1p((passages - frequency + 0.5) / (frequency + 0.5)))


def _holds(rows: NDArray[np.int32], row: int) -> bool:
    """Whether a sorted run of rows holds this one."""
    place = int(np.searchsorted(rows, row))
    return place < len(rows) and int(rows[place]) == row
