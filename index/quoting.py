"""Which sentences of a passage to quote: those that hold most of the question's words."""

import itertools
from collections.abc import Sequence

from index.abbreviations import expand_query
from index.stopwords import content_syllables
from index.text import fold, syllables

_PAIR_WEIGHT = 1.0  # two neighbouring words together, on top of each alone
_MARKED_WEIGHT = 0.01  # the same word with the same marks: decides between equals
_SECOND_SHARE = 0.5  # a second sentence must be worth this much of the first

Features = dict[str, float]


def choose_sentences(query: str, sentences: Sequence[str], limit: int = 2) -> list[int]:
    """Places of the sentences to quote, in reading order: at least one, at most `limit`.

    The best one first; a further one only where it adds words of the question that are still
    missing, or holds nearly as many. No sentences, no places.
    """
    if not sentences:
        return []
    asked = _features(content_syllables(expand_query(syllables(query))))
    held = [_held(asked, sentence) for sentence in sentences]
    chosen = [max(range(len(held)), key=lambda place: _worth(held[place]))]
    while len(chosen) < limit:
        following = _next(held, chosen)
        if following is None:
            break
        chosen.append(following)
    return sorted(chosen)


def _features(words: Sequence[str]) -> Features:
    folded = [fold(word) for word in words]
    found = dict.fromkeys(folded, 1.0)
    pairs = itertools.pairwise(folded)
    found |= {f"{left} {right}": _PAIR_WEIGHT for left, right in pairs}
    return found | {f"={w}": _MARKED_WEIGHT for w in words if fold(w) != w}


def _held(asked: Features, sentence: str) -> Features:
    own = _features(content_syllables(syllables(sentence)))
    return {feature: weight for feature, weight in asked.items() if feature in own}


def _worth(features: Features) -> float:
    return sum(features.values())


def _next(held: Sequence[Features], chosen: Sequence[int]) -> int | None:
    """The sentence that adds most; None where what it holds is little beside the first."""
    covered = {feature for place in chosen for feature in held[place]}
    rest = [place for place in range(len(held)) if place not in chosen]
    if not rest:
        return None

    def gain(place: int) -> float:
        new = {f: w for f, w in held[place].items() if f not in covered}
        return _worth(new) + 0.1 * _worth(held[place])

    best = max(rest, key=gain)
    enough = _SECOND_SHARE * _worth(held[chosen[0]])
    return best if _worth(held[best]) >= max(enough, 1.0) else None
