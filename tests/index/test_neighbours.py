from pathlib import Path

import numpy as np
import pytest

from index.errors import WrongCount
from index.model_folder import EMBEDDED
from index.neighbours import FOLDER, LEAST, Neighbours
from index.static import StaticEncoder

TABLE = np.random.default_rng(3).normal(size=(700, 6)).astype(np.float32)


def by_hand(
    table: np.ndarray[tuple[int, int], np.dtype[np.float32]], piece: int
) -> dict[int, float]:
    """Every cosine worked out, the near ones kept."""
    unit = table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-12)
    cosines = unit @ unit[piece]
    return {near: float(cosines[near]) for near in np.flatnonzero(cosines >= LEAST).tolist()}


def listed(neighbours: Neighbours, piece: int) -> dict[int, float]:
    pieces, cosines = neighbours.of(piece)
    assert np.all(np.diff(pieces.astype(int)) > 0)
    return dict(zip(pieces.tolist(), cosines.tolist(), strict=True))


@pytest.mark.parametrize("piece", [0, 5, 511, 512, 699])
def test_the_neighbours_are_all_pieces_within_the_least_cosine(piece: int) -> None:
    assert listed(Neighbours(TABLE), piece) == pytest.approx(by_hand(TABLE, piece), abs=1e-6)


@pytest.mark.parametrize("piece", [0, 5, 511, 512, 699])
def test_a_stored_list_says_the_same_at_half_precision(tmp_path: Path, piece: int) -> None:
    Neighbours(TABLE).save(tmp_path)
    # What is read comes from the files: the table has nothing to say any more.
    again = Neighbours.load(tmp_path, np.zeros_like(TABLE))
    assert listed(again, piece) == pytest.approx(by_hand(TABLE, piece), abs=1e-3)


def test_a_folder_without_a_list_has_it_worked_out(tmp_path: Path) -> None:
    assert listed(Neighbours.load(tmp_path, TABLE), 9) == pytest.approx(by_hand(TABLE, 9), abs=1e-6)


def test_the_list_of_another_table_is_refused(tmp_path: Path) -> None:
    Neighbours(TABLE).save(tmp_path)
    with pytest.raises(WrongCount, match=r"699.*700"):
        Neighbours.load(tmp_path, TABLE[:-1])


def test_a_piece_without_a_vector_has_no_neighbours() -> None:
    table = TABLE.copy()
    table[4] = 0.0
    assert listed(Neighbours(table), 4) == {}


def test_the_embedded_models_list_is_that_of_its_table() -> None:
    encoder = StaticEncoder.load(EMBEDDED, "nenchang")
    assert (EMBEDDED / FOLDER).is_dir()
    worked_out = Neighbours(encoder.table)
    for piece in range(1, len(encoder.table), 997):
        near = listed(encoder.neighbours, piece)
        assert near == pytest.approx(listed(worked_out, piece), abs=1e-3)
