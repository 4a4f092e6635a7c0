"""Rows of words -> the n-gram table that diacritics are restored with."""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.lexicon import Lexicon, Marks, marks_of, order
from index.ngrams import BITS, STEPS, Ngrams
from index.text import fold
from training.syllables import is_syllable

_DISCOUNT = 0.75
_SHIFT = np.uint64(BITS)
_MASK = np.uint64((1 << BITS) - 1)
_OTHERS = 3  # the unknown word, the number, the edge of a clause
_MOST_SYLLABLES = (1 << BITS) - _OTHERS

Keys = NDArray[np.uint64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pruning:
    """What is kept: syllables seen so often, and pairs and triples seen so often that gain enough
    (their count times what they add to the log probability of the shorter sequence)."""

    syllables: int = 4
    pairs: int = 2
    triples: int = 3
    pair_gain: float = 5.0
    triple_gain: float = 13.0


@dataclass(frozen=True, slots=True)
class Sequences:
    """Distinct sequences as sorted keys, and how often each occurs."""

    keys: Keys
    counts: Floats

    def part(self, chosen: NDArray[np.bool_]) -> "Sequences":
        return Sequences(self.keys[chosen], self.counts[chosen])


def lexicon_of(seen: Counter[str], least: int) -> Lexicon:
    """The most frequent syllables, seen at least `least` times, sorted as a lexicon wants them."""
    known = [word for word, n in seen.most_common() if n >= least and is_syllable(word)]
    by_marks: dict[tuple[str, Marks], str] = {}
    for word in known[:_MOST_SYLLABLES]:
        by_marks.setdefault((fold(word), marks_of(word)), word)  # not "đaị" beside "đại"
    return Lexicon(sorted(by_marks.values(), key=order))


@dataclass(frozen=True, slots=True)
class Clauses:
    """All clauses in one row: places in `words`, counted from 1, and 0 for an edge."""

    words: list[str]
    row: NDArray[np.int32]

    @classmethod
    def read(cls, clauses: Iterable[Sequence[str]]) -> "Clauses":
        places: dict[str, int] = {}
        row = array("i", [0])
        for words in clauses:
            row.extend(places.setdefault(word, len(places) + 1) for word in words)
            row.append(0)
        return cls(list(places), np.frombuffer(row, dtype=np.int32))

    def seen(self) -> Counter[str]:
        """How often each word occurs."""
        counts = np.bincount(self.row, minlength=len(self.words) + 1)[1:]
        return Counter(dict(zip(self.words, counts.tolist(), strict=True)))

    def numbered(self, lexicon: Lexicon) -> Keys:
        """The row in the numbers of `index.ngrams.Ngrams`."""
        unknown, number, edge = (len(lexicon) + n for n in range(_OTHERS))
        rest = (
            lexicon.numbers.get(word, number if word.isdigit() else unknown) for word in self.words
        )
        return np.array([edge, *rest], dtype=np.uint64)[self.row]


def model_of(row: Keys, lexicon: Lexicon, pruning: Pruning) -> Ngrams:
    """The model of a numbered row."""
    words = len(lexicon) + _OTHERS
    seen = np.bincount(row.astype(np.int64), minlength=words) + 0.5
    single = np.log(seen / seen.sum())
    pairs = _sequences((row[:-1] << _SHIFT) | row[1:])
    context = (pairs.keys >> _SHIFT).astype(np.int64)
    shorter = single[(pairs.keys & _MASK).astype(np.int64)]
    chosen, logs, back_off = _kept(pairs, context, shorter, words, pruning.pairs, pruning.pair_gain)
    pairs = pairs.part(chosen)
    keys = (((row[:-2] << _SHIFT) | row[1:-1]) << _SHIFT) | row[2:]
    triples = _sequences(keys[row[1:-1] != words - 1])
    bare = Ngrams(
        lexicon,
        single.astype(np.float32),
        back_off.astype(np.float32),
        pairs.keys.astype(np.uint32),
        _bytes(logs),
        np.zeros(len(logs), dtype=np.uint8),
        np.zeros(1, dtype=np.uint64),
        np.zeros(1, dtype=np.uint8),
    )
    return _with_triples(bare, triples, pairs, pruning)


def _with_triples(bare: Ngrams, triples: Sequences, pairs: Sequences, pruning: Pruning) -> Ngrams:
    context = np.searchsorted(pairs.keys, triples.keys >> _SHIFT)
    context = np.minimum(context, len(pairs.keys) - 1)
    held = pairs.keys[context] == triples.keys >> _SHIFT
    triples, context = triples.part(held), context[held]
    left = (triples.keys >> _SHIFT & _MASK).astype(np.int64)
    right = (triples.keys & _MASK).astype(np.int64)
    shorter = bare.pairs(left, right)[0].astype(np.float64)
    chosen, logs, back_off = _kept(
        triples, context, shorter, len(pairs.keys), pruning.triples, pruning.triple_gain
    )
    return Ngrams(
        bare.lexicon,
        bare.single,
        bare.back_off,
        bare.pair_keys,
        bare.pair_logs,
        _bytes(back_off),
        triples.keys[chosen],
        _bytes(logs),
    )


def _kept(
    sequences: Sequences,
    context: NDArray[np.int64],
    shorter: Floats,
    contexts: int,
    least: int,
    gain: float,
) -> tuple[NDArray[np.bool_], Floats, Floats]:
    """Which sequences are kept, their log probability given their context, and the logarithm of
    what each context leaves to the shorter sequence; `shorter`: the log probability there."""
    total = np.maximum(np.bincount(context, sequences.counts, minlength=contexts), 1.0)
    distinct = np.bincount(context, minlength=contexts)
    own = (sequences.counts - _DISCOUNT) / total[context]
    left_over = _DISCOUNT * distinct / total
    lower = np.log(left_over[context]) + shorter
    gained = sequences.counts * (np.logaddexp(np.log(own), lower) - lower)
    chosen = (sequences.counts >= least) & (gained >= gain)
    taken = np.bincount(context[chosen], own[chosen], minlength=contexts)
    back_off = np.log(np.maximum(1.0 - taken, 1e-6))
    logs = np.logaddexp(np.log(own), back_off[context] + shorter)
    return chosen, logs[chosen], back_off


def _sequences(keys: Keys) -> Sequences:
    distinct, counts = np.unique(keys, return_counts=True)
    return Sequences(distinct, counts.astype(np.float64))


def _bytes(logs: Floats) -> NDArray[np.uint8]:
    return np.clip(np.round(-STEPS * logs), 0, 255).astype(np.uint8)
