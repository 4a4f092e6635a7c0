"""Search by inner product: the only place that knows faiss.

Rows are unit vectors, so the inner product is the cosine. A question's vector is made a unit vector
at this border, so that its length never matters. A small table is read whole. A large one is read
as a sketch of four bits for every two numbers, and the rows that look best are weighed again at
half precision: at 100,000 rows fifteen times as fast, with 99 of the 100 nearest (see
benchmarks/README.md for the other types that were tried).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.errors import WrongCount

FLAT_UP_TO = 5_000  # rows; below, reading all takes no longer than sketching
LITTLE = 0.1  # a share of new rows up to which the sketch learned before is used
_REWEIGHED = 4.0  # times as many rows as are wanted
_SKETCHED_FROM = 20_000  # rows that the sketch is learned from
_ROUNDS = 8  # of k-means for the sketch; faiss's 25 take three times as long and find no more

Vectors = NDArray[np.float32]
Ids = NDArray[np.int64]


class VectorIndex:
    """Unit vectors by passage id; constant after building. ids: (n,) in the order of building."""

    def __init__(self, index: Any) -> None:  # noqa: ANN401 -- faiss's types name no fields
        # One question is one scan of a few megabytes: sharing it out costs more than it saves, and
        # on a busy machine the sharing threads spin for milliseconds.
        faiss.omp_set_num_threads(1)
        self._index = index  # an IndexIDMap2 over one of the types of `_type`
        self.ids: Ids = np.array(faiss.vector_to_array(index.id_map), dtype=np.int64)
        self._by_row: Any = faiss.downcast_index(index.index)  # the same without the ids
        self._table = _table(self._by_row)  # of faiss's own memory, which `_index` keeps

    @classmethod
    def build(cls, ids: Sequence[int] | Ids, vectors: Vectors) -> "VectorIndex":
        """An index of (n, d) vectors of any length but zero; `ids` are n different numbers.

        Raises WrongCount where the two disagree.
        """
        if len(ids) != len(vectors):
            raise WrongCount("bảng vectơ", len(ids), len(vectors))
        made = _type(*vectors.shape)
        rows = unit_rows(vectors)
        made.train(rows[:: max(1, len(rows) // _SKETCHED_FROM)])
        index = faiss.IndexIDMap2(made)
        index.add_with_ids(rows, np.asarray(ids, dtype=np.int64))
        return cls(index)

    def updated(self, kept: Ids, ids: Sequence[int] | Ids, vectors: Vectors) -> "VectorIndex":
        """These rows of this index, then (n, d) further vectors with their `ids`. A sketch is
        learned anew only where much is new: what a model's vectors look like hardly changes."""
        sketched = not isinstance(self._by_row, faiss.IndexFlat)
        count = len(kept) + len(vectors)
        named = np.concatenate([self.ids[kept], np.asarray(ids, dtype=np.int64)])
        if not sketched or count <= FLAT_UP_TO or len(vectors) > LITTLE * count:
            return VectorIndex.build(
                named, np.concatenate([self._table[kept].astype(np.float32), unit_rows(vectors)])
            )
        made: Any = faiss.clone_index(self._by_row)
        _keep_rows(made, kept)
        if len(vectors):
            made.add(unit_rows(vectors))
        return VectorIndex(_named(made, named))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimensions(self) -> int:
        """Width of the vectors."""
        return int(self._index.d)

    @property
    def kind(self) -> str:
        """How the vectors are searched, in faiss's words."""
        flat = isinstance(self._by_row, faiss.IndexFlat)
        return "Flat" if flat else f"PQ{self.dimensions // 2}x4fs,Refine(SQfp16)"

    def rows(self) -> Vectors:
        """(n, d) the unit vectors, in the order of building; of a large table at half precision.
        Built from these again, it has the same: to make a rounded row a unit row moves a number by
        less than half a step."""
        return np.array(self._table, dtype=np.float32)

    def nearest(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        """Up to `limit` pairs of id and cosine (-1..1), best first."""
        rows, cosines = self.nearest_rows(vector, limit)
        ids = self.ids[rows]
        return list(zip(ids.tolist(), cosines.tolist(), strict=True))

    def nearest_rows(self, vector: Vectors, limit: int) -> tuple[Ids, Vectors]:
        """Up to `limit` rows, numbered in the order of building, and their cosines; best first."""
        cosines, rows = self._by_row.search(unit_rows(vector[None, :]), min(limit, len(self)))
        found = rows[0] >= 0  # a sketch may come back with fewer than it was asked for
        return rows[0][found], cosines[0][found]

    def cosines(self, vector: Vectors, ids: Ids) -> Vectors:
        """(len(ids),) cosines of one vector with those of the given passages."""
        rows = self._index.reconstruct_batch(np.ascontiguousarray(ids, dtype=np.int64))
        return np.asarray(rows @ unit_rows(vector[None, :])[0], dtype=np.float32)

    def cosines_of_rows(self, vector: Vectors, rows: Ids) -> Vectors:
        """(len(rows),) cosines of one vector with the given rows."""
        found = self._table[rows].astype(np.float32, copy=False)
        return np.asarray(found @ unit_rows(vector[None, :])[0], dtype=np.float32)

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


def _type(count: int, dimensions: int) -> Any:  # noqa: ANN401 -- faiss ships no types
    """All rows as they are; or a product quantiser's sketch, scanned in registers (André, Kermarrec
    and Le Scouarnec, 2017, arXiv:1704.07355), over rows at half precision."""
    if count <= FLAT_UP_TO or dimensions % 2:
        return faiss.IndexFlatIP(dimensions)
    name = f"PQ{dimensions // 2}x4fs,Refine(SQfp16)"
    index: Any = faiss.index_factory(dimensions, name, faiss.METRIC_INNER_PRODUCT)
    index.k_factor = _REWEIGHED
    sketch: Any = faiss.downcast_index(index.base_index)
    sketch.pq.cp.niter = _ROUNDS
    return index


def _keep_rows(index: Any, kept: Ids) -> None:  # noqa: ANN401 -- faiss ships no types
    """Leave these rows (rising) of a sketch and what it sketches; what was encoded stays so.

    The sketch is packed by the block. What lies in the last one behind the last row has to be
    zero, for faiss adds to it by "or", and `remove_ids` leaves there what was: its few rows are
    taken out and encoded again.
    """
    sketch: Any = faiss.downcast_index(index.base_index)
    table: Any = faiss.downcast_index(index.refine_index)
    gone = np.ones(index.ntotal, dtype=np.bool_)
    gone[kept] = False
    selected = faiss.IDSelectorBatch(np.flatnonzero(gone))
    sketch.remove_ids(selected)
    table.remove_ids(selected)
    whole = len(kept) // sketch.bbs * sketch.bbs
    stride = sketch.get_block_stride()
    held = faiss.rev_swig_ptr(sketch.codes.get(), sketch.codes.size())
    held[whole // sketch.bbs * stride :] = 0
    sketch.codes.resize(whole // sketch.bbs * stride)
    sketch.ntotal = sketch.ntotal2 = whole
    if whole < len(kept):
        sketch.add(table.reconstruct_n(whole, len(kept) - whole))
    index.ntotal = len(kept)


def _named(made: Any, ids: Ids) -> Any:  # noqa: ANN401 -- faiss ships no types
    """A filled index under these ids; faiss names only what it is filled with."""
    index = faiss.IndexIDMap2(faiss.IndexFlatIP(made.d))
    index.index, index.ntotal = made, made.ntotal
    setattr(index, "referenced_objects", [made])  # noqa: B010 -- as faiss does, which has no types
    faiss.copy_array_to_vector(ids, index.id_map)
    index.construct_rev_map()
    return index


def _table(index: Any) -> NDArray[np.floating[Any]]:  # noqa: ANN401 -- faiss ships no types
    """(n, d) the rows of a built index at the precision it keeps: a view, for faiss's own way of
    giving a hundred rows back takes a millisecond."""
    count, dimensions = index.ntotal, index.d
    if isinstance(index, faiss.IndexFlat):
        return faiss.rev_swig_ptr(index.get_xb(), count * dimensions).reshape(count, dimensions)
    kept: Any = faiss.downcast_index(index.refine_index)
    codes = faiss.rev_swig_ptr(kept.codes.data(), count * dimensions * 2)
    return codes.view(np.float16).reshape(count, dimensions)
