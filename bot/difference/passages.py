"""Two readings of a document -> the passages that changed: matched by their words, then by where
they stand. Passages in, values out; no database."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from bot import texts_releases as texts
from bot.difference.words import Kind, Piece, applied, likeness, words_between
from knowledge.modality import Modality
from knowledge.views import PassageView

ALIKE = 0.5  # share of word pairs in common from which two passages are one, wherever they stand
SAME_PLACE = 0.3  # share of words in common from which two passages of one place are one
COMMON = 50  # a pair of words that so many passages hold tells nothing

_NUMBERED = re.compile(r"^(?:(?:Phần|Chương|Mục|Điều)\s+\w+[.:]?|\d+[.)]|[a-zđ][.)])\s+")
_BELOW = re.compile(r"^(?:điểm|tiết|gạch đầu dòng)\s+\S+\s+")


@dataclass(frozen=True, slots=True)
class Stated:
    """Words that stand at one place of a document: a passage's, or those that govern some."""

    locator: str
    words: str
    modality: Modality | None
    heading: str
    place: int  # grows in the order of reading
    passage_id: int | None = None  # none of a heading, or of words that govern several passages

    @property
    def key(self) -> tuple[str, Modality | None]:
        """What makes two the same, whatever number they carry; a list that turned from do to
        don't is another rule."""
        return " ".join(_NUMBERED.sub("", self.words).split()), self.modality


@dataclass(frozen=True, slots=True)
class Change:
    """A passage that is new, gone or reads otherwise; at least one side is there."""

    before: Stated | None
    after: Stated | None
    pieces: tuple[Piece, ...]

    @property
    def locator(self) -> str:
        """Where it stands, or stood; both where it has moved as well."""
        if self.before and self.after and self.before.locator != self.after.locator:
            return texts.MOVED_FROM.format(now=self.after.locator, before=self.before.locator)
        side = self.after or self.before
        return side.locator if side else ""

    @property
    def turned(self) -> bool:
        """Whether it says do where it said don't, or the like."""
        return bool(self.before and self.after and self.before.modality != self.after.modality)


def changes_between(
    before: Iterable[PassageView], after: Iterable[PassageView]
) -> tuple[Change, ...]:
    """What changed, in the order of reading of `after`; passages that only moved are no change."""
    old, new = _without_same([*_stated(before)], [*_stated(after)])
    pairs = _pairs(old, new)
    changed = [_change(old[one], new[other]) for one, other in pairs.items()]
    removed = [_change(one, None) for place, one in enumerate(old) if place not in pairs]
    found = set(pairs.values())
    added = [_change(None, one) for place, one in enumerate(new) if place not in found]
    return tuple(sorted([*changed, *added, *removed], key=_by_place))


def all_changed(passages: Iterable[PassageView], kind: Kind) -> tuple[Change, ...]:
    """Every passage of a document that is new, or gone, as a whole."""
    stated = _stated(passages)
    if kind is Kind.ADDED:
        return tuple(_change(None, one) for one in stated)
    return tuple(_change(one, None) for one in stated)


def rebuilt(changes: Iterable[Change], side: Kind) -> list[str]:
    """The words of one side of each change that has this side."""
    return [
        applied(one.pieces, side)
        for one in changes
        if (one.after if side is Kind.ADDED else one.before)
    ]


def _stated(passages: Iterable[PassageView]) -> Iterator[Stated]:
    """Passages in order; each heading, and words that govern several passages, once, in front of
    the first of them."""
    path: tuple[str, ...] = ()
    leads: set[int] = set()
    for order, passage in enumerate(passages):
        heading = passage.heading_path[-1] if passage.heading_path else ""
        for title in _begun(path, passage):
            place = texts.HEADING_OVER.format(place=passage.locator)
            yield Stated(place, title, None, "", 3 * order)
        path = passage.heading_path
        if passage.lead and passage.lead_start not in leads:
            leads.add(passage.lead_start or 0)
            place = texts.LEAD_OF.format(place=_BELOW.sub("", passage.locator))
            yield Stated(place, passage.lead, None, heading, 3 * order + 1)
        said, last = passage.modality, 3 * order + 2
        yield Stated(passage.locator, passage.text, said, heading, last, passage.id)


def _begun(path: tuple[str, ...], passage: PassageView) -> Iterator[str]:
    """The headings that a passage is the first to stand under, but for one that it begins with."""
    pairs = zip(path, passage.heading_path, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return (title for title in passage.heading_path[same:] if not passage.text.startswith(title))


def _without_same(
    before: Sequence[Stated], after: Sequence[Stated]
) -> tuple[list[Stated], list[Stated]]:
    """Both sides without what the other has, too, in whatever place."""
    ours, theirs = Counter(one.key for one in before), Counter(one.key for one in after)
    return _left(before, theirs), _left(after, ours)


def _left(stated: Sequence[Stated], others: Counter[tuple[str, Modality | None]]) -> list[Stated]:
    others = others.copy()
    left = []
    for one in stated:
        if others[one.key] > 0:
            others[one.key] -= 1
        else:
            left.append(one)
    return left


def _pairs(old: Sequence[Stated], new: Sequence[Stated]) -> dict[int, int]:
    """Which passage became which: those most alike first, then those that stand in one place."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, one, other in sorted(_alike(old, new)):
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    places = {one.locator: number for number, one in enumerate(new) if number not in taken}
    for number, stated in enumerate(old):
        there = places.get(stated.locator)
        if number in pairs or there is None or there in taken:
            continue
        if likeness(stated.words, new[there].words) >= SAME_PLACE:
            pairs[number] = there
            taken.add(there)
    return pairs


def _alike(old: Sequence[Stated], new: Sequence[Stated]) -> Iterator[tuple[float, int, int]]:
    """Pairs of passages that share word pairs enough, the most alike sorting first; of equal ones
    that which kept its place."""
    ours, theirs = [_word_pairs(one.words) for one in old], [_word_pairs(one.words) for one in new]
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, held in enumerate(theirs):
        for pair in held:
            holders[pair].append(place)
    for one, held in enumerate(ours):
        shared = Counter(
            other for pair in held if len(holders[pair]) <= COMMON for other in holders[pair]
        )
        for other, count in shared.items():
            share = 2 * count / (len(held) + len(theirs[other]))
            if share >= ALIKE:
                moved = old[one].locator != new[other].locator
                yield -share + moved * 0.1, one, other


def _word_pairs(words: str) -> set[tuple[str, str]]:
    return set(pairwise(["", *words.casefold().split(), ""]))


def _change(before: Stated | None, after: Stated | None) -> Change:
    words = words_between(before.words if before else "", after.words if after else "")
    return Change(before, after, words)


def _by_place(change: Change) -> tuple[int, bool]:
    """In the order of reading, what is gone in front of what stands there now."""
    side = change.after or change.before
    return (side.place if side else 0), change.after is not None
