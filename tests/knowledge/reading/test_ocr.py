"""Pages that are only pictures: found, read by Tesseract where it is there, and said so."""

import subprocess
from pathlib import Path

import pytest

from knowledge.errors import ReadingError
from knowledge.reading import ocr
from knowledge.reading.page_words import Word, rows_of
from knowledge.reading.pdf import read_pdf
from knowledge.reading.pdf_file import opened_pdf
from tests.knowledge.reading.pdf_writing import Drawing, Page, Text, column, scan, written

TABLE = "\n".join(
    "\t".join(map(str, row))
    for row in [
        "level page block par line word left top width height conf text".split(),
        (1, 1, 0, 0, 0, 0, 0, 0, 2480, 3508, -1, ""),
        (4, 1, 1, 1, 1, 0, 250, 400, 900, 50, -1, ""),
        (5, 1, 1, 1, 1, 1, 250, 400, 300, 38, 96.1, "Giữ"),
        (5, 1, 1, 1, 1, 2, 600, 402, 300, 48, 95.3, "gìn"),
        (4, 1, 1, 1, 2, 0, 250, 470, 900, 50, -1, ""),
        (5, 1, 1, 1, 2, 1, 250, 470, 300, 50, 91.0, "sách"),
        (5, 1, 1, 1, 2, 2, 600, 470, 20, 50, 12.0, " "),
    ]
)
NOTICE = "Bạn đọc nhớ trả sách đúng hẹn và xếp ghế lại ngay ngắn trước khi ra về mỗi buổi chiều."


def test_tesseracts_words_of_one_line_stand_on_one_baseline() -> None:
    words = list(ocr.words_of(TABLE, dots_per_point=300 / 72))

    assert [row.text for row in rows_of(words)] == ["Giữ gìn", "sách"]
    assert words[0].y == words[1].y
    assert words[0].size == words[2].size
    assert words[0].x0 == pytest.approx(60)


def test_a_table_with_broken_rows_gives_the_words_of_the_others() -> None:
    broken = TABLE.replace("\t402\t", "\tx\t") + "\n5\t1\n\n"

    assert [word.text for word in ocr.words_of(broken, 1)] == ["Giữ", "sách"]


@pytest.mark.parametrize(
    "failure", [subprocess.TimeoutExpired("tesseract", 60), OSError("no such program")]
)
def test_a_page_that_tesseract_cannot_read_is_an_error(
    failure: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(subprocess, "run", run)

    with pytest.raises(ocr.OcrError, match=type(failure).__name__):
        ocr.read_picture(ocr.Picture(1, 1, b"\0", 1))


@pytest.mark.skipif(not ocr.is_available(), reason="no Tesseract with Vietnamese here")
def test_tesseract_reads_a_picture() -> None:
    text = Text(60, 100, "NOI QUY THU VIEN", size=24, font="Latin")
    with opened_pdf("anh.pdf", written([[text]])) as file:
        words = ocr.read_picture(file.picture(1, 150, ocr.MOST_PIXELS))

    assert " ".join(word.text for word in words).upper().startswith("N")
    assert abs(words[0].x0 - 60) < 5
    assert abs(words[0].y - 100) < 8


def test_a_huge_page_is_drawn_with_fewer_dots() -> None:
    with opened_pdf("to.pdf", written([[]])) as file:
        picture = file.picture(1, 300, 100_000)

    assert picture.width * picture.height <= 101_000
    assert len(picture.grey) == picture.width * picture.height
    assert picture.dots_per_point < 300 / 72


class FakeOcr:
    """Stands in for Tesseract."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, available: bool = True) -> None:
        self.pictures = 0
        self.fails = False
        monkeypatch.setattr(ocr, "is_available", lambda: available)
        monkeypatch.setattr(ocr, "read_picture", self.read)

    def read(self, picture: ocr.Picture) -> tuple[Word, ...]:
        self.pictures += 1
        assert picture.width == pytest.approx(2480, abs=5)
        if self.fails:
            raise ocr.OcrError("status 1")
        words = enumerate(["Không", ("hút", "mời")[self.pictures % 2 - 1], "thuốc."])
        return tuple(Word(word, 70 + 60 * i, 110 + 60 * i, 100, 12) for i, word in words)


def test_only_pages_without_words_are_read_by_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeOcr(monkeypatch)
    stamped: list[Text | Drawing] = [scan(), Text(70, 820, "4")]
    searchable: list[Text | Drawing] = [scan(), *column([f"Xin nhắc lại. {NOTICE}"])]
    pages: list[Page] = [column([NOTICE]), [scan()], searchable, stamped]

    reading = read_pdf("quet.pdf", written(pages))

    assert fake.pictures == 2
    assert reading.text.split("\n") == [
        NOTICE,
        "Không hút thuốc.",
        f"Xin nhắc lại. {NOTICE}",
        "Không mời thuốc.",
    ]
    assert reading.warnings == (
        "Trang 2, 4 là ảnh quét, được đọc bằng OCR nên có thể sai chữ, xin soát lại.",
    )


def test_letters_drawn_as_shapes_are_read_by_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    FakeOcr(monkeypatch)
    shapes = [Drawing(f"{i} 700 5 9 re f") for i in range(100, 500)]

    assert read_pdf("net.pdf", written([shapes])).text == "Không hút thuốc."


def test_letters_that_stand_for_nothing_are_read_by_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    FakeOcr(monkeypatch)
    private = "".join(chr(0xE000 + i) for i in range(40))

    assert read_pdf("phong.pdf", written([[Text(70, 100, private)]])).text == "Không hút thuốc."


def test_a_scan_without_ocr_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    FakeOcr(monkeypatch, available=False)

    with pytest.raises(ReadingError, match=r"“quet\.pdf” là bản quét .* tesseract-ocr-vie"):
        read_pdf("quet.pdf", written([[scan()], [scan()]]))


def test_pages_that_could_not_be_read_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    FakeOcr(monkeypatch, available=False)

    reading = read_pdf("quet.pdf", written([column([NOTICE]), [scan()], [scan()], [scan()]]))

    assert reading.text == NOTICE
    assert len(reading.warnings) == 1
    assert reading.warnings[0].startswith("Trang 2–4 là ảnh quét không có lớp chữ nên chưa được")


def test_a_scan_that_ocr_fails_on_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    FakeOcr(monkeypatch).fails = True

    with pytest.raises(ReadingError, match="OCR không đọc được trang nào"):
        read_pdf("quet.pdf", written([[scan()]]))


def test_more_scans_than_ocr_may_read_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeOcr(monkeypatch)

    with pytest.raises(ReadingError, match="101 trang là ảnh quét, trong khi OCR đọc tối đa 100"):
        read_pdf("quet.pdf", written([[scan()]] * 101))
    assert fake.pictures == 0


def test_without_the_program_ocr_is_not_available(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ocr.is_available.cache_clear()
    try:
        assert not ocr.is_available()
    finally:
        ocr.is_available.cache_clear()
