"""Web pages as they come: the document's words stay, whatever stands around them goes."""

import re

import pytest

from knowledge.errors import ReadingError
from knowledge.reading.encodings.tables import TCVN3, bytes_behind
from knowledge.reading.head_fields import headed
from knowledge.reading.html import read_html
from knowledge.reading.reading import Reading
from tests.knowledge.reading.test_encodings import typed_in

MENU = "<ul class='menu'>" + "".join(f"<li><a href='/m{i}'>Mục {i}</a></li>" for i in range(9))
RELATED = "<div class='tin-lien-quan'><h3>Tin liên quan</h3><ul>" + "".join(
    f"<li><a href='/tin{i}'>Phòng đọc xã {i} nhận thêm sách mới cho thiếu nhi</a></li>"
    for i in range(6)
)
STORY = [
    "Sáng thứ hai, phòng đọc của huyện mở cửa trở lại và đón hơn hai trăm bạn đọc đầu tiên.",
    "Trong ba tháng sửa chữa, thủ thư đã chuyển bốn nghìn cuốn sách lên tầng hai để tránh ẩm.",
    "Chị Hoa, thủ thư lâu năm, nói rằng bạn đọc nên mang theo thẻ khi mượn sách về nhà.",
    "Từ tuần sau, phòng đọc mở thêm buổi tối thứ năm cho người đi làm ban ngày.",
]
LAW = [
    *("Chương I", "QUY ĐỊNH CHUNG", "Điều 1. Phạm vi", "Luật này nói về thư viện xã."),
    *("Điều 2. Quyền của bạn đọc", "1. Bạn đọc được mượn ba cuốn sách."),
    *("2. Bạn đọc được góp ý cho thủ thư.", "Điều 3. Những việc bị cấm"),
    *("a) Xé sách;", "b) Mang đồ ăn vào phòng đọc.", "Điều 4. Hiệu lực"),
    "Luật này có hiệu lực từ ngày ký.",
]


def read(body: str, head: str = "") -> Reading:
    page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return read_html("trang.html", page.encode())


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>\n" for line in lines)


def articles(reading: Reading) -> list[str]:
    return re.findall(r"^Điều (\d+)\.", reading.text, re.MULTILINE)


def test_a_story_loses_what_stands_around_it() -> None:
    reading = read(
        f"<div id='header'>{MENU}</ul></div><div class='share'>Chia sẻ <a href='f'>Zalo</a></div>"
        f"<div class='main'><h1>Phòng đọc mở cửa trở lại</h1>{paragraphs(STORY)}</div>"
        f"{RELATED}</ul></div><div class='comments'><p>Bạn A: Bài viết hay quá, cảm ơn.</p></div>"
        "<div class='cookie-consent'>Trang này dùng cookie. <button>Đồng ý</button></div>"
        "<footer>Giấy phép số 12. Đang truy cập: 15. Tổng: 99.231.122</footer>"
        "<script>var hidden = 'Điều 9. Mã độc';</script>"
    )

    assert reading.text.split("\n\n") == ["Phòng đọc mở cửa trở lại", *STORY]
    assert reading.head.title == "Phòng đọc mở cửa trở lại"
    assert any("dòng quanh bài" in warning for warning in reading.warnings)


def test_a_law_in_a_layout_table_keeps_every_article() -> None:
    lines = "<br>\n".join(LAW)
    reading = read(
        f"<table><tr><td colspan=2>{MENU}</ul></td></tr>"
        f"<tr><td>{RELATED}</ul></div></td><td><div>{lines}</div></td></tr></table>"
    )

    assert reading.text.split("\n") == LAW
    assert articles(reading) == ["1", "2", "3", "4"]


def test_a_table_of_contents_goes_and_its_articles_stay() -> None:
    contents = "".join(f"<li><a href='#d{i}'>Điều {i}. Mục lục</a></li>" for i in range(1, 5))
    reading = read(f"{MENU}</ul><div class='toc'><ol>{contents}</ol></div>{paragraphs(LAW)}")

    assert "Mục lục" not in reading.text
    assert articles(reading) == ["1", "2", "3", "4"]


