import pytest

from knowledge.masking import LONGEST_KEPT, mask


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("gọi 0912 345 678 cho tôi", "gọi [số điện thoại] cho tôi"),
        ("số +84912345678 nhé", "số [số điện thoại] nhé"),
        ("CCCD 079123456789 bị lộ", "CCCD [số giấy tờ] bị lộ"),
        ("CMND 212345678", "CMND [số giấy tờ]"),
        ("viết cho lan.nguyen@vi-du.vn", "viết cho [thư điện tử]"),
        ("hỏi @lan_canbo xem", "hỏi [tài khoản] xem"),
    ],
)
def test_what_names_a_person_is_not_kept(question: str, kept: str) -> None:
    assert mask(question) == kept


@pytest.mark.parametrize(
    "question", ["Nghị quyết 27-NQ/TW năm 2008", "37-QĐ/TW ngày 25/10/2021", "8 điều nên làm"]
)
def test_numbers_of_documents_are_kept(question: str) -> None:
    assert mask(question) == question


def test_a_long_question_is_kept_only_in_part() -> None:
    assert len(mask("hỏi " * 1_000)) == LONGEST_KEPT
