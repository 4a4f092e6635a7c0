import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import telex, vni
from index.lexicon import Lexicon
from index.ngrams import Ngrams
from index.text import fold

LEXICON: Lexicon = Ngrams.load().lexicon
SYLLABLES = st.sampled_from(LEXICON.syllables)
TONES = "\u0300\u0301\u0303\u0309\u0323"
TELEX = {"\u0306": "w", "\u031b": "w", **dict(zip(TONES, "fsxrj", strict=True))}
VNI = dict(zip("\u0301\u0300\u0309\u0303\u0323\u0302\u031b\u0306", "12345678", strict=True))


def telex_keys(syllable: str, *, tone_last: bool) -> str:
    """What is typed for a syllable, the tone behind its vowel or at the end."""
    keys = tone = ""
    for letter in syllable:
        base, *marks = list(unicodedata.normalize("NFD", letter))
        keys += "dd" if letter == "đ" else base
        for mark in marks:
            key = base if mark == "\u0302" else TELEX[mark]
            if mark in TONES and tone_last:
                tone = key
            else:
                keys += key
    return keys + tone


def vni_keys(syllable: str) -> str:
    letters = unicodedata.normalize("NFD", syllable.replace("đ", "d9"))
    return "".join(VNI.get(letter, letter) for letter in letters)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dduwowcj", "được"),
        ("ddwowcj", None),  # one key is missing its letter
        ("duocwdj", "được"),
        ("dduowcj", "được"),
        ("ruowuj", "rượu"),
        ("khoong", "không"),
        ("khongo", "không"),
        ("nhwng", "nhưng"),
        ("tieesn", "tiến"),
        ("Tieesn", None),  # the caller puts it into small letters
        ("tieesns", None),  # two tones
        ("ngoaof", None),  # no such syllable
        ("ngoeof", "ngoèo"),
        ("xyz", None),
        ("được", None),
        ("a" * 40, None),
    ],
)
def test_keys_compose_the_syllable_that_was_meant(typed: str, meant: str | None) -> None:
    assert telex.decoded(typed, LEXICON) == meant


@given(SYLLABLES, st.booleans())
def test_every_known_syllable_can_be_typed_in_telex(syllable: str, tone_last: bool) -> None:
    keys = telex_keys(syllable, tone_last=tone_last)
    if keys not in LEXICON and "oo" not in fold(syllable):  # "moóc" has the keys of "mốc"
        assert telex.decoded(keys, LEXICON) == syllable


@given(SYLLABLES)
def test_every_known_syllable_can_be_typed_in_vni(syllable: str) -> None:
    keys = vni_keys(syllable)
    if keys != syllable:
        assert vni.decoded(keys, LEXICON) == syllable


@pytest.mark.parametrize(
    ("typed", "meant", "certain"),
    [
        ("d9u7o7c5", "được", True),
        ("d9uo7c5", "được", True),
        ("the63", "thể", True),
        ("co1", "có", False),
        ("bang1", "báng", False),
        ("k2", None, False),
        ("covid19", None, True),
        ("10a1", None, True),
        ("u23", None, True),
    ],
)
def test_digits_compose_marks(typed: str, meant: str | None, certain: bool) -> None:
    assert vni.decoded(typed, LEXICON) == meant
    assert vni.is_certain(typed) == certain
