import html
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import texts
from bot.answer import Band, SpanKind, Suggestion
from bot.cards import BUDGET, LONGEST_QUOTE, Card, answer_card, passage_card
from bot.console import answer_text
from bot.gate import only_verified_quotes
from bot.preview.markup import parse_html
from knowledge.modality import Modality
from tests.bot.builders import DOCUMENT, TODAY, answer, citation, passage, span

LAN = 1001


def labels(card: Card) -> list[str]:
    rows = card.keyboard.inline_keyboard if card.keyboard else ()
    return [button.text for row in rows for button in row]


def test_an_answer_says_dont_quotes_and_names_its_source() -> None:
    card = answer_card(answer(citation()), LAN)

    assert card.html.startswith("<b>⛔ Không nên</b> · Điều 3. Giờ trực")
    assert "<blockquote expandable>Cán bộ trực không nên rời phòng." in card.html
    assert "khoản 1 Điều 3, 12-QC/TĐ “Quy chế trực ban” · Tỉnh Đoàn Mẫu" in card.html
    assert "06/05/2024 · còn hiệu lực" in card.html
    assert "Bản công bố số 4 · mã 0a1b2c" in card.html
    assert labels(card) == ["Toàn văn", "◀ Đoạn trước", "Đoạn sau ▶", texts.COPY, "👍", "👎"]


def test_a_passage_of_a_pdf_names_its_page() -> None:
    shown = answer(citation(passage(page=5)), citation(passage()))

    assert "“Quy chế trực ban” · trang 5 · Tỉnh Đoàn Mẫu" in answer_card(shown, LAN).html
    assert "“Quy chế trực ban” · trang 5 · Tỉnh Đoàn Mẫu" in answer_text(shown)
    assert answer_text(shown).count("trang") == 1
    assert [one["page"] for one in shown.as_json()["citations"]] == [5, None]


@pytest.mark.parametrize("modality", Modality)
def test_each_modality_is_said_as_it_is(modality: Modality) -> None:
    card = answer_card(answer(citation(passage(modality=modality))), LAN)

    assert card.html.startswith(f"<b>{texts.MODALITY[modality]}</b>")


def test_a_passage_that_takes_no_side_is_given_none() -> None:
    card = answer_card(answer(citation(passage(modality=None))), LAN)

    assert card.html.startswith(f"<b>{texts.NO_MODALITY}</b>")
    assert not re.search("nên</b>|được</b>|Phải</b>", card.html)


def test_the_copy_button_copies_where_the_words_stand() -> None:
    card = answer_card(answer(citation()), LAN)
    rows = card.keyboard.inline_keyboard if card.keyboard else ()
    copied = [button.copy_text.text for row in rows for button in row if button.copy_text]

    assert copied == ["khoản 1 Điều 3, 12-QC/TĐ “Quy chế trực ban”"]


def test_not_found_quotes_nothing_and_offers_a_person_where_there_is_one() -> None:
    alone = answer_card(answer(band=Band.NONE), LAN)
    with_expert = answer_card(answer(band=Band.NONE), LAN, expert=True)

    assert "blockquote" not in alone.html
    assert labels(alone) == []
    assert labels(with_expert) == [texts.HAND_OVER]


def test_did_you_mean_offers_buttons_and_quotes_nothing() -> None:
    near = Suggestion("Giờ trực", 7, "quy-che-12.md", "Điều 3", "Điều 3, 12-QC/TĐ", 1)
    unsure = replace(answer(citation(), band=Band.SUGGEST), suggestions=(near,))
    card = answer_card(unsure, LAN)

    assert "blockquote" not in card.html
    assert labels(card) == ["Giờ trực"]


@pytest.mark.parametrize("band", list(Band))
def test_a_question_that_was_read_otherwise_is_shown_as_it_was_read(band: Band) -> None:
    read = replace(answer(citation(), band=band), understood="Rời phòng <trực> được không")
    line = "<i>Hiểu là: Rời phòng &lt;trực&gt; được không</i>\n\n"

    assert answer_card(read, LAN).html.startswith(line)
    assert answer_card(read, LAN, "Đây").html.startswith(f"Đây\n\n{line}")
    assert "Hiểu là" not in answer_card(answer(citation(), band=band), LAN).html


def test_a_very_long_question_does_not_fill_the_card() -> None:
    plain = answer(citation())
    read = replace(plain, understood="được không " * 90)

    assert len(answer_card(read, LAN).html) < len(answer_card(plain, LAN).html) + 350


def test_the_shell_and_the_json_say_how_a_question_was_read() -> None:
    plain = answer(citation())
    read = replace(plain, understood="Rời phòng trực được không")

    assert answer_text(read) == f"Hiểu là: {read.understood}\n\n{answer_text(plain)}"
    assert read.as_json()["understood"] == "Rời phòng trực được không"
    assert plain.as_json()["understood"] is None


def test_a_replaced_document_says_by_what() -> None:
    old = passage(document=replace(DOCUMENT, replaced_by="15-QC/TĐ"))

    assert "đã được thay thế bởi 15-QC/TĐ" in answer_card(answer(citation(old)), LAN).html


