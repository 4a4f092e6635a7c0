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


def test_the_first_real_line_is_the_title_where_no_head_line_gives_one() -> None:
    assert read_plain("a.txt", f"...\nTin thư viện\n{STORY}").head.title == "Tin thư viện"


def test_a_whole_paragraph_is_no_title() -> None:
    assert read_plain("a.txt", STORY * 5).head.title is None


def test_the_day_of_the_page_is_the_day_of_issue() -> None:
    reading = read_plain("a.txt", f"Tin thư viện\n09:49 19/02/2020 1046\n{STORY}")
    assert reading.head.issued_on == date(2020, 2, 19)
    assert reading.warnings == ("Đã bỏ 1 dòng thừa của trang web (ngày giờ, bộ đếm, menu).",)


def test_number_and_day_of_a_law_come_from_its_preamble() -> None:
    reading = read_plain(
        "a.txt",
        "THƯ VIỆN HUYỆN Số: 12/2019/QĐ-TV Hà Nội, ngày 10 tháng 01 năm 2019\n"
        "Điều 1. Giờ mở cửa\nTừ 8 giờ. Theo công văn Số: 99/2000/CV-TV.",
    )
    assert reading.head.number == "12/2019/QĐ-TV"
    assert reading.head.issued_on == date(2019, 1, 10)


def test_a_story_that_speaks_of_a_law_does_not_get_its_number() -> None:
    reading = read_plain("a.txt", f"Tin thư viện\nNgười dân đọc Luật số: 12/2019/QH14. {STORY}")
    assert reading.head.number is None
