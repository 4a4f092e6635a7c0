"""Late interaction: each word of a question finds the nearest word of a passage by itself.

A text's mean vector blurs its words; here "nhậu" may meet "rượu, bia" whatever else the passage
says. The score is the sum over a question's tokens of their greatest cosine among the passage's
tokens (MaxSim of ColBERT: Khattab and Zaharia, 2020, doi 10.1145/3397271.3401075), each counting by
its idf in this collection. The tokens' vectors are those of the static model, so a passage costs
two bytes a token.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import WrongCount

LEAST = 0.35  # cosines below this are chance and count as none
_TOKENS = "tokens.npy"
_STARTS = "token_starts.npy"

Ids = NDArray[np.int32]
Floats = NDArray[np.float32]


class LateIndex:
    """The different tokens of each passage, side by side; constant after building."""

    def __init__(
        self, table: Floats, tokens: NDArray[np.uint16] | NDArray[np.uint32], starts: Ids
    ) -> None:
        self._table = table
        self._lengths = np.maximum(np.linalg.norm(table, axis=1), 1e-12).astype(np.float32)
        self._tokens = tokens
        self._starts = starts  # (n + 1,) where each passage's tokens begin
        held = np.bincount(tokens, minlength=len(table)).astype(np.float32)
        self._idf = np.log1p((len(self) - held + 0.5) / (held + 0.5))
        self._idf[0] = 0.0  # the unknown piece says nothing

    @classmethod
    def build(cls, table: Floats, passages: Sequence[Ids]) -> "LateIndex":
        """table: (pieces, d) vectors of any length, row 0 the unknown piece; passages: the token
        ids of each, in any order."""
        small = np.uint16 if len(table) <= np.iinfo(np.uint16).max else np.uint32
        different = [np.unique(ids).astype(small) for ids in passages]
        starts = np.concatenate([[0], np.cumsum([len(ids) for ids in different])])
        tokens = np.concatenate([np.zeros(0, dtype=small), *different])
        return cls(table, tokens, starts.astype(np.int32))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def scores(self, question: Ids, rows: NDArray[np.int64]) -> Floats:
        """(len(rows),) the idf-weighted mean of the greatest cosines, 0..1, of these passages.

        A question without a known token scores nothing anywhere.
        """
        asked = np.unique(question)
        weights = self._idf[asked]
        scores = np.zeros(len(rows), dtype=np.float32)
        lengths = self._starts[rows + 1] - self._starts[rows]
        if weights.sum() <= 0.0 or not lengths.any():
            return scores
        columns, places = self._different(rows)
        cosines = self._cosines(asked, columns).take(places, axis=0)
        filled = lengths > 0
        first = np.concatenate([[0], np.cumsum(lengths[filled])[:-1]])
        greatest = np.maximum.reduceat(cosines, first, axis=0)
        greatest[greatest < LEAST] = 0.0
        scores[filled] = greatest @ weights / weights.sum()
        return scores

    def tokens(self) -> Iterator[Ids]:
        """The different tokens of each passage, in the order of building."""
        for start, end in zip(self._starts[:-1], self._starts[1:], strict=True):
            yield self._tokens[start:end].astype(np.int32)

    def save(self, folder: Path) -> None:
        """Writes into an existing folder; the table stays with the model."""
        np.save(folder / _TOKENS, self._tokens, allow_pickle=False)
        np.save(folder / _STARTS, self._starts, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path, table: Floats) -> "LateIndex":
        """Reads what `save` wrote. Raises WrongCount where the table has not those tokens."""
        tokens = np.load(folder / _TOKENS, allow_pickle=False)
        starts = np.load(folder / _STARTS, allow_pickle=False)
        if len(tokens) and int(tokens.max()) >= len(table):
            raise WrongCount("bảng từ của mô hình", int(tokens.max()) + 1, len(table))
        return cls(table, tokens, starts)

    def _different(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The tokens that occur in these rows, and for each token of each row its place there."""
        bounds = zip(self._starts[rows].tolist(), self._starts[rows + 1].tolist(), strict=True)
        held = np.concatenate([self._tokens[start:end] for start, end in bounds])
        is_held = np.zeros(len(self._table), dtype=np.bool_)  # marking beats sorting by far
        is_held[held] = True
        columns = np.flatnonzero(is_held)
        place = np.empty(len(self._table), dtype=np.intp)
        place[columns] = np.arange(len(columns))
        return columns, place[held]

    def _cosines(self, asked: Ids, columns: NDArray[np.intp]) -> Floats:
        """(columns, asked) cosines of tokens: a passage's are then rows beside each other."""
        question = self._table[asked] / self._lengths[asked, None]
        cosines = self._table.take(columns, axis=0) @ question.T
        cosines /= self._lengths[columns, None]
        return np.asarray(cosines, dtype=np.float32)
