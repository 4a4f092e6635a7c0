"""Texts of our own; what must not be taken matters as much as what must."""

import pytest

from knowledge.terms import glossary_of, terms_of


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Ban Đọc sách (sau đây gọi tắt là BĐS) họp mỗi quý.", ("BĐS", "Ban Đọc sách")),
        ("do Tổ Bảo vệ rừng (gọi tắt là TBVR) lập", ("TBVR", "Tổ Bảo vệ rừng")),
        ("Nhà văn hóa xã (được viết tắt là “NVHX”).", ("NVHX", "Nhà văn hóa xã")),
        ("gửi Câu lạc bộ Sách (CLBS) trước ngày 5", ("CLBS", "Câu lạc bộ Sách")),
        ("Phòng Đọc và Mượn (viết tắt: PĐM)", ("PĐM", "Phòng Đọc và Mượn")),
        ("TVX (Thư viện xã) mở cửa sáng thứ hai", ("TVX", "Thư viện xã")),
        ("“NQTV” là viết tắt của “Nội quy thư viện”.", ("NQTV", "Nội quy thư viện")),
        ("Chữ viết tắt\nPMS: Phiếu mượn sách\nkhác", ("PMS", "Phiếu mượn sách")),
        ("- TTV: Thẻ thư viện;", ("TTV", "Thẻ thư viện")),
        ("2. BĐ là bạn đọc", ("BĐ", "bạn đọc")),
        ("a) SĐT – sổ đăng ký tên;", None),
        ("Cán bộ, thủ thư (CBTT)", ("CBTT", "Cán bộ, thủ thư")),
    ],
)
def test_a_short_form_is_taken_with_the_words_whose_initials_it_has(
    text: str, term: tuple[str, str] | None
) -> None:
    assert terms_of(text) == ([term] if term else [])


@pytest.mark.parametrize(
    "text",
    [
        "Quy chế này (sau đây gọi tắt là Quy chế) có hiệu lực.",
        "Trung tâm Học tập (sau đây gọi tắt là Trung tâm)",
        "Ban Đọc sách (sau đây gọi tắt là HTX)",
        "Thư viện Đông Anh (ĐVA)",
        "Đội Dân phòng (DĐP)",  # đ is another letter than d
        "Lưu ý: Luôn yên lặng",
        "GHI CHÚ: Giữ gìn sách",
        "TV: Tivi",
        "ABC: Anh",
        "Sách (S)",
        "Ban Ấn phẩm Nghệ thuật (BAN)",  # "ban" is a word
        "Tổ In (TI)",
    ],
)
def test_what_is_not_plainly_a_short_form_is_left(text: str) -> None:
    assert terms_of(text) == []


def test_the_long_form_does_not_reach_over_the_end_of_a_sentence() -> None:
    assert terms_of("Họp ban. Đọc sách (BĐS)") == []


def test_a_pair_explained_twice_is_one_in_the_order_of_the_text() -> None:
    text = "TVX: Thư viện xã\nBan Đọc sách (BĐS) của thư viện xã (TVX)"
    assert terms_of(text) == [("TVX", "Thư viện xã"), ("BĐS", "Ban Đọc sách")]


def test_decomposed_letters_are_the_same() -> None:
    assert terms_of("Ban Đo\u0323c sa\u0301ch (BĐS)") == [("BĐS", "Ban Đọc sách")]


def test_several_texts_give_one_table_and_the_first_meaning_leads() -> None:
    texts = ["BĐS: Ban Đọc sách", "BĐS: Bảng đo sách\nTVX: Thư viện xã"]
    assert glossary_of(map(terms_of, texts)) == {
        "bđs": ("Ban Đọc sách", "Bảng đo sách"),
        "tvx": ("Thư viện xã",),
    }
