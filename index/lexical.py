"""BM25 over syllables and neighbouring pairs.

Each passage is indexed twice over: by its unaccented syllables and pairs, which any question
meets, and by its accented ones, which only a question typed with marks asks for. Pairs of
neighbours do for Vietnamese what word segmentation does, at no cost.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.postings import Postings, Rows, Scores, idf
from index.text import fold

_PAIR = np.int64(1) << 32  # a term is left + pair * (right + 1); a lone syllable has no right
_BITS = 63  # of a number that packs a term and a passage
_TERMS = "terms.npy"
_SYLLABLES = "syllables.json"
_AT_ONCE = 4_096  # passages whose syllables are in memory as Python objects

Terms = NDArray[np.int64]
Passage = Sequence[Sequence[str]]  # its parts (title, text, ...), each its syllables
Extra = tuple[Sequence[str], float]  # the syllables of a synonym, and its weight


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """A question's columns in the index, each once, with what each is worth.

    columns: (terms,) int. weights: (terms,) float, what a column's BM25 is multiplied by.
    idf_sum: idf of all terms asked, known or not.
    """

    columns: NDArray[np.int64]
    weights: NDArray[np.float32]
    idf_sum: float


class LexicalIndex:
    """BM25 scores of all passages for a question; rows are in the order of building."""

    def __init__(self, postings: Postings, terms: Terms, syllables: dict[str, int]) -> None:
        self._postings = postings
        self._terms = terms  # sorted; the column of a term is its place here
        self._syllables = syllables
        self._absent = float(
            idf(np.zeros(1, dtype=np.int64), len(self))[0]
        )  # idf of a term in no passage

    @classmethod
    def build(
        cls, passages: Sequence[Passage], known: Mapping[str, int] | None = None
    ) -> "LexicalIndex":
        """An index of passages, each a row of parts (title, text, ...), each part its syllables.
        `known` syllables have the numbers that they have there."""
        syllables = dict(known or {})
        accented, ends = _numbered(passages, syllables)
        lengths = np.array([sum(map(len, parts)) for parts in passages], dtype=np.int64)
        terms, starts, rows, times = _counted_terms(
            accented, _folded_numbers(syllables)[accented], ends, lengths
        )
        return cls(Postings.build(starts, rows, times, lengths), terms, syllables)

    def updated(self, kept: Rows, passages: Sequence[Passage]) -> "LexicalIndex":
        """An index of these rows of this one, rising, and of further passages behind them: that of
        building all anew, at a fraction of its cost."""
        fresh = LexicalIndex.build(passages, self._syllables)
        terms = _united(self._terms, fresh._terms)
        columns = np.searchsorted(terms, self._terms)
        others = np.searchsorted(terms, fresh._terms)
        postings = self._postings.joined(kept, columns, fresh._postings, others, len(terms))
        return LexicalIndex(postings, terms, fresh._syllables)

    def __len__(self) -> int:
        return self._postings.passages

    def query(
        self, syllables: Sequence[str], *, accented: bool, extra: Sequence[Extra] = ()
    ) -> LexicalQuery:
        """The question's terms; with `accented` its marks count, else only the bare letters.

        Each word then counts twice, folded and as it is; one that bears no mark ("50", "Facebook")
        is the same term both times and would be worth half if it stood there only once.

        The terms of each `extra` row of syllables (a synonym) that the question does not hold count
        too, with that row's weight and with their marks where it has any; of two rows that hold a
        term the heavier counts. They do not change `idf_sum`.
        """
        asked = self._counted(syllables, accented=accented)
        added: dict[int, float] = {}
        for row, weight in extra:
            marked = any(fold(syllable) != syllable for syllable in row)
            for term, times in self._counted(row, accented=marked).items():
                if term not in asked:
                    added[term] = max(added.get(term, 0.0), times * weight)
        weights = np.array([*asked.values(), *added.values()], dtype=np.float32)
        columns = self._columns([*asked, *added])
        idf_sum = float(self._idf(columns[: len(asked)]) @ weights[: len(asked)])
        known = columns >= 0
        return LexicalQuery(columns[known], weights[known], idf_sum)

    def rarity_of(self, words: Sequence[str]) -> float:
        """How rare a row of syllables is here, whatever their marks: the greatest idf of its pairs
        (of a lone syllable: its own) as a share of an absent term's; 1.0 where it is in no passage.
        """
        terms = self._terms_of([fold(word) for word in words])
        pairs = [term for term in terms if abs(term) > _PAIR // 2] or terms
        return float(self._idf(self._columns(pairs)).max() / self._absent)

    def scores(self, query: LexicalQuery) -> Scores:
        """(passages,) BM25 scores."""
        return self._postings.scores(query.columns, query.weights)

    def best(
        self, query: LexicalQuery, limit: int, also: Rows | None = None
    ) -> tuple[Rows, Scores]:
        """Rows of the `limit` passages with the greatest scores above zero and of those `also`
        asked for, rising and each once, with their scores: those of `scores`, without reading all
        that the question's commonest words have."""
        asked_for = np.zeros(0, dtype=np.int64) if also is None else also
        return self._postings.best(query.columns, query.weights, limit, asked_for)

    def coverage(self, syllables: Sequence[str], row: int) -> float:
        """Share (0..1) of the idf of these syllables and their pairs, whatever their marks, that
        one passage holds."""
        columns = self._columns(self._terms_of([fold(syllable) for syllable in syllables]))
        worth = self._idf(columns)
        whole = float(worth.sum())
        known = columns >= 0
        held = self._postings.holds(columns[known], row)
        return float(worth[known] @ held) / whole if whole > 0 else 0.0

    def save(self, folder: Path) -> None:
        """Writes into an existing folder: arrays and JSON, nothing pickled."""
        self._postings.save(folder)
        np.save(folder / _TERMS, self._terms, allow_pickle=False)
        known = {"passages": len(self), "syllables": list(self._syllables)}
        (folder / _SYLLABLES).write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Reads what `save` wrote. The folder's integrity is checked by `index.folder`."""
        terms = np.load(folder / _TERMS, mmap_mode="r", allow_pickle=False)
        known = json.loads((folder / _SYLLABLES).read_text(encoding="utf-8"))
        numbers = {syllable: number for number, syllable in enumerate(known["syllables"])}
        return cls(Postings.load(folder, known["passages"]), np.asarray(terms), numbers)

    def _counted(self, syllables: Sequence[str], *, accented: bool) -> dict[int, int]:
        """Terms of a row of syllables in order, and how often each counts: once, or twice where
        marks count and it bears none."""
        counted = dict.fromkeys(self._terms_of([fold(s) for s in syllables]), 1)
        if accented:
            for term in self._terms_of(syllables):
                counted[term] = counted.get(term, 0) + 1
        return counted

    def _columns(self, terms: Sequence[int]) -> NDArray[np.int64]:
        """(terms,) where each stands in the index; -1 where it does not."""
        wanted = np.array(terms, dtype=np.int64)
        places = np.searchsorted(self._terms, wanted)
        known = places < len(self._terms)
        known[known] = self._terms[places[known]] == wanted[known]
        return np.where(known, places, -1)

    def _idf(self, columns: NDArray[np.int64]) -> NDArray[np.float64]:
        """(columns,) that of an absent term for -1."""
        sizes = self._postings.sizes(columns)
        sizes[columns < 0] = 0
        return idf(sizes, len(self))

    def _terms_of(self, syllables: Sequence[str]) -> list[int]:
        """Terms of a row of syllables, once each, in order; a new syllable gets a number of its
        own that no passage has."""
        strange = {s: -2 - n for n, s in enumerate(syllables) if s not in self._syllables}
        numbers = [self._syllables.get(s, strange.get(s, 0)) for s in syllables]
        pairs = pairwise(numbers)
        found = chain(numbers, (left + int(_PAIR) * (right + 1) for left, right in pairs))
        return list(dict.fromkeys(found))


