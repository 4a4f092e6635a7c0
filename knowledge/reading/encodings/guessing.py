"""Which encoding a text was typed in: the one in which its marked words are Vietnamese."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from knowledge.reading.encodings.syllables import is_syllable
from knowledge.reading.encodings.tables import ENCODINGS, Encoding

_SURE_WORDS = 4  # different words with marks; fewer prove nothing
_SURE_SHARE = 0.8  # of them that must be syllables
_SURE_LEAD = 0.3  # over the text as it stands
_SURE_MARGIN = 0.2  # over the next encoding
_DOUBTFUL_SHARE = 0.5
# Hard spaces and quotation marks are letters of some encodings, so they part no words here …
_WORD = re.compile(r"[^\t-\r !-/:-@\[-`{-~0-9]+")
# … but they do in a word that was read.
_APART = re.compile("[\u00a0\u2013\u2014\u2026\u2018\u2019\u201c\u201d\u00ab\u00bb\u2022]+")
_SHORT_FORM = re.compile("[A-ZĐƯÂÊÔƠĂ]{2,8}|[đĐ]")
_SAMPLE_LENGTH = 60  # characters


def unchanged(text: str) -> str:
    """The text as it stands, taken for Unicode."""
    return unicodedata.normalize("NFC", text)


@dataclass(frozen=True, slots=True)
class Score:
    """How many different words with marks a text has, and how many are syllables."""

    words: int
    good: int

    @property
    def share(self) -> float:
        return self.good / self.words if self.words else 0.0


@dataclass(frozen=True, slots=True)
class Guess:
    """What a text was typed in: one encoding for sure, those it may be, or neither."""

    encoding: Encoding | None = None
    nearest: tuple[Encoding, ...] = ()


def marked_words(text: str) -> frozenset[str]:
    """The different words of a text that hold a character beyond ASCII."""
    return frozenset(word for word in _WORD.findall(text) if not word.isascii())


def score(words: Iterable[str], read: Callable[[str], str]) -> Score:
    """How well these marked words can be read that way; short forms in capitals do not count."""
    verdicts = [verdict for word in words if (verdict := _verdict(read(word))) is not None]
    return Score(len(verdicts), sum(verdicts))


def guess(words: frozenset[str], encodings: Sequence[Encoding] = ENCODINGS) -> Guess:
    """Decide among `encodings` and the text as it stands."""
    as_is = score(words, unchanged).share
    ranked = sorted(((score(words, e.read), e) for e in encodings), key=lambda p: -p[0].share)
    best, encoding = ranked[0]
    second = ranked[1][0].share if len(ranked) > 1 else 0.0
    leads = best.share >= max(_SURE_SHARE, as_is + _SURE_LEAD, second + _SURE_MARGIN)
    if leads and best.good >= _SURE_WORDS:
        return Guess(encoding)
    if best.share < _DOUBTFUL_SHARE or best.share <= as_is:
        return Guess()
    near = [e for found, e in ranked if found.share > max(as_is, best.share - _SURE_MARGIN)]
    return Guess(nearest=tuple(near[:2]))


def sample(text: str) -> str:
    """A short piece of a text around its first marked word, on one line, in whole words."""
    match = next((m for m in _WORD.finditer(text) if not m[0].isascii()), None)
    begin = match.start() if match else 0
    line = text.rfind("\n", 0, begin) + 1
    start = max(line, text.rfind(" ", line, max(line, begin - _SAMPLE_LENGTH // 2)) + 1)
    piece = text[start : start + _SAMPLE_LENGTH + 1].split("\n")[0]
    return (piece if len(piece) <= _SAMPLE_LENGTH else piece.rpartition(" ")[0] or piece).strip()


def _verdict(word: str) -> bool | None:
    """Whether a word that was read is Vietnamese; None where that says nothing."""
    parts = [part for part in _APART.split(word) if part]
    if all(part.isascii() or _SHORT_FORM.fullmatch(part) for part in parts):
        return None
    return all(_is_cased(part) and part.isalpha() and is_syllable(part) for part in parts)


def _is_cased(word: str) -> bool:
    """Capitals stand first or everywhere; one in the middle is a letter read wrongly."""
    return word.isupper() or word[1:].islower() or len(word) == 1
