from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from index import postings
from index.postings import K1, B, Postings

Counts = NDArray[np.int64]  # (passages, terms) how often each stands there


def _built(counts: Counts) -> Postings:
    columns, rows = np.nonzero(counts.T)
    starts = np.searchsorted(columns, np.arange(counts.shape[1] + 1))
    return Postings.build(starts, rows, counts[rows, columns], counts.sum(axis=1))


def _bm25(counts: Counts) -> NDArray[np.float64]:
    """(passages, terms) by the definition, densely."""
    passages, lengths = len(counts), counts.sum(axis=1, keepdims=True)
    frequency = (counts > 0).sum(axis=0)
    idf = np.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))
    norm = K1 * (1 - B + B * lengths / max(lengths.mean(), 1.0))
    return np.asarray(idf * counts / (counts + norm))


def _skewed(passages: int, terms: int, seed: int) -> Counts:
    """Some terms in nearly all passages, most in few, as words are."""
    random = np.random.default_rng(seed)
    share = 0.95 / np.arange(1, terms + 1) ** 1.2
    counts: Counts = (random.random((passages, terms)) < share) * random.integers(
        1, 4, (passages, terms)
    )
    counts[random.integers(passages, size=terms), np.arange(terms)] += 1  # none without a passage
    return counts


@given(
    st.integers(1, 300), st.integers(1, 12), st.integers(0, 10**6), st.integers(1, 40), st.data()
)
@settings(max_examples=200, deadline=None)
def test_the_best_are_those_of_plain_numpy_however_common_its_words(
    passages: int, terms: int, seed: int, limit: int, data: st.DataObject
) -> None:
    counts = _skewed(passages, terms, seed)
    weights = np.array(
        data.draw(st.lists(st.floats(0.1, 3), min_size=terms, max_size=terms)), dtype=np.float32
    )
    also = np.array(data.draw(st.lists(st.integers(0, passages - 1))), dtype=np.int64)
    expected = _bm25(counts) @ weights

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "COMMON_AT_LEAST", data.draw(st.integers(1, 100)))
        patch.setattr(postings, "LARGE", 1)
        patch.setattr(postings, "CANDIDATES", data.draw(st.integers(1, 3)))
        patch.setattr(postings, "_WORTH_BLOCKS", data.draw(st.integers(1, 9)))
        index = _built(counts)
        rows, scores = index.best(np.arange(terms), weights, limit, also)

    assert index.scores(np.arange(terms), weights) == pytest.approx(expected, rel=1e-5, abs=1e-6)
    assert scores == pytest.approx(expected[rows], rel=1e-5, abs=1e-6)
    assert (np.diff(rows) > 0).all()
    assert set(also.tolist()) <= set(rows.tolist())
    best = np.sort(expected[expected > 0])[::-1][:limit]
    assert np.sort(scores)[::-1][: len(best)] == pytest.approx(best, rel=1e-5, abs=1e-6)
    assert len(rows) <= limit + len(also)


@pytest.mark.parametrize("clear", [True, False])
def test_common_words_are_added_for_all_only_where_the_rare_ones_leave_it_open(
    clear: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = np.zeros((60_000, 3), dtype=np.int64)
    counts[:, 0] = 1
    counts[::2, 2] = 9  # every second passage is longer
    counts[100:140, 1] = 3 if clear else 0
    counts[0, 1] = 1
    whole: list[int] = []
    added = Postings._with_common

    def noted(self: Postings, *given: object) -> object:
        whole.append(1)
        return added(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Postings, "_with_common", noted)
    rows, scores = _built(counts).best(
        np.array([0, 1]), np.ones(2, dtype=np.float32), 10, np.array([7])
    )

    expected = _bm25(counts)[:, :2].sum(axis=1)
    assert bool(whole) is not clear
    assert 7 in rows
    assert scores == pytest.approx(expected[rows], rel=1e-5)
    assert np.sort(scores)[-10:] == pytest.approx(np.sort(expected)[-10:], rel=1e-5)


def test_what_was_saved_scores_the_same(tmp_path: Path) -> None:
    counts, weights = _skewed(50, 6, 1), np.ones(6, dtype=np.float32)
    index = _built(counts)
    index.save(tmp_path)
    again = Postings.load(tmp_path, 50)
    assert np.array_equal(again.scores(np.arange(6), weights), index.scores(np.arange(6), weights))
    assert index.scores(np.arange(6), weights) == pytest.approx(_bm25(counts).sum(axis=1), rel=1e-5)
    assert again.holds(np.arange(6), 3).tolist() == (counts[3] > 0).tolist()


def test_an_index_without_a_word_can_be_saved_and_finds_nothing(tmp_path: Path) -> None:
    _built(np.zeros((3, 0), dtype=np.int64)).save(tmp_path)
    none = np.zeros(0, dtype=np.int64)
    rows, _ = Postings.load(tmp_path, 3).best(none, np.zeros(0, dtype=np.float32), 2, none)
    assert rows.tolist() == []


def test_a_passage_behind_the_last_of_a_column_is_not_found_in_its_neighbour() -> None:
    index = _built(np.array([[0, 1], [0, 0], [1, 0]]))
    assert index.holds(np.array([0, 1]), 2).tolist() == [True, False]


@given(st.integers(1, 40), st.integers(1, 8), st.integers(0, 20), st.integers(0, 10**6), st.data())
@settings(max_examples=100, deadline=None)
def test_joined_columns_are_those_built_of_the_kept_and_the_further_passages(
    passages: int, terms: int, more: int, seed: int, data: st.DataObject
) -> None:
    first, second = _skewed(passages, terms, seed), _skewed(max(more, 1), terms, seed + 1)[:more]
    kept = np.flatnonzero(data.draw(st.lists(st.booleans(), min_size=passages, max_size=passages)))
    old, new = np.arange(terms) * 2, np.arange(terms) * 2 + data.draw(st.integers(0, 1))
    whole = np.zeros((len(kept) + more, 2 * terms), dtype=np.int64)
    whole[: len(kept), old] = first[kept]
    whole[len(kept) :, new] = second
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "_AT_ONCE", data.draw(st.integers(1, 9)))
        joined = _built(first).joined(kept, old, _built(second), new, 2 * terms)
    expected = _built(whole)
    for name in ("starts", "rows", "times", "lengths", "values"):
        mine, theirs = getattr(joined, name), getattr(expected, name)
        assert mine.dtype == theirs.dtype
        assert mine.tolist() == theirs.tolist(), name