def test_an_article_stays_whatever_its_part_is_called() -> None:
    first, rest = paragraphs(LAW[:7]), paragraphs(LAW[7:])
    reading = read(f"{MENU}</ul><div>{first}</div><div class='related-box'>{rest}</div>")

    assert articles(reading) == ["1", "2", "3", "4"]
    assert "Mục 3" not in reading.text


def test_articles_in_parts_of_their_own_are_all_taken() -> None:
    long = [f"{line} {' '.join(STORY)}" for line in ("Điều 1. Một", "Điều 2. Hai")]
    reading = read(
        f"<div id='nav'>{MENU}</ul></div><div><div class='a'>{paragraphs(long)}</div></div>"
        f"<div><div><p>Điều 3. Ba</p></div></div>"
    )

    assert articles(reading) == ["1", "2", "3"]


def test_headings_are_those_that_the_page_marks() -> None:
    reading = read(
        "<h1>Nội quy</h1><h2>Phòng  đọc</h2><p>Giữ trật tự.</p><h2>Kho<br>sách</h2><p>Khóa cửa.</p>"
    )

    assert [(one.level, one.title) for one in reading.headings] == [
        (2, "Phòng đọc"),
        (2, "Kho sách"),
    ]
    assert [reading.text[one.start : one.end] for one in reading.headings] == [
        "Phòng đọc",
        "Kho sách",
    ]


def test_what_is_hidden_or_struck_out_is_not_said() -> None:
    reading = read(
        "<p>Phòng đọc mở lúc bảy giờ.</p><p style='display: none'>Bản cũ.</p><p hidden>Ẩn.</p>"
        "<p>Mượn <del>năm</del> <s>bốn</s> ba cuốn.</p>"
    )

    assert reading.text == "Phòng đọc mở lúc bảy giờ.\n\nMượn ba cuốn."
    assert reading.warnings[0] == "Đã bỏ 2 chỗ bị gạch ngang trong trang."


def test_a_word_processors_page_is_read_whole_but_its_contents() -> None:
    links = "".join(f"<p><a href='#{i}'>Xem bảng {i}</a></p>" for i in range(5))
    contents = "<p class=MsoToc1><a href='#d1'>Điều 1. Phạm vi 2</a></p>"
    maker = "<meta name=Generator content='Microsoft Word 15 (filtered)'>"
    reading = read(f"{contents}{paragraphs(LAW)}<div>{links}</div>", maker)

    assert "Phạm vi 2" not in reading.text
    assert "Xem bảng 4" in reading.text
    assert articles(reading) == ["1", "2", "3", "4"]


def test_the_day_and_address_of_a_story_are_what_the_page_says() -> None:
    head = (
        "<link rel=canonical href='https://bao.example/phong-doc'>"
        '<script type="application/ld+json">{"@graph":[{"datePublished":'
        '"2024-03-05T08:00:00+07:00"}]}</script>'
    )
    reading = read(paragraphs(STORY), head)

    assert reading.head.issued_on is not None
    assert f"{reading.head.issued_on}" == "2024-03-05"
    assert reading.head.origin == "https://bao.example/phong-doc"


def test_a_title_in_a_part_of_its_own_is_known_by_the_pages_head() -> None:
    title = "Phòng đọc mở cửa trở lại"
    reading = read(
        f"{MENU}</ul><table><tr><td><b>{title}</b></td></tr><tr><td>09:49 19/02/2020</td></tr>"
        f"<tr><td><div>{paragraphs(STORY)}</div></td></tr></table>",
        f"<title>{title} - Trang tin huyện</title>",
    )

    assert reading.text.split("\n\n") == [title, *STORY]
    assert reading.head.title == title
    assert f"{reading.head.issued_on}" == "2020-02-19"


