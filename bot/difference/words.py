"""Two texts -> the words kept, taken out and put in. Knows texts only."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

# Above this many pairs of words, difflib's square of them takes seconds.
MOST_PAIRS = 160_000
RUN = 3  # so many words in a row, found once in either text, are the same place in both
ISLAND = 1  # so few words kept between two changes only make them harder to read

_WORD = re.compile(r"(?:\w+|[^\w\s])\s*|^\s+")


class Kind(StrEnum):
    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that share a fate, with the white space behind them."""

    kind: Kind
    text: str


def words_between(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces that lead from one text to another, in reading order, of two changes in one place
    what was removed first.

    Kept and added pieces joined are `new`, letter for letter; kept and removed ones are `old`,
    white space aside: a line that breaks elsewhere is no change. It takes time in proportion to
    the texts, however long they are: between runs of words that either text holds once (patience
    diff, Bram Cohen), difflib compares what is short enough, the rest is replaced as a whole.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    pairs = _matched([word.strip() for word in before], [word.strip() for word in after])
    return _readable(_pieces(before, after, pairs))


def applied(pieces: Iterable[Piece], side: Kind) -> str:
    """The text of one side: `Kind.ADDED` gives the new one, `Kind.REMOVED` the old one."""
    return "".join(piece.text for piece in pieces if piece.kind in (Kind.KEPT, side))


def likeness(one: str, other: str) -> float:
    """The share of their words that two texts have in common, wherever they stand: 0..1 (Dice)."""
    mine, theirs = Counter(_plain(one)), Counter(_plain(other))
    total = mine.total() + theirs.total()
    return 2 * (mine & theirs).total() / total if total else 1.0


def _plain(text: str) -> list[str]:
    return [word.strip().casefold() for word in _WORD.findall(text)]


def _matched(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Places of the same word in both, ascending in both."""
    old_at = new_at = 0
    for old, new in [*_landmarks(before, after), (len(before), len(after))]:
        yield from _between(before, after, (old_at, old), (new_at, new))
        if old < len(before):
            yield old, new
        old_at, new_at = old + 1, new + 1


def _landmarks(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Where runs begin that stand once in each text, as many as are in order in both."""
    if len(before) * len(after) <= MOST_PAIRS:
        return []
    ours, theirs = _once(before), _once(after)
    pairs = sorted((place, theirs[run]) for run, place in ours.items() if run in theirs)
    return _ascending(pairs)


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    runs = [tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1)]
    times = Counter(runs)
    return {run: place for place, run in enumerate(runs) if times[run] == 1}


def _ascending(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence whose second places ascend, too (patience sorting)."""
    tops: list[int] = []  # the lowest second place that ends a subsequence of each length
    ends: list[int] = []  # and whose it is
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile:] = [place, *tops[pile + 1 :]]
        ends[pile:] = [number, *ends[pile + 1 :]]
    chosen = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]


def _between(
    before: Sequence[str], after: Sequence[str], old: tuple[int, int], new: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """Places of the same word in two stretches."""
    ours, theirs = before[slice(*old)], after[slice(*new)]
    head = _in_common(ours, theirs)
    tail = _in_common(ours[head:][::-1], theirs[head:][::-1])
    yield from ((old[0] + place, new[0] + place) for place in range(head))
    ours, theirs = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
    if len(ours) * len(theirs) <= MOST_PAIRS:
        for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
            for place in range(block.size):
                yield old[0] + head + block.a + place, new[0] + head + block.b + place
    yield from ((old[1] - place, new[1] - place) for place in range(tail, 0, -1))


def _in_common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    for place, (mine, theirs) in enumerate(zip(one, other, strict=False)):
        if mine != theirs:
            return place
    return min(len(one), len(other))


def _pieces(
    before: Sequence[str], after: Sequence[str], pairs: Iterable[tuple[int, int]]
) -> Iterator[Piece]:
    old_at = new_at = 0
    for old, new in [*pairs, (len(before), len(after))]:
        yield Piece(Kind.REMOVED, "".join(before[old_at:old]))
        yield Piece(Kind.ADDED, "".join(after[new_at:new]))
        if new < len(after):
            yield Piece(Kind.KEPT, after[new])
        old_at, new_at = old + 1, new + 1


def _readable(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one kind joined; a single word kept between two changes is part of them."""
    shown: list[Piece] = []
    groups = groupby((one for one in pieces if one.text), key=lambda one: one.kind is Kind.KEPT)
    stretches = [(kept, tuple(members)) for kept, members in groups]
    removed = added = ""
    for number, (kept, members) in enumerate(stretches):
        text = "".join(piece.text for piece in members)
        inside = 0 < number < len(stretches) - 1
        if kept and inside and len(members) <= ISLAND:
            removed, added = removed + text, added + text
        elif kept:
            shown += [Piece(Kind.REMOVED, removed), Piece(Kind.ADDED, added)]
            shown.append(Piece(Kind.KEPT, text))
            removed = added = ""
        else:
            removed += applied(members, Kind.REMOVED)
            added += applied(members, Kind.ADDED)
    shown += [Piece(Kind.REMOVED, removed), Piece(Kind.ADDED, added)]
    return tuple(piece for piece in shown if piece.text)
