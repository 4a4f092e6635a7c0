from collections import Counter
from itertools import product

import pytest

from training.vocabulary import Sizes, compounds, count, pieces, tokenizer_of

_FILLER = ["".join(letters) for letters in product("bcdghklmnt", "aeiou", "mnpt")]
# "cán bộ" and "thủy lợi" are words; "của cán" is frequent too, but only because "của" is.
_CLAUSES = [
    *[["của", "cán", "bộ"]] * 100,
    *[["xem", "cán", "bộ"]] * 100,
    *[["thủy", "lợi"]] * 150,
    *[["của", word, "và"] for word in _FILLER] * 20,
]


@pytest.fixture
def counts() -> tuple[Counter[str], Counter[tuple[str, str]]]:
    return count(_CLAUSES)


def test_no_pair_spans_two_clauses() -> None:
    _, pairs = count([["a", "b"], ["c", "d"]])
    assert set(pairs) == {("a", "b"), ("c", "d")}


def test_words_are_pairs_that_attract_each_other(
    counts: tuple[Counter[str], Counter[tuple[str, str]]],
) -> None:
    found = compounds(*counts, limit=10)
    assert found["cán▁bộ"] == 200
    assert found["thủy▁lợi"] == 150
    assert "của▁cán" not in found
    assert len(compounds(*counts, limit=1)) == 1


def test_a_syllable_that_mostly_belongs_to_a_neighbour_forms_no_other_word() -> None:
    clauses = [*_CLAUSES, *[["quy", "định"]] * 300, *[["theo", "quy", "định"]] * 100]
    found = compounds(*count(clauses), limit=10)
    assert "quy▁định" in found
    assert "theo▁quy" not in found


def test_a_word_with_and_without_marks_is_one_piece_each(
    counts: tuple[Counter[str], Counter[tuple[str, str]]],
) -> None:
    tokenizer = tokenizer_of(pieces(*counts, Sizes()))
    assert tokenizer.encode("Cán bộ của Thuỷ lợi").tokens == ["▁cán▁bộ", "▁của", "▁thủy▁lợi"]
    assert tokenizer.encode("can bo, thuy loi").tokens == ["▁can▁bo", "▁thuy▁loi"]
    assert tokenizer.encode("").tokens == tokenizer.encode("…").tokens == []


def test_a_word_outside_the_vocabulary_is_unknown(
    counts: tuple[Counter[str], Counter[tuple[str, str]]],
) -> None:
    tokenizer = tokenizer_of(pieces(*counts, Sizes()))
    assert 0 in tokenizer.encode("Wikipedia").ids
    assert tokenizer.id_to_token(0) == "<unk>"
