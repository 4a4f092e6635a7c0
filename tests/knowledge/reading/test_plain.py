"""Plain text files."""

from datetime import date

from knowledge.reading.plain import read_plain

STORY = "Sáng thứ hai, phòng đọc của huyện đã mở cửa và đón hơn hai trăm bạn đọc đầu tiên."


def test_head_lines_are_the_head_and_no_text() -> None:
    reading = read_plain(
        "a.txt", "Tiêu đề: Nội quy phòng đọc\nSố hiệu: 3-NQ/TV\n\nĐiều 1. Giờ mở cửa\nTừ 8 giờ."
    )
    assert (reading.head.title, reading.head.number) == ("Nội quy phòng đọc", "3-NQ/TV")
    assert reading.text == "Điều 1. Giờ mở cửa\nTừ 8 giờ."
    assert (reading.source, reading.reader, reading.headings) == ("a.txt", "text", ())


def test_key_lines_below_the_first_words_are_text() -> None:
    reading = read_plain("a.txt", f"Tin thư viện\n{STORY}\nNguồn: báo huyện")
    assert reading.head.origin is None
    assert reading.text.endswith("Nguồn: báo huyện")


def test_the_day_of_the_page_is_the_day_of_issue() -> None:
    reading = read_plain("a.txt", f"Tin thư viện\n09:49 19/02/2020 1046\n{STORY}")
    assert reading.head.issued_on == date(2020, 2, 19)
    assert reading.warnings == ("Đã bỏ 1 dòng thừa của trang web (ngày giờ, bộ đếm, menu).",)


def test_the_day_of_a_page_that_shows_a_law_is_not_the_law_s() -> None:
    law = "Điều 1. Giờ mở cửa\nTừ 8 giờ.\nĐiều 2. Ngày nghỉ\nThứ hai."
    reading = read_plain("a.txt", f"Nội quy thư viện\n09:49 19/02/2020 1046\n{law}")
    assert reading.head.issued_on is None
