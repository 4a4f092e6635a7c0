"""Readings cut into passages, cited as one cites them."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.modality import Modality
from knowledge.reading.markdown import read_markdown
from knowledge.reading.plain import read_plain
from knowledge.reading.reading import Reading
from knowledge.structure import PassageSpan, passages_of

LONG = "Thủ thư ghi tên người mượn vào sổ và trả thẻ ngay khi nhận lại sách còn nguyên vẹn."


def passages(raw: str, *, markdown: bool = False) -> list[tuple[str, str]]:
    """Locators and words of a text's passages."""
    reading = read_markdown("a.md", raw) if markdown else read_plain("a.txt", raw)
    return [(span.locator, reading.text[span.start : span.end]) for span in passages_of(reading)]


def spans(raw: str, *, markdown: bool = False) -> dict[str, PassageSpan]:
    reading = read_markdown("a.md", raw) if markdown else read_plain("a.txt", raw)
    return {span.locator: span for span in passages_of(reading)}


def lead(raw: str, locator: str) -> str | None:
    reading = read_plain("a.txt", raw)
    span = {span.locator: span for span in passages_of(reading)}[locator]
    return None if span.lead_start is None else reading.text[span.lead_start : span.lead_end]


# --- laws ---------------------------------------------------------------------------------

LAW = """THƯ VIỆN HUYỆN
Căn cứ yêu cầu của bạn đọc, thư viện ban hành nội quy.
Chương I NHỮNG QUY ĐỊNH CHUNG
Điều 1. Phạm vi
Nội quy này quy định việc đọc sách.
Điều 2. Giải thích
Các từ dưới đây được hiểu như sau:
1. Thẻ là giấy do thư viện cấp.
2. Sổ là nơi ghi tên sách theo
khoản 1 và khoản 2
Điều 7 của Nội quy cũ.
Chương II.
QUYỀN VÀ NGHĨA VỤ
Mục 1. VIỆC CẤM
Điều 3. Các hành vi bị nghiêm cấm
1. Nói to trong phòng đọc.
2. Mang ra khỏi phòng:
a) Sách quý;
b) Bản đồ;
đ) Báo cũ.
Điều 4. Nội quy này có hiệu lực từ ngày ký."""


def test_clauses_and_articles_are_cited_as_a_lawyer_cites_them() -> None:
    assert [locator for locator, _ in passages(LAW)] == [
        "phần mở đầu, đoạn 2",
        "Điều 1",
        "khoản 1 Điều 2",
        "khoản 2 Điều 2",
        "khoản 1 Điều 3",
        "khoản 2 Điều 3",
        "Điều 4",
    ]


def test_each_passage_of_an_article_knows_its_number_and_headings() -> None:
    span = spans(LAW)["khoản 1 Điều 3"]
    assert span.article == "3"
    assert span.heading_path == (
        "Chương II. QUYỀN VÀ NGHĨA VỤ",
        "Mục 1. VIỆC CẤM",
        "Điều 3. Các hành vi bị nghiêm cấm",
    )
    assert spans(LAW)["phần mở đầu, đoạn 2"].article is None


def test_a_line_broken_before_an_article_it_mentions_opens_no_article() -> None:
    assert dict(passages(LAW))["khoản 2 Điều 2"].endswith("Điều 7 của Nội quy cũ.")


def test_the_lead_in_stands_in_the_first_clause_and_leads_the_others() -> None:
    words = dict(passages(LAW))
    assert words["khoản 1 Điều 2"].startswith("Các từ dưới đây được hiểu như sau:\n1. Thẻ")
    assert lead(LAW, "khoản 1 Điều 2") is None
    assert lead(LAW, "khoản 2 Điều 2") == "Các từ dưới đây được hiểu như sau:"


def test_a_short_clause_keeps_its_points_together() -> None:
    assert dict(passages(LAW))["khoản 2 Điều 3"] == (
        "2. Mang ra khỏi phòng:\na) Sách quý;\nb) Bản đồ;\nđ) Báo cũ."
    )


def test_a_heading_that_forbids_gives_its_modality_to_the_clauses() -> None:
    found = spans(LAW)
    assert found["khoản 1 Điều 3"].modality is Modality.MUST_NOT
    assert found["Điều 1"].modality is None


def test_an_article_that_is_one_sentence_is_content_and_no_title() -> None:
    assert dict(passages(LAW))["Điều 4"] == "Điều 4. Nội quy này có hiệu lực từ ngày ký."
    assert spans(LAW)["Điều 4"].heading_path[-1] == "Điều 4"