def test_a_handbooks_words_are_not_passed_off_as_the_documents() -> None:
    handbook = replace(DOCUMENT, kind="sổ tay")
    retold = passage(document=handbook, source_note="bài “Giờ trực”, đoạn 2")
    card = answer_card(answer(citation(retold)), LAN)

    assert "Sổ tay “Quy chế trực ban”" in card.html
    assert "Lời sổ tay, kể lại theo bài “Giờ trực”, đoạn 2" in card.html
    assert "12-QC/TĐ" not in card.html
    assert "Tỉnh Đoàn Mẫu" not in card.html


def test_one_point_of_a_list_says_that_there_are_others() -> None:
    point = answer_card(
        answer(citation(passage(lead="Cán bộ trực không được:", lead_start=0))), LAN
    )
    whole = answer_card(answer(citation()), LAN)

    assert texts.ONE_OF_MANY in html.unescape(point.html)
    assert texts.ONE_OF_MANY not in html.unescape(whole.html)
    assert point.quotes[0] == "Cán bộ trực không được:"


def test_a_very_long_passage_is_cut_between_words_and_says_so() -> None:
    long = passage("không nên vắng mặt " * 400 + "cuối.")
    card = answer_card(answer(citation(long)), LAN)
    quoted = html.unescape(re.findall(r"expandable>(.*?)</blockquote>", card.html)[0])

    assert long.text.startswith(quoted)
    assert not quoted.endswith("vắn")
    assert "[…]" in card.html


def test_quotes_that_are_no_neighbours_are_shown_apart_with_our_mark_between() -> None:
    quoted = passage("Cán bộ trực không được:\na) ngủ;\nb) rời phòng;\nc) ăn.")
    lead = span(quoted, "Cán bộ trực không được:", SpanKind.LEAD)
    far, near = span(quoted, "b) rời phòng;"), span(quoted, "a) ngủ;\nb) rời phòng;")
    apart = answer_card(answer(replace(citation(quoted), spans=(lead, far), best=1)), LAN)
    beside = answer_card(answer(replace(citation(quoted), spans=(lead, near), best=1)), LAN)

    assert "được:</blockquote>\n[…]\n<blockquote expandable>b) rời" in apart.html
    assert "được:</blockquote>\n<blockquote expandable>a) ngủ" in beside.html
    assert apart.quotes == ("Cán bộ trực không được:", "b) rời phòng;")
    assert texts.ONE_OF_MANY in html.unescape(apart.html)


def test_some_items_of_a_list_with_their_lead_in_say_that_there_are_others() -> None:
    quoted = passage("Không được:\na) ngủ;\nb) ăn.")
    some = answer_card(answer(citation(quoted, "Không được:\na) ngủ;")), LAN)

    assert texts.ONE_OF_MANY in html.unescape(some.html)


def test_a_long_quote_is_cut_behind_a_whole_sentence() -> None:
    sentence = "Cán bộ trực không nên rời phòng khi chưa có người thay. "
    long = passage((sentence * 40).strip())
    card = answer_card(answer(citation(long)), LAN)

    assert card.quotes[0].endswith("người thay.")
    assert LONGEST_QUOTE - len(sentence) < len(card.quotes[0]) <= LONGEST_QUOTE


def test_where_a_quote_was_cut_the_next_one_is_no_neighbour() -> None:
    lead = "Không được làm " + "việc riêng, " * 100 + "cụ thể:"
    point = passage("a) ngủ;", start=len(lead) + 1, end=len(lead) + 8, lead=lead, lead_start=0)
    card = answer_card(answer(citation(point)), LAN)

    assert "riêng,</blockquote>\n[…]\n<blockquote expandable>a) ngủ" in card.html


def test_of_too_many_long_quotes_the_best_stays_with_its_lead_in() -> None:
    long = passage("Không được:\n" + "\n".join(f"{i} {'ngủ ' * 250}xong." for i in range(4)))
    lines = long.text.split("\n")
    spans = (
        span(long, lines[0], SpanKind.LEAD),
        *(span(long, lines[i]) for i in (2, 3, 4)),
    )
    card = answer_card(answer(replace(citation(long), spans=spans, best=2)), LAN)

    assert card.quotes == (lines[0], lines[3])
    assert "📖 […]" in html.unescape(card.html)


def test_a_passage_of_an_earlier_release_says_so() -> None:
    card = passage_card(passage(), owner=LAN, today=TODAY, neighbours=(None, 8), in_force=False)

    assert texts.NOT_IN_FORCE_NOW in html.unescape(card.html)
    assert "◀ Đoạn trước" not in labels(card)
    assert "Đoạn sau ▶" in labels(card)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf")), min_size=1, max_size=300
).filter(lambda text: text == text.strip() and text != "")


@given(text=WORDS, name=WORDS)
def test_whatever_documents_hold_the_card_parses_and_quotes_it_unchanged(
    text: str, name: str
) -> None:
    nasty = passage(text, heading_path=(name,), document=replace(DOCUMENT, title=name))
    card = answer_card(answer(citation(nasty), citation(nasty)), LAN)
    parsed = parse_html(card.html)

    assert len(parsed.text) <= BUDGET + 1_500
    assert text in parsed.text
    assert only_verified_quotes(card.html, card.quotes)
