"""The time a question asks about."""

from datetime import date

import pytest

from bot.eras import Era, OfYear, Period, era_of


@pytest.mark.parametrize(
    "question",
    [
        "theo Quy định 47 cũ đảng viên có được đánh bạc không?",
        "Theo luật cũ thì viên chức có được làm thêm không",
        "luat cu quy dinh the nao",
        "theo quy dinh cu",
        "Bản cũ nói gì?",
        "trước đây quy định thế nào về rượu bia",
        "Quy định trước đây về rượu bia",
        "trước đây viên chức làm thêm thì sao?",
        "luật đã hết hiệu lực nói gì",
        "trước khi có luật này thì sao",
    ],
)
def test_what_was_in_force_before_is_asked_for(question: str) -> None:
    assert era_of(question) is Era.BEFORE


@pytest.mark.parametrize(
    "question",
    [
        "đi họp muộn có sao không",
        "trước đây tôi đi muộn có sao không",
        "luật cư trú quy định gì",
        "luat cu tru quy dinh gi",
        "sổ hộ khẩu cũ có dùng được không",
        "quy định về đồ dùng cũ",
        "cán bộ cũ có phải bàn giao không",
        "quy định mới thì sao",
        "Điều 5 Nghị định 24/2020/NĐ-CP",
        "nghị định 24/2020 nói gì",
        "ngày 31/02/2015",
    ],
)
def test_most_questions_ask_about_now(question: str) -> None:
    assert era_of(question) is None


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("năm 2015 thì sao", date(2015, 1, 1), date(2015, 12, 31)),
        ("nam 2015 vien chuc nghi may ngay", date(2015, 1, 1), date(2015, 12, 31)),
        ("hồi 2015 thì sao", date(2015, 1, 1), date(2015, 12, 31)),
        ("tháng 2/2016 có được nghỉ không", date(2016, 2, 1), date(2016, 2, 29)),
        ("từ tháng 5 năm 2015", date(2015, 5, 1), date(2015, 5, 31)),
        ("ngày 15/3/2015 có được uống không", date(2015, 3, 15), date(2015, 3, 15)),
    ],
)
def test_a_day_a_month_or_a_year_is_a_period(question: str, first: date, last: date) -> None:
    assert era_of(question) == Period(first, last)


def test_a_paper_with_its_year_is_named() -> None:
    asked = era_of("Theo Luật Viên chức năm 2010 thì có được làm thêm không?")
    assert asked == OfYear("luat vien chuc", 2010, is_any=False)
    assert era_of("quy định năm 2015 thì sao") == OfYear("quy dinh", 2015, is_any=True)


@pytest.mark.parametrize(
    ("question", "era"),
    [
        ("quy định sắp tới về rượu bia", Era.COMING),
        ("sắp tới luật quy định gì", Era.COMING),
        ("luật chưa có hiệu lực nói gì", Era.COMING),
        ("sắp tới họp chi đoàn đi muộn có sao không", Era.NOW_OR_COMING),
        ("sang năm có được làm thêm không", Era.NOW_OR_COMING),
    ],
)
def test_what_will_be_in_force_is_asked_for(question: str, era: Era) -> None:
    assert era_of(question) is era