LONG_CLAUSE = "Điều 1. Mượn sách\n1. Bạn đọc không được:\n" + "\n".join(
    f"{letter}) {LONG[:-1]}, lần {place};" for place, letter in enumerate("abcdđeghiklm", 1)
)


def test_points_of_a_long_clause_are_passages_with_the_clause_as_lead() -> None:
    found = spans(LONG_CLAUSE)
    assert list(found)[:5] == [
        "điểm a khoản 1 Điều 1",
        "điểm b khoản 1 Điều 1",
        "điểm c khoản 1 Điều 1",
        "điểm d khoản 1 Điều 1",
        "điểm đ khoản 1 Điều 1",
    ]
    assert len(found) == 12
    assert lead(LONG_CLAUSE, "điểm đ khoản 1 Điều 1") == "1. Bạn đọc không được:"
    assert {span.modality for span in found.values()} == {Modality.MUST_NOT}


def test_a_clause_title_without_colon_leads_its_points_too() -> None:
    raw = LONG_CLAUSE.replace("1. Bạn đọc không được:", "1. Với sách quý")
    assert lead(raw, "điểm b khoản 1 Điều 1") == "1. Với sách quý"


def test_a_long_clause_without_points_is_cut_between_sentences() -> None:
    raw = "Điều 1. Mượn sách\n1. " + " ".join([LONG] * 14)
    found = passages(raw)
    assert found[0][0] == "khoản 1 Điều 1 (câu 1–4)"
    assert all(words.endswith(".") for _, words in found)
    assert sum(words.count("Thủ thư") for _, words in found) == 14


@pytest.mark.parametrize(
    ("line", "title", "words"),
    [
        ("Điều 1. Giờ mở cửa. Mở từ tám giờ.", "Điều 1. Giờ mở cửa", "Mở từ tám giờ."),
        ("Điều 1. Giờ mở cửa\nMở từ tám giờ.", "Điều 1. Giờ mở cửa", "Mở từ tám giờ."),
        ("Điều 1.\nGiờ mở cửa\nMở từ tám giờ.", "Điều 1. Giờ mở cửa", "Mở từ tám giờ."),
        ("Điều 1: Giờ mở cửa\nMở từ tám giờ.", "Điều 1. Giờ mở cửa", "Mở từ tám giờ."),
        ("ĐIỀU 1. GIỜ MỞ CỬA\nMở từ tám giờ.", "Điều 1. GIỜ MỞ CỬA", "Mở từ tám giờ."),
        ("Điều 1. Quy định này được bãi bỏ.", "Điều 1", "Điều 1. Quy định này được bãi bỏ."),
    ],
)
def test_an_articles_title_is_told_from_its_words(line: str, title: str, words: str) -> None:
    reading = read_plain("a.txt", line)
    (span,) = passages_of(reading)
    assert span.heading_path == (title,)
    assert reading.text[span.start : span.end] == words


def test_an_article_that_does_not_count_on_is_text() -> None:
    raw = "Điều 1. Một\nSửa như sau:\nĐiều 9. Cũ\nChín.\nĐiều 2. Hai\nHai."
    assert [locator for locator, _ in passages(raw)] == ["Điều 1", "Điều 2"]
    assert "Điều 9. Cũ\nChín." in dict(passages(raw))["Điều 1"]


def test_a_missing_article_does_not_end_the_row() -> None:
    raw = "Điều 1. Một\nMột.\nĐiều 3. Ba\nBa.\nĐiều 4. Bốn\nBốn."
    assert [locator for locator, _ in passages(raw)] == ["Điều 1", "Điều 3", "Điều 4"]


def test_an_excerpt_may_begin_anywhere_and_an_added_article_stands_behind_its_number() -> None:
    raw = "Điều 7. Bảy\nBảy.\nĐiều 7a. Thêm\nThêm.\nĐiều 8. Tám\nTám."
    assert [(span.locator, span.article) for span in spans(raw).values()] == [
        ("Điều 7", "7"),
        ("Điều 7a", "7a"),
        ("Điều 8", "8"),
    ]


