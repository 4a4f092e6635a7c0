import unicodedata

import pytest

from index.synonyms import SHIPPED, Synonyms, Words, shipped_synonyms
from index.text import syllables

TABLE = Synonyms.read(
    """# a comment : that is none
sếp, thủ trưởng : người đứng đầu; lãnh đạo
nghỉ : nghỉ phép
nghỉ thai sản, nghỉ đẻ : chế độ thai sản
a line that says nothing
"""
)


def always(words: Words) -> bool:
    return True


def official(question: str) -> list[str]:
    return [" ".join(words) for words in TABLE.of(syllables(question), always)]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Sếp mắng nhân viên", ["người đứng đầu", "lãnh đạo"]),
        ("thủ trưởng và sếp", ["người đứng đầu", "lãnh đạo"]),
        ("nghỉ thai sản mấy tháng", ["chế độ thai sản"]),
        ("được nghỉ khi nào", ["nghỉ phép"]),
        ("uống rượu", []),
        ("", []),
    ],
)
def test_official_wordings_are_found_once_each(question: str, found: list[str]) -> None:
    assert official(question) == found


def test_a_word_that_is_not_wanted_is_passed_over() -> None:
    assert TABLE.of(["nghỉ", "đẻ"], wanted=lambda words: words != ("nghỉ", "đẻ")) == []


def _rows() -> list[tuple[str, str]]:
    text = SHIPPED.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(left, right) for left, _, right in (line.partition(":") for line in lines)]


def test_the_shipped_table_is_well_formed() -> None:
    everyday = [word.strip() for left, _ in _rows() for word in left.split(",")]
    assert len(everyday) == len(set(everyday)) > 300
    for left, right in _rows():
        assert all(part.strip() for part in [*left.split(","), *right.split(";")]), left
        assert all(len(word.split()) <= 4 for word in left.split(",")), left
        assert left == unicodedata.normalize("NFC", left), left


def test_the_shipped_table_knows_everyday_words() -> None:
    found = shipped_synonyms().of(["sếp"], always)
    assert ("người", "đứng", "đầu") in found
