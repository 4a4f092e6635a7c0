"""Words without tags, and in parts."""

import html

import pytest

from bot.delivery.plain import in_parts, without_tags

QUOTE = 'Cán bộ phải: <b>không</b> "hứa" & không để 3 < 5 thành 5 > 3; xem &amp; hỏi.'


def test_a_quote_stays_word_for_word_without_its_tags() -> None:
    card = f"<b>✅ Nên</b>\n<blockquote expandable>{html.escape(QUOTE)}</blockquote>"

    assert without_tags(card) == f"✅ Nên\n{QUOTE}"


def test_a_link_leaves_its_words() -> None:
    marked = '<a href="https://t.me/bot?start=p_1&amp;x">Mở</a> <span class="tg-spoiler">a</span>'

    assert without_tags(marked) == "Mở a"


def test_what_is_no_tag_of_telegrams_stays() -> None:
    assert without_tags("số <12> và <điều> &nbsp; &apos;") == "số <12> và <điều> &nbsp; &apos;"


def test_a_short_text_is_one_part() -> None:
    assert in_parts("Một câu.") == ["Một câu."]
    assert in_parts("") == [""]


@pytest.mark.parametrize("between", ["\n\n", "\n", " "])
def test_a_long_text_is_cut_between_and_loses_nothing(between: str) -> None:
    text = between.join(f"đoạn{number}" for number in range(40))

    parts = in_parts(text, 50)

    assert all(len(part) <= 50 for part in parts)
    assert between.join(parts) == text


def test_a_word_without_end_is_cut_anywhere() -> None:
    assert in_parts("a" * 120, 50) == ["a" * 50, "a" * 50, "a" * 20]
