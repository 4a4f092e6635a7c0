"""Places in a document: what a reference asks for, and where a passage stands."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.references.labels import Labels
from bot.references.levels import Level
from bot.references.mentions import Mention, mentions_of
from bot.references.words import typed

Address = Mapping[Level, str]  # of a passage: {ARTICLE: "5", CLAUSE: "2", CHAPTER: "1"}


@dataclass(frozen=True, slots=True)
class Place:
    """What one reference asks for, level by level; "khoản 1, 2 Điều 8" asks for either."""

    wanted: tuple[tuple[Level, tuple[Labels, ...]], ...]  # from the outermost

    def labels(self, level: Level) -> tuple[Labels, ...]:
        return dict(self.wanted).get(level, ())

    @property
    def levels(self) -> tuple[Level, ...]:
        return tuple(level for level, _ in self.wanted)

    def down_to(self, depth: int) -> "Place":
        """The same place without its levels deeper than this."""
        return Place(tuple(pair for pair in self.wanted if pair[0].depth <= depth))

    def holds(self, address: Address) -> bool:
        """Whether a passage of this address stands there."""
        return all(
            any(one.holds(address[level]) for one in labels) if level in address else False
            for level, labels in self.wanted
        )


def places_of(mentions: Sequence[Mention]) -> list[Place]:
    """Mentions put together: "khoản 1 Điều 5 và khoản 2 Điều 7" are two places, in
    "điểm a khoản 1 và điểm b khoản 2 Điều 5" the first stands in Điều 5 too."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        if groups and _goes_with(groups[-1], mention):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    whole = [{one.level: one.labels for one in group} for group in groups]
    for number, group in enumerate(whole):
        behind, before = whole[number + 1 :], whole[:number][::-1]
        inward = _is_inward(groups[number])
        for other in (*before, *behind) if inward else (*behind, *before):
            top = min(level.depth for level in group)
            group.update({lv: labels for lv, labels in other.items() if lv.depth < top})
    return [Place(tuple(sorted(group.items(), key=lambda one: one[0].depth))) for group in whole]


def _goes_with(group: Sequence[Mention], mention: Mention) -> bool:
    """Whether a mention goes on as its group runs: always outward or always inward."""
    step = mention.level.depth - group[-1].level.depth
    if step == 0:
        return False
    return len(group) == 1 or (step > 0) is _is_inward(group)


def _is_inward(group: Sequence[Mention]) -> bool:
    return len(group) > 1 and group[1].level.depth > group[0].level.depth


def address_of(locator: str, headings: Sequence[str]) -> dict[Level, str]:
    """Where a passage stands, from its locator and the headings over it.

    Only the numbering at the head of each is read: what follows it are the words of a title.
    """
    found: dict[Level, str] = {}
    for heading in headings:
        found.update(_leading(heading)[:1])
    found.update(_leading(locator))
    return found


@functools.lru_cache(maxsize=16_384)
def _leading(title: str) -> tuple[tuple[Level, str], ...]:
    """The places that stand side by side at the head of a title."""
    found: list[tuple[Level, str]] = []
    stop = 0
    text = typed(title)
    for mention in mentions_of(text):
        beside = mention.first == stop and (not stop or not text.words[stop].before.strip())
        if not beside or mention.is_loose or mention.labels[0].last is not None:
            break
        found.append((mention.level, mention.labels[0].first))
        stop = mention.stop
    return tuple(found)
