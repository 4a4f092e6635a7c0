"""Our HTML as text without tags, for when Telegram does not take the tags: the words stay."""

import html
import re

LIMIT = 4096  # characters of a message, by code points (Bot API, sendMessage)

_TAG = re.compile(
    r"</?(?:a|b|strong|i|em|u|ins|s|strike|del|code|pre|blockquote|span|tg-[a-z]+)(?:\s[^<>]*)?>"
)
# What Telegram decodes, and nothing else.
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")


def without_tags(marked: str) -> str:
    """The text that Telegram would have shown."""
    return _ENTITY.sub(lambda one: html.unescape(one[0]), _TAG.sub("", marked))


def in_parts(text: str, limit: int = LIMIT) -> list[str]:
    """The text cut where it hurts least: between paragraphs, lines, words; at least one part."""
    parts = []
    rest = text.strip()
    while len(rest) > limit:
        cut = _place_to_cut(rest, limit)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest]


def _place_to_cut(text: str, limit: int) -> int:
    for between in ("\n\n", "\n", " "):
        place = text.rfind(between, limit // 2, limit)
        if place > 0:
            return place
    return limit
