"""Word files: rows with data, and tables that lay a page out."""

import pytest

from tests.knowledge.reading.word_files import (
    level,
    lists,
    paragraph,
    table,
    text,
)


def test_a_row_is_a_line_and_merged_cells_stand_once() -> None:
    below = "<w:tcPr><w:vMerge/></w:tcPr>"
    rows = table(
        ("Vi phạm", "Mức"),
        ('<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("Mất sách"), "đền"),
        (below + paragraph("Mất sách"), "nộp phạt"),
        ("", ""),
    )

    assert text(rows) == "Vi phạm | Mức\nMất sách | đền\nnộp phạt"


def test_numbers_in_a_table_count_and_show_alone() -> None:
    numbers = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    rows = table((paragraph("", numbers), "sách"), (paragraph("", numbers), "báo"))

    assert text(rows, numbering=lists(level(0, "decimal", "%1"))) == "1 | sách\n2 | báo"


def test_a_letterhead_is_read_side_by_side_as_lines() -> None:
    rows = table(
        ("THƯ VIỆN HUYỆN", paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + paragraph("Độc lập")),
        ("Số: 3/QĐ-TV", "Hà Nội, ngày 2 tháng 3 năm 2020"),
    )

    assert text(rows).split("\n") == [
        "THƯ VIỆN HUYỆN",
        "Số: 3/QĐ-TV",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập",
        "Hà Nội, ngày 2 tháng 3 năm 2020",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        table((paragraph("Điều 1. Một") + paragraph("Sách."),)),
        table(("Điều 1. Một", "Sách.")),
        table((table(("Điều 1. Một",), ("Sách.",)) + paragraph(), "")),
    ],
    ids=["one column", "an article in a cell", "a table in a table"],
)
def test_a_table_that_lays_a_page_out_is_paragraphs(rows: str) -> None:
    assert text(rows) == "Điều 1. Một\nSách."


def test_a_frame_around_words_is_no_table() -> None:
    assert text(table((paragraph("Một") + paragraph("Hai"),))) == "Một\nHai"


def test_recipients_and_signature_are_left_out() -> None:
    closing = table((paragraph("Nơi nhận:") + paragraph("- Như trên;"), "GIÁM ĐỐC"))

    assert text(paragraph("Điều 1. Một") + closing + paragraph("Phụ lục I")) == (
        "Điều 1. Một\nPhụ lục I"
    )
