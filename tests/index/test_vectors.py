from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.errors import WrongCount
from index.vectors import FLAT_UP_TO, VectorIndex, unit_rows


def _cosines(vectors: NDArray[np.float32], query: NDArray[np.float32]) -> NDArray[np.float64]:
    """Plain numpy, double precision, by the definition."""
    v, q = vectors.astype(np.float64), query.astype(np.float64)
    return np.asarray(v @ q / (np.linalg.norm(v, axis=1) * np.linalg.norm(q)))


@pytest.fixture
def vectors() -> NDArray[np.float32]:
    random = np.random.default_rng(7)
    made = random.normal(size=(300, 16)).astype(np.float32) * random.uniform(0.1, 9, (300, 1))
    made[200:220] = made[0]  # ties
    return np.asarray(made, dtype=np.float32)


@pytest.mark.parametrize("length", [0.01, 1.0, 10.0])
def test_ids_and_scores_are_numpys_cosines_whatever_the_length_of_the_query(
    vectors: NDArray[np.float32], length: float
) -> None:
    ids = np.arange(300, dtype=np.int64)[::-1] * 11 + 5
    index = VectorIndex.build(ids, vectors)
    query = np.asarray(vectors[0] * length + 0.3 * length, dtype=np.float32)
    expected = dict(zip(ids.tolist(), _cosines(vectors, query).tolist(), strict=True))

    found = index.nearest(query, 40)

    best = sorted(expected.values(), reverse=True)[:40]
    assert [score for _, score in found] == pytest.approx(best, abs=1e-5)
    # Among equals any id may come first, but each must have the score it came with.
    assert [expected[i] for i, _ in found] == pytest.approx([s for _, s in found], abs=1e-5)
    assert len({i for i, _ in found}) == 40


def test_cosines_of_chosen_ids_are_numpys(vectors: NDArray[np.float32]) -> None:
    index = VectorIndex.build(np.arange(300) + 1000, vectors)
    query = np.asarray(vectors[5] * 4, dtype=np.float32)
    got = index.cosines(query, np.array([1007, 1005, 1299]))
    assert got == pytest.approx(_cosines(vectors, query)[[7, 5, 299]], abs=1e-5)


def test_no_more_is_found_than_there_is() -> None:
    index = VectorIndex.build([3, 9], np.eye(2, dtype=np.float32))
    assert [i for i, _ in index.nearest(np.array([0.1, 2.0], dtype=np.float32), 10)] == [9, 3]


def test_rows_and_ids_come_back_in_the_order_of_building(vectors: NDArray[np.float32]) -> None:
    index = VectorIndex.build([7, 3, 5], vectors[:3])
    assert index.ids.tolist() == [7, 3, 5]
    assert index.rows() == pytest.approx(unit_rows(vectors[:3]))


def test_a_saved_index_answers_the_same(tmp_path: Path, vectors: NDArray[np.float32]) -> None:
    index = VectorIndex.build(np.arange(300), vectors)
    index.save(tmp_path / "v")
    again = VectorIndex.load(tmp_path / "v")
    assert again.nearest(vectors[3], 5) == index.nearest(vectors[3], 5)
    assert (len(again), again.dimensions) == (300, 16)


def test_a_missing_id_is_refused_with_both_numbers(vectors: NDArray[np.float32]) -> None:
    with pytest.raises(WrongCount, match="2 đoạn nhưng bảng vectơ có 3"):
        VectorIndex.build([1, 2], vectors[:3])


def test_a_zero_vector_is_near_nothing() -> None:
    index = VectorIndex.build([1, 2], np.array([[0, 0], [1, 0]], dtype=np.float32))
    assert index.nearest(np.array([1, 0], dtype=np.float32), 2) == [(2, 1.0), (1, 0.0)]


@pytest.fixture(scope="module")
def large() -> NDArray[np.float32]:
    """6,000 rows in clouds, as texts on the same things are."""
    random = np.random.default_rng(11)
    centres = random.normal(size=(60, 32))
    made = centres[random.integers(60, size=6_000)] + 0.7 * random.normal(size=(6_000, 32))
    return np.asarray(made * random.uniform(0.1, 9, (6_000, 1)), dtype=np.float32)


@pytest.fixture(scope="module")
def sketched(large: NDArray[np.float32]) -> VectorIndex:
    assert len(large) > FLAT_UP_TO
    return VectorIndex.build(np.arange(6_000) + 50, large)


def test_a_sketch_finds_nearly_all_of_the_nearest_with_their_cosines(
    large: NDArray[np.float32], sketched: VectorIndex
) -> None:
    found_of = []
    for query in large[::300] + 0.5:
        cosines = _cosines(large, query)
        rows, scores = sketched.nearest_rows(query, 100)
        found_of.append(len(set(rows) & set(np.argsort(-cosines)[:100])) / 100)
        assert scores == pytest.approx(cosines[rows], abs=1e-3)
        assert (np.diff(scores) <= 0).all()
        assert sketched.cosines_of_rows(query, rows[:9]) == pytest.approx(scores[:9], abs=1e-5)
        assert sketched.nearest(query, 3)[0][0] == rows[0] + 50
    assert np.mean(found_of) >= 0.98


def test_a_small_table_is_read_whole(large: NDArray[np.float32]) -> None:
    index = VectorIndex.build(np.arange(5_000), large[:5_000])
    rows, _ = index.nearest_rows(large[0], 100)
    assert set(rows) == set(np.argsort(-_cosines(large[:5_000], large[0]))[:100])


def test_rows_of_a_sketch_are_exact_at_half_precision_however_often_it_is_built_again(
    large: NDArray[np.float32], sketched: VectorIndex
) -> None:
    rows = sketched.rows()
    assert rows == pytest.approx(unit_rows(large), abs=5e-4)
    assert np.array_equal(VectorIndex.build(np.arange(6_000), rows).rows(), rows)


def test_a_saved_sketch_answers_the_same(
    tmp_path: Path, large: NDArray[np.float32], sketched: VectorIndex
) -> None:
    sketched.save(tmp_path / "v")
    again = VectorIndex.load(tmp_path / "v")
    assert again.nearest(large[3], 50) == sketched.nearest(large[3], 50)
    assert np.array_equal(again.rows(), sketched.rows())
    assert (again.ids.tolist()[0], len(again), again.dimensions) == (50, 6_000, 32)


def test_vectors_of_an_odd_width_are_read_whole(large: NDArray[np.float32]) -> None:
    odd = np.ascontiguousarray(large[:, :31])
    rows, _ = VectorIndex.build(np.arange(6_000), odd).nearest_rows(odd[5], 100)
    assert set(rows) == set(np.argsort(-_cosines(odd, odd[5]))[:100])


def test_rows_taken_out_and_put_in_leave_the_others_as_they_were(
    large: NDArray[np.float32],
) -> None:
    base = VectorIndex.build(np.arange(len(large)), large)
    kept = np.array([row for row in range(len(large)) if row not in (0, 33, 34, 4_000)])
    updated = base.updated(kept, [90_001, 90_002], large[33:35] * 3)
    assert updated.ids.tolist() == [*kept.tolist(), 90_001, 90_002]
    assert np.array_equal(updated.rows()[:-2], base.rows()[kept])
    found = dict(updated.nearest(large[33], 100))
    assert max(found, key=lambda one: found[one]) == 90_001
    before = {one: score for one, score in base.nearest(large[33], 50) if one in set(kept.tolist())}
    assert {one: found[one] for one in before} == pytest.approx(before, abs=1e-6)
    assert updated.cosines(large[34], np.array([90_002])) == pytest.approx([1.0], abs=1e-3)
