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
from index.neighbours import Neighbours

_TOKENS = "tokens.npy"
_STARTS = "token_starts.npy"

Ids = NDArray[np.int32]
Floats = NDArray[np.float32]


class LateIndex:
    """The different tokens of each passage, side by side; constant after building."""

    def __init__(
        self, near: Neighbours, tokens: NDArray[np.uint16] | NDArray[np.uint32], starts: Ids
    ) -> None:
        self._near = near
        self._tokens = tokens
        self._starts = starts  # (n + 1,) where each passage's tokens begin
        held = np.bincount(tokens, minlength=len(near)).astype(np.float32)
        self._idf = np.log1p((len(self) - held + 0.5) / (held + 0.5))
        self._idf[0] = 0.0  # the unknown piece says nothing

    @classmethod
    def build(cls, near: Neighbours, passages: Sequence[Ids]) -> "LateIndex":
        """near: of the model's pieces, piece 0 the unknown one; passages: the token ids of each,
        in any order."""
        small = np.uint16 if len(near) <= np.iinfo(np.uint16).max else np.uint32
        different = [np.unique(ids).astype(small) for ids in passages]
        starts = np.concatenate([[0], np.cumsum([len(ids) for ids in different])])
        tokens = np.concatenate([np.zeros(0, dtype=small), *different])
        return cls(near, tokens, starts.astype(np.int32))

    def updated(self, kept: NDArray[np.int64], passages: Sequence[Ids]) -> "LateIndex":
        """These rows of this index, then further passages."""
        fresh = LateIndex.build(self._near, passages)
        lengths = np.diff(self._starts)
        stays = np.zeros(len(self), dtype=np.bool_)
        stays[kept] = True
        tokens = np.concatenate([self._tokens[np.repeat(stays, lengths)], fresh._tokens])
        ends = np.cumsum(np.concatenate([lengths[stays], np.diff(fresh._starts)]))
        return LateIndex(self._near, tokens, np.append(0, ends).astype(np.int32))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def scores(self, question: Ids, rows: NDArray[np.int64]) -> Floats:
        """(len(rows),) the idf-weighted mean of the greatest cosines, 0..1, of these passages.

        A question without a known token scores nothing anywhere.
        """
        asked = np.unique(question)
        weights = self._idf[asked]
        scores = np.zeros(len(rows), dtype=np.float32)
        starts, ends = self._starts[rows], self._starts[rows + 1]
        filled = ends > starts
        if weights.sum() <= 0.0 or not filled.any():
            return scores
        bounds = zip(starts.tolist(), ends.tolist(), strict=True)
        held = np.concatenate([self._tokens[start:end] for start, end in bounds]).astype(np.intp)
        first = np.concatenate([[0], np.cumsum((ends - starts)[filled])[:-1]])
        scores[filled] = self._greatest(asked, weights, held, first) / weights.sum()
        return scores

    def _greatest(
        self, asked: Ids, weights: Floats, held: NDArray[np.intp], first: NDArray[np.intp]
    ) -> Floats:
        """(passages,) the weighted sums of each passage's greatest cosines; `held` are the tokens
        of all of them, `first` where each one's begin."""
        total = np.zeros(len(first), dtype=np.float32)
        cosines = np.zeros(len(self._near), dtype=np.float32)  # with one asked token, of all pieces
        for token, weight in zip(asked.tolist(), weights.tolist(), strict=True):
            if weight > 0.0:
                pieces, found = self._near.of(token)
                cosines[pieces] = found
                total += weight * np.maximum.reduceat(cosines.take(held), first)
                cosines[pieces] = 0.0
        return total

    def tokens(self) -> Iterator[Ids]:
        """The different tokens of each passage, in the order of building."""
        for start, end in zip(self._starts[:-1], self._starts[1:], strict=True):
            yield self._tokens[start:end].astype(np.int32)

    def save(self, folder: Path) -> None:
        """Writes into an existing folder; the vectors stay with the model."""
        np.save(folder / _TOKENS, self._tokens, allow_pickle=False)
        np.save(folder / _STARTS, self._starts, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path, near: Neighbours) -> "LateIndex":
        """Reads what `save` wrote. Raises WrongCount where the model has not those tokens."""
        tokens = np.load(folder / _TOKENS, allow_pickle=False)
        starts = np.load(folder / _STARTS, allow_pickle=False)
        if len(tokens) and int(tokens.max()) >= len(near):
            raise WrongCount("bảng từ của mô hình", int(tokens.max()) + 1, len(near))
        return cls(near, tokens, starts)