def test_an_attached_document_numbers_its_articles_anew() -> None:
    raw = (
        "Điều 1. Ban hành quy chế kèm theo.\nĐiều 2. Thủ thư thi hành.\n"
        "QUY CHẾ MƯỢN SÁCH\nĐiều 1. Phạm vi\nViệc mượn sách.\nĐiều 2. Thẻ\nMột thẻ."
    )
    assert list(spans(raw)) == [
        "Điều 1",
        "Điều 2",
        "Điều 1, QUY CHẾ MƯỢN SÁCH",
        "Điều 2, QUY CHẾ MƯỢN SÁCH",
    ]


def test_a_stray_name_of_an_appendix_does_not_head_the_articles_below() -> None:
    raw = "Điều 1. Một\nMột.\nPHỤ LỤC III.doc\nĐiều 2. Hai\nHai."
    assert spans(raw)["Điều 2"].heading_path == ("Điều 2. Hai",)


def test_capitals_between_articles_are_a_chapters_name() -> None:
    raw = "Điều 1. Một\nMột.\nVIỆC CỦA BẠN ĐỌC\nĐiều 2. Hai\nHai."
    assert spans(raw)["Điều 2"].heading_path == ("VIỆC CỦA BẠN ĐỌC", "Điều 2. Hai")


def test_a_division_with_nothing_below_is_not_lost() -> None:
    raw = "Điều 1. Một\nMột.\nChương II PHẦN CUỐI"
    assert dict(passages(raw))["Điều 1"].endswith("Chương II PHẦN CUỐI")


def test_a_sentence_about_a_division_is_no_division() -> None:
    raw = "Điều 1. Một\nMục 2 của nội quy cũ nói về thẻ.\nĐiều 2. Hai\nHai."
    assert spans(raw)["Điều 2"].heading_path == ("Điều 2. Hai",)


def test_the_closing_words_of_a_law_belong_to_no_article() -> None:
    raw = "Điều 1. Một\nMột.\nLuật này đã được Hội đồng bạn đọc thông qua ngày 1 tháng 2."
    assert spans(raw)["phần kết"].article is None


def test_clauses_must_count_on_too() -> None:
    raw = "Điều 1. Một\n1. Đầu tiên.\n3. Nhảy số.\n2. Thứ hai."
    assert list(spans(raw)) == ["khoản 1 Điều 1", "khoản 2 Điều 1"]


# --- news ---------------------------------------------------------------------------------

TITLE = "Phòng đọc huyện mở cửa trở lại"


def test_paragraphs_of_a_story_are_counted_and_its_title_heads_them() -> None:
    raw = f"{TITLE}\n{LONG}\n\n{LONG}"
    assert [locator for locator, _ in passages(raw)] == ["đoạn 2", "đoạn 3"]
    assert spans(raw)["đoạn 2"].heading_path == (TITLE,)


def test_a_small_heading_heads_what_follows() -> None:
    raw = f"{TITLE}\n{LONG}\nKết quả đạt được\n{LONG}"
    found = spans(raw)
    assert found["đoạn 2"].heading_path == (TITLE,)
    assert found["đoạn 4"].heading_path == (TITLE, "Kết quả đạt được")


def test_a_signature_goes_with_the_last_paragraph() -> None:
    assert passages(f"{TITLE}\n{LONG}\n\nNgọc Lan")[-1] == ("đoạn 2–3", f"{LONG}\n\nNgọc Lan")


def test_a_long_paragraph_is_cut_into_groups_of_whole_sentences() -> None:
    found = passages(f"{TITLE}\n" + " ".join([LONG] * 12))
    assert [locator for locator, _ in found] == [
        "đoạn 2 (câu 1–4)",
        "đoạn 2 (câu 5–8)",
        "đoạn 2 (câu 9–12)",
    ]
    assert all(words == " ".join([LONG] * 4) for _, words in found)


def test_rules_and_reports_of_a_long_paragraph_are_kept_apart() -> None:
    rule = "Không nói to trong phòng đọc và không gian chung của thư viện huyện nhà."
    found = spans(f"{TITLE}\n" + " ".join([*[LONG] * 4, *[rule] * 4]))
    assert [span.modality for span in found.values()] == [None, Modality.SHOULD_NOT]


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        ("1. ", "2. ", ["mục 1", "mục 2"]),
        ("1.1. ", "1.2. ", ["mục 1.1", "mục 1.2"]),
        ("a) ", "b) ", ["điểm a", "điểm b"]),
        ("Một là, ", "Hai là, ", ["Một là", "Hai là"]),
        ("Thứ nhất, ", "Thứ hai, ", ["Thứ nhất", "Thứ hai"]),
    ],
)
def test_items_are_named_and_led_by_the_sentence_that_introduces_them(
    first: str, second: str, names: list[str]
) -> None:
    raw = f"{TITLE}\n{LONG} Thư viện cần làm như sau:\n{first}{LONG}\n{second}{LONG}\n{LONG}"
    assert [locator for locator, _ in passages(raw)] == [
        "đoạn 2",
        f"đoạn 3 ({names[0]})",
        f"đoạn 4 ({names[1]})",
        "đoạn 5",
    ]
    assert lead(raw, f"đoạn 4 ({names[1]})") == "Thư viện cần làm như sau:"
    assert lead(raw, "đoạn 5") is None


