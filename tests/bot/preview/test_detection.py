import unicodedata

import pytest

from bot.preview.cleaning import FormattedText
from bot.preview.detection import detect, find_entities
from bot.preview.entities import Entity


def found(text: str) -> list[tuple[str, str]]:
    units = text.encode("utf-16-le")
    return [
        (one.type, units[2 * one.offset : 2 * one.end].decode("utf-16-le"))
        for one in find_entities(text)
    ]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("/start", [("bot_command", "/start")]),
        ("/start@nenchang_bot p_1", [("bot_command", "/start@nenchang_bot")]),
        ("xem /hoi và /van_ban.", [("bot_command", "/hoi"), ("bot_command", "/van_ban")]),
        ("😀 /hoi", [("bot_command", "/hoi")]),
        ("và/hoặc", []),
        ("/hỏi", []),
        ("1/2 //x </b", []),
        ("hỏi @lan_canbo, a@b", [("mention", "@lan_canbo")]),
        ("#nộiquy #123 a#b", [("hashtag", "#nộiquy")]),
        ("viết cho a.b@coquan.gov.vn nhé", [("email", "a.b@coquan.gov.vn")]),
        ("ở https://x.invalid/a?b=c#d.", [("url", "https://x.invalid/a?b=c#d")]),
        ("(thanhnien.vn), ghi-chu.txt", [("url", "thanhnien.vn")]),
        ("Điều 5. Khoản 2.1", []),
    ],
)
def test_telegrams_own_entities_are_found(text: str, entities: list[tuple[str, str]]) -> None:
    assert found(text) == entities


def test_a_command_glued_to_a_decomposed_letter_is_read_as_telegram_does() -> None:
    # The letter "o" ends the command, the mark after it is no word character.
    assert found(unicodedata.normalize("NFD", "/ho\u0309i")) == [("bot_command", "/ho")]


def test_nothing_is_found_in_code_or_a_link() -> None:
    text = FormattedText("/a /b", (Entity("code", 0, 2), Entity("text_link", 3, 2)))
    assert detect(text) == text


def test_a_command_in_a_quote_is_found() -> None:
    quoted = FormattedText("/hoi", (Entity("expandable_blockquote", 0, 4),))
    assert [one.type for one in detect(quoted).entities] == ["expandable_blockquote", "bot_command"]
