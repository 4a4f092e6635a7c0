"""Message entities and how they may lie over each other.

The rules are those of TDLib (td/telegram/MessageEntity.cpp, `sort_entities`, `fix_entities`).
Offsets and lengths are in UTF-16 code units everywhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from bot.preview.jsontypes import Json

STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")
QUOTES = ("blockquote", "expandable_blockquote")
CODE = ("code", "pre")
MOST_IN_A_MESSAGE = 100

_ORDER = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 11,
    "code": 20,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}


@dataclass(frozen=True, slots=True)
class Entity:
    """A piece of a message's text that is shown in its own way."""

    type: str
    offset: int
    length: int
    details: Json = field(default_factory=dict)

    @property
    def end(self) -> int:
        """The first offset after the entity."""
        return self.offset + self.length

    def contains(self, other: "Entity") -> bool:
        """Whether the other lies wholly inside."""
        return self.offset <= other.offset and other.end <= self.end

    def overlaps(self, other: "Entity") -> bool:
        """Whether they share at least one code unit."""
        return self.offset < other.end and other.offset < self.end

    def to_json(self) -> Json:
        """The entity as a Bot API `MessageEntity`."""
        return {"type": self.type, "offset": self.offset, "length": self.length, **self.details}


def utf16_length(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def in_order(entities: Iterable[Entity]) -> list[Entity]:
    """Outer ones before inner ones, from left to right."""
    return sorted(entities, key=lambda one: (one.offset, -one.length, _ORDER.get(one.type, 50)))


def settle(entities: Iterable[Entity]) -> list[Entity]:
    """Make entities fit each other as Telegram does, without an error.

    Quotes, links and code cannot overlap their own kind: the later one is dropped, so a block quote
    inside a block quote disappears. Styles are cut where others begin or end, and dropped in code.
    """
    ordered = in_order(one for one in entities if one.length > 0)
    if _are_nested(ordered):
        return ordered
    quotes = without_overlaps(one for one in ordered if one.type in QUOTES)
    solid = without_overlaps(one for one in ordered if one.type not in (*QUOTES, *STYLES))
    solid = [one for one in solid if all(_nested_in(one, quote) for quote in quotes)]
    fixed = in_order([*quotes, *solid])
    return in_order([*fixed, *_cut_styles([one for one in ordered if one.type in STYLES], fixed)])


def _are_nested(ordered: Sequence[Entity]) -> bool:
    around: list[Entity] = []
    ends: dict[str, int] = {}
    for one in ordered:
        while around and around[-1].end <= one.offset:
            around.pop()
        if around and not _may_stand_in(one, around):
            return False
        if one.type in STYLES:
            if ends.get(one.type, -1) >= one.offset:
                return False  # two pieces that could be one
            ends[one.type] = one.end
        around.append(one)
    return True


def _may_stand_in(one: Entity, around: Sequence[Entity]) -> bool:
    if one.end > around[-1].end:
        return False
    if one.type in STYLES:
        return all(outer.type not in (*STYLES, *CODE) for outer in around)
    return one.type not in QUOTES and all(outer.type in QUOTES for outer in around)


def _nested_in(inner: Entity, outer: Entity) -> bool:
    return not inner.overlaps(outer) or outer.contains(inner)


def without_overlaps(ordered: Iterable[Entity]) -> list[Entity]:
    """The entities, less those that begin inside an earlier one."""
    kept: list[Entity] = []
    for one in ordered:
        if not kept or one.offset >= kept[-1].end:
            kept.append(one)
    return kept


def _cut_styles(styles: Sequence[Entity], fixed: Sequence[Entity]) -> list[Entity]:
    spans = [span for kind in STYLES for span in _joined(styles, kind)]
    edges = {edge for one in fixed for edge in (one.offset, one.end)}
    edges.update(span.offset for span in spans)
    pieces: list[Entity] = []
    for span in spans:
        inside = sorted(edge for edge in edges if span.offset < edge < span.end)
        for start, end in pairwise([span.offset, *inside, span.end]):
            pieces.append(replace(span, offset=start, length=end - start))
    code = [one for one in fixed if one.type in CODE]
    return [one for one in pieces if not any(block.contains(one) for block in code)]


def _joined(styles: Sequence[Entity], kind: str) -> list[Entity]:
    joined: list[Entity] = []
    for one in styles:
        if one.type != kind:
            continue
        if joined and one.offset <= joined[-1].end:
            end = max(joined[-1].end, one.end)
            joined[-1] = replace(joined[-1], length=end - joined[-1].offset)
        else:
            joined.append(one)
    return joined


def cut_to_limit(entities: Sequence[Entity]) -> list[Entity]:
    """Telegram keeps the first hundred and says nothing about the rest."""
    return list(entities[:MOST_IN_A_MESSAGE])


def to_json(entities: Iterable[Entity]) -> list[dict[str, Any]]:
    """Entities as the Bot API writes them."""
    return [one.to_json() for one in entities]
