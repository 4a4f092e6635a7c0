"""BM25 by column: in which passages each term stands and what it is worth there; the best of them.

Every passage's part of the score is worked out when the index is built, so that a question only
adds numbers up (Lù, "BM25S", 2024, arXiv:2407.03618).
"""

from bisect import bisect_left
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

K1 = 1.5
B = 0.75
# A term that stands in more than a quarter of the passages, and in at least so many, is common.
COMMON_SHARE = 0.25
COMMON_AT_LEAST = 1_024
# In so large a collection common terms are added for the best of the others only, so many times as
# many as are wanted, if that can be shown to be enough.
LARGE = 50_000
CANDIDATES = 20
_ROUNDING = 1e-5  # sums of the same numbers in another order differ by less
_AT_ONCE = 1 << 18  # places looked up in one go
_WORTH_BLOCKS = 25  # scores a block, below which a plain selection is quicker
_STORED = ("starts", "rows", "values", "times", "lengths")
_NO_ROWS, _NO_SCORES = np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)

Columns = NDArray[np.int64]
Rows = NDArray[np.int64]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Postings:
    """(passages x terms) BM25 in compressed columns; constant.

    starts: (terms + 1,) where each column begins. rows: (postings,) passages, rising within a
    column. values: (postings,) BM25. times: (postings,) how often the term stands there. lengths:
    (passages,) syllables. common: (common terms, passages) the columns of common terms
    in full: adding numbers in a row is five times as fast as adding them here and there.
    places: column of a common term -> its row in `common`.
    """

    passages: int
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    values: Scores
    times: NDArray[np.uint16]
    lengths: NDArray[np.int32]
    common: Scores = field(init=False)
    places: dict[int, int] = field(init=False)
    peaks: Scores = field(init=False)  # (common terms,) the greatest value of each

    def __post_init__(self) -> None:
        least = max(self.passages * COMMON_SHARE, COMMON_AT_LEAST)
        columns = np.flatnonzero(np.diff(self.starts) > least).tolist()
        common = np.zeros((len(columns), self.passages), dtype=np.float32)
        for place, column in enumerate(columns):
            part = slice(self.starts[column], self.starts[column + 1])
            common[place, self.rows[part]] = self.values[part]
        object.__setattr__(self, "common", common)
        object.__setattr__(self, "peaks", common.max(axis=1, initial=0.0))
        object.__setattr__(self, "places", {c: place for place, c in enumerate(columns)})

    @classmethod
    def build(
        cls,
        starts: NDArray[np.int64],
        rows: NDArray[np.integer[Any]],
        times: NDArray[np.integer[Any]],
        lengths: NDArray[np.integer[Any]],
    ) -> "Postings":
        """From how many `times` each column's term stands in each passage, and the passages'
        `lengths` in syllables: Lucene's BM25, whose idf is log(1 + (N - n + 0.5) / (n + 0.5))."""
        passages = len(lengths)
        frequency = np.diff(starts)
        penalty = (K1 * (1 - B + B * lengths / max(lengths.sum() / max(passages, 1), 1.0))).astype(
            np.float32
        )
        values = np.empty(len(times), dtype=np.float32)
        for start in range(0, len(times), _AT_ONCE):
            piece = slice(start, start + _AT_ONCE)
            part = times[piece].astype(np.float32)
            np.divide(part, part + penalty[rows[piece]], out=values[piece])
        values *= np.repeat(idf(frequency, passages).astype(np.float32), frequency)
        narrow = times.dtype == np.uint16
        counted = times if narrow else np.minimum(times, np.iinfo(np.uint16).max)
        parts = (rows.astype(np.int32, copy=False), values, counted.astype(np.uint16, copy=False))
        return cls(passages, starts, *parts, lengths.astype(np.int32, copy=False))

    def joined(
        self, kept: Rows, columns: Columns, other: "Postings", others: Columns, count: int
    ) -> "Postings":
        """The `kept` passages (rising) of these, then all of the other's. `columns` and `others`
        say which of the `count` columns of the result each one's columns are."""
        row_of = np.full(self.passages, -1, dtype=np.int32)
        row_of[kept] = np.arange(len(kept), dtype=np.int32)
        rows = _taken(row_of, self.rows)
        gone = np.flatnonzero(rows < 0)
        sizes = np.zeros(count, dtype=np.int64)
        sizes[columns] = np.diff(self.starts)
        sizes -= np.bincount(
            columns[np.searchsorted(self.starts, gone, side="right") - 1], minlength=count
        )
        new = np.diff(other.starts)
        ends = np.repeat(np.cumsum(sizes)[others], new)  # of the columns, without what is gone
        sizes[others] += new
        cuts = _Cuts.of(gone, ends, len(rows))
        return Postings.build(
            np.concatenate([[0], np.cumsum(sizes)]),
            cuts.joined(rows, other.rows + np.int32(len(kept))),
            cuts.joined(self.times, other.times),
            np.concatenate([self.lengths[kept], other.lengths]),
        )

    def sizes(self, columns: Columns) -> NDArray[np.int64]:
        """(columns,) in how many passages each term stands."""
        return self.starts[columns + 1] - self.starts[columns]

    def scores(self, columns: Columns, weights: Scores) -> Scores:
        """(passages,) sums of the columns, each times its weight."""
        found, places, worth = self._rare_and_common(columns, weights)
        return self._with_common(found, places, worth)

    def best(
        self, columns: Columns, weights: Scores, limit: int, also: Rows
    ) -> tuple[Rows, Scores]:
        """The `limit` passages with the greatest sums above zero, and the passages `also` asked
        for: rising rows, each once, and their sums. Weights are not negative.

        A large collection's common terms are first added for the best candidates alone. A passage
        that is none has at most the last candidate's sum and, from each common term, that term's
        greatest value: where this is less than what the last of the best has, the result is that
        of `scores` (MaxScore: Turtle and Flood, 1995, doi 10.1016/0306-4573(95)00020-H); where it
        is not, all are added.
        """
        found, places, worth = self._rare_and_common(columns, weights)
        candidates = CANDIDATES * limit
        if self.passages >= LARGE and candidates < self.passages and len(places):
            best = _greatest(found, candidates)
            rows = _union(best, also)
            scores = found[rows]
            for place, weight in zip(places.tolist(), worth, strict=True):
                scores += weight * self.common[place].take(rows)
            reach = worth @ self.peaks[places]
            if len(best) == candidates:  # where there are fewer, no others have a rare term
                reach += found[best].min()
            if len(rows) >= limit and reach < np.sort(scores)[-limit] * (1 - _ROUNDING):
                return _best_of(rows, scores, limit, also)
        found = self._with_common(found, places, worth)
        return _best_of(np.arange(self.passages), found, limit, also)

    def holds(self, columns: Columns, row: int) -> NDArray[np.bool_]:
        """(columns,) whether the terms stand in one passage."""
        starts, ends = self.starts[columns].tolist(), self.starts[columns + 1].tolist()
        held = []
        for start, end in zip(starts, ends, strict=True):
            place = bisect_left(self.rows, row, start, end)  # numpy's own looks at types first
            held.append(place < end and self.rows[place] == row)
        return np.array(held, dtype=np.bool_)

    def save(self, folder: Path) -> None:
        """Writes arrays into an existing folder."""
        for name in _STORED:
            np.save(folder / f"{name}.npy", getattr(self, name), allow_pickle=False)

    @classmethod
    def load(cls, folder: Path, passages: int) -> "Postings":
        """Maps what `save` wrote: only what questions touch comes into memory."""
        arrays = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in _STORED)
        starts, rows, values, times, lengths = map(np.asarray, arrays)
        return cls(passages, starts, rows, values, times, lengths)

    def _rare_and_common(
        self, columns: Columns, weights: Scores
    ) -> tuple[Scores, NDArray[np.int64], Scores]:
        """The sums (passages,) of the rare terms; places and weights of the common ones."""
        found = np.zeros(self.passages, dtype=np.float32)
        places, worth = [], []
        starts, ends = self.starts[columns].tolist(), self.starts[columns + 1].tolist()
        rows, values = [_NO_ROWS], [_NO_SCORES]
        for column, weight, start, end in zip(
            columns.tolist(), weights.tolist(), starts, ends, strict=True
        ):
            place = self.places.get(column)
            if place is None:
                part = self.values[start:end]
                rows.append(self.rows[start:end])
                values.append(part if weight == 1.0 else weight * part)
            else:
                places.append(place)
                worth.append(weight)
        # One call: each costs as much as adding a few hundred numbers.
        np.add.at(found, np.concatenate(rows), np.concatenate(values))
        return found, np.array(places, dtype=np.int64), np.array(worth, dtype=np.float32)

    def _with_common(self, found: Scores, places: NDArray[np.int64], worth: Scores) -> Scores:
        product = np.empty_like(found)
        for place, weight in zip(places.tolist(), worth, strict=True):
            found += np.multiply(self.common[place], weight, out=product)
        return found


