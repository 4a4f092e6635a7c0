"""Vietnamese text as it is matched: one spelling, with and without its marks, as syllables."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_WHITE_SPACE = re.compile(r"\s+")
_SYLLABLE = re.compile(r"\d+|[^\W\d_]+")
_CENTRAL = re.compile(r"\bt\s?\.\s?(?:ư|u|w)\b")  # T.Ư and T.W are written for TW, "trung ương"

# The one thing above that may reach over a white space.
_ACROSS_WORDS = re.compile("[tT]{0}[.]{0}[uUwWưƯ]".format(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*"))

# "hoà, thuỷ" (mark on the last vowel) against "hòa, thủy": official texts hold both, and the older
# placement many times more often, so that is the one kept.
_NEW_PLACEMENTS = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ"
_OLD_PLACEMENTS = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy"
_NEW_PLACEMENT = dict(zip(_NEW_PLACEMENTS.split(), _OLD_PLACEMENTS.split(), strict=True))
# Not after q ("quý" has no other spelling) and not before a final consonant ("hoàn").
TONE_PLACEMENT = re.compile(rf"(?<!q)(?:{'|'.join(_NEW_PLACEMENT)})(?![^\W\d_])")


def new_placements() -> Iterator[tuple[str, str]]:
    """The 15 spellings that `normalise` changes, each with what it becomes."""
    yield from _NEW_PLACEMENT.items()


def normalise(text: str) -> str:
    """One spelling for the many of the same words: NFC, lower case, one tone placement, single
    spaces, nothing invisible. Idempotent."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text).casefold())
    text = TONE_PLACEMENT.sub(lambda match: _NEW_PLACEMENT[match.group()], text)
    return _CENTRAL.sub("tw", _WHITE_SPACE.sub(" ", text)).strip()


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The text without tone and vowel marks: "Đoàn viên" -> "Doan vien".

    đ has no decomposition in Unicode and is changed by hand.
    """
    bare = (c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return "".join(bare).replace("đ", "d").replace("Đ", "D")


def syllables(text: str) -> list[str]:
    """The syllables and numbers of a text in order, normalised; "37-QĐ/TW" -> 37, qđ, tw.

    Letters and digits are parted ("QĐ37", "k2") and numbers lose leading zeros ("06" -> "6"), so
    that each way of writing a document's number gives the same row of syllables.
    """
    if _ACROSS_WORDS.search(text):
        return list(_syllables(text))
    return list(chain.from_iterable(map(syllables_of_word, text.split())))


def has_marks(text: str) -> bool:
    """Whether any letter of the text carries a mark that `fold` takes away."""
    return fold(text) != unicodedata.normalize("NFC", text)


def _syllables(text: str) -> tuple[str, ...]:
    return tuple(_plain_number(found) for found in _SYLLABLE.findall(normalise(text)))


@lru_cache(maxsize=65_536)
def syllables_of_word(word: str) -> tuple[str, ...]:
    """As `syllables`, of what holds no white space. Words come back: looking them up is four times
    as fast as taking a whole text apart."""
    return _syllables(word)


def _plain_number(syllable: str) -> str:
    return (syllable.lstrip("0") or "0") if syllable[0].isdigit() else syllable
