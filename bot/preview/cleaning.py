"""What Telegram does to a text before it keeps it.

After TDLib's `clean_input_string_with_entities` and `fix_formatted_text`
(td/telegram/MessageEntity.cpp): control characters become spaces, some marks are dropped, both ends
are trimmed, and the entities move with the text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.preview.entities import Entity, settle, utf16_length
from bot.preview.errors import bad_request

_DROPPED = frozenset("\r\u030a\u0333\u033f" + "".join(map(chr, range(0x2028, 0x202F))))
_DIRECTIONS = re.compile("[\u200e\u200f](?=[\u200e\u200f])")
_BLANK = frozenset(
    " \n\u00a0\u1680\u180e\u2800\u3000\ufeff\u205f\u2060\u034f\u00ad"
    + "".join(map(chr, [*range(0x2000, 0x2010), *range(0xFE00, 0xFE10)]))
)
_TRIMMED = " \n"


@dataclass(frozen=True, slots=True)
class FormattedText:
    """A text as Telegram keeps it, with its entities (UTF-16 offsets)."""

    text: str
    entities: tuple[Entity, ...] = ()


def shows_nothing(text: str) -> bool:
    """Whether a reader would see an empty message."""
    return all(character in _BLANK for character in text)


def clean(text: str, entities: Sequence[Entity] = ()) -> FormattedText:
    """The text and entities that Telegram would keep.

    Raises:
        ApiError: an entity begins or ends outside the text or inside a surrogate pair.
    """
    cleaned, moved = _clean_characters(text)
    shifted = [_shift(one, moved) for one in settle(entities)]
    return _trim(_DIRECTIONS.sub("\u200c", cleaned), settle(shifted))


def _clean_characters(text: str) -> tuple[str, list[int | None]]:
    """The cleaned text, and for each old UTF-16 offset the new one (None inside a pair)."""
    kept: list[str] = []
    moved: list[int | None] = []
    offset = 0
    for character in text:
        width = utf16_length(character)
        moved.extend([offset, None][:width])
        if character in _DROPPED:
            continue
        kept.append(" " if character < " " and character != "\n" else character)
        offset += width
    moved.append(offset)
    return "".join(kept), moved


def _shift(entity: Entity, moved: Sequence[int | None]) -> Entity:
    last = len(moved) - 1
    if entity.offset >= last:
        raise bad_request(
            f"entity begins after the end of the text at UTF-16 offset {entity.offset}"
        )
    if entity.end > last:
        raise bad_request(
            f"entity beginning at UTF-16 offset {entity.offset} ends after the end of the text"
            f" at UTF-16 offset {entity.end}"
        )
    start, end = moved[entity.offset], moved[entity.end]
    if start is None:
        raise bad_request("entity begins in a middle of a UTF-16 symbol")
    if end is None:
        raise bad_request(
            f"entity beginning at UTF-16 offset {entity.offset} ends in a middle of a UTF-16 symbol"
        )
    return replace(entity, offset=start, length=end - start)


def _trim(text: str, entities: Sequence[Entity]) -> FormattedText:
    text = text.rstrip(_TRIMMED)
    length = utf16_length(text)
    inside = [
        replace(one, length=min(one.end, length) - one.offset)
        for one in entities
        if one.offset < length
    ]
    first = min((one.offset for one in inside), default=length)
    spaces = 0
    while spaces < first and text[spaces] in _TRIMMED:
        spaces += 1
    moved = (replace(one, offset=one.offset - spaces) for one in inside)
    return FormattedText(text[spaces:], tuple(settle(moved)))
