"""Which sentences of a passage to quote: those that hold most of the question's words."""

import itertools
import math
from collections import Counter
from collections.abc import Sequence

from index.stopwords import content_syllables
from index.text import fold, syllables

# From 123 questions whose sentence was marked by hand, on XQuAD-vi and on laws. How rare a word is
# in the whole index, a sentence's length and the encoder's token vectors were tried: none helped.
_PAIR_WEIGHT = 0.5  # of two neighbouring words together, on top of each alone
_CONTEXT_WEIGHT = 0.8  # of a word that only the lead-in holds
_MARKED_WEIGHT = 0.01  # the same word with the same marks: decides between equals
_SECOND_SHARE = 0.5  # a second sentence must be worth this much of the first

Features = frozenset[str]


def choose_sentences(
    words: Sequence[str],
    sentences: Sequence[str],
    contexts: Sequence[str] | None = None,
    limit: int = 2,
) -> list[int]:
    """Places of the sentences to quote, the best first: at least one, at most `limit`.

    Further ones where they are worth nearly as much as the best. A word counts by how few of the
    sentences hold it (their own idf).

    Args:
        words: the question's syllables, normalised.
        sentences: what to choose from; none, no places.
        contexts: for each sentence the words that govern it ("" for none), which it is read with.
    """
    if not sentences:
        return []
    asked = _features(content_syllables(words))
    own = [_features(content_syllables(syllables(sentence))) for sentence in sentences]
    around = [_features(syllables(context)) for context in contexts or [""] * len(sentences)]
    weights = _weights(asked, own)
    worth = [
        sum(weights[f] for f in asked & held)
        + _CONTEXT_WEIGHT * sum(weights[f] for f in (asked & context) - held)
        for held, context in zip(own, around, strict=True)
    ]
    order = sorted(range(len(worth)), key=lambda place: -worth[place])[: max(limit, 1)]
    enough = _SECOND_SHARE * worth[order[0]]
    return [place for place in order if place == order[0] or worth[place] >= enough > 0]


def _features(words: Sequence[str]) -> Features:
    folded = [fold(word) for word in words]
    pairs = (f"{left} {right}" for left, right in itertools.pairwise(folded))
    marked = (f"={word}" for word in words if fold(word) != word)
    return frozenset((*folded, *pairs, *marked))


def _weights(asked: Features, held: Sequence[Features]) -> dict[str, float]:
    """What each feature of the question is worth among these sentences."""
    times = Counter(feature for features in held for feature in features & asked)

    def idf(feature: str) -> float:
        return math.log1p((len(held) - times[feature] + 0.5) / (times[feature] + 0.5))

    return {
        feature: _MARKED_WEIGHT
        if feature.startswith("=")
        else idf(feature) * (_PAIR_WEIGHT if " " in feature else 1.0)
        for feature in asked
    }
