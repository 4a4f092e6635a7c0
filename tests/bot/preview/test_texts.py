import json

import pytest

from bot.preview.errors import ApiError
from bot.preview.parameters import Parameters
from bot.preview.texts import keep_caption, keep_message, read_text


def kept(**values: str) -> dict[str, object]:
    return keep_message(read_text(Parameters(values), "text", "entities"))


def test_a_text_without_a_mode_is_plain() -> None:
    assert kept(text="<b>a</b> & b") == {"text": "<b>a</b> & b"}


def test_html_is_read_and_cleaned() -> None:
    assert kept(text=" <b>a</b>\t", parse_mode="HTML") == {
        "text": "a",
        "entities": [{"type": "bold", "offset": 0, "length": 1}],
    }


def test_explicit_entities_are_kept_and_those_telegram_finds_are_not_believed() -> None:
    entities = [
        {"type": "italic", "offset": 0, "length": 2},
        {"type": "bot_command", "offset": 0, "length": 2},
    ]
    assert kept(text="ab /x", entities=json.dumps(entities))["entities"] == [
        {"type": "italic", "offset": 0, "length": 2},
        {"type": "bot_command", "offset": 3, "length": 2},
    ]


def test_a_mode_wins_over_explicit_entities() -> None:
    entities = json.dumps([{"type": "italic", "offset": 0, "length": 1}])
    assert kept(text="a", parse_mode="html", entities=entities) == {"text": "a"}


@pytest.mark.parametrize(
    ("mode", "reason"),
    [("MarkdownV2", "the preview reads parse_mode HTML only"), ("xml", "unsupported parse_mode")],
)
def test_another_mode_is_refused_and_not_shown_wrong(mode: str, reason: str) -> None:
    with pytest.raises(ApiError, match=reason):
        kept(text="*a*", parse_mode=mode)


def test_4096_code_points_are_the_most_after_parsing() -> None:
    assert len(str(kept(text=f"<b>{'😀' * 4096}</b>", parse_mode="HTML")["text"])) == 4096
    with pytest.raises(ApiError, match=r"^400 Bad Request: message is too long$"):
        kept(text="ă" * 4097)


def test_32768_bytes_are_the_most_before_parsing() -> None:
    assert kept(text="<b></b>" * 4680 + "a", parse_mode="HTML")["text"] == "a"
    with pytest.raises(ApiError, match="text is too long"):
        kept(text="a" * 32_769)


@pytest.mark.parametrize("text", [" ", "\n\u200b", "<b> </b>"])
def test_a_text_that_shows_nothing_is_refused(text: str) -> None:
    with pytest.raises(ApiError, match="text must be non-empty"):
        kept(text=text, parse_mode="HTML")


def test_a_caption_has_1024_characters_at_most() -> None:
    read = read_text(Parameters({"caption": "ă" * 1025}), "caption", "caption_entities")
    with pytest.raises(ApiError, match="message caption is too long"):
        keep_caption(read)


def test_a_blank_caption_is_left_out() -> None:
    read = read_text(Parameters({"caption": " "}), "caption", "caption_entities")
    assert keep_caption(read) == {}


@pytest.mark.parametrize(
    ("entity", "reason"),
    [
        (1, "expected an Object"),
        ({"type": "bold", "offset": 0}, 'Can\'t find field "length"'),
        ({"type": "shout", "offset": 0, "length": 1}, "Unsupported type specified"),
        ({"type": "bold", "offset": -1, "length": 1}, "incorrect offset -1"),
    ],
)
def test_a_malformed_entity_is_refused(entity: object, reason: str) -> None:
    with pytest.raises(ApiError, match=reason):
        kept(text="ab", entities=json.dumps([entity]))
