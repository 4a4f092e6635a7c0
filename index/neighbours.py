"""Which pieces of a model's vocabulary mean nearly the same, and how nearly.

A question's words are compared with all words of thirty passages: reading the few neighbours of
each beats multiplying vectors. The embedded model brings the list along; for another static model
a piece's neighbours are found when it is first asked for.
"""

from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from index.errors import WrongCount

LEAST = 0.35  # cosines below this are chance
FOLDER = "neighbours"  # inside the model's own
_KEPT = 4_096  # pieces whose neighbours had to be found
_AT_ONCE = 512  # rows of the table that are compared with all of it in one product

Floats = NDArray[np.float32]
Near = tuple[NDArray[np.unsignedinteger[Any]], NDArray[np.floating[Any]]]


class _Stored(NamedTuple):
    """The lists of all pieces in a row; those of piece n are `starts[n]` to `starts[n + 1]`."""

    starts: NDArray[np.int32]
    pieces: NDArray[np.unsignedinteger[Any]]
    cosines: NDArray[np.float16]


class Neighbours:
    """Of each piece those within a cosine of `LEAST`, itself among them; constant."""

    def __init__(self, table: Floats, stored: _Stored | None = None) -> None:
        """table: (pieces, d) vectors of any length."""
        self._table = table
        self._small = np.uint16 if len(table) <= np.iinfo(np.uint16).max else np.uint32
        self._stored = stored
        self._found = lru_cache(_KEPT)(lambda piece: next(self._of_all(piece, piece + 1)))

    @classmethod
    def load(cls, folder: Path, table: Floats) -> Self:
        """With the list of a model's folder, mapped, if it has one. Raises WrongCount where that
        is the list of another table."""
        home = folder / FOLDER
        if not home.is_dir():
            return cls(table)
        starts, pieces, cosines = (
            np.asarray(np.load(home / f"{name}.npy", mmap_mode="r", allow_pickle=False))
            for name in _Stored._fields
        )
        if len(starts) - 1 != len(table):
            raise WrongCount("bảng từ gần nghĩa", len(table), len(starts) - 1)
        return cls(table, _Stored(starts, pieces, cosines))

    def __len__(self) -> int:
        return len(self._table)

    def of(self, piece: int) -> Near:
        """Pieces, rising, and their cosines."""
        if self._stored is None:
            return self._found(piece)
        start, end = self._stored.starts[piece : piece + 2].tolist()
        return self._stored.pieces[start:end], self._stored.cosines[start:end]

    def save(self, folder: Path) -> None:
        """Writes the list of the whole table into a model's folder, at half precision."""
        lists = list(self._of_all(0, len(self)))
        stored = _Stored(
            np.cumsum([0, *(len(pieces) for pieces, _ in lists)]).astype(np.int32),
            np.concatenate([pieces for pieces, _ in lists]),
            np.concatenate([cosines for _, cosines in lists]).astype(np.float16),
        )
        (folder / FOLDER).mkdir(exist_ok=True)
        for name, part in stored._asdict().items():
            np.save(folder / FOLDER / f"{name}.npy", part, allow_pickle=False)

    @cached_property
    def _lengths(self) -> Floats:
        """(pieces,) of the vectors. A stored list needs none: no start waits for them."""
        lengths = np.maximum(np.linalg.norm(self._table, axis=1), 1e-12)
        return np.asarray(lengths, dtype=np.float32)

    def _of_all(self, start: int, end: int) -> Iterator[Near]:
        """The neighbours of a row of pieces."""
        for first in range(start, end, _AT_ONCE):
            part = slice(first, min(first + _AT_ONCE, end))
            unit = self._table[part] / self._lengths[part, None]
            for cosines in unit @ self._table.T / self._lengths:
                near = np.flatnonzero(cosines >= LEAST)
                yield near.astype(self._small), cosines[near]