def test_dashes_are_items_while_they_follow_one_another() -> None:
    raw = f"{TITLE}\n{LONG} Gồm có:\n- {LONG}\n- {LONG}\n{LONG}\n- {LONG}"
    assert lead(raw, "đoạn 4") == "Gồm có:"
    assert lead(raw, "đoạn 6") is None


def test_a_lone_introduction_is_read_with_its_first_item() -> None:
    raw = f"{TITLE}\nThư viện cần làm:\n1. {LONG}\n2. {LONG}"
    assert [locator for locator, _ in passages(raw)] == ["đoạn 2–3 (mục 1)", "đoạn 4 (mục 2)"]
    assert lead(raw, "đoạn 2–3 (mục 1)") is None
    assert lead(raw, "đoạn 4 (mục 2)") == "Thư viện cần làm:"


ITEM = "bạn đọc mang thẻ đến quầy, ghi tên vào sổ rồi nhận sách từ tay thủ thư đang trực ở đó"


def test_a_long_list_in_one_sentence_is_cut_at_its_semicolons_with_its_head_as_lead() -> None:
    raw = f"{TITLE}\nCách mượn như sau: " + "; ".join([ITEM] * 10) + "."
    found = passages(raw)
    assert [locator for locator, _ in found] == [
        f"đoạn 2 (câu 1, phần {part})" for part in range(1, len(found) + 1)
    ]
    assert len(found) > 1
    assert lead(raw, "đoạn 2 (câu 1, phần 2)") == "Cách mượn như sau:"


def test_a_list_whose_negation_may_reach_further_is_not_cut() -> None:
    raw = f"{TITLE}\nCách mượn như sau: không để {ITEM}; " + "; ".join([ITEM] * 9) + "."
    assert [locator for locator, _ in passages(raw)] == ["đoạn 2"]


def test_a_long_sentence_without_a_list_stays_whole() -> None:
    assert len(passages(f"{TITLE}\nCần " + "; ".join([ITEM] * 10) + ".")) == 1


def test_a_line_broken_in_mid_sentence_is_one_paragraph() -> None:
    raw = f"{TITLE}\nPhòng đọc mở cửa\nvào sáng thứ hai hằng tuần."
    assert [locator for locator, _ in passages(raw)] == ["đoạn 2"]


# --- Markdown -----------------------------------------------------------------------------

PAGE = """# Nội quy phòng đọc

Lời mở đầu của nội quy.

## Điều không nên làm

### 1. Nói to {#NT}

Bạn đọc không nên nói to.

Nguồn: sổ tay, đoạn 2

### 2. Ăn uống {#AU}

Mang đồ ăn vào phòng.
"""


def test_an_entry_is_one_passage_with_its_heading_anchor_and_source() -> None:
    span = spans(PAGE, markdown=True)["mục 1. Nói to"]
    assert dict(passages(PAGE, markdown=True))[span.locator] == (
        "1. Nói to\n\nBạn đọc không nên nói to."
    )
    assert span.heading_path == ("Nội quy phòng đọc", "Điều không nên làm")
    assert (span.anchor, span.source_note) == ("NT", "sổ tay, đoạn 2")
    assert span.modality is Modality.SHOULD_NOT


def test_a_neutral_entry_inherits_from_the_heading_above() -> None:
    span = spans(PAGE, markdown=True)["mục 2. Ăn uống"]
    assert (span.modality, span.source_note) == (Modality.SHOULD_NOT, None)


def test_an_entrys_own_heading_may_name_a_list() -> None:
    page = "# Nội quy\n\n## Việc không được làm {#K}\n\nMang nước vào phòng."
    assert spans(page, markdown=True)["mục Việc không được làm"].modality is Modality.MUST_NOT


