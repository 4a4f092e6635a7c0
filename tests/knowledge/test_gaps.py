"""Warnings on articles that are missing or come twice."""

from knowledge.gaps import article_warnings
from knowledge.reading.markdown import read_markdown
from knowledge.reading.plain import read_plain


def warnings(*numbers: str) -> list[str]:
    raw = "\n".join(f"Điều {number}. Thẻ\nThẻ đỏ." for number in numbers)
    return article_warnings(read_plain("a.txt", raw))


def test_articles_that_count_on_need_no_warning() -> None:
    assert warnings("1", "2", "2a", "3") == []


def test_missing_articles_are_named_with_the_first_and_the_last() -> None:
    assert warnings("1", "3", "7", "8") == [
        "Văn bản có từ Điều 1 đến Điều 8 nhưng thiếu Điều 2, Điều 4–6."
    ]


def test_an_excerpt_says_where_it_begins() -> None:
    assert warnings("7", "8") == ["Văn bản bắt đầu từ Điều 7, không có Điều 1–6."]


def test_repeated_articles_are_named() -> None:
    assert warnings("1", "2", "2", "3", "3") == [
        "Điều 2, Điều 3 có nhiều hơn một lần; chỉ lần đầu được coi là tiêu đề của điều."
    ]


def test_an_attached_document_is_named_with_its_missing_articles() -> None:
    raw = "Điều 1. Một\nMột.\nQUY CHẾ MƯỢN SÁCH\nĐiều 1. Thẻ\nThẻ.\nĐiều 3. Sổ\nSổ."
    assert article_warnings(read_plain("a.txt", raw)) == [
        "Trong “QUY CHẾ MƯỢN SÁCH”, văn bản có từ Điều 1 đến Điều 3 nhưng thiếu Điều 2."
    ]


def test_articles_that_are_quoted_or_mentioned_are_not_counted() -> None:
    raw = (
        "Điều 1. Sửa đổi\n1. Sửa Điều 2 như sau:\n“Điều 2. Thẻ\nThẻ.”\n2. Sửa Điều 3 như sau:\n"
        "Điều 3. Sổ\nSổ.\nĐiều 2. Hiệu lực\nTừ ngày ký.\nĐiều 3. Thi hành\nThủ thư thi hành theo\n"
        "Điều 1. Như trên."
    )
    assert article_warnings(read_plain("a.txt", raw)) == []


def test_a_text_without_articles_and_a_page_with_headings_need_no_warning() -> None:
    assert article_warnings(read_plain("a.txt", "Phòng đọc mở lại\nMở từ thứ hai.")) == []
    page = "# Điều nên làm\n## Điều 4. Thẻ\nThẻ đỏ."
    assert article_warnings(read_markdown("a.md", page)) == []
