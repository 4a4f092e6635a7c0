"""Page furniture goes, doubtful lines stay."""

from datetime import date

import pytest

from knowledge.reading.leftovers import sweep

TITLE = "Phòng đọc mở cửa trở lại sau ba tháng sửa chữa"
STORY = "Sáng thứ hai, phòng đọc của huyện đã mở cửa và đón hơn hai trăm bạn đọc đầu tiên."


@pytest.mark.parametrize(
    "line",
    [
        "09:49 19/02/2020 1046",
        "10:07 19/02/2020",
        "19.2.2020 - 8:41",
        "Hôm nay, ngày 16 tháng 12 năm 2018",
        "Cỡ chữ: A+ A-",
        "Trang chủ » Tin tức » Đời sống",
        "BAN QUẢN LÝ | TIN HOẠT ĐỘNG",
        "https://example.org",
    ],
)
def test_furniture_above_a_story_is_dropped(line: str) -> None:
    swept = sweep([line, TITLE, "", STORY])
    assert swept.lines == (TITLE, "", STORY)
    assert swept.dropped == 1


@pytest.mark.parametrize(
    "line",
    [
        "Cuộc họp lúc 09:49 ngày 19/02/2020",
        "Hôm nay, ngày 16 tháng 12, phòng đọc mở cửa và mời bạn đọc đến dự buổi gặp mặt đầu năm.",
        "Phòng đọc | Thư viện huyện",
        "Năm 2019",
    ],
)
def test_a_line_that_may_be_the_story_stays(line: str) -> None:
    assert sweep([TITLE, line, STORY]).dropped == 0


def test_the_stamp_tells_when_the_page_was_put_out() -> None:
    assert sweep([TITLE, "09:49 19/02/2020 1046", STORY]).published_on == date(2020, 2, 19)
    long_form = sweep([TITLE, "thứ sáu, ngày 27 tháng 09 năm 2019", STORY])
    assert long_form.published_on == date(2019, 9, 27)


def test_today_is_not_the_day_of_the_story() -> None:
    assert sweep(["Hôm nay, ngày 16 tháng 12 năm 2018", TITLE, STORY]).published_on is None


def test_the_site_name_goes_with_the_address_below_it() -> None:
    swept = sweep(["Thư viện huyện", "https://example.org", TITLE, STORY])
    assert swept.lines == (TITLE, STORY)
    assert swept.address == "https://example.org"


def test_the_visitor_counter_at_the_end_goes_with_the_menu_word_inside_it() -> None:
    tail = ["CÁC TIN KHÁC", "Ảnh đẹp", "Lượt Truy Cập", "09391048", "Hôm qua: 808", "BACK TO TOP"]
    swept = sweep([TITLE, STORY, "Ban Biên tập", *tail])
    assert swept.lines == (TITLE, STORY, "Ban Biên tập")
    assert swept.dropped == len(tail)


def test_a_sentence_stops_the_sweep_from_below() -> None:
    assert sweep([TITLE, "Tweet", STORY]).dropped == 0


def test_furniture_words_in_the_middle_stay() -> None:
    lines = [TITLE, STORY, *[STORY] * 8, "Cỡ chữ: A+ A-", STORY]
    assert sweep(lines).dropped == 0
