"""A head completed from the words of its document."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.reading.head_fields import headed
from knowledge.reading.plain import read_plain
from knowledge.reading.reading import Head, Heading, Reading

LAW = (
    "QUỐC HỘI ------- CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Luật số: 98/2031/QH19 Hà Nội, ngày 7 tháng 5 năm 2031\nLUẬT\nTHƯ VIỆN XÃ\n"
    "Điều 1. Phạm vi\nLuật này nói về thư viện.\nĐiều 2. Hiệu lực\n"
    "Luật này có hiệu lực từ ngày 01 tháng 7 năm 2031 và thay thế Luật Thư viện xã số 4/2001/QH10."
)
STORY = "Sáng thứ hai, thư viện của huyện đã mở cửa và đón hơn hai trăm bạn đọc đầu tiên."


def reading(text: str = LAW, head: Head | None = None) -> Reading:
    return Reading("a.txt", text, "text", head or Head())


def test_a_law_fills_its_whole_head_and_keeps_the_words_of_each_field() -> None:
    found = headed(reading())

    assert found.head == Head(
        number="98/2031/QH19",
        title="Luật Thư viện xã",
        kind="Luật",
        issuer="Quốc hội",
        issued_on=date(2031, 5, 7),
        effective_from=date(2031, 7, 1),
        replaces=("4/2001/QH10",),
    )
    words = {one.field: LAW[one.start : one.end] for one in found.proposals}
    assert words["effective_from"] == "Luật này có hiệu lực từ ngày 01 tháng 7 năm 2031"
    assert words["title"] == "LUẬT\nTHƯ VIỆN XÃ"
    assert found.warnings == ()


def test_what_the_file_says_stays_and_a_difference_is_a_warning_with_both() -> None:
    head = Head(number="98/2031/QH19", effective_from=date(2032, 1, 1), replaces=("1-A/B",))
    found = headed(reading(head=head))

    assert found.head.effective_from == date(2032, 1, 1)
    assert found.head.replaces == ("1-A/B",)
    assert found.head.issued_on == date(2031, 5, 7)
    assert found.warnings == (
        "Đầu tệp ghi ngày hiệu lực 01/01/2032 nhưng lời văn bản là 01/07/2031; đang dùng theo đầu"
        " tệp.",
    )


def test_two_different_days_fill_nothing_and_are_a_warning_with_both() -> None:
    found = headed(reading(f"{LAW}\nLuật này có hiệu lực từ ngày 02 tháng 7 năm 2031."))

    assert found.head.effective_from is None
    assert [one.value for one in found.proposals if one.field == "effective_from"] == [
        "2031-07-01",
        "2031-07-02",
    ]
    assert found.warnings == (
        "Văn bản nêu nhiều ngày hiệu lực (01/07/2031, 02/07/2031) nên chưa ghi nhận ngày hiệu lực"
        " nào; hãy ghi ở đầu tệp.",
    )


@pytest.mark.parametrize(
    "words",
    [
        "Luật này có hiệu lực từ ngày 01 tháng 7 năm 2031.",
        "Huyện thực hiện Quyết định số: 12/2031/QĐ-UBND ngày 10 tháng 01 năm 2031.",
        "Hà Nội, ngày 10 tháng 01 năm 2031",
    ],
)
def test_news_gets_no_number_and_no_day(words: str) -> None:
    found = headed(read_plain("a.txt", f"Tin thư viện\n{STORY}\n{words}\n{STORY}"))

    assert found.head == Head(title="Tin thư viện")
    assert found.proposals == ()


def test_a_handbook_that_retells_a_law_is_not_that_law() -> None:
    found = headed(reading(head=Head(kind="Sổ tay", title="Sổ tay thư viện")))
    assert found.head == Head(kind="Sổ tay", title="Sổ tay thư viện")
    assert found.proposals == ()


def test_the_first_real_line_is_the_title_where_nothing_else_gives_one() -> None:
    assert headed(reading(f"...\nTin thư viện\n{STORY}")).head.title == "Tin thư viện"


@pytest.mark.parametrize("text", [STORY * 5, "Điều 1. Phạm vi\nLuật này nói về sách."])
def test_a_paragraph_and_an_article_are_no_title(text: str) -> None:
    assert headed(reading(text)).head.title is None


def test_the_outermost_heading_is_the_title_of_a_text_without_letterhead() -> None:
    text = f"Mở đầu\nThư viện huyện\n{STORY}"
    at = text.index("Thư viện huyện")
    heading = Heading(1, "Thư viện huyện", at, at + len("Thư viện huyện"))
    assert headed(replace(reading(text), headings=(heading,))).head.title == "Thư viện huyện"


def test_a_letterhead_without_a_title_is_called_by_kind_and_number() -> None:
    text = "THƯ VIỆN MẪU\nSố: 12/2031/QĐ-TVM\nQUYẾT ĐỊNH:\nĐiều 1. Giờ mở cửa\nTừ 8 giờ."
    assert headed(reading(text)).head.title == "Quyết định số 12/2031/QĐ-TVM"


def test_days_that_cannot_all_be_right_are_a_warning() -> None:
    head = Head(effective_to=date(2030, 1, 2))
    assert headed(reading(head=head)).warnings == (
        "Ngày hết hiệu lực 02/01/2030 đứng trước ngày hiệu lực 01/07/2031.",
    )
