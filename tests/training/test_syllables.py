import pytest

from index.text import fold
from training.syllables import is_syllable


@pytest.mark.parametrize(
    "word", "nghiêng quyết gì giếng được rượu uống khuya ủy ý yêu hoắc thuở".split()
)
def test_vietnamese_syllables_are_known_by_their_form(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", "street wifi được2 đ bl ngg café đạị việtnam fạt jì".split())
def test_other_words_are_none(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize("word", ["các", "học", "thích", "tốt", "pháp"])
def test_a_stop_wants_its_tone(word: str) -> None:
    assert is_syllable(word)
    assert not is_syllable(fold(word))