def _numbered(
    passages: Sequence[Passage], syllables: dict[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All syllables in one row as numbers, and where each part ends; `syllables` is filled."""
    numbers: list[NDArray[np.int64]] = []
    lengths: list[int] = []
    for some in _in_batches(passages):
        parts = list(chain.from_iterable(some))
        row = list(chain.from_iterable(parts))
        for syllable in dict.fromkeys(row):
            syllables.setdefault(syllable, len(syllables))
        numbers.append(np.fromiter(map(syllables.__getitem__, row), np.int64, len(row)))
        lengths += map(len, parts)
    joined = np.concatenate([np.zeros(0, dtype=np.int64), *numbers])
    return joined, np.cumsum(lengths, dtype=np.int64)


def _united(terms: Terms, others: Terms) -> Terms:
    """Rising, each once, of two rows that are so. (np.union1d sorts them all again.)"""
    places = np.searchsorted(terms, others)
    held = terms[np.minimum(places, len(terms) - 1)] == others if len(terms) else places < 0
    return np.insert(terms, places[~held], others[~held])


def _in_batches(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    remaining = iter(passages)
    while some := list(islice(remaining, _AT_ONCE)):
        yield some


def _folded_numbers(syllables: dict[str, int]) -> NDArray[np.int64]:
    """The number of each syllable's unaccented form; `syllables` is filled up with these."""
    numbers = [syllables.setdefault(fold(s), len(syllables)) for s in list(syllables)]
    return np.array(numbers, dtype=np.int64)


def _counted_terms(
    accented: NDArray[np.int64],
    unaccented: NDArray[np.int64],
    ends: NDArray[np.int64],
    lengths: NDArray[np.int64],
) -> tuple[Terms, NDArray[np.int64], Rows, NDArray[np.int64]]:
    """Every unaccented term and every accented one that is spelt otherwise, rising; where each
    one's postings start; the passage of each posting, and how often the term stands in it.

    A term and its passage are packed into one number, so that one sort of numbers finds them all.
    """
    widest = int(max(accented.max(initial=0), unaccented.max(initial=0)) + 1).bit_length()
    row_bits = len(lengths).bit_length()
    if 2 * widest + row_bits > _BITS:
        raise OverflowError(f"{len(lengths)} passages hold too many different syllables")
    rows = np.repeat(np.arange(len(lengths)), lengths)
    cells = np.sort(
        np.concatenate(
            [
                (terms << row_bits) | rows[: len(present)][present]
                for terms, present in _terms_present(accented, unaccented, ends, widest)
            ]
        )
    )
    firsts, times = _runs(cells)
    cells = cells[firsts]
    terms = cells >> row_bits
    starts, _ = _runs(terms)
    known = terms[starts]
    known = (known & ((1 << widest) - 1)) + _PAIR * (known >> widest)
    return known, np.append(starts, len(terms)), cells & ((1 << row_bits) - 1), times


def _terms_present(
    accented: NDArray[np.int64],
    unaccented: NDArray[np.int64],
    ends: NDArray[np.int64],
    widest: int,
) -> Iterator[tuple[Terms, NDArray[np.bool_]]]:
    """Four rows of packed terms (single and paired, unaccented and marked), each with the places
    where they were found."""
    marked = accented != unaccented
    paired = np.ones(max(len(accented) - 1, 0), dtype=np.bool_)
    paired[ends[(ends > 0) & (ends < len(accented))] - 1] = False
    marked_pairs = paired & (marked[:-1] | marked[1:])
    yield unaccented, np.ones(len(unaccented), dtype=np.bool_)
    yield accented[marked], marked
    for numbers, present in ((unaccented, paired), (accented, marked_pairs)):
        yield (numbers[:-1] | ((numbers[1:] + 1) << widest))[present], present


def _runs(numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where each run of equal numbers begins, and how long it is."""
    new = np.ones(len(numbers), dtype=np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=new[1:])
    firsts = np.flatnonzero(new)
    return firsts, np.diff(firsts, append=len(numbers))
