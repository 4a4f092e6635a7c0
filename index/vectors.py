"""Exact search by inner product: the only place that knows faiss.

Rows are unit vectors, so the inner product is the cosine. A question's vector is made a unit vector
at this border, so that its length never matters.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.errors import WrongCount

Vectors = NDArray[np.float32]
Ids = NDArray[np.int64]


class VectorIndex:
    """Unit vectors by passage id; constant after building."""

    def __init__(self, index: faiss.Index) -> None:
        # One question is one scan of a few megabytes: sharing it out costs more than it saves, and
        # on a busy machine the sharing threads spin for milliseconds.
        faiss.omp_set_num_threads(1)
        self._index: Any = index  # an IndexIDMap2 over an IndexFlatIP

    @classmethod
    def build(cls, ids: Sequence[int] | Ids, vectors: Vectors) -> "VectorIndex":
        """An index of (n, d) vectors of any length but zero; `ids` are n different numbers.

        Raises WrongCount where the two disagree.
        """
        if len(ids) != len(vectors):
            raise WrongCount("bảng vectơ", len(ids), len(vectors))
        index = faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1]))
        index.add_with_ids(unit_rows(vectors), np.asarray(ids, dtype=np.int64))
        return cls(index)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def ids(self) -> Ids:
        """(n,) passage ids in the order of building."""
        return np.array(faiss.vector_to_array(self._index.id_map), dtype=np.int64)

    @property
    def dimensions(self) -> int:
        """Width of the vectors."""
        return int(self._index.d)

    def rows(self) -> Vectors:
        """(n, d) the unit vectors, in the order of building."""
        flat = faiss.downcast_index(self._index.index)
        return np.array(flat.reconstruct_n(0, len(self)), dtype=np.float32)

    def nearest(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        """Up to `limit` pairs of id and cosine (-1..1), best first."""
        cosines, ids = self._index.search(unit_rows(vector[None, :]), min(limit, len(self)))
        return [(int(i), float(c)) for i, c in zip(ids[0], cosines[0], strict=True)]

    def cosines(self, vector: Vectors, ids: Ids) -> Vectors:
        """(len(ids),) cosines of one vector with those of the given passages."""
        rows = self._index.reconstruct_batch(np.ascontiguousarray(ids, dtype=np.int64))
        return np.asarray(rows @ unit_rows(vector[None, :])[0], dtype=np.float32)

    def save(self, path: Path) -> None:
        """Writes one file."""
        faiss.write_index(self._index, str(path))

    @classmethod
    def load(cls, path: Path) -> "VectorIndex":
        """Reads what `save` wrote. The file's integrity is checked by `index.folder`."""
        return cls(faiss.read_index(str(path)))


def unit_rows(vectors: Vectors) -> Vectors:
    """Rows divided by their lengths; a zero row stays zero."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.ascontiguousarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)
