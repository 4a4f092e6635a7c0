"""The entities that Telegram finds by itself, in what people and bots write.

After TDLib's `find_mentions`, `find_bot_commands`, `find_hashtags`, `find_urls` and
`find_email_addresses` (td/telegram/MessageEntity.cpp). Phone and card numbers are not looked for.
"""

import re
from collections.abc import Iterator

from bot.preview.cleaning import FormattedText
from bot.preview.entities import (
    QUOTES,
    STYLES,
    Entity,
    in_order,
    settle,
    utf16_length,
    without_overlaps,
)

_COMMAND = re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/<>])")
_MENTION = re.compile(r"(?<!\w)@[a-zA-Z0-9_]{3,32}(?!\w)")
_HASHTAG = re.compile(r"(?<![\w#])#(?=\d*[^\W\d])\w{1,256}(?![\w#])")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]+\.)+[a-zA-Z]{2,24}(?![\w-])")
_TAIL = r"(?::\d{1,5})?(?:[/?#][^\s<>\"'«»]*)?"
_LINK = re.compile(rf"(?<![\w@])https?://[\w.-]+{_TAIL}", re.IGNORECASE)
# A link without a protocol needs a top-level domain that everybody knows.
_BARE = re.compile(
    r"(?<![\w@./:-])(?:[\w-]+\.)+(?:vn|com|net|org|edu|gov|info|biz|io|me|app|dev|ai|eu|uk|us|fr"
    rf"|de|jp|kr|cn|sg|th|la|kh|asia|xyz|online|site|top){_TAIL}(?![\w@-])",
    re.IGNORECASE,
)
_CLOSING = ".,;:!?)]}'\"…"

_KINDS = (
    ("url", _LINK),
    ("email", _EMAIL),
    ("url", _BARE),
    ("bot_command", _COMMAND),
    ("mention", _MENTION),
    ("hashtag", _HASHTAG),
)


def detect(formatted: FormattedText) -> FormattedText:
    """The same text, with what Telegram finds in it added to its entities.

    Nothing is marked inside code, links and other solid entities, nor across the edge of a quote.
    """
    found = [
        one
        for one in find_entities(formatted.text)
        if all(_may_stand(one, other) for other in formatted.entities)
    ]
    return FormattedText(formatted.text, tuple(settle([*formatted.entities, *found])))


def find_entities(text: str) -> list[Entity]:
    """Commands, mentions, hashtags, links and addresses of a text, none over another."""
    found = [
        Entity(kind, utf16_length(text[:start]), utf16_length(text[start:end]))
        for kind, pattern in _KINDS
        for start, end in _matches(kind, pattern, text)
    ]
    return without_overlaps(in_order(found))


def _matches(kind: str, pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text):
        end = match.end()
        while kind == "url" and text[end - 1] in _CLOSING:
            end -= 1
        yield match.start(), end


def _may_stand(found: Entity, other: Entity) -> bool:
    if not found.overlaps(other) or other.type in STYLES:
        return True
    return other.type in QUOTES and other.contains(found)
