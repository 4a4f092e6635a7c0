"""Texts of the bot's messages: from what a call says to what Telegram keeps."""

from typing import Any

from bot.preview.cleaning import FormattedText, clean, shows_nothing
from bot.preview.detection import detect
from bot.preview.entities import Entity, cut_to_limit, to_json
from bot.preview.errors import bad_request
from bot.preview.jsontypes import Json
from bot.preview.markup import parse_html
from bot.preview.parameters import Parameters

MOST_CHARACTERS = 4096
MOST_CAPTION_CHARACTERS = 1024
MOST_RAW_BYTES = 1 << 15

_FOUND_BY_TELEGRAM = (
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "bank_card_number",
)
_DETAILS = {
    "pre": ("language",),
    "text_link": ("url",),
    "text_mention": ("user",),
    "custom_emoji": ("custom_emoji_id",),
    "date_time": ("unix_time", "date_time_format"),
}
_PLAIN = (
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "code",
    "blockquote",
    "expandable_blockquote",
)


def read_text(parameters: Parameters, name: str, entities: str) -> FormattedText:
    """A text as a call writes it, its markup read but nothing cleaned or limited yet.

    Args:
        parameters: the call's.
        name: "text" or "caption".
        entities: the parameter that holds explicit entities; a parse mode wins over them.

    Raises:
        ApiError: over 32768 bytes, markup that Telegram refuses, or another mode than HTML.
    """
    text = parameters.text(name)
    mode = parameters.text("parse_mode").lower()
    if len(text.encode(errors="surrogatepass")) > MOST_RAW_BYTES:
        raise bad_request("text is too long")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise bad_request("strings must be encoded in UTF-8") from error
    if not text or mode in ("", "none"):
        return FormattedText(text, tuple(_explicit(parameters.json(entities))))
    if mode == "html":
        return parse_html(text)
    if mode in ("markdown", "markdownv2"):
        raise bad_request("the preview reads parse_mode HTML only, use it or entities")
    raise bad_request("unsupported parse_mode")


def keep_text(read: FormattedText, most: int, too_long: str) -> FormattedText:
    """A text as Telegram keeps it: cleaned, with the entities it finds, at most 100 of them.

    Raises:
        ApiError: over `most` code points; `too_long` is what Telegram says then.
    """
    kept = detect(clean(read.text, read.entities))
    if len(kept.text) > most:
        raise bad_request(too_long)
    return FormattedText(kept.text, tuple(cut_to_limit(kept.entities)))


def keep_message(read: FormattedText, too_long: str = "message is too long") -> Json:
    """The `text` and `entities` of a message.

    Raises:
        ApiError: nothing to see in it, or over 4096 code points.
    """
    kept = keep_text(read, MOST_CHARACTERS, too_long)
    if shows_nothing(kept.text):
        raise bad_request("text must be non-empty")
    return _fields(kept, "text", "entities")


def keep_caption(read: FormattedText, too_long: str = "message caption is too long") -> Json:
    """The `caption` and `caption_entities` of a message, nothing for an empty one.

    Raises:
        ApiError: over 1024 code points.
    """
    kept = keep_text(read, MOST_CAPTION_CHARACTERS, too_long)
    return _fields(kept, "caption", "caption_entities") if kept.text else {}


def _fields(kept: FormattedText, text: str, entities: str) -> Json:
    fields: Json = {text: kept.text}
    if kept.entities:
        fields[entities] = to_json(kept.entities)
    return fields


def _explicit(raw: object) -> list[Entity]:
    if not isinstance(raw, list):
        return []
    return [
        _entity(one)
        for one in raw
        if not (isinstance(one, dict) and one.get("type") in _FOUND_BY_TELEGRAM)
    ]


def _entity(raw: Any) -> Entity:  # noqa: ANN401 - whatever the bot sent
    if not isinstance(raw, dict):
        raise _refused("expected an Object")
    for name in ("offset", "length"):
        if not isinstance(raw.get(name), int):
            raise _refused(f'Can\'t find field "{name}"')
    kind = raw.get("type")
    if kind not in _PLAIN and kind not in _DETAILS:
        raise _refused("Unsupported type specified")
    details = {name: raw[name] for name in _DETAILS.get(str(kind), ()) if name in raw}
    if raw["offset"] < 0:
        raise bad_request(f"receive an entity with incorrect offset {raw['offset']}")
    if raw["length"] < 0:
        raise bad_request(f"receive an entity with incorrect length {raw['length']}")
    return Entity(str(kind), raw["offset"], raw["length"], details)


def _refused(reason: str) -> Exception:
    return bad_request(f"can't parse MessageEntity: {reason}")


def text_fields(text: str) -> Json:
    """A text as it stands in a message, with what Telegram finds in it."""
    found = detect(clean(text))
    fields: Json = {"text": found.text}
    if found.entities:
        fields["entities"] = to_json(found.entities)
    return fields
