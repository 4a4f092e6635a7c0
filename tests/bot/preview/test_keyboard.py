import json
from typing import Any

import pytest

from bot.preview.errors import ApiError
from bot.preview.keyboard import check_data, parse_keyboard


def keyboard(*buttons: Any) -> str:  # noqa: ANN401
    return json.dumps({"inline_keyboard": [list(buttons)]})


def test_a_button_keeps_its_text_style_and_first_action() -> None:
    button = {"text": "A", "url": "x.vn", "callback_data": "d", "style": "success", "other": 1}
    assert parse_keyboard(keyboard(button)) == {
        "inline_keyboard": [[{"text": "A", "url": "http://x.vn/", "style": "success"}]]
    }


def test_no_markup_and_an_empty_keyboard_are_none() -> None:
    assert parse_keyboard("") is None
    assert parse_keyboard('{"inline_keyboard": [[]]}') is None


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("{", "can't parse reply keyboard markup JSON object"),
        ("[]", "object expected as reply markup"),
        ('{"inline_keyboard": 1}', "must be an Array"),
        ('{"keyboard": []}', "inline keyboards only"),
        (keyboard({"text": "A"}), "Text buttons are not allowed in the inline keyboard"),
        (keyboard({"callback_data": "x"}), 'Can\'t find field "text"'),
        (keyboard({"text": " ", "callback_data": "x"}), "BUTTON_TEXT_INVALID"),
        (keyboard({"text": "A", "url": "nodot"}), "URL 'nodot' is invalid: Wrong HTTP URL"),
        (keyboard({"text": "A", "web_app": {}}), "the preview has no web_app buttons"),
        (keyboard(*[{"text": "A", "callback_data": "x"}] * 101), "REPLY_MARKUP_TOO_LONG"),
    ],
)
def test_a_keyboard_that_cannot_be_shown_is_refused(raw: str, reason: str) -> None:
    with pytest.raises(ApiError, match="Bad Request") as caught:
        parse_keyboard(raw)
    assert reason in caught.value.description


def test_callback_data_is_counted_in_bytes() -> None:
    check_data(parse_keyboard(keyboard({"text": "A", "callback_data": "ă" * 32})))
    with pytest.raises(ApiError, match="BUTTON_DATA_INVALID"):
        check_data(parse_keyboard(keyboard({"text": "A", "callback_data": "ă" * 32 + "a"})))


@pytest.mark.parametrize("length", [0, 257])
def test_copied_text_has_1_to_256_characters(length: int) -> None:
    check_data(parse_keyboard(keyboard({"text": "A", "copy_text": {"text": "ệ" * 256}})))
    with pytest.raises(ApiError, match="BUTTON_COPY_TEXT_INVALID"):
        check_data(parse_keyboard(keyboard({"text": "A", "copy_text": {"text": "ệ" * length}})))
