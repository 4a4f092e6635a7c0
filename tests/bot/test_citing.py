from dataclasses import replace
from typing import Any

import pytest

from bot.answer import Citation, Span, SpanKind
from bot.citing import (
    LONGEST_LABEL,
    WHOLE,
    citation,
    kept,
    kept_citation,
    quoted_spans,
    suggestions,
)
from index.text import syllables
from tests.bot.builders import passage

FILLER = "Câu này nói về việc khác hẳn và không dính gì tới điều được hỏi ở đây. "
LIST = (
    "2. Bạn đọc không được làm những việc sau đây trong phòng đọc và ở hành lang:\n"
    "a) Mang đồ ăn, thức uống và vật nuôi vào phòng đọc, kể cả khi đã được gói kín;\n"
    "b) Nói to, gọi điện thoại hoặc mở nhạc không có tai nghe khi người khác đang đọc;\n"
    "c) Viết, vẽ lên sách; gấp góc trang sách thay cho dây đánh dấu trang;\n"
    "d) Đổi chỗ sách trên giá, trừ khi có thủ thư ở bên và thủ thư đã đồng ý việc đó;\n"
    "đ) Ngủ, hút thuốc, đánh bài, tụ tập đông người ở hành lang và cầu thang của thư viện."
)


def quoted(question: str, text: str) -> list[Span]:
    spans, _ = quoted_spans(syllables(question), text)
    assert all(text[span.start : span.end] == span.text for span in spans)
    return spans


def test_a_long_passage_is_quoted_by_the_sentence_that_answers() -> None:
    text = FILLER * 4 + "Bạn đọc không nên mang đồ ăn vào phòng đọc. " + FILLER * 4

    assert [one.text for one in quoted("mang đồ ăn vào phòng đọc", text.strip())] == [
        "Bạn đọc không nên mang đồ ăn vào phòng đọc."
    ]


def test_a_short_passage_is_quoted_whole() -> None:
    text = "Một câu. Hai câu."

    assert quoted("hai", text) == [Span(0, 17, text)]


def test_two_sentences_that_are_no_neighbours_are_two_spans_and_the_best_is_named() -> None:
    first = "Uống rượu trong giờ trực bị nhắc nhở trước tổ. "
    second = "Uống rượu trong giờ trực lần thứ hai bị phạt và nêu tên. "
    text = (FILLER * 3 + first + FILLER * 3 + second + FILLER * 2).strip()
    spans, best = quoted_spans(syllables("uống rượu trong giờ trực bị phạt thế nào"), text)

    assert [one.text for one in spans] == [first.strip(), second.strip()]
    assert best == 1


def test_an_item_of_a_list_comes_with_its_lead_in_as_a_span_of_its_own() -> None:
    lead, item = quoted("gấp góc trang sách", LIST)

    assert (lead.kind, item.kind) == (SpanKind.LEAD, SpanKind.QUOTE)
    assert lead.text == LIST.split("\n")[0]
    assert item.text == LIST.split("\n")[3]


def test_a_lead_in_beside_its_item_is_one_span_with_it() -> None:
    (both,) = quoted("mang đồ ăn và vật nuôi", LIST)

    assert both.kind is SpanKind.QUOTE
    assert both.text == "\n".join(LIST.split("\n")[:2])


def test_a_question_about_the_whole_list_is_answered_with_all_of_it() -> None:
    assert quoted("bạn đọc không được làm những việc gì", LIST) == [Span(0, len(LIST), LIST)]


def test_of_two_lists_with_the_same_item_the_one_that_is_asked_about_is_quoted() -> None:
    items = "a) Ngủ gật buổi trưa;\nb) Ăn quà vặt trong phòng đọc;\nc) Hát nhỏ ở hành lang;\n"
    text = f"1. Bạn đọc được:\n{items}2. Thủ thư không được:\n{items}3. {FILLER * 4}"
    spans, best = quoted_spans(syllables("thủ thư ăn quà vặt"), text.strip())

    assert spans[best - 1].text == "2. Thủ thư không được:"
    assert spans[best].text == "b) Ăn quà vặt trong phòng đọc;"


