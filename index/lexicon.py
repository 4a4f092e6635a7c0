"""Known Vietnamese syllables, found by their bare letters and by their marks."""

import unicodedata
from collections.abc import Iterable

from index.text import fold

TONES = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}
# Circumflex, breve and horn. Telex has one key for the last two, and no two syllables differ by it.
_SIGNS = {"\u0302": "^", "\u0306": "w", "\u031b": "w"}
_BARRED = "đ"

Marks = tuple[str, frozenset[str]]  # the tone as its Telex key, or "", and "^", "w", "đ"


class Lexicon:
    """Syllables with numbers; those of the same bare letters have consecutive ones."""

    def __init__(self, syllables: Iterable[str], foreign: Iterable[str] = ()) -> None:
        """`syllables` must be normalised and sorted by bare letters (see `order`); `foreign` are
        known words that might be taken for a misspelt one."""
        self.syllables = tuple(syllables)
        self.numbers = {syllable: n for n, syllable in enumerate(self.syllables)}
        self.foreign = frozenset(foreign)
        self._forms: dict[str, range] = {}
        for number, syllable in enumerate(self.syllables):
            bare = fold(syllable)
            first = self._forms[bare].start if bare in self._forms else number
            self._forms[bare] = range(first, number + 1)

    def __contains__(self, word: object) -> bool:
        return word in self.numbers

    def __len__(self) -> int:
        return len(self.syllables)

    def forms(self, bare: str) -> range:
        """Numbers of the syllables that have these bare letters."""
        return self._forms.get(bare, range(0))

    def marked(self, bare: str, marks: Marks) -> str | None:
        """The syllable with these letters and marks, as an input method would compose it."""
        for number in self.forms(bare):
            if marks_of(self.syllables[number]) == marks:
                return self.syllables[number]
        return None


def order(syllable: str) -> tuple[str, str]:
    """The sort key under which the forms of the same bare letters are neighbours."""
    return fold(syllable), syllable


def marks_of(syllable: str) -> Marks:
    """What is above, below and through the letters of a syllable."""
    letters = unicodedata.normalize("NFD", syllable)
    tone = "".join(TONES[letter] for letter in letters if letter in TONES)
    signs = {_SIGNS[letter] for letter in letters if letter in _SIGNS}
    return tone, frozenset(signs | ({_BARRED} if _BARRED in syllable else set()))
