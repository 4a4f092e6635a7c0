"""Where Vietnamese sentences end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.sentences import sentence_spans


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def test_full_stops_question_and_exclamation_marks_end_sentences() -> None:
    assert cut("Một. Hai? Ba! Bốn… Năm") == ["Một.", "Hai?", "Ba!", "Bốn…", "Năm"]


@pytest.mark.parametrize(
    "whole",
    [
        "Thư viện ở TP. Hồ Chí Minh mở cửa.",
        "1. Mở cửa đúng giờ.",
        "1.1. Mở cửa đúng giờ.",
        "II. Kết quả đạt được.",
        "a. Mở cửa đúng giờ.",
        "Điều 5. Giờ mở cửa.",
        "Phụ lục 2. Mẫu thẻ.",
        "Sách, báo, v.v. đều cho mượn.",
        "Ngày 23.3.2018 mở cửa.",
        "Ngày 01. 01. 2020 mở cửa.",
        "Trang Web.ĐTN và T.Ư Đoàn đưa tin.",
        "Ông Trần V. Bình nói.",
        "Phí là 1.500.000 đồng.",
        "Chờ một chút... rồi vào.",
        "Đơn vị; phòng: ban, tổ.",
        "“Mở cửa rồi à?” là câu hỏi quen.",
        "Ông bảo “Được ngủ. Được ăn.” là nói sai.",
        'Khẩu hiệu "Đọc. Nghĩ. Làm." treo ở cửa.',
        "ThS. Lan và Th.S Bình đọc sách.",
        "Họp với đ/c. Lan ở phòng đọc.",
        "Việc gồm: 1. Mở cửa.",
        "Theo điểm a, khoản 2, Điều 5 thì mở cửa.",
        "Ngày 12/5/2020, phòng đọc mở cửa.",
        "Đọc, nghĩ… rồi viết; viết xong thì về.",
    ],
)
def test_a_mark_inside_a_sentence_does_not_cut_it(whole: str) -> None:
    assert cut(whole) == [whole]


def test_an_article_cited_at_the_end_of_a_sentence_ends_it() -> None:
    assert cut("Làm theo Điều 5. Bạn đọc đi.") == ["Làm theo Điều 5.", "Bạn đọc đi."]


def test_a_year_at_the_end_is_no_number_of_a_list() -> None:
    assert cut("Mở năm 2018. 10 năm qua tốt.") == ["Mở năm 2018.", "10 năm qua tốt."]


def test_a_suburb_ends_a_sentence_and_a_mister_does_not() -> None:
    assert cut("Ở ngoại ô. Ô. Bình về.") == ["Ở ngoại ô.", "Ô. Bình về."]


def test_a_quotation_that_never_closes_holds_nothing_together() -> None:
    assert cut("Mở “ngoặc. Quên đóng. Hết.") == ["Mở “ngoặc.", "Quên đóng.", "Hết."]
    assert cut('Rộng 5" là đủ. Dài thì tùy.') == ['Rộng 5" là đủ.', "Dài thì tùy."]


def test_an_and_so_on_before_a_new_sentence_ends_the_old_one() -> None:
    assert cut("Có sách, báo, v.v. Bạn đọc mượn về.") == ["Có sách, báo, v.v.", "Bạn đọc mượn về."]


def test_closing_quotes_belong_to_the_sentence() -> None:
    assert cut("“Mời vào.” Rồi ông đi.") == ["“Mời vào.”", "Rồi ông đi."]


def test_a_forgotten_space_still_ends_a_sentence() -> None:
    assert cut("Đã đến phương.Phối hợp tốt.") == ["Đã đến phương.", "Phối hợp tốt."]


def test_a_line_end_is_a_sentence_end_unless_the_line_goes_on() -> None:
    assert cut("Tin vui\nHôm qua, phòng đọc\nmở cửa.") == ["Tin vui", "Hôm qua, phòng đọc\nmở cửa."]


def test_items_on_their_own_lines_are_apart() -> None:
    assert cut("Gồm:\na) một;\nb) hai") == ["Gồm:", "a) một;", "b) hai"]


def test_nothing_has_no_sentences() -> None:
    assert cut(" \n ") == []


@given(st.text(alphabet="aĐ1. \n?!…”“)(;:ô", max_size=60))
def test_sentences_hold_every_character_in_order_and_never_overlap(text: str) -> None:
    spans = sentence_spans(text)
    assert all(text[a:b] and text[a:b] == text[a:b].strip() for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    left = set(range(len(text))) - {i for a, b in spans for i in range(a, b)}
    assert not "".join(text[i] for i in left).strip()
