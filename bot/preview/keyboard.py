"""Inline keyboards: what a bot may put under a message.

After telegram-bot-api's `get_inline_keyboard_button` (Client.cpp): of several actions the first it
reads counts, a button without any is refused.
"""

import json
from typing import Any

from bot.preview.errors import ApiError, bad_request
from bot.preview.jsontypes import Json
from bot.preview.links import checked_link

MOST_BUTTONS = 100
MOST_DATA_BYTES = 64
MOST_COPIED_CHARACTERS = 256
_STYLES = ("primary", "success", "danger")


def parse_keyboard(raw: str) -> Json | None:
    """The `reply_markup` of a call as an `InlineKeyboardMarkup`, None for none.

    Raises:
        ApiError: the JSON, a button or the kind of keyboard cannot be shown. The length of callback
            data is checked later, by `check_data`, as on Telegram.
    """
    if not raw:
        return None
    try:
        markup = json.loads(raw)
    except ValueError as error:
        raise bad_request("can't parse reply keyboard markup JSON object") from error
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        if any(name in markup for name in ("keyboard", "remove_keyboard", "force_reply")):
            raise ApiError(400, "Bad Request: the preview shows inline keyboards only")
        return None
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array')
    keyboard = [[_button(one) for one in row] for row in rows if row]
    if sum(map(len, keyboard)) > MOST_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return {"inline_keyboard": keyboard} if keyboard else None


def check_data(keyboard: Json | None) -> None:
    """Refuse callback data over 64 bytes and copied text over 256 characters."""
    for row in (keyboard or {}).get("inline_keyboard", []):
        for button in row:
            if len(button.get("callback_data", "").encode()) > MOST_DATA_BYTES:
                raise bad_request("BUTTON_DATA_INVALID")
            copied = button.get("copy_text", {"text": "-"})["text"]
            if not 1 <= len(copied) <= MOST_COPIED_CHARACTERS:
                raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _button(raw: Any) -> Json:  # noqa: ANN401 - whatever the bot sent
    if not isinstance(raw, dict):
        raise _refused("expected an Object")
    text = raw.get("text")
    if not isinstance(text, str):
        raise _refused('Can\'t find field "text"')
    if not text.strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    button: Json = {"text": text, **_action(raw)}
    if raw.get("style") in _STYLES:
        button["style"] = raw["style"]
    return button


def _action(raw: Json) -> Json:
    if raw.get("url"):
        url = checked_link(str(raw["url"]))
        if not url:
            raise bad_request(
                f"inline keyboard button URL '{raw['url']}' is invalid: Wrong HTTP URL"
            )
        return {"url": url}
    if raw.get("callback_data"):
        return {"callback_data": str(raw["callback_data"])}
    if "copy_text" in raw:
        copied = raw["copy_text"]
        if not isinstance(copied, dict) or not isinstance(copied.get("text"), str):
            raise _refused('Can\'t find field "text"')
        return {"copy_text": {"text": copied["text"]}}
    for kind in ("web_app", "login_url", "switch_inline_query", "callback_game", "pay"):
        if kind in raw:
            raise bad_request(f"the preview has no {kind} buttons")
    raise _refused("Text buttons are not allowed in the inline keyboard")


def _refused(reason: str) -> ApiError:
    return bad_request(f"can't parse InlineKeyboardButton: {reason}")
