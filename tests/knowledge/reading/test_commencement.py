"""The sentences in which a document says when it begins and ends."""

from datetime import date

import pytest

from knowledge.reading.commencement import effect_of

SIGNED = date(2031, 1, 10)


def values(text: str, field: str = "effective_from", issued_on: date | None = SIGNED) -> list[str]:
    return [one.value for one in effect_of(text, issued_on) if one.field == field]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Luật này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2031.", "2031-07-01"),
        ("1. Nghị định này có hiệu lực từ ngày 15/02/2031 và thay thế mọi nội quy.", "2031-02-15"),
        ("Thông tư này có hiệu lực thi hành ngày 14 tháng 02 năm 2031.", "2031-02-14"),
        ("Quyết định có hiệu lực kể từ ngày ký.", "2031-01-10"),
        ("Quy định này có hiệu lực kể từ ngày ký và thay thế Quy định cũ.", "2031-01-10"),
        ("Quy chế này có hiệu lực từ ngày ban hành.", "2031-01-10"),
        ("Thông tư này có hiệu lực thi hành sau 45 ngày, kể từ ngày ký ban hành.", "2031-02-24"),
        ("Thông tư liên tịch này có hiệu lực sau 15 (mười lăm) ngày kể từ ngày ký.", "2031-01-25"),
        (
            "Nghị quyết này đã được Hội đồng nhân dân tỉnh An Mẫu thông qua ngày 08 tháng 12 năm"
            " 2030 và có hiệu lực từ ngày 18 tháng 12 năm 2030.",
            "2030-12-18",
        ),
    ],
)
def test_the_first_day_is_read_in_each_usual_form(sentence: str, day: str) -> None:
    assert values(f"Điều 9. Hiệu lực\n{sentence}") == [day]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kể từ ngày Luật này có hiệu lực, thẻ cũ được đổi trước ngày 01 tháng 3 năm 2031.",
        "Thẻ bạn đọc có hiệu lực từ ngày 01 tháng 3 năm 2031.",
        "Luật này có hiệu lực thi hành sau 15 ngày kể từ ngày đăng Công báo.",
        "Luật này có hiệu lực thi hành kể từ ngày    tháng    năm 2031.",
        "Sửa Điều 9 như sau: “Luật này có hiệu lực từ ngày 01 tháng 7 năm 2031.”",
        "Luật này có hiệu lực từ ngày 31 tháng 02 năm 2031.",
    ],
)
def test_other_days_are_not_its_first(sentence: str) -> None:
    assert values(sentence) == []


def test_from_the_day_it_is_signed_says_nothing_where_that_day_is_unknown() -> None:
    assert values("Quyết định này có hiệu lực kể từ ngày ký.", issued_on=None) == []


def test_a_day_of_adoption_is_the_day_of_issue() -> None:
    text = (
        "Luật này có hiệu lực kể từ ngày được thông qua.\nLuật này được Quốc hội nước ta khóa XX"
        " thông qua ngày 04 tháng 6 năm 2031."
    )
    assert values(text, "issued_on", None) == ["2031-06-04"]
    assert values(text, "issuer", None) == ["Quốc hội"]
    assert values(text, "effective_from", None) == ["2031-06-04"]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Quy chế này có hiệu lực từ ngày 01/01/2031 đến hết ngày 31/12/2032.", "2032-12-31"),
        ("Kế hoạch này hết hiệu lực kể từ ngày 01 tháng 01 năm 2033.", "2032-12-31"),
    ],
)
def test_the_last_day_is_read(sentence: str, day: str) -> None:
    assert values(sentence, "effective_to") == [day]


def test_a_time_that_begins_with_the_law_is_not_the_law_s_own() -> None:
    text = "Kể từ ngày Luật này có hiệu lực đến hết ngày 31/12/2033, thẻ cũ được dùng."
    assert values(text, "effective_to") == []


def test_it_says_its_own_kind() -> None:
    assert values("Điều 1. Phạm vi\n1. Thông tư này quy định về thẻ.", "kind") == ["Thông tư"]
