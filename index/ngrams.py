"""How likely Vietnamese syllables follow each other: a trigram model in a few arrays.

Made by `training/spelling.py`. Interpolated absolute discounting (Ney, Essen and Kneser, 1994),
pruned by what a sequence adds to its shorter one (Seymore and Rosenfeld, 1996), written as a
back-off table: log p(w | u, v) is that of the longest sequence kept, plus the back-off weights of
the longer contexts. Logarithms are natural and kept in steps of 1/16.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.lexicon import Lexicon

SHIPPED = Path(__file__).parent / "language"
SYLLABLES = "syllables.txt"
FOREIGN = "foreign.txt"
TABLE = "ngrams.npz"
STEPS = 16.0  # a stored byte is -16 times a natural logarithm
BITS = 13  # of a word's number in a key

_LOGS = (np.arange(256) / -STEPS).astype(np.float32)  # of each byte

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
Key = TypeVar("Key", np.uint32, np.uint64)


@dataclass(frozen=True, slots=True)
class Ngrams:
    """The model. Words are numbered as in the lexicon; then come the three below.

    single: (words,) log p(w); back_off: (words,) of w as context; keys are the words' numbers side
    by side, sorted; logs and weights are bytes as above.
    """

    lexicon: Lexicon
    single: Floats
    back_off: Floats
    pair_keys: NDArray[np.uint32]
    pair_logs: NDArray[np.uint8]
    pair_back_off: NDArray[np.uint8]
    triple_keys: NDArray[np.uint64]
    triple_logs: NDArray[np.uint8]

    @classmethod
    def load(cls, folder: Path = SHIPPED) -> Self:
        """Reads what `save` wrote."""
        words, foreign = (
            (folder / name).read_text(encoding="utf-8").split() for name in (SYLLABLES, FOREIGN)
        )
        with np.load(folder / TABLE, allow_pickle=False) as table:
            return cls(
                Lexicon(words, foreign),
                table["single"],
                table["back_off"],
                _summed(table["pair_gaps"]).astype(np.uint32),
                table["pair_logs"],
                table["pair_back_off"],
                _summed(table["triple_gaps"]),
                table["triple_logs"],
            )

    def save(self, folder: Path) -> None:
        """Writes the syllables as text and the arrays packed, nothing pickled."""
        texts = {SYLLABLES: self.lexicon.syllables, FOREIGN: sorted(self.lexicon.foreign)}
        for name, words in texts.items():
            (folder / name).write_text("\n".join(words) + "\n", encoding="utf-8")
        np.savez_compressed(
            folder / TABLE,
            allow_pickle=False,
            single=self.single,
            back_off=self.back_off,
            pair_gaps=_gaps(self.pair_keys),
            pair_logs=self.pair_logs,
            pair_back_off=self.pair_back_off,
            triple_gaps=_gaps(self.triple_keys),
            triple_logs=self.triple_logs,
        )

    @property
    def unknown(self) -> int:
        """The number of every word that is no known syllable."""
        return len(self.lexicon)

    @property
    def number(self) -> int:
        """The number of every row of digits."""
        return len(self.lexicon) + 1

    @property
    def edge(self) -> int:
        """The number of the beginning and the end of a clause."""
        return len(self.lexicon) + 2

    def numbered(self, word: str) -> int:
        """The number of a normalised word; "" is the edge of a clause."""
        if not word:
            return self.edge
        known = self.lexicon.numbers.get(word)
        if known is not None:
            return known
        return self.number if word.isdigit() else self.unknown

    def pairs(self, left: Numbers, right: Numbers) -> tuple[Floats, Floats]:
        """log p(right | left), and the back-off weight of the two as a context; of any shape."""
        places, held = _found(self.pair_keys, (left << BITS | right).astype(np.uint32))
        logs = np.where(
            held, _LOGS[self.pair_logs[places]], self.back_off[left] + self.single[right]
        )
        return logs, np.where(held, _LOGS[self.pair_back_off[places]], np.float32(0))

    def triples(self, first: Numbers, left: Numbers, right: Numbers, shorter: Floats) -> Floats:
        """log p(right | first, left); `shorter` is log p(right | left) and the back-off weight of
        (first, left), added up."""
        wanted = ((first << BITS | left) << BITS | right).astype(np.uint64)
        places, held = _found(self.triple_keys, wanted)
        return np.where(held, _LOGS[self.triple_logs[places]], shorter)


def _found(keys: NDArray[Key], wanted: NDArray[Key]) -> tuple[Numbers, NDArray[np.bool_]]:
    places = np.searchsorted(keys, wanted)
    np.minimum(places, len(keys) - 1, out=places)
    return places, keys[places] == wanted


def _gaps(keys: NDArray[np.uint32] | NDArray[np.uint64]) -> NDArray[np.uint8]:
    """Sorted keys as (width, n) bytes of their differences, which pack well."""
    gaps = np.diff(keys.astype("<u8"), prepend=np.uint64(0))
    return np.ascontiguousarray(gaps.view(np.uint8).reshape(-1, 8).T)


def _summed(gaps: NDArray[np.uint8]) -> NDArray[np.uint64]:
    return np.cumsum(np.ascontiguousarray(gaps.T).view("<u8").ravel(), dtype=np.uint64)
