import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text import _syllables, fold, has_marks, new_placements, normalise, syllables


def test_decomposed_letters_become_the_composed_ones() -> None:
    assert normalise(unicodedata.normalize("NFD", "Đoàn viên")) == "đoàn viên"


@pytest.mark.parametrize(
    ("new", "old"),
    [("hoà", "hòa"), ("thuỷ", "thủy"), ("khoẻ mạnh", "khỏe mạnh"), ("HOÁ HỌC", "hóa học")],
)
def test_both_tone_placements_are_one_spelling(new: str, old: str) -> None:
    assert normalise(new) == old
    assert normalise(old) == old


@pytest.mark.parametrize("word", ["quý", "quỹ", "hoàn", "khoản", "huýt", "loét"])
def test_a_word_with_one_spelling_only_is_left_alone(word: str) -> None:
    assert normalise(word) == word


def test_every_new_placement_has_the_same_bare_letters_as_the_old() -> None:
    assert len(list(new_placements())) == 15
    assert all(fold(new) == fold(old) for new, old in new_placements())


def test_invisible_characters_and_odd_spaces_go() -> None:
    assert normalise("\ufeffnên\u200b \u00a0 làm\u00ad\n") == "nên làm"


def test_the_letter_with_a_stroke_folds_although_unicode_does_not_decompose_it() -> None:
    assert fold("Điều lệ Đoàn") == "Dieu le Doan"


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet="aăâeêioôơuưyáàảãạđqhtn ."))
def test_folding_does_not_depend_on_the_unicode_form(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("37-QĐ/TW", ["37", "qđ", "tw"]),
        ("QĐ37", ["qđ", "37"]),
        ("k2 đ5", ["k", "2", "đ", "5"]),
        ("Kết luận 06", ["kết", "luận", "6"]),
        ("T.Ư Đoàn", ["tw", "đoàn"]),
        ("rượu, bia!", ["rượu", "bia"]),
        ("000", ["0"]),
        ("👍 …", []),
    ],
)
def test_syllables_numbers_and_codes(text: str, expected: list[str]) -> None:
    assert syllables(text) == expected


@pytest.mark.parametrize(
    ("text", "marked"), [("uong ruou", False), ("uống ruou", True), ("di dau", False), ("đi", True)]
)
def test_one_mark_is_enough_to_count_as_marked(text: str, marked: bool) -> None:
    assert has_marks(text) is marked
    assert has_marks(unicodedata.normalize("NFD", text)) is marked


@given(st.text() | st.text(alphabet="tTuUưƯwWqoaòàáỳđ19 .,\n\u00ad\u200b\u0301\u031b\u00a0"))
def test_word_by_word_gives_the_syllables_of_the_whole_text(text: str) -> None:
    assert syllables(text) == list(_syllables(text))


@pytest.mark.parametrize("text", ["T . Ư", "t.\nw", "t\u200b. u", "T.\n\nƯ"])
def test_a_short_form_across_white_space_is_one_syllable_like_any_other(text: str) -> None:
    assert syllables(text) == ["tw"]
