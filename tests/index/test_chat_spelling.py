import pytest

from index import chat_spelling
from index.abbreviations import built_in
from index.ngrams import Ngrams
from index.text import normalise, syllables

LEXICON = Ngrams.load().lexicon


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ko", "không"),
        ("đc", "được"),
        ("ntn", "như thế nào"),
        ("mng", "mọi người"),
        ("nhìu", "nhiều"),
    ],
)
def test_chat_words_have_a_meaning(typed: str, meant: str) -> None:
    assert chat_spelling.readings(typed)[0] == meant


def test_other_words_have_none() -> None:
    for word in ("không", "cán", "bch", "wifi", ""):
        assert chat_spelling.readings(word) == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fạt", "phạt"),
        ("thík", "thích"),
        ("zô", "vô"),
        ("mìnk", "mình"),
        ("wên", "quên"),
        ("jữ", "giữ"),
    ],
)
def test_letters_of_chats_are_put_as_the_dictionary_has_them(typed: str, meant: str) -> None:
    assert meant in [word for word in chat_spelling.respelt(typed) if word in LEXICON]


@pytest.mark.parametrize("word", ["không", "fạt", "zô", "kẻo", "nhìu"])
def test_a_word_is_not_respelt_as_itself(word: str) -> None:
    assert word not in chat_spelling.respelt(word)


def test_every_meaning_is_made_of_known_syllables() -> None:
    names = {"facebook", "zalo", "youtube"}
    for short, longs in chat_spelling.table().items():
        assert short == normalise(short)
        for word in syllables(" ".join(longs)):
            assert word in LEXICON or word in names, (short, word)


def test_the_meanings_of_official_forms_are_made_of_known_syllables() -> None:
    for short, longs in built_in().entries.items():
        for word in syllables(" ".join(longs)):
            assert word in LEXICON, (short, word)
