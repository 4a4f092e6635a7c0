"""The words of a reference: syllables and numbers with where they stand."""

import re
import unicodedata
from dataclasses import dataclass

from index.text import fold, normalise

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """`text[start:end]` of the text that was read; `before` is what stands between this word and
    the one in front of it."""

    start: int
    end: int
    raw: str
    spelt: str  # lower case, one tone placement
    plain: str  # and without marks; a number without leading zeros
    before: str

    @property
    def is_number(self) -> bool:
        return self.plain.isdecimal()  # "²" is a digit, and no number

    @property
    def is_glued(self) -> bool:
        """Whether nothing parts it from the word in front of it: the 5 of "d5"."""
        return not self.before


@dataclass(frozen=True, slots=True)
class Typed:
    """A text in NFC, its words, and whether any of them carries a mark."""

    text: str
    words: tuple[Word, ...]
    has_marks: bool


def typed(text: str) -> Typed:
    """Read a text; `words` carry offsets in the text as it is kept here."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    words = []
    end = 0
    for match in _WORD.finditer(text):
        words.append(_word(match, text[end : match.start()]))
        end = match.end()
    return Typed(text, tuple(words), any(word.spelt != word.plain for word in words))


def _word(match: re.Match[str], before: str) -> Word:
    raw = match.group()
    if raw.isdecimal():
        number = raw.lstrip("0") or "0"
        return Word(match.start(), match.end(), raw, number, number, before)
    spelt = normalise(raw)
    return Word(match.start(), match.end(), raw, spelt, fold(spelt), before)