def test_words_above_the_entries_are_a_passage_of_their_section() -> None:
    assert passages(PAGE, markdown=True)[0] == (
        "mục Nội quy phòng đọc",
        "Lời mở đầu của nội quy.",
    )


def test_a_long_section_is_cut_by_its_paragraphs() -> None:
    page = "# Nội quy\n\n## Mượn sách\n\n" + "\n\n".join([" ".join([LONG] * 5)] * 3)
    assert [locator for locator, _ in passages(page, markdown=True)] == [
        "mục Mượn sách, đoạn 1",
        "mục Mượn sách, đoạn 2",
        "mục Mượn sách, đoạn 3",
    ]


def test_an_entry_that_is_nothing_but_a_heading_is_not_lost() -> None:
    assert passages("# Nội quy\n\n## Giữ trật tự\n\n## Trả sách", markdown=True) == [
        ("mục Giữ trật tự", "Giữ trật tự"),
        ("mục Trả sách", "Trả sách"),
    ]


def test_equal_names_are_told_apart_by_their_headings() -> None:
    page = "# A\n\n## Sách\n\n### Nên\n\nĐọc.\n\n## Báo\n\n### Nên\n\nXem."
    assert list(spans(page, markdown=True)) == ["mục Nên, Sách", "mục Nên, Báo"]


def test_articles_inside_a_page_are_articles() -> None:
    page = "# Nội quy\n\n## Chung\n\nĐiều 1. Giờ\n\n1. Mở tám giờ.\n\n2. Đóng năm giờ."
    assert list(spans(page, markdown=True)) == ["khoản 1 Điều 1", "khoản 2 Điều 1"]


def test_lines_of_a_page_are_never_joined() -> None:
    rows = "\n".join(f"- {LONG[0].lower()}{LONG[1:-1]} {i}" for i in range(20))
    assert len(passages(f"# A\n\n## Sách\n\n{rows}", markdown=True)) > 1


# --- any text -----------------------------------------------------------------------------

FRAGMENTS = [
    *("Điều 1. ", "Điều 2. ", "Điều 2a. ", "Điều 9", "1. ", "2. ", "1.1. ", "a) ", "đ) ", "- "),
    *("Chương I", "Chương II.", "Mục 1. TÊN", "PHỤ LỤC I", "QUY CHẾ MƯỢN", "TÊN CHƯƠNG"),
    *("Một là, ", "Hai là, ", "Thứ nhất, ", "không được", "bạn đọc", "như sau:", "; ", ". "),
    *("\n", "\n\n", "mở cửa", "x" * 130, f"{LONG} ", "“", "”", "(", ")", "…", "Nơi nhận:"),
    *("# ", "## ", "### 1. Tên {#K1}\n", "Nguồn: bài A", "---", "> ", "```\n", "<!-- a -->"),
    *("|a|b|\n|-|-|\n|1|2|", "<script>", "Số hiệu: 1", "09:49 19/02/2020 1046", "\u0301", "*"),
]
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=6), max_size=40).map("".join)


def uncovered_lines(reading: Reading, found: list[PassageSpan]) -> Iterator[str]:
    """What of each line stands in no passage, no source note and no Markdown heading."""
    taken = [(span.start, span.end) for span in found]
    taken += [(note.start, note.end) for note in reading.notes]
    taken += [(heading.start, heading.end) for heading in reading.headings]
    covered = {i for start, end in taken for i in range(start, end)}
    position = 0
    for line in reading.text.split("\n"):
        rest = "".join(c for i, c in enumerate(line, position) if i not in covered)
        if any(c.isalnum() for c in rest):
            yield " ".join(rest.split())
        position += len(line) + 1


def check(reading: Reading) -> None:
    found = passages_of(reading)
    text = reading.text
    assert [span.order for span in found] == list(range(len(found)))
    assert len({span.locator for span in found}) == len(found)
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(span.lead_end is None or span.lead_end <= span.start for span in found)
    titles = " ".join(title for span in found for title in span.heading_path)
    for line in uncovered_lines(reading, found):
        # An article's line may be written "Điều 9 :" and is cited "Điều 9".
        words = line if not line.casefold().startswith("điều") else line.split(maxsplit=2)[-1]
        assert words.strip(".:–- ") in titles or line.casefold().startswith("điều"), line


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_plain_text_stands_whole_in_its_passages_or_headings(raw: str) -> None:
    check(read_plain("a.txt", raw))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_page_stands_whole_in_its_passages_or_headings(raw: str) -> None:
    check(read_markdown("a.md", raw))
