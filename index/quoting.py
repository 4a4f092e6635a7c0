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

Feature = str | tuple[str, str]
Features = frozenset[Feature]


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
    contexts = contexts or [""] * len(sentences)
    around = {context: _features(syllables(context)) for context in dict.fromkeys(contexts)}
    weights = _weights(asked, own)

    def worth_of(features: Features) -> float:
        return math.fsum(weights[feature] for feature in features)  # the same in any order

    worth = [
        worth_of(asked & held) + _CONTEXT_WEIGHT * worth_of((asked & around[context]) - held)
        for held, context in zip(own, contexts, strict=True)
    ]
    order = sorted(range(len(worth)), key=lambda place: -worth[place])[: max(limit, 1)]
    enough = _SECOND_SHARE * worth[order[0]]
    return [place for place in order if place == order[0] or worth[place] >= enough > 0]


def _features(words: Sequence[str]) -> Features:
    """The bare words, each with its next one, and, behind a "=", those that bear marks."""
    folded = [fold(word) for word in words]
    marked = [f"={word}" for word, bare in zip(words, folded, strict=True) if word != bare]
    return frozenset((*folded, *itertools.pairwise(folded), *marked))


def _weights(asked: Features, held: Sequence[Features]) -> dict[Feature, float]:
    """What each feature of the question is worth among these sentences."""
    times = Counter(feature for features in held for feature in features & asked)

    def idf(feature: Feature) -> float:
        return math.log1p((len(held) - times[feature] + 0.5) / (times[feature] + 0.5))

    return {
        feature: _MARKED_WEIGHT
        if feature[0].startswith("=")
        else idf(feature) * (_PAIR_WEIGHT if isinstance(feature, tuple) else 1.0)
        for feature in asked
    }
