"""Lists with the numbers a browser draws, tables as rows, breaks as lines."""

import pytest

from knowledge.reading.html_lines import lines_of
from knowledge.reading.html_numbering import written
from knowledge.reading.html_tree import parse_page


def lines(body: str) -> list[str]:
    tree = parse_page("x.html", f"<html><body>{body}</body></html>")
    assert tree is not None
    return [line.text for line in lines_of(tree, set())]


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("<ol><li>a<li>b</ol>", ["1. a", "2. b"]),
        ("<ol start=4><li>a<li>b</ol>", ["4. a", "5. b"]),
        ("<ol reversed><li>a<li>b<li>c</ol>", ["3. a", "2. b", "1. c"]),
        ("<ol type=a><li>x<li>y</ol>", ["a) x", "b) y"]),
        ("<ol type=A start=3><li>x</ol>", ["C. x"]),
        ("<ol type=I><li>x<li>y</ol>", ["I. x", "II. y"]),
        ("<ol type=i start=4><li>x</ol>", ["iv. x"]),
        ("<ol><li>x<li value=7>y<li>z</ol>", ["1. x", "7. y", "8. z"]),
        ("<ol style='list-style-type: lower-alpha'><li>x</ol>", ["a) x"]),
        ("<ol style='list-style: none'><li>x</ol>", ["x"]),
        ("<ul><li>x<li>y</ul>", ["- x", "- y"]),
        ("<ul style='list-style:none'><li>x</ul>", ["x"]),
        ("<ol><li>x<ol type=a><li>y<li>z</ol><li>w</ol>", ["1. x", "a) y", "b) z", "2. w"]),
        ("<ol><li><p>x</p><p>thêm</p><li>y</ol>", ["1. x", "thêm", "2. y"]),
        ("<ol><li><li>y</ol>", ["2. y"]),
    ],
)
def test_an_item_carries_the_number_that_a_browser_draws(page: str, wanted: list[str]) -> None:
    assert lines(page) == wanted


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("<ul><li>a) x<li>b) y</ul>", ["a) x", "b) y"]),
        ("<ul><li>- x</ul>", ["- x"]),
        ("<ol><li>1. x<li>2. y</ol>", ["1. x", "2. y"]),
        ("<ol><li>Điều 1. Phạm vi</ol>", ["Điều 1. Phạm vi"]),
    ],
)
def test_a_number_that_the_author_wrote_is_not_written_twice(page: str, wanted: list[str]) -> None:
    assert lines(page) == wanted


def test_the_rows_of_a_table_are_lines() -> None:
    page = (
        "<table><caption>Mức phạt</caption><tr><th>Việc<th>Mức</tr>"
        "<tr><td>Xé<br>sách<td><p>Hai</p><p>nghìn</p></tr><tr><td><td>Ba nghìn</tr></table>sau"
    )

    assert lines(page) == ["Mức phạt", "Việc | Mức", "Xé sách | Hai nghìn", "Ba nghìn", "sau"]


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("<table><tr><td>một<td>hai</tr></table>", ["một", "hai"]),
        ("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>", ["a", "b", "c", "d"]),
        (
            "<table><tr><td>UBND XÃ<br>---<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
            "<tr><td>Số: 5/QĐ<td>Ngày 1</table>",
            ["UBND XÃ", "---", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 5/QĐ", "Ngày 1"],
        ),
        (
            "<table><tr><td>x<td>Điều 1. A<tr><td>y<td>Điều 2. B</table>",
            ["x", "Điều 1. A", "y", "Điều 2. B"],
        ),
        (
            "<table><tr><td>x<td>y<tr><td>z<td><table><tr><td>a<td>b<tr><td>c<td>d</table></table>",
            ["x", "y", "z", "a | b", "c | d"],
        ),
    ],
)
def test_a_table_that_lays_out_a_page_is_no_table(page: str, wanted: list[str]) -> None:
    assert lines(page) == wanted


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("<p>một<br>Hai<br/><br/>Ba</p>", ["một", "Hai", "Ba"]),
        ("<p>Thủ thư phải<br>khóa cửa.</p>", ["Thủ thư phải khóa cửa."]),
        ("<p>Gồm:<br>sách;<br>báo.</p>", ["Gồm:", "sách;", "báo."]),
        ("<p>Điều 4. Đánh giá,</p><p>xếp loại</p>", ["Điều 4. Đánh giá, xếp loại"]),
        ("<p>Sách,</p><p>báo</p>", ["Sách,", "báo"]),
        ("<pre>Một dòng\ngãy đôi\n\nvà hai</pre>", ["Một dòng gãy đôi", "và hai"]),
        ("a<b>b</b>\n <i>c</i><div>d</div>e", ["ab c", "d", "e"]),
        ("<p>H<sub>2</sub>O&nbsp;và <q>nước</q></p>", ["H2O và “nước”"]),
        ("<dl><dt>Thẻ</dt><dd>Giấy mượn</dd></dl>", ["Thẻ", "Giấy mượn"]),
    ],
)
def test_breaks_are_lines_and_broken_sentences_are_whole(page: str, wanted: list[str]) -> None:
    assert lines(page) == wanted


@pytest.mark.parametrize(
    ("ordinal", "style", "wanted"),
    [
        (27, "lower-alpha", "aa) "),
        (0, "lower-alpha", "0. "),
        (1994, "upper-roman", "MCMXCIV. "),
        (4000, "lower-roman", "4000. "),
        (-3, "decimal", "-3. "),
    ],
)
def test_numbers_beyond_an_alphabet_are_written_as_browsers_do(
    ordinal: int, style: str, wanted: str
) -> None:
    assert written(ordinal, style) == wanted
