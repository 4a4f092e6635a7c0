"""The HTML tags that Telegram knows, and the entities they become.

After `parse_html` of TDLib (td/telegram/MessageEntity.cpp).
"""

import re
from dataclasses import dataclass

from bot.preview.entities import Entity
from bot.preview.errors import MarkupError
from bot.preview.links import checked_link, linked_user

_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
TAGS = frozenset([*_STYLES, "a", "pre", "code", "blockquote", "tg-emoji", "tg-time"])


@dataclass(frozen=True, slots=True)
class OpenTag:
    """A tag that waits for its end: where its text begins, in UTF-16 units and in bytes."""

    tag: str
    argument: str
    offset: int
    start: int


def read_attribute(tag: str, name: str, value: str) -> str:
    """What an attribute adds to its tag; "" for one that means nothing there."""
    if (tag, name) in (("a", "href"), ("tg-emoji", "emoji-id"), ("tg-time", "unix")):
        return value
    if (tag, name) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, name) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return "1" if (tag, name) == ("blockquote", "expandable") else ""


def close_tag(opened: OpenTag, length: int, shown: str, entities: list[Entity]) -> None:
    """Add the entity of a tag that has ended to the entities before it.

    Args:
        opened: the tag.
        length: of the text in it, in UTF-16 units; nothing is added for none.
        shown: that text.
        entities: those of the tags that ended earlier; code in `pre` is merged into one of them.

    Raises:
        MarkupError: the tag's argument is not a custom emoji or a date.
    """
    if length <= 0:
        return
    last = entities[-1] if entities else None
    if last is not None and (last.offset, last.length) == (opened.offset, length):
        merged = _merged_code(opened, last)
        if merged is not None:
            entities[-1] = merged
            return
    entity = _entity(opened, length, shown)
    if entity is not None:
        entities.append(entity)


def _entity(opened: OpenTag, length: int, shown: str) -> Entity | None:
    tag, argument = opened.tag, opened.argument
    if tag in _STYLES:
        return Entity(_STYLES[tag], opened.offset, length)
    if tag == "blockquote":
        kind = "expandable_blockquote" if argument else "blockquote"
        return Entity(kind, opened.offset, length)
    if tag == "a":
        return _link(argument or shown, opened.offset, length)
    if tag == "tg-emoji":
        return Entity("custom_emoji", opened.offset, length, _emoji(argument))
    if tag == "tg-time":
        return Entity("date_time", opened.offset, length, _moment(argument))
    return Entity(tag, opened.offset, length, {"language": argument} if argument else {})


def _merged_code(opened: OpenTag, last: Entity) -> Entity | None:
    """`<pre><code class="language-x">` is one block of code in that language."""
    if opened.tag == "pre" and last.type == "code" and last.details:
        return Entity("pre", last.offset, last.length, last.details)
    if opened.tag == "code" and last.type == "pre" and opened.argument:
        return Entity("pre", last.offset, last.length, {"language": opened.argument})
    return None


def without_code_languages(entities: list[Entity]) -> list[Entity]:
    """The same entities: code within a line has no language."""
    return [
        Entity(one.type, one.offset, one.length) if one.type == "code" else one for one in entities
    ]


def _link(address: str, offset: int, length: int) -> Entity | None:
    user = linked_user(address)
    if user is not None:
        mentioned = {"id": user, "is_bot": False, "first_name": ""}
        return Entity("text_mention", offset, length, {"user": mentioned})
    url = checked_link(address)
    return Entity("text_link", offset, length, {"url": url}) if url else None


def _emoji(argument: str) -> dict[str, str]:
    if not re.fullmatch(r"-?\d+", argument) or int(argument) == 0:
        raise MarkupError("Invalid custom emoji identifier specified")
    return {"custom_emoji_id": argument}


def _moment(argument: str) -> dict[str, int]:
    if not re.fullmatch(r"\d+", argument) or int(argument) == 0:
        raise MarkupError("Invalid date specified")
    return {"unix_time": int(argument)}
