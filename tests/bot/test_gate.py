from dataclasses import replace

import pytest

from bot.answer import Span
from bot.gate import only_verified_quotes, stands_in, survives_telegram
from bot.preview.cleaning import clean
from tests.bot.builders import TEXT, citation, passage


def test_words_that_stand_in_the_text_pass() -> None:
    assert stands_in(TEXT, citation(quote="Cán bộ trực không nên rời phòng."))


BEST = Span(0, 32, "Cán bộ trực không nên rời phòng.")
LATER = Span(33, 72, "Khi cần đi, cán bộ trực báo người thay.")


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "Cán bộ trực nên rời phòng."},
        {"start": 1},
        {"end": len(TEXT) + 1},
        {"text": "", "end": 0},
    ],
)
def test_a_quote_that_drifted_by_a_word_or_a_letter_is_stopped(changed: dict[str, object]) -> None:
    drifted = replace(BEST, **changed)  # type: ignore[arg-type]

    assert not stands_in(TEXT, replace(citation(), spans=(drifted,)))


def test_one_good_span_does_not_carry_a_bad_one_past_the_gate() -> None:
    both = replace(citation(), spans=(BEST, LATER))
    bad = replace(LATER, text="Khi cần đi, cán bộ trực khỏi báo ai.")

    assert stands_in(TEXT, both)
    assert not stands_in(TEXT, replace(both, spans=(BEST, bad)))


def test_a_span_that_telegram_would_change_is_stopped() -> None:
    text = "Không nên\tngủ."

    assert not stands_in(text, citation(passage(text)))


@pytest.mark.parametrize("spans", [(), (LATER, BEST), (BEST, BEST)])
def test_spans_come_once_and_in_reading_order(spans: tuple[Span, ...]) -> None:
    assert not stands_in(TEXT, replace(citation(), spans=spans))


def test_words_of_a_neighbouring_passage_are_not_this_passages_words() -> None:
    first = passage(TEXT[:32], end=32)

    assert stands_in(TEXT, citation(first))
    assert not stands_in(TEXT, replace(citation(first), spans=(Span(0, len(TEXT), TEXT),)))


def test_a_lead_that_stands_nowhere_is_stopped() -> None:
    lead = "Khi cần đi,"
    place = TEXT.index(lead)

    assert stands_in(TEXT, citation(passage(lead=lead, lead_start=place)))
    assert not stands_in(TEXT, citation(passage(lead=lead, lead_start=place + 1)))
    assert not stands_in(TEXT, citation(passage(lead=lead)))
    assert not stands_in(TEXT, citation(passage(lead="Nghiêm cấm:", lead_start=place)))


@pytest.mark.parametrize("quote", [" lề", "lề ", "a\tb", "a\u2028b", "a\x07b", "a\rb", "a\u202eb"])
def test_what_telegram_would_change_on_the_way_is_stopped(quote: str) -> None:
    assert not survives_telegram(quote)


@pytest.mark.parametrize("block", range(0, 0x3100, 0x100))
def test_the_gate_and_the_preview_agree_on_what_telegram_changes(block: int) -> None:
    for point in range(block, block + 0x100):
        quote = f"a{chr(point)}b{chr(point)}{chr(point)}c"
        assert survives_telegram(quote) == (clean(quote).text == quote), hex(point)


def test_vietnamese_over_several_lines_reaches_the_reader_unchanged() -> None:
    assert survives_telegram("Điều 3. Giờ trực\nCán bộ trực đúng giờ, ký sổ “đủ”.")


def test_a_message_may_quote_only_what_was_verified() -> None:
    html = "<b>Nên</b>\n<blockquote expandable>a &lt; b &amp; c</blockquote>"

    assert only_verified_quotes(html, ["a < b & c"])
    assert not only_verified_quotes(html, ["a < b"])
    assert not only_verified_quotes(html + "<blockquote>thêm</blockquote>", ["a < b & c"])
