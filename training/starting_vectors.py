"""Where training starts: what stands near what in the texts, so that rare words have a sense."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]
from sklearn.utils.extmath import randomized_svd  # type: ignore[import-untyped]
from tokenizers import Tokenizer

from index.text import fold

_SMOOTHING = 0.75  # of context counts (Levy, Goldberg and Dagan, 2015, section 3.2)
_SHIFT = np.log(2.0)  # as two negative samples
_SIF = 3e-4  # a / (a + p), the weight of Arora et al., 2017


def starting_vectors(
    tokenizer: Tokenizer, clauses: Iterable[str], dimensions: int, seed: int
) -> NDArray[np.float32]:
    """(vocabulary, dimensions) float32: factors of shifted positive pointwise mutual information
    between pieces of one clause, each row as long as its SIF weight, times sqrt(dimensions).

    Pieces that never occur (most unaccented ones) get the mean of the accented pieces that fold to
    them, weighted by count. Source: Levy, Goldberg and Dagan, 2015 (doi 10.1162/tacl_a_00134).
    """
    presence = _presence(tokenizer, clauses)
    counts = np.asarray(presence.sum(axis=0)).ravel()
    left, singular, _ = randomized_svd(
        _shifted_ppmi(presence), dimensions, n_iter=3, random_state=seed
    )
    vectors = _unit(left * np.sqrt(singular))
    _lend_to_folded(vectors, counts, tokenizer)
    weights = _SIF / (_SIF + counts / counts.sum())
    scaled = _unit(vectors) * weights[:, None] * np.sqrt(dimensions)
    return np.asarray(scaled, dtype=np.float32)


def _presence(tokenizer: Tokenizer, clauses: Iterable[str]) -> sparse.csr_matrix:
    rows = [encoding.ids for encoding in tokenizer.encode_batch(list(clauses))]
    columns = np.fromiter((i for row in rows for i in row), dtype=np.int32)
    starts = np.cumsum([0, *map(len, rows)])
    data = np.ones(len(columns), dtype=np.float32)
    shape = (len(rows), tokenizer.get_vocab_size())
    matrix = sparse.csr_matrix((data, columns, starts), shape=shape)
    matrix.sum_duplicates()
    matrix.data[:] = 1.0
    return matrix


def _shifted_ppmi(presence: sparse.csr_matrix) -> sparse.csr_matrix:
    together = (presence.T @ presence).tocoo()
    apart = together.row != together.col
    row, column, seen = together.row[apart], together.col[apart], together.data[apart]
    total = np.bincount(row, seen, minlength=together.shape[0])
    context = total**_SMOOTHING
    information = np.log(seen * context.sum() / (total[row] * context[column])) - _SHIFT
    kept = (information > 0) & (seen >= 3)
    return sparse.csr_matrix(
        (information[kept].astype(np.float32), (row[kept], column[kept])), shape=together.shape
    )


def _lend_to_folded(
    vectors: NDArray[np.float32], counts: NDArray[np.float32], tokenizer: Tokenizer
) -> None:
    vocabulary = tokenizer.get_vocab()
    lent = np.zeros_like(vectors)
    for piece, number in vocabulary.items():
        target = vocabulary.get(fold(piece))
        if target is not None and target != number:
            lent[target] += vectors[number] * counts[number]
            counts[target] += 0.1 * counts[number]
    poor = np.linalg.norm(vectors, axis=1) < 1e-6
    vectors[poor] = lent[poor]


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(norms, 1e-9))
