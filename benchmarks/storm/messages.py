"""What a message of the bot's is, by its words."""

import re
from enum import StrEnum
from typing import Any

from bot import texts, texts_delivery
from knowledge.modality import Modality


class Kind(StrEnum):
    ANSWER = "answer"
    LIST = "list"
    UNCERTAIN = "uncertain"  # may not have arrived: [Gửi lại]
    BUSY = "busy"
    LIMIT = "limit"
    FAILED = "failed"  # "Có lỗi ở phía bot"
    GIVEN_UP = "given up"  # the bot was killed too often while it was at it
    OTHER = "other"  # what a press has opened, and the like


_RELEASE = re.compile(r"Bản công bố số (\d+) · mã (\w+)")
_QUOTES = ("blockquote", "expandable_blockquote")


def _form(sentence: str) -> re.Pattern[str]:
    """A sentence with places to fill in, whatever stands there."""
    return re.compile(re.sub(r"\\\{\w+\\\}", ".*", re.escape(sentence)), re.DOTALL)


_FORMS = (
    (Kind.UNCERTAIN, _form(texts_delivery.MAY_NOT_HAVE_ARRIVED)),
    (Kind.UNCERTAIN, _form(texts_delivery.FILE_MAY_NOT_HAVE_ARRIVED)),
    (Kind.UNCERTAIN, _form(texts_delivery.SENT_AGAIN)),
    (Kind.BUSY, _form(texts.BUSY)),
    (Kind.LIMIT, _form(texts.TOO_MUCH)),
    (Kind.FAILED, _form(texts.FAILED)),
    (Kind.GIVEN_UP, _form(texts.GIVEN_UP)),
    (Kind.LIST, re.compile(re.escape(texts.LIST_TITLES[Modality.SHOULD]))),
)
NOTICES = (Kind.UNCERTAIN, Kind.BUSY, Kind.LIMIT, Kind.FAILED, Kind.GIVEN_UP)


def kind_of(text: str) -> Kind:
    if _RELEASE.search(text):
        return Kind.ANSWER
    return next((kind for kind, form in _FORMS if form.match(text)), Kind.OTHER)


def release_of(text: str) -> int | None:
    """The release that an answer says it is from."""
    found = _RELEASE.search(text)
    return int(found[1]) if found else None


def quotes_of(message: dict[str, Any]) -> list[str]:
    """What a message shows as quoted."""
    wide = message["text"].encode("utf-16-le")  # Telegram counts in UTF-16
    return [
        wide[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le")
        for one in message.get("entities", ())
        if one["type"] in _QUOTES
    ]
