import pytest

from index.lexicon import Lexicon, marks_of, order

WORDS = ["đa", "da", "dạ", "dã", "bờ", "bo", "bơ"]


@pytest.fixture
def lexicon() -> Lexicon:
    return Lexicon(sorted(WORDS, key=order), foreign=["bows"])


def test_forms_of_the_same_bare_letters_are_neighbours(lexicon: Lexicon) -> None:
    forms = {lexicon.syllables[number] for number in lexicon.forms("da")}
    assert forms == {"da", "dạ", "dã", "đa"}
    assert len(lexicon.forms("xa")) == 0


def test_a_syllable_is_found_by_its_letters_and_marks(lexicon: Lexicon) -> None:
    assert lexicon.marked("da", ("j", frozenset())) == "dạ"
    assert lexicon.marked("da", ("", frozenset("đ"))) == "đa"
    assert lexicon.marked("da", ("s", frozenset())) is None
    assert lexicon.marked("bo", ("f", frozenset("w"))) == "bờ"


def test_every_syllable_is_known_and_nothing_else(lexicon: Lexicon) -> None:
    assert all(word in lexicon for word in WORDS)
    assert "bows" not in lexicon
    assert "bows" in lexicon.foreign
    assert len(lexicon) == len(WORDS)


@pytest.mark.parametrize(
    ("syllable", "tone", "signs"),
    [("đường", "f", "đw"), ("tiến", "s", "^"), ("ban", "", ""), ("rưỡi", "x", "w")],
)
def test_marks_are_the_tone_and_the_signs(syllable: str, tone: str, signs: str) -> None:
    assert marks_of(syllable) == (tone, frozenset(signs))
