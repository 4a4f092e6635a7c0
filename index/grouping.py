"""Questions that ask the same, put together one after the other: by meaning and by words.

A question joins the group that it is most like on average, if it is like it enough, else it founds
one (sequential clustering with average linkage). What was grouped before never moves, so that a
group is the same tomorrow.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.embedding import Encoder
from index.frames import parted
from index.stopwords import content_syllables
from index.text import fold
from index.understanding import Understood

# From made-up paraphrases: see benchmarks/README.md, "Questions that ask the same".
ALIKE = 0.45
MEANING = 0.5  # the share of the cosine; the rest is of the words that two questions share


def grouped(
    questions: Sequence[Understood], groups: Sequence[int | None], encoder: Encoder
) -> list[int]:
    """A group for each question. `groups`: those of before, None for a question that has none
    yet: it gets that of its like, or a new one with its own place in the list, negative less one
    (-1 for the first question)."""
    likeness = Likeness(questions, encoder)
    names = sorted({group for group in groups if group is not None})
    numbers = {name: number for number, name in enumerate(names)}
    labels = np.array([-1 if one is None else numbers[one] for one in groups], dtype=np.int64)
    for row, group in enumerate(groups):
        if group is None:
            labels[row] = _nearest(likeness.of(row), labels, len(names))
            if labels[row] == len(names):
                names.append(-row - 1)
    return [names[label] for label in labels.tolist()]


class Likeness:
    """How like questions are, by what they ask about."""

    def __init__(self, questions: Sequence[Understood], encoder: Encoder) -> None:
        told = [content_syllables(parted(one.words)[0]) for one in questions]
        self._vectors = encoder.encode_queries([" ".join(words) for words in told])
        self._words = _indicators([{fold(word) for word in words} for words in told])
        self._sizes = self._words.sum(axis=1)

    def of(self, row: int) -> NDArray[np.float32]:
        """(n,): how like a question is to each, 0..1: the mean of the cosine of their meanings and
        the share of words they have in common (Dice 1945)."""
        meaning = self._vectors @ self._vectors[row]
        common = 2 * (self._words @ self._words[row])
        words = common / np.maximum(self._sizes + self._sizes[row], 1)
        return np.asarray(MEANING * meaning + (1 - MEANING) * words, dtype=np.float32)


def _nearest(likeness: NDArray[np.float32], labels: NDArray[np.int64], count: int) -> int:
    """The group that is most alike on average, `count` where none is alike enough."""
    placed = labels >= 0
    members = np.bincount(labels[placed], minlength=count)
    sums = np.bincount(labels[placed], weights=likeness[placed], minlength=count)
    means = sums / np.maximum(members, 1)
    return int(means.argmax()) if count and means.max() >= ALIKE else count


def _indicators(sets: Sequence[set[str]]) -> NDArray[np.float32]:
    """(n, words), 1 where a set has the word."""
    columns = {word: column for column, word in enumerate(sorted(set().union(*sets)))}
    table = np.zeros((len(sets), len(columns)), dtype=np.float32)
    for row, words in enumerate(sets):
        table[row, [columns[word] for word in words]] = 1.0
    return table
