"""UTF-8 that was decoded as Windows-1252 on its way: "lÃ m" for "làm"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from knowledge.reading.encodings.guessing import Score, marked_words, score, unchanged
from knowledge.reading.encodings.syllables import is_syllable
from knowledge.reading.encodings.tables import as_windows_1252, bytes_behind

_FROM_80 = bytes(range(0x80, 0xC0))
_FOLLOWERS = re.escape(as_windows_1252(_FROM_80) + _FROM_80.decode("latin-1"))
_SEQUENCE = re.compile(f"[\u00c2-\u00df][{_FOLLOWERS}]|[\u00e0-\u00ef][{_FOLLOWERS}]{{2}}")
# The second byte of "à" is a hard space, which may have been made a plain one.
_SPACED = re.compile("(?<![^\\W\\d_])([^\\W\\d_]{1,20})\u00c3 ([^\\W\\d_]*)")
# Decoders drop or replace the five bytes that Windows-1252 leaves open.
_GAP = re.compile("\u00e1\u00bb\ufffd?|\u00c3\ufffd?")
_GAP_LETTERS = {"\u00c3": "ÁÍÝ", "\u00e1": "ềọỏỐờ"}
_ONLY_CHOICES = {"\u00e2\u20ac": "\u201d", "\u00c4": "Đ"}
_ONLY_CHOICE = re.compile(f"({'|'.join(_ONLY_CHOICES)})\ufffd?")
# An Ã that was decoded, while those that were not are looked for; no letter of Vietnamese.
_KEPT = "\u01cd"
_BROKEN_WORD = re.compile("(?:[^\\W\\d_]|[\u00bb\ufffd])+")
_LEAST_SHARE = 0.8
_LEAST_LEAD = 0.3


@dataclass(frozen=True, slots=True)
class _Mended:
    text: str
    before: Score
    after: Score

    @property
    def is_sure(self) -> bool:
        lead = self.after.share - self.before.share
        return self.after.share >= _LEAST_SHARE and lead >= _LEAST_LEAD


def read_twice(lines: Mapping[int, str]) -> dict[int, str]:
    """Those of `lines`, by their place, that were decoded twice, as they were written.

    Where one line certainly was, so were those that read as well both ways.
    """
    mended = {i: found for i, line in lines.items() if (found := _mended(line)) is not None}
    if not any(found.is_sure for found in mended.values()):
        return {}
    return {
        i: found.text
        for i, found in mended.items()
        if found.is_sure or found.after.share >= found.before.share or not found.after.words
    }


def lost_letters(text: str) -> int:
    """How many letters of a mended text could not be told."""
    return len(re.findall("\u00e1\u00bb", text))


def _mended(line: str) -> _Mended | None:
    if _SEQUENCE.search(line) is None and _GAP.search(line) is None:
        return None
    text = _SEQUENCE.sub(_decoded, line)
    text = _SPACED.sub(_with_grave, text)
    text = _ONLY_CHOICE.sub(lambda match: _ONLY_CHOICES[match[1]], text)
    text = _BROKEN_WORD.sub(lambda match: _restored(match[0]), text)
    text = unchanged(text.replace(_KEPT, "\u00c3"))
    before, after = (score(marked_words(words), unchanged) for words in (line, text))
    return _Mended(text, before, after)


def _decoded(match: re.Match[str]) -> str:
    try:
        letter = bytes_behind(match[0]).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
    return _KEPT if letter == "\u00c3" else letter


def _with_grave(match: re.Match[str]) -> str:
    before, behind = match.groups()
    return f"{before}à{behind}" if is_syllable(f"{before}à{behind}") else f"{before}à {behind}"


def _restored(word: str) -> str:
    """The one syllable that a word with lost bytes can have been; the word where none is."""
    gaps = _GAP.findall(word)
    if not 0 < len(gaps) <= 2:
        return word
    pattern = _GAP.sub("{}", word)
    fillings = product(*(_GAP_LETTERS[gap[0]] for gap in gaps))
    words = {pattern.format(*letters) for letters in fillings}
    fitting = [w for w in words if is_syllable(w) and (w.isupper() or w[1:].islower())]
    return fitting[0] if len(fitting) == 1 else word
