"""The fields of a document's head."""

from datetime import date

import pytest

from knowledge.reading.head import HeadLines, contradictions, fold, parse_date
from knowledge.reading.reading import Head


def head_of(*lines: str) -> Head:
    fields = HeadLines()
    for line in lines:
        assert fields.take(line), line
    return fields.head()


@pytest.mark.parametrize("key", ["Số hiệu", "SỐ HIỆU", "so hieu", "số  hiệu"])
def test_keys_are_known_whatever_their_case_and_diacritics(key: str) -> None:
    assert head_of(f"{key}: 12-QĐ/ABC").number == "12-QĐ/ABC"


def test_every_documented_key_has_its_field() -> None:
    head = head_of(
        "số hiệu: 12-QĐ/ABC",
        "tiêu đề: Quy định về phòng đọc",
        "loại: quy định",
        "cơ quan ban hành: Ban Quản lý",
        "ngày ban hành: 10/01/2019",
        "hiệu lực từ: 01/02/2019",
        "hết hiệu lực: 31/12/2020",
        "thay thế bởi: 15-QĐ/ABC",
        "nguồn: https://example.org/a",
    )
    assert head == Head(
        "12-QĐ/ABC",
        "Quy định về phòng đọc",
        "quy định",
        "Ban Quản lý",
        date(2019, 1, 10),
        date(2019, 2, 1),
        date(2020, 12, 31),
        "15-QĐ/ABC",
        "https://example.org/a",
    )


@pytest.mark.parametrize(
    "words",
    ["10/1/2019", "10-01-2019", "10.1.2019", "2019-01-10", "ngày 10 tháng 01 năm 2019"],
)
def test_a_day_is_read_in_each_usual_form(words: str) -> None:
    assert parse_date(words) == date(2019, 1, 10)


@pytest.mark.parametrize("words", ["31/02/2020", "2019", "hôm qua", "10/01/19", "1/13/2020"])
def test_what_is_no_day_is_not_made_one(words: str) -> None:
    assert parse_date(words) is None


def test_a_bad_day_is_a_warning_that_quotes_it() -> None:
    fields = HeadLines()
    assert fields.take("ngày ban hành: 31/02/2020")
    assert fields.head().issued_on is None
    assert fields.warnings == [
        "Dòng “ngày ban hành” ghi “31/02/2020” không phải một ngày có thật dạng ngày/tháng/năm,"
        " nên bị bỏ qua."
    ]


def test_an_empty_value_is_no_value_and_no_warning() -> None:
    fields = HeadLines()
    assert fields.take("ngày ban hành:")
    assert fields.head().issued_on is None
    assert fields.warnings == []


def test_the_first_of_two_equal_keys_counts() -> None:
    assert head_of("tiêu đề: Một", "tiêu đề: Hai").title == "Một"


@pytest.mark.parametrize("line", ["Thời gian: 8 giờ", "Không có dấu hai chấm", "10:30 họp"])
def test_other_lines_are_left_to_the_text(line: str) -> None:
    assert not HeadLines().take(line)


def test_links_to_other_documents_are_lists() -> None:
    head = head_of(
        "thay thế: 10-QĐ/ABC, 11-QĐ/ABC",
        "bãi bỏ: Luật Sách, báo năm 1990; 12-QĐ/ABC",
        "sửa đổi, bổ sung: 13-QĐ/ABC",
    )
    assert head.replaces == ("10-QĐ/ABC", "11-QĐ/ABC")
    assert head.repeals == ("Luật Sách, báo năm 1990", "12-QĐ/ABC")
    assert head.amends == ("13-QĐ/ABC",)


def test_the_first_day_out_of_force_is_told_from_the_last_day_in_force() -> None:
    assert head_of("hết hiệu lực: 31/12/2020").effective_to == date(2020, 12, 31)
    assert head_of("hết hiệu lực từ: 01/01/2021").effective_to == date(2020, 12, 31)


def test_an_end_before_the_beginning_is_a_warning_with_both_days() -> None:
    head = Head(effective_from=date(2020, 1, 2), effective_to=date(2019, 1, 2))
    assert contradictions(head) == [
        "Ngày hết hiệu lực 02/01/2019 đứng trước ngày hiệu lực 02/01/2020."
    ]


def test_folding_takes_the_stroke_of_d_too() -> None:
    assert fold("  Địa  ĐIỂM ") == "dia diem"
