"""VNI keystrokes that no input method turned into letters: "d9u7o7c5" -> "được"."""

import re

from index.lexicon import Lexicon

_KEYED = re.compile(r"[a-z]+[1-9][a-z1-9]*")
_TONES = dict(zip("12345", "sfrxj", strict=True))
_SIGNS = {"6": "^", "7": "w", "8": "w", "9": "đ"}


def decoded(word: str, lexicon: Lexicon) -> str | None:
    """The syllable that these keys compose, or None where they compose none that is known."""
    if not _KEYED.fullmatch(word):
        return None
    tone = "".join(_TONES[key] for key in word if key in _TONES)
    signs = frozenset(_SIGNS[key] for key in word if key in _SIGNS)
    bare = "".join(key for key in word if key.isalpha())
    return lexicon.marked(bare, (tone, signs))


def is_certain(word: str) -> bool:
    """Whether the digits stand among the letters or there are several: "bang1" may also be the
    first table, but "d9i" and "the63" can hardly be anything else."""
    return re.fullmatch(r"[a-z]+\d", word) is None