class _Cuts(NamedTuple):
    """Where a long row is cut to leave some of it out and to put another row's pieces in: a few
    thousand copied stretches cost a fifth of a mask over millions."""

    stretches: list[tuple[int, int]]  # of the long row
    pieces: list[tuple[int, int]]  # of the other, one behind each stretch

    @classmethod
    def of(cls, gone: NDArray[np.int64], at: NDArray[np.int64], length: int) -> "_Cuts":
        """gone: places that are left out. at: for each of the other row how many of those that stay
        stand before it; both rise. length: of the long row."""
        # Each place that goes, and each that comes, begins a stretch; of the long row as it was.
        came = at + np.searchsorted(gone - np.arange(len(gone)), at, side="right")
        marks = np.concatenate([gone, came])
        order = np.argsort(marks, kind="stable")
        width = (np.arange(len(marks)) < len(gone)).astype(np.int64)[order]
        marks = marks[order]
        begins = np.concatenate([[0], marks + width]).tolist()
        stretches = zip(begins, [*marks.tolist(), length], strict=True)
        taken = np.cumsum(1 - width)
        pieces = zip((taken - (1 - width)).tolist(), taken.tolist(), strict=True)
        return cls(list(stretches), [*pieces, (0, 0)])

    def joined(self, long: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
        parts: list[NDArray[Any]] = []
        for (start, end), (first, last) in zip(self.stretches, self.pieces, strict=True):
            parts += (long[start:end], other[first:last])
        return np.concatenate(parts)


def _taken(values: NDArray[Any], places: NDArray[np.integer[Any]]) -> NDArray[Any]:
    """`values[places]`, a piece at a time: numpy makes long integers of all the places first."""
    taken = np.empty(len(places), dtype=values.dtype)
    for start in range(0, len(places), _AT_ONCE):
        piece = slice(start, start + _AT_ONCE)
        np.take(values, places[piece], out=taken[piece], mode="wrap")
    return taken


def idf(frequency: NDArray[np.int64], passages: int) -> NDArray[np.float64]:
    """Of terms that stand in so many of the passages."""
    return np.asarray(np.log1p((passages - frequency + 0.5) / (frequency + 0.5)))


def _greatest(scores: Scores, limit: int) -> Rows:
    """Places of the greatest of scores not below zero, in no order; zeros may be left out.

    Of so many blocks the greatest of each is at least as great as the last one wanted, if the last
    is chosen among them; few scores reach that, and only these are compared. (numpy's own selection
    takes quadratic time where most scores are zero.)
    """
    blocks = 4 * limit
    width = len(scores) // blocks
    if width >= _WORTH_BLOCKS:
        tops = np.sort(scores[: blocks * width].reshape(blocks, width).max(axis=1))
        rows = np.flatnonzero(scores >= max(tops[-limit], np.float32(1e-30)))
    else:
        rows = np.arange(len(scores))
    if len(rows) > limit:
        rows = rows[np.argpartition(-scores[rows], limit)[:limit]]
    return rows


def _union(rows: Rows, others: Rows) -> Rows:
    """Rising, each once. (np.unique takes ten times as long for a few hundred.)"""
    both = np.sort(np.concatenate([rows, others]))
    return both[np.append(True, both[1:] != both[:-1])] if len(both) else both


def _best_of(rows: Rows, scores: Scores, limit: int, also: Rows) -> tuple[Rows, Scores]:
    """Of rising rows those with the greatest scores above zero, and those of `also`."""
    best = _greatest(scores, limit)
    kept = _union(best[scores[best] > 0], np.searchsorted(rows, also))
    return rows[kept], scores[kept]
