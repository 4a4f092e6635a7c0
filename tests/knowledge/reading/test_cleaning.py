"""Characters in one form, words untouched."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.cleaning import clean


def test_decomposed_vietnamese_is_composed() -> None:
    assert clean(unicodedata.normalize("NFD", "Cán bộ nên đọc kỹ")) == "Cán bộ nên đọc kỹ"


def test_a_letter_is_composed_before_marks_that_telegram_strips_are_taken_away() -> None:
    assert clean("A\u030angstrom") == "Ångstrom"


def test_tone_placement_stays_as_it_was_written() -> None:
    assert clean("hòa bình, hoà bình") == "hòa bình, hoà bình"


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\u3000", "\t", "  ", "\u202f"])
def test_every_kind_of_space_is_one_plain_space(space: str) -> None:
    assert clean(f"giờ{space}làm") == "giờ làm"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029", "\x85", "\f"])
def test_every_kind_of_line_end_is_a_newline(end: str) -> None:
    assert clean(f"một{end}hai") == "một\nhai"


@pytest.mark.parametrize("mark", ["\u200b", "\u00ad", "\ufeff", "\u202a", "\u2066", "\u0333"])
def test_what_cannot_be_seen_is_gone(mark: str) -> None:
    assert clean(f"kỷ{mark}luật") == "kỷluật"


def test_control_characters_do_not_glue_words_together() -> None:
    assert clean("một\x07hai\x1bba") == "một hai ba"


def test_at_most_one_blank_line_stands_between_paragraphs() -> None:
    assert clean("\n\nmột\n \n\t\n\nhai\n") == "một\n\nhai"


@given(st.text())
def test_a_clean_text_is_not_changed_by_cleaning_again(raw: str) -> None:
    once = clean(raw)
    assert clean(once) == once


@given(st.text())
def test_nothing_is_left_that_telegram_would_change(raw: str) -> None:
    text = clean(raw)
    assert text == text.strip()
    assert not [c for c in text if ord(c) < 32 and c != "\n"]
    assert not set(text) & {*map(chr, range(0x2028, 0x202F)), "\u030a", "\u0333", "\u033f"}
    assert unicodedata.is_normalized("NFC", text)
