import numpy as np
import pytest
from tokenizers import Tokenizer

from training.starting_vectors import starting_vectors
from training.vocabulary import SPACE, tokenizer_of

_CLAUSES = [
    *["uống rượu say", "uống bia say", "chén rượu đầy", "chén bia đầy"] * 20,
    *["mượn sách cũ", "đọc sách hay", "mượn báo cũ", "đọc báo hay"] * 20,
]
_WORDS = sorted({word for clause in _CLAUSES for word in clause.split()})


@pytest.fixture
def tokenizer() -> Tokenizer:
    return tokenizer_of({SPACE + word: -3.0 for word in [*_WORDS, "ruou", "sach"]})


def _cosine(table: np.ndarray, tokenizer: Tokenizer, one: str, other: str) -> float:
    a, b = (table[tokenizer.token_to_id(SPACE + word)] for word in (one, other))
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))


def test_words_of_the_same_company_start_near_each_other(tokenizer: Tokenizer) -> None:
    table = starting_vectors(tokenizer, _CLAUSES, dimensions=4, seed=1)
    assert table.shape == (tokenizer.get_vocab_size(), 4)
    assert _cosine(table, tokenizer, "rượu", "bia") > 0.9
    assert _cosine(table, tokenizer, "rượu", "sách") < 0.5


def test_a_word_never_seen_without_marks_borrows_from_the_marked_one(tokenizer: Tokenizer) -> None:
    table = starting_vectors(tokenizer, _CLAUSES, dimensions=4, seed=1)
    assert _cosine(table, tokenizer, "ruou", "rượu") == pytest.approx(1.0, abs=1e-5)


def test_frequent_words_are_short(tokenizer: Tokenizer) -> None:
    often = ["sách báo"] * 300 + _CLAUSES
    table = starting_vectors(tokenizer, often, dimensions=4, seed=1)
    lengths = np.linalg.norm(table, axis=1)
    places = [tokenizer.token_to_id(SPACE + word) for word in ("báo", "say")]
    assert lengths[places[0]] < lengths[places[1]]