def test_a_portals_day_is_not_a_laws() -> None:
    head = "<meta property='article:published_time' content='2024-03-05'>"

    assert read(paragraphs(LAW), head).head.issued_on is None


def test_a_page_that_says_two_days_says_none() -> None:
    head = (
        "<meta property='article:published_time' content='2024-03-05'>"
        '<script type=\'application/ld+json\'>{"datePublished": "2020-01-01"}</script>'
    )

    assert read(paragraphs(STORY), head).head.issued_on is None


def test_a_page_that_only_asks_for_a_password_is_refused() -> None:
    form = "<form><h1>Đăng nhập</h1>Tên <input> Mật khẩu <input type=password></form>"
    with pytest.raises(ReadingError, match=r"“trang\.html” là trang đăng nhập"):
        read(form)
    assert STORY[3] in read(form + paragraphs(STORY * 3)).text


def test_a_page_from_before_unicode_is_put_right_and_said() -> None:
    words = bytes_behind(typed_in(TCVN3, " ".join(STORY).lower()))
    reading = read_html("cu.html", b"<meta charset=windows-1252><p>" + words)

    assert reading.text == " ".join(STORY).lower()
    assert any("TCVN3" in warning for warning in reading.warnings)


def test_letters_from_before_unicode_are_put_right_in_entities_and_between_tags() -> None:
    typed = typed_in(TCVN3, " ".join(STORY).lower())
    coded = "".join(c if c.isascii() else f"&#{ord(c)};" for c in typed)
    reading = read(f"<p>{coded.replace(' ', ' <i></i>')}</p>")

    assert reading.text == " ".join(STORY).lower()


def test_lines_at_the_head_say_what_the_document_is() -> None:
    reading = read("<pre>Tiêu đề: Luật Thư viện\nNgày ban hành: 05/03/2024\n\n" + "\n".join(LAW))

    assert reading.text.split("\n") == LAW
    assert reading.head.title == "Luật Thư viện"
    assert f"{reading.head.issued_on}" == "2024-03-05"


def test_a_row_in_capitals_is_no_menu() -> None:
    row = "<tr><td>GIỜ</td><td>PHÒNG</td></tr><tr><td>7</td><td>A</td></tr>"

    assert read(f"<table>{row}</table>{paragraphs(STORY)}").text.startswith("GIỜ | PHÒNG\n7 | A")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (b"", ""),
        (b"\0\0\0", ""),
        (b"<!-- -->", ""),
        (b"<html>", ""),
        (b"<html><!--<!--", ""),
        (b"<html><body><p>m\0\xe1\xbb\x99t", "một"),
        (b"<p>a<p>b</div></b><td>c<table><tr><td>d", "a\n\nb\nc\nd"),
        (b"\xff\xfe<\0p\0>\0a\0", "a"),
        (b"<" * 5_000 + b"p>", None),
        (b"<p>&#0;&#x110000;&bogus;&amp;</p>", None),
        (b"<ol start=99999999999999999999 reversed><li value=-1>a</ol>", "-1. a"),
    ],
)
def test_a_broken_page_is_read_as_far_as_it_says_something(page: bytes, text: str | None) -> None:
    reading = read_html("x.html", page)

    assert text is None or reading.text == text


def test_a_page_nested_too_deep_to_be_read_whole_is_refused() -> None:
    with pytest.raises(ReadingError, match=r"“sau\.html” có các thẻ HTML lồng nhau quá 2\.048"):
        read_html("sau.html", b"<div>" * 100_000 + b"chu")


def test_tags_that_are_never_closed_do_not_make_a_page_deep() -> None:
    page = "".join(f"<font size=2><b>Dòng {i}.<br>" for i in range(3_000))
    reading = read_html("x.html", page.encode())

    assert reading.text.endswith("Dòng 2999.")


def test_the_heading_of_an_article_is_no_title() -> None:
    page = "".join(f"<h3>Điều {i}. Việc số {i}</h3><p>Khóa cửa kho.</p>" for i in (1, 2, 3))

    assert headed(read(page)).head.title is None