def test_a_sentence_that_was_chosen_is_no_lead_even_where_it_leads_another() -> None:
    text = f"Không nên: Ăn quà vặt. {FILLER * 6}Nói to khi ăn quà vặt bị nhắc."
    first, second = quoted("ăn quà vặt", text)

    assert (first.text, first.kind) == ("Không nên: Ăn quà vặt.", SpanKind.QUOTE)
    assert second.text == "Nói to khi ăn quà vặt bị nhắc."


def test_an_exception_is_never_cut_off() -> None:
    exception = "Trừ khi người trực cho phép bằng giấy."
    text = (
        FILLER * 3 + "Bạn đọc không nên mang đồ ăn vào phòng đọc. " + exception + " " + FILLER * 3
    )

    assert quoted("mang đồ ăn vào phòng đọc", text.strip())[0].text.endswith(exception)


def test_an_entrys_title_is_not_quoted_as_its_rule() -> None:
    text = "1. Rời phòng\n\nCán bộ trực không nên rời phòng."
    entry = passage(text, anchor="B1", locator="mục 1. Rời phòng", start=100, end=200)
    made = citation(["rời", "phòng"], entry, 0.5)

    assert made.quote == "Cán bộ trực không nên rời phòng."
    assert made.start == 100 + text.index("Cán bộ")


def long_citation(**changes: Any) -> Citation:  # noqa: ANN401 -- any field of a passage
    place = {"start": 50, "end": 50 + len(LIST)}
    return citation(syllables("gấp góc trang sách"), passage(LIST, **place, **changes), 0.5)


def test_offsets_count_from_the_revisions_first_letter() -> None:
    made = long_citation()
    revision = "x" * 50 + LIST

    assert len(made.spans) == 2
    assert revision[made.start : made.end] == made.quote
    assert all(revision[span.start : span.end] == span.text for span in made.spans)


def test_scripts_read_the_best_quote_and_all_quotes_with_the_lead_in_outside() -> None:
    made = long_citation(lead="Điều cấm:", lead_start=3)
    told = made.as_json(made.document.issued_on)  # type: ignore[arg-type]

    assert [(one["kind"], one["start"]) for one in told["quotes"]] == [
        ("lead", 3),
        ("lead", 50),
        ("quote", made.start),
    ]
    assert told["quotes"][0] == {"quote": "Điều cấm:", "start": 3, "end": 12, "kind": "lead"}
    assert (told["quote"], told["end"]) == (made.quote, told["start"] + len(made.quote))


def test_a_citation_opens_again_with_all_its_spans() -> None:
    made = long_citation()
    row = kept(made)

    assert LIST not in str(row)
    assert kept_citation({made.passage.id: made.passage}, row) == made


def test_a_citation_written_down_by_an_older_version_opens_too() -> None:
    made = long_citation()
    row = {"passage": 7, "start": made.start, "end": made.end, "score": 0.5}

    again = kept_citation({7: made.passage}, row)
    assert again == replace(made, spans=(made.spans[1],), best=0)


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        ({"anchor": "B1", "locator": "mục 1. Rời phòng"}, "Rời phòng"),
        ({"article": "3"}, "Điều 3. Giờ trực"),
        ({"article": None}, "Cán bộ trực không nên rời phòng."),
    ],
)
def test_a_suggestion_is_called_by_what_tells_it_apart(changes: dict[str, str], label: str) -> None:
    one = suggestions([citation([], passage(**changes), 0.3)])[0]

    assert one.text.startswith(label)
    assert len(one.text) <= LONGEST_LABEL


def test_the_lists_here_are_long_enough_to_be_cut() -> None:
    assert len(LIST) > WHOLE
