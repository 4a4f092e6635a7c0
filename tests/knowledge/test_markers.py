"""The numbering at the head of a line, and which of it really counts on."""

import pytest

from knowledge.markers import in_strict_order, marker_of


@pytest.mark.parametrize(
    ("line", "kind", "label"),
    [
        ("1. Thẻ", "decimal1", "1"),
        ("1.Thẻ", "decimal1", "1"),
        ("1a. Thẻ", "decimal1", "1a"),
        ("1- Thẻ", "decimal1", "1"),
        ("1-Thẻ", "decimal1", "1"),
        ("3 - Sổ mượn", "decimal1", "3"),
        ("1/ Thẻ", "decimal1", "1"),
        ("Khoản 2. Thẻ", "decimal1", "2"),
        ("2.1. Thẻ", "decimal2", "2.1"),
        ("2.1 Thẻ", "decimal2", "2.1"),
        ("1.1.4. Thẻ", "decimal3", "1.1.4"),
        ("a) thẻ", "letter", "a"),
        ("đ) thẻ", "letter", "đ"),
        ("a. thẻ", "letter", "a"),
        ("(b) thẻ", "letter", "b"),
        ("Điểm c) thẻ", "letter", "c"),
        ("a1) thẻ", "subletter", "a1"),
        ("a.1) thẻ", "subletter", "a.1"),
        ("đ.2. thẻ", "subletter", "đ.2"),
        ("a.1.4) thẻ", "deep subletter", "a.1.4"),
        ("Tiết 1. Thẻ", "part", "1"),
        ("tiết b) thẻ", "part", "b"),
        ("(2) thẻ", "bracketed", "2"),
        ("(iv) thẻ", "small roman", "iv"),
        ("ii) thẻ", "small roman", "ii"),
        ("II- THẺ", "roman", "II"),
        ("I-THẺ", "roman", "I"),
        ("XIX. Thẻ", "roman", "XIX"),
        ("– thẻ", "dash", ""),
        ("Một là, thẻ", "count", "Một là"),
        ("Thứ tư, thẻ", "rank", "Thứ tư"),
    ],
)
def test_a_lines_numbering_is_read(line: str, kind: str, label: str) -> None:
    marker = marker_of(line)
    assert marker is not None
    assert (marker.kind, marker.label) == (kind, label)


@pytest.mark.parametrize(
    "line",
    [
        "10.000 đồng",
        "09:49",
        "08-QĐ/TW về thẻ",
        "3 - 5 ngày",
        "3 - năm",
        "Khoản 1 Điều 5",
        "điểm a khoản 2",
        "X-quang",
        "e-mail",
        "C. Mác",
        "IIII. Thẻ",
        "Thứ hai, ngày 3 tháng 5",
    ],
)
def test_what_only_looks_like_a_numbering_is_none(line: str) -> None:
    assert marker_of(line) is None


def numbered(*numbers: int | str) -> list[tuple[int, int, str]]:
    """Each number at its own place: 7, "7a"."""
    return [
        (place, int(str(number).rstrip("abc")), str(number).lstrip("0123456789"))
        for place, number in enumerate(numbers)
    ]


def test_numbers_that_do_not_count_on_are_left_out() -> None:
    assert in_strict_order(numbered(1, 9, 2, 2, 3)) == [0, 2, 4]


def test_a_gap_is_believed_where_the_missing_number_never_comes() -> None:
    assert in_strict_order(numbered(1, 3, 4)) == [0, 1, 2]


def test_a_number_that_comes_much_later_does_not_swallow_a_long_row() -> None:
    assert in_strict_order(numbered(1, 3, 4, 5, 6, 7, 8, 2)) == [0, 1, 2, 3, 4, 5, 6]


def test_a_short_row_quoted_from_elsewhere_is_no_gap() -> None:
    assert in_strict_order(numbered(1, 5, 6, 7, 2, 3)) == [0, 4, 5]


def test_numbers_with_a_suffix_stand_behind_their_own() -> None:
    assert in_strict_order(numbered(1, "1a", "1b", "1a", 2, "5a")) == [0, 1, 2, 4]


def test_a_row_may_begin_behind_one() -> None:
    assert in_strict_order(numbered("7a", 8, 9), 8) == [0, 1, 2]
    assert in_strict_order(numbered(8, 9)) == []
