"""Quotations of several paragraphs: what a law that amends others puts into them."""

import pytest

from knowledge.quotations import quoted_places


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        (["Sửa như sau:", "“Điều 5. Thẻ", "1. Một.", "2. Hai.”.", "2. Bỏ Điều 9."], {1, 2, 3}),
        (["Sửa như sau:", '"Điều 5. Thẻ', "1. Một.", '2. Hai."', "2. Bỏ Điều 9."], {1, 2, 3}),
        (["Sửa như sau:", "“Điều 5. Thẻ", '1. Một.".', "2. Bỏ Điều 9."], {1, 2}),
        (["“Điều 5. Thẻ", "“Đỏ” là một.", 'Hết.".', "2. Bỏ."], {0, 1, 2}),
        (["Sửa như sau:", "“8. Cả một dòng.”.", "2. Bỏ."], set()),
        (["Sửa Điều 5 như sau: “Điều 5. Thẻ", "Thẻ “đỏ”.", "Hết.”", "2. Bỏ."], {1, 2}),
        (["1. Thay “a” bằng “b”.", "2. Bỏ."], set()),
        (["1. Khẩu hiệu “sạch, đẹp bị thiếu dấu.", "2. Bỏ.", "3. Hết."], set()),
        (["“Điều 5. Thẻ", "1. Có “một” và", "“hai”.", "Hết.”;", "2. Bỏ."], {0, 1, 2, 3}),
    ],
)
def test_paragraphs_inside_a_quotation_are_found(lines: list[str], places: set[int]) -> None:
    assert quoted_places(lines) == places


def test_a_quotation_that_nobody_closes_reaches_no_further_than_a_closing_mark() -> None:
    lines = ["“Điều 5. Thẻ “đỏ", "Thẻ.”", "Điều 2. Sổ", "“Điều 7. Phòng", "Phòng.”", "Hết."]
    assert quoted_places(lines) == {0, 1, 3, 4}


def test_a_quotation_that_never_ends_is_one_line() -> None:
    assert quoted_places(["“Điều 5. Thẻ", "1. Một.", "“Điều 6. Sổ", "2. Hai."]) == {0, 2}


def test_a_quotation_that_nobody_closes_is_not_looked_for_far_below() -> None:
    lines = ["Sửa: “Điều 5. Thẻ", *["Một dòng nữa."] * 300, "Hết.”", "“Điều 6. Sổ", "Hai."]
    assert quoted_places([lines[0], *lines]) == {303}
