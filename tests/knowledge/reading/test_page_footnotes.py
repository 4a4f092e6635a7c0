"""Footnotes and their marks are left out; other small print at a page's foot stays."""

from knowledge.reading.pdf import read_pdf
from knowledge.reading.reading import Reading
from tests.knowledge.reading.pdf_writing import HEIGHT, Drawing, Page, Text, column, written

WHOLE = (
    "Bạn đọc mượn sách ở thư viện làng Hạ thì ghi tên vào sổ, ngày mượn và ngày hẹn trả, rồi giữ"
    " sách cho sạch đến khi đem trả lại đúng chỗ cũ ở trên giá."
)
FIRST, *REST = column([WHOLE], top=600)
NEXT = [Text(text.x, 84 + 16 * i, text.words) for i, text in enumerate(REST)]
MARK = Text(FIRST.x + 6 * len(FIRST.words), 595, "1", size=7)


def read(*pages: Page) -> Reading:
    return read_pdf("thu-vien.pdf", written(pages))


def test_a_sentence_goes_on_behind_the_footnotes_of_its_page() -> None:
    notes = [
        Text(70, 700, "1 Khoản này được thêm vào mùa hè.", size=9),
        Text(70, 712, "Trước đó làng không có sổ.", size=9),
    ]

    reading = read([FIRST, MARK, *notes], NEXT)

    assert reading.text == WHOLE
    assert reading.warnings == ("Đã bỏ 1 chú thích ở chân trang.",)


def test_a_footnote_that_goes_on_from_the_page_before_is_known_by_the_rule_above_it() -> None:
    rule = Drawing(f"70 {HEIGHT - 690} m 200 {HEIGHT - 690} l S")

    assert read([FIRST, rule, Text(70, 705, "và cả mùa đông.", size=9)], NEXT).text == WHOLE


def test_small_print_at_the_foot_that_is_no_note_stays() -> None:
    small = [Text(70, 700, "Nơi nhận:", size=10), Text(70, 712, "- Lưu: VT.", size=10)]

    reading = read(column([WHOLE], top=100) + small)

    assert reading.text.split("\n") == [WHOLE, "Nơi nhận:", "- Lưu: VT."]
    assert reading.warnings == ()


def test_a_raised_number_that_no_footnote_has_stays() -> None:
    area = [Text(70, 100, "Phòng đọc rộng 30 m"), Text(70 + 6 * 19, 95, "2", size=7)]
    hall = [Text(70, 132, "Nhà kho rộng hơn"), Text(70 + 6 * 16, 127, "1", size=7)]
    note = Text(70, 700, "1 Đo vào mùa hè.", size=9)

    assert read([*area, *hall]).text.split("\n") == ["Phòng đọc rộng 30 m2", "Nhà kho rộng hơn1"]
    assert read([*area, *hall, note]).text.split("\n") == [
        "Phòng đọc rộng 30 m2",
        "Nhà kho rộng hơn",
    ]
