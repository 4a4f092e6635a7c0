"""Markdown pages."""

from datetime import date

import pytest

from knowledge.reading.markdown import read_markdown
from knowledge.reading.reading import Reading

PAGE = """---
số hiệu: 3-NQ/TV
Tiêu đề: "Nội quy phòng đọc"
ngày ban hành: 10/01/2019
---

# Nội quy *phòng đọc*

Mở đầu của
nội quy.

## Điều không nên làm

### 1. Nói to {#NT}

Bạn đọc không nên **nói to** trong [phòng](https://example.org).
Nguồn: sổ tay thư viện, đoạn 2
"""


def text_of(raw: str) -> str:
    return read_markdown("a.md", raw).text


@pytest.fixture
def page() -> Reading:
    return read_markdown("a.md", PAGE)


def test_front_matter_is_the_head_and_no_text(page: Reading) -> None:
    assert page.head.number == "3-NQ/TV"
    assert page.head.title == "Nội quy phòng đọc"
    assert page.head.issued_on == date(2019, 1, 10)
    assert page.warnings == ()


def test_the_text_is_plain(page: Reading) -> None:
    assert page.text == (
        "Nội quy phòng đọc\n\nMở đầu của nội quy.\n\nĐiều không nên làm\n\n1. Nói to\n\n"
        "Bạn đọc không nên nói to trong phòng.\nNguồn: sổ tay thư viện, đoạn 2"
    )


def test_headings_know_their_level_their_anchor_and_their_place(page: Reading) -> None:
    found = [(h.level, h.title, h.anchor, page.text[h.start : h.end]) for h in page.headings]
    assert found == [
        (1, "Nội quy phòng đọc", None, "Nội quy phòng đọc"),
        (2, "Điều không nên làm", None, "Điều không nên làm"),
        (3, "1. Nói to", "NT", "1. Nói to"),
    ]


def test_a_source_line_is_a_note_at_its_place(page: Reading) -> None:
    (note,) = page.notes
    assert note.text == "sổ tay thư viện, đoạn 2"
    assert page.text[note.start : note.end] == "Nguồn: sổ tay thư viện, đoạn 2"


def test_numbers_of_lists_are_kept_and_bullets_go() -> None:
    assert text_of("- một\n- hai\n\n3. ba\n4. bốn") == "một\nhai\n3. ba\n4. bốn"


def test_table_rows_can_be_read_aloud() -> None:
    assert text_of("| Ngày | Giờ |\n|---|---|\n| Thứ hai | 8 |\n| Thứ ba | 9 |") == (
        "Ngày: Thứ hai; Giờ: 8\nNgày: Thứ ba; Giờ: 9"
    )


def test_a_table_of_nothing_but_a_header_keeps_its_words() -> None:
    assert text_of("| Ngày | Giờ |\n|---|---|") == "Ngày; Giờ"


def test_quotations_and_code_are_text() -> None:
    assert text_of("> trích\n\n```\nmã *số*\n```\n\n`mã`") == "trích\n\nmã *số*\n\nmã"


def test_comments_go_and_script_is_harmless_text() -> None:
    assert text_of("một <!-- bỏ --> hai\n\n<!-- bỏ\ncả -->\n\n<script>alert(1)</script>") == (
        "một hai\n\n<script>alert(1)</script>"
    )


def test_a_comment_that_is_never_closed_is_text() -> None:
    assert text_of("một <!-- hai") == "một <!-- hai"


def test_items_inside_a_paragraph_keep_their_lines() -> None:
    assert text_of("Gồm:\na) một\nvà nữa;\nđ) hai.") == "Gồm:\na) một và nữa;\nđ) hai."


def test_an_unclosed_front_matter_is_a_warning_and_its_text_is_kept() -> None:
    reading = read_markdown("a.md", "---\ntiêu đề: Một\n\nNội dung đây.")
    assert "tiêu đề: Một" in reading.text
    assert "Nội dung đây." in reading.text
    assert reading.head.title == "tiêu đề: Một"
    assert len(reading.warnings) == 1
    assert "không có “---” đóng lại" in reading.warnings[0]


def test_a_rule_at_the_head_of_a_page_is_no_front_matter() -> None:
    reading = read_markdown("a.md", "---\n\nNội dung đây.\n\n---\n\nHết.")
    assert reading.text == "Nội dung đây.\n\nHết."
    assert reading.warnings == ()


def test_an_unknown_key_is_a_warning_that_quotes_it() -> None:
    reading = read_markdown("a.md", "---\ntiêu đề: Một\ntác giả: Ai\n---\nNội dung.")
    assert reading.warnings == ("Không hiểu dòng “tác giả: Ai” ở phần đầu trang.",)


def test_without_front_matter_the_outermost_heading_is_the_title() -> None:
    assert read_markdown("a.md", "## Hai\n\nChữ.\n\n# Một\n\nChữ.").head.title == "Một"


def test_links_are_not_looked_for_among_nothing_but_brackets() -> None:
    link = "[quy chế](https://example.org)"

    assert read_markdown("a.md", f"{'[' * 400} {link}").text == f"{'[' * 400} quy chế"
    assert read_markdown("a.md", f"{'[' * 20_000} {link}").text == f"{'[' * 20_000} {link}"
    assert read_markdown("a.md", f"{'!' * 3}{chr(92)}[{'[' * 600}").text == f"!!!{'[' * 601}"
