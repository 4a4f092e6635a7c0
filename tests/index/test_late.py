from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.errors import WrongCount
from index.late import LateIndex
from index.neighbours import LEAST, Neighbours

PIECES, WIDTH = 12, 4
TABLE = np.random.default_rng(7).normal(size=(PIECES, WIDTH)).astype(np.float32)
PASSAGES = [[1, 2, 3], [4, 5], [], [1, 6, 7, 8, 2], [9, 9, 10]]


def ids(*numbers: int) -> NDArray[np.int32]:
    return np.array(numbers, dtype=np.int32)


def built() -> LateIndex:
    return LateIndex.build(Neighbours(TABLE), [ids(*passage) for passage in PASSAGES])


def by_hand(question: list[int]) -> list[float]:
    """MaxSim as its definition says, a loop for each sum and each greatest."""
    unit = TABLE / np.linalg.norm(TABLE, axis=1, keepdims=True)
    count = len(PASSAGES)
    held = [sum(piece in passage for passage in PASSAGES) for piece in range(PIECES)]
    idf = [np.log1p((count - times + 0.5) / (times + 0.5)) for times in held]
    asked = sorted(set(question) - {0})
    result = []
    for passage in PASSAGES:
        total = 0.0
        for piece in asked:
            cosines = [float(unit[piece] @ unit[other]) for other in passage]
            total += idf[piece] * max((c for c in cosines if c >= LEAST), default=0.0)
        result.append(total / sum(idf[piece] for piece in asked) if asked else 0.0)
    return result


@given(st.lists(st.integers(0, PIECES - 1), max_size=8))
def test_scores_are_those_of_the_definition(question: list[int]) -> None:
    scores = built().scores(ids(*question), np.arange(len(PASSAGES)))
    np.testing.assert_allclose(scores, by_hand(question), atol=1e-5)


def test_a_passage_that_holds_every_word_scores_one() -> None:
    scores = built().scores(ids(4, 5), np.arange(len(PASSAGES)))
    assert scores[1] == pytest.approx(1.0)
    assert scores.argmax() == 1


def test_rows_may_come_in_any_order_and_number() -> None:
    late = built()
    everything = late.scores(ids(1, 9), np.arange(len(PASSAGES)))
    np.testing.assert_allclose(late.scores(ids(1, 9), np.array([4, 0])), everything[[4, 0]])


def test_the_unknown_piece_alone_finds_nothing() -> None:
    assert not built().scores(ids(0, 0), np.arange(len(PASSAGES))).any()


def test_a_stored_index_scores_the_same(tmp_path: Path) -> None:
    late = built()
    late.save(tmp_path)
    again = LateIndex.load(tmp_path, Neighbours(TABLE))
    rows = np.arange(len(PASSAGES))
    np.testing.assert_array_equal(again.scores(ids(1, 5), rows), late.scores(ids(1, 5), rows))
    assert len(again) == len(PASSAGES)


def test_a_table_without_those_tokens_is_refused_with_both_numbers(tmp_path: Path) -> None:
    built().save(tmp_path)
    with pytest.raises(WrongCount, match=r"11.*5"):
        LateIndex.load(tmp_path, Neighbours(TABLE[:5]))


def test_tokens_are_given_back_once_each_for_the_next_build() -> None:
    tokens = [row.tolist() for row in built().tokens()]
    assert tokens == [sorted(set(passage)) for passage in PASSAGES]


def test_a_large_vocabulary_keeps_its_numbers() -> None:
    table = np.ones((70_000, 2), dtype=np.float32)
    late = LateIndex.build(Neighbours(table), [ids(69_999), ids(3)])
    assert [row.tolist() for row in late.tokens()] == [[69_999], [3]]
