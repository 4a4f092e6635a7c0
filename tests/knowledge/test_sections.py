"""Markdown pages: entries, sections, anchors and source lines."""

from knowledge.modality import Modality
from tests.knowledge.cutting import LONG, passages, spans

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


def test_a_heading_may_open_an_article() -> None:
    page = "# Nội quy\n\n## Điều 5. Giờ mở cửa {#D5}\n\n1. Mở tám giờ.\n2. Đóng năm giờ.\n"
    found = spans(page, markdown=True)
    assert list(found) == ["khoản 1 Điều 5", "khoản 2 Điều 5"]
    assert {(span.article, span.anchor) for span in found.values()} == {("5", "D5")}
    assert found["khoản 1 Điều 5"].heading_path == ("Nội quy", "Điều 5. Giờ mở cửa")


def test_lines_of_a_page_are_never_joined() -> None:
    rows = "\n".join(f"- {LONG[0].lower()}{LONG[1:-1]} {i}" for i in range(20))
    assert len(passages(f"# A\n\n## Sách\n\n{rows}", markdown=True)) > 1
