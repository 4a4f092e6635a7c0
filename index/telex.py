"""Telex keystrokes that no input method turned into letters: "dduwowcj" -> "được"."""

import re
from collections.abc import Iterator

from index.lexicon import Lexicon, Marks

_PARTS = re.compile(r"([^aeiouyw]*)(.+)")  # what stands before the first vowel, and the rest
_TONES = "sfrxj"
_LONGEST = 11  # keys of one syllable; "nghieengx" has nine


def decoded(word: str, lexicon: Lexicon) -> str | None:
    """The syllable that these keys compose, or None where they compose none that is known.

    Marks may be typed where they belong or at the end ("duwowcj", "dduocjw"). The caller asks only
    for words that are none as they stand.
    """
    parts = _PARTS.fullmatch(word) if len(word) <= _LONGEST else None
    if parts is None or not (word.isascii() and word.isalpha()):
        return None
    for bare, marks in _readings(*parts.groups()):
        found = lexicon.marked(bare, marks)
        if found is not None and found != word:
            return found
    return None


def _readings(head: str, tail: str) -> Iterator[tuple[str, Marks]]:
    """Bare letters and marks; a doubled vowel is one with a circumflex or else two ("ngoeo")."""
    signs: set[str] = set()
    tone = "".join(key for key in tail if key in _TONES)
    tail = "".join(key for key in tail if key not in _TONES)
    if head.startswith("dd"):
        head = head[1:]
        signs.add("đ")
    elif head.startswith("d") and "d" in tail:
        tail = tail.replace("d", "", 1)
        signs.add("đ")
    if "w" in tail:
        # Alone it is ư ("nhwng"); beside a vowel it puts a breve or a horn on it.
        tail = tail.replace("w", "" if set("aou") & set(tail) else "u")
        signs.add("w")
    doubled = next((vowel for vowel in "aeo" if tail.count(vowel) == 2), None)
    if doubled:
        place = tail.rindex(doubled)
        yield head + tail[:place] + tail[place + 1 :], (tone, frozenset(signs | {"^"}))
    yield head + tail, (tone, frozenset(signs))
