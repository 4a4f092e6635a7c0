import unicodedata

import pytest

from index.model_folder import EMBEDDED
from index.segmenting import segmenter_of


@pytest.mark.parametrize(
    ("text", "segmented"),
    [
        ("Cán bộ, công chức nhà nước", "Cán_bộ , công_chức nhà_nước"),
        ("Thông tư 08/2013/TT-BTC", "Thông_tư 08 / 2013 / TT - BTC"),
        ("cán.bộ", "cán . bộ"),  # a piece of the tokenizer, but no word
        ("  cán   bộ  ", "cán_bộ"),
        ("xin chào 😀 bạn", "xin chào 😀 bạn"),
        ("", ""),
    ],
)
def test_syllables_of_a_word_are_joined_and_punctuation_set_apart(
    text: str, segmented: str
) -> None:
    assert segmenter_of(EMBEDDED)([text, "khác"])[0] == segmented


def test_decomposed_letters_make_the_same_words() -> None:
    text = "Cán bộ công chức"
    decomposed = unicodedata.normalize("NFD", text)
    assert segmenter_of(EMBEDDED)([decomposed]) == segmenter_of(EMBEDDED)([text])


def test_nothing_but_spaces_and_underscores_changes() -> None:
    text = "Thuỷ lợi, HOÀ NHÃ — “quý khách” (khoản 1): 50% × 3 m², a_b"
    segmented = segmenter_of(EMBEDDED)([text])[0]
    assert segmented.replace("_", "").replace(" ", "") == text.replace("_", "").replace(" ", "")
