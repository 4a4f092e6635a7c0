"""Diacritics put back where a typist left them out, and nowhere else.

The noisy channel: a writer who leaves out a share q of the marks types a bare syllable either
because it is meant so or because its marks are missing. q is estimated from the question (all for
an unaccented one, next to none for an accented one), the syllables meant are found by a Viterbi
search over a trigram model: over pairs first, then over triples among the best few of each place.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from math import log

import numpy as np
from numpy.typing import NDArray

from index.lexicon import Lexicon
from index.ngrams import Ngrams
from index.text import fold

_MOST_FORMS = 8  # of one bare syllable; the rest are too rare to matter
_RAREST = 0.001  # share of a form among those of its letters; rarer ones are not looked at
_LIKELY = 3  # forms of a place that the search over triples looks at
_SEEN = 2  # places on either side by which those are chosen
_ROUNDS = 4  # of estimating the share of marks left out
# As if this many marked and this many bare syllables had been read before the question.
_MARKED_BEFORE, _MISSING_BEFORE = 1.0, 0.02
_SCARCE = 0.15  # with fewer marks missing than this, none is
_NEVER = -1e9

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Choices:
    """What a place may hold: word numbers, and the share of the typed form among them."""

    numbers: tuple[int, ...]
    typed: int  # the number as typed, -1 where that is no syllable
    bare_share: float  # of this form among those of the same letters, 0..1


class Restorer:
    """Restores rows of syllables under a model of how syllables follow each other."""

    def __init__(self, ngrams: Ngrams) -> None:
        self._ngrams = ngrams
        self._choices: dict[str, _Choices] = {}

    def restored(self, words: Sequence[str], fixed: Collection[int] = ()) -> list[str]:
        """The words with the marks that are missing; "" is the edge of a clause.

        Only a syllable typed without any mark and not at a place in `fixed` may change; words must
        be normalised (`index.text.syllables`).
        """
        open_places = {
            place: choices
            for place, word in enumerate(words)
            if place not in fixed and (choices := self._choices_of(word)) is not None
        }
        marked = sum(
            1 for place, word in enumerate(words) if place not in fixed and fold(word) != word
        )
        share = left_out(marked, [choices.bare_share for choices in open_places.values()])
        if share <= 0:
            return list(words)
        return self._best(words, open_places, log(share))

    @property
    def lexicon(self) -> Lexicon:
        """The syllables that it knows."""
        return self._ngrams.lexicon

    def score(self, words: Sequence[str]) -> float:
        """How likely a row of words is (log p over pairs), its bare ones in their best form."""
        best = np.zeros(1, dtype=np.float32)
        left = np.array(self._forms(words[0]))
        for word in words[1:]:
            right = np.array(self._forms(word))
            logs, _ = self._ngrams.pairs(left[:, None], right[None, :])
            best, left = (best[:, None] + logs).max(axis=0), right
        return float(best.max())

    def _forms(self, word: str) -> Sequence[int]:
        """The numbers of what a word as typed may mean."""
        choices = self._choices_of(word)
        return choices.numbers if choices else (self._ngrams.numbered(word),)

    def _choices_of(self, word: str) -> _Choices | None:
        """The choices of a bare syllable; None where there is nothing to choose."""
        if word in self._choices:
            return self._choices[word]
        numbers = self._ngrams.lexicon.forms(word)
        typed = self._ngrams.lexicon.numbers.get(word, -1)
        if not numbers or (len(numbers) == 1 and typed == numbers[0]):
            return None
        odds = np.exp(self._ngrams.single[numbers.start : numbers.stop])
        shares = odds / odds.sum()
        best = [place for place in np.argsort(-shares, kind="stable") if shares[place] >= _RAREST]
        kept = {numbers.start + int(place) for place in best[:_MOST_FORMS]}
        kept |= {typed} if typed >= 0 else set()
        own = float(shares[typed - numbers.start]) if typed >= 0 else 0.0
        self._choices[word] = _Choices(tuple(sorted(kept)), typed, own)
        return self._choices[word]

    def _best(self, words: Sequence[str], places: dict[int, _Choices], missing: float) -> list[str]:
        """The likeliest words; `missing` is the log share of marks left out."""
        numbers, given = self._lattice(words, places, missing)
        steps, weights = self._steps(numbers, given)
        likely = _likeliest(steps, given)
        rows = np.arange(len(numbers))[:, None]
        numbers, given = numbers[rows, likely], given[rows, likely]
        chosen = (rows[:-1, :, None], likely[:-1, :, None], likely[1:, None, :])
        path = self._searched(numbers, given, steps[chosen], weights[chosen])
        syllables = self._ngrams.lexicon.syllables
        restored = list(words)
        for place in places:
            restored[place] = syllables[numbers[place + 1, path[place + 1]]]
        return restored

    def _lattice(
        self, words: Sequence[str], places: dict[int, _Choices], missing: float
    ) -> tuple[Numbers, Floats]:
        """(n + 2, forms) numbers of all choices, edges before and after, and the log probability
        that the choice is typed as it was; places with fewer choices are filled with never."""
        width = max(_LIKELY, *(len(choices.numbers) for choices in places.values()))
        edge, filler = self._ngrams.edge, range(width)
        numbers, given = [], []
        for place, word in enumerate(["", *words, ""], start=-1):
            choices = places.get(place)
            if choices is None:
                held = edge if not word else self._ngrams.numbered(word)
                numbers.append([held] * width)
                given.append([0.0 if not n else _NEVER for n in filler])
            else:
                own = choices.numbers
                numbers.append([*own, *([edge] * (width - len(own)))])
                costs = [0.0 if number == choices.typed else missing for number in own]
                given.append([*costs, *([_NEVER] * (width - len(own)))])
        return np.array(numbers), np.array(given, dtype=np.float32)

    def _steps(self, numbers: Numbers, given: Floats) -> tuple[Floats, Floats]:
        """(n - 1, forms, forms) log probabilities of pairs of neighbours, and their weights as
        contexts; only what is no filler is looked up."""
        real = given > _NEVER
        both = real[:-1, :, None] & real[1:, None, :]
        place, left, right = both.nonzero()
        logs, kept = self._ngrams.pairs(numbers[place, left], numbers[place + 1, right])
        steps = np.full(both.shape, _NEVER, dtype=np.float32)
        weights = np.zeros(both.shape, dtype=np.float32)
        steps[both], weights[both] = logs, kept
        return steps, weights

    def _searched(
        self, numbers: Numbers, given: Floats, steps: Floats, weights: Floats
    ) -> list[int]:
        """Viterbi over triples; the best choice of each place, edges included."""
        triples = steps[1:, None, :, :] + weights[:-1, :, :, None]
        real = given > _NEVER
        all_three = real[:-2, :, None, None] & real[1:-1, None, :, None] & real[2:, None, None, :]
        place, first, left, right = all_three.nonzero()
        triples[all_three] = self._ngrams.triples(
            numbers[place, first],
            numbers[place + 1, left],
            numbers[place + 2, right],
            triples[all_three],
        )
        triples += given[2:, None, None, :]
        best = steps[0] + given[0][:, None] + given[1]
        scores = []
        for triple in triples:
            scores.append(best[:, :, None] + triple)
            best = np.maximum.reduce(scores[-1])
        before, last = divmod(int(best.argmax()), best.shape[1])
        path = [last, before]
        for score in reversed(scores):
            path.append(int(score[:, path[-1], path[-2]].argmax()))
        return path[::-1]


@cache
def shipped() -> Restorer:
    """The restorer with the table that comes with the bot, loaded once (0.1 s, 11 MB)."""
    return Restorer(Ngrams.load())


def left_out(marked: int, bare_shares: Sequence[float]) -> float:
    """The share (0..1) of its marks that a text leaves out, 0 where none seems missing.

    marked: syllables typed with a mark; bare_shares: for each bare syllable, how often these
    letters are meant to be bare. Found by expectation and maximisation.
    """
    if not bare_shares:
        return 0.0
    if not marked:
        return 1.0
    share = 0.5
    for _ in range(_ROUNDS):
        missing = sum(
            share * (1 - bare) / (bare + share * (1 - bare) + 1e-9) for bare in bare_shares
        )
        share = (missing + _MISSING_BEFORE) / (missing + marked + _MISSING_BEFORE + _MARKED_BEFORE)
    return share if missing >= _SCARCE else 0.0


def _likeliest(steps: Floats, given: Floats) -> Numbers:
    """(n, 3) the choices of each place that fit best among those around it.

    Max-product messages between neighbours, all at once and as many rounds as places seen on
    either side: what stands farther away hardly matters.
    """
    forward, backward = np.zeros_like(given), np.zeros_like(given)
    for _ in range(_SEEN):
        before, after = given[:-1] + forward[:-1], given[1:] + backward[1:]
        forward[1:] = np.maximum.reduce(before[:, :, None] + steps, axis=1)
        backward[:-1] = np.maximum.reduce(after[:, None, :] + steps, axis=2)
    through = forward + backward + given
    return np.argpartition(-through, _LIKELY - 1, axis=1)[:, :_LIKELY]
