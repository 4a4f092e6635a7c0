"""Which syllables and two-syllable words get a vector, and the tokenizer that finds them.

A true sentence-transformers tokenizer, so that the saved folder needs none of our code: a Unigram
model over pieces such as "▁cán" and "▁cán▁bộ", whose Viterbi search prefers the longer piece where
its syllables attract each other. Its normaliser does what `index.text.normalise` does.
"""

import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from tokenizers import Regex, Tokenizer, normalizers
from tokenizers.models import Unigram

from index.text import fold, new_placements

SPACE = "▁"
UNKNOWN = "<unk>"
_DISCOUNT = 50  # pairs seen less often are chance, as in word2vec's phrases
_ATTRACTION = 3.0  # how many times more often than by chance a pair must occur
_STRONG_ATTRACTION = 60.0  # the same, where a neighbour forms a more frequent pair
_TAKEN = 0.4  # of a syllable's occurrences in one other pair: it belongs there
_FOLDED_SHARE = 0.1  # of text is typed without marks, we suppose


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many pieces of each kind the vocabulary holds at most."""

    syllables: int = 8_000
    compounds: int = 6_500
    folded_compounds: int = 5_000


def count(clauses: Iterable[list[str]]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Occurrences of syllables and of neighbouring pairs."""
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for clause in clauses:
        single.update(clause)
        pairs.update(itertools.pairwise(clause))
    return single, pairs


def compounds(single: Counter[str], pairs: Counter[tuple[str, str]], limit: int) -> dict[str, int]:
    """Up to `limit` words of two syllables, as "cán▁bộ", with their counts.

    Pairs are ranked by count times the logarithm of their discounted ratio to chance (the ratio is
    equation 6 of Mikolov et al., 2013, arXiv 1310.4546). "theo quy" is no word although it is
    frequent: "quy" mostly belongs to "quy định", so the stronger neighbour has it.
    """
    total = sum(single.values())
    after, before = _strongest(pairs, 0), _strongest(pairs, 1)
    ranked: list[tuple[float, str, int]] = []
    for (left, right), seen in pairs.items():
        if seen <= _DISCOUNT or not (left.isalpha() and right.isalpha()):
            continue
        taken = max(after[right], before[left]) > seen and (
            after[right] > _TAKEN * single[right] or before[left] > _TAKEN * single[left]
        )
        ratio = (seen - _DISCOUNT) * total / (single[left] * single[right])
        if ratio > (_STRONG_ATTRACTION if taken else _ATTRACTION):
            ranked.append((seen * log(ratio), f"{left}{SPACE}{right}", seen))
    ranked.sort(reverse=True)
    return {word: seen for _, word, seen in ranked[:limit]}


def _strongest(pairs: Counter[tuple[str, str]], side: int) -> Counter[str]:
    """For each syllable, how often it occurs in its most frequent pair at that side."""
    best: Counter[str] = Counter()
    for pair, seen in pairs.items():
        best[pair[side]] = max(best[pair[side]], seen)
    return best


def pieces(single: Counter[str], pairs: Counter[tuple[str, str]], sizes: Sizes) -> dict[str, float]:
    """Each piece with its log probability; unaccented forms come after the accented ones."""
    counts: dict[str, float] = dict(single.most_common(sizes.syllables))
    words = compounds(single, pairs, sizes.compounds)
    folded: Counter[str] = Counter()
    for syllable in list(counts):
        folded[fold(syllable)] += int(counts[syllable])
    for word, seen in list(words.items())[: sizes.folded_compounds]:
        folded[fold(word)] += seen
    counts |= words
    for piece, seen in folded.items():
        counts.setdefault(piece, seen * _FOLDED_SHARE)
    total = sum(counts.values())
    return {f"{SPACE}{piece}": log(seen / total) for piece, seen in counts.items()}


def tokenizer_of(log_probabilities: dict[str, float]) -> Tokenizer:
    """A tokenizer over these pieces; id 0 is the unknown piece."""
    lowest = min(log_probabilities.values())
    tokenizer = Tokenizer(Unigram([(UNKNOWN, lowest - 10.0), *log_probabilities.items()], unk_id=0))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFC(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(r"[\u00AD\u200B-\u200F\u2060\uFEFF]"), ""),
            *(
                normalizers.Replace(Regex(rf"(?<!q){new}(?!\p{{L}})"), old)
                for new, old in new_placements()
            ),
            normalizers.Replace(Regex(r"[^\p{L}\p{M}\p{N}]+"), " "),
            normalizers.Strip(),
            normalizers.Prepend(SPACE),
            normalizers.Replace(" ", SPACE),
        ]
    )
    return tokenizer
