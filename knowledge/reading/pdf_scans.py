"""Pages of a PDF that are only pictures: which they are, and their words by OCR."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from knowledge.errors import ReadingError
from knowledge.reading import ocr
from knowledge.reading.page_words import Page
from knowledge.reading.pdf_file import PdfFile
from knowledge.reading.pdf_text import Sheet
from knowledge.reading.telling import tell

_FEW = 60  # letters; a stamp or a page number over a picture has no more
_PICTURED = 0.5  # of the page
_OUTLINED = 300  # shapes on a page without words: letters turned into drawings
_UNKNOWN = 0.3  # of the characters stand for no letter: only the picture says what they are
_HOW = "cài Tesseract với tiếng Việt (gói tesseract-ocr-vie) rồi đọc lại, hoặc dùng bản có lớp chữ"


def is_scan(sheet: Sheet) -> bool:
    """Whether the words of a page are in its picture and not in its text."""
    characters = "".join(word.text for word in sheet.page.words)
    letters = sum(map(str.isalnum, characters))
    if sheet.unknown > _UNKNOWN * len(characters):
        return True
    return letters < _FEW and (
        sheet.pictured >= _PICTURED or (not letters and sheet.drawn >= _OUTLINED)
    )


def with_scans_read(
    source: str, file: PdfFile, sheets: Sequence[Sheet]
) -> tuple[list[Page], tuple[str, ...]]:
    """The pages, those that are pictures read by OCR, and warnings for the admin.

    Raises:
        ReadingError: the whole file is pictures and there is no OCR, or it is too much of them.
    """
    scans = [sheet.page.number for sheet in sheets if is_scan(sheet)]
    if not scans:
        return [sheet.page for sheet in sheets], ()
    if not ocr.is_available():
        return _without_ocr(source, sheets, scans)
    if len(scans) > ocr.MAX_PAGES:
        raise ReadingError(
            f"Tệp “{source}” có {len(scans)} trang là ảnh quét, trong khi OCR đọc tối đa"
            f" {ocr.MAX_PAGES} trang một tệp; hãy chia tệp ra."
        )
    pages: list[Page] = []
    failed: list[int] = []
    for sheet in sheets:
        page = sheet.page
        if page.number in scans:
            tell(scans.index(page.number), len(scans))
            page = _read(file, page, failed)
        pages.append(page)
    return pages, tuple(_warnings(source, scans, failed))


def _without_ocr(
    source: str, sheets: Sequence[Sheet], scans: Sequence[int]
) -> tuple[list[Page], tuple[str, ...]]:
    if not any(sheet.page.words for sheet in sheets if sheet.page.number not in scans):
        raise ReadingError(
            f"Tệp “{source}” là bản quét (ảnh chụp), không có lớp chữ để đọc; hãy {_HOW}."
        )
    warning = (
        f"Trang {_listed(scans)} là ảnh quét không có lớp chữ nên chưa được đọc; muốn đọc, {_HOW}."
    )
    pages = [_emptied(s.page) if s.page.number in scans else s.page for s in sheets]
    return pages, (warning,)


def _read(file: PdfFile, page: Page, failed: list[int]) -> Page:
    picture = file.picture(page.number, ocr.DOTS_PER_INCH, ocr.MOST_PIXELS)
    try:
        words = ocr.read_picture(picture)
    except ocr.OcrError:
        failed.append(page.number)
        return _emptied(page)
    width, height = picture.width, picture.height
    dots = picture.dots_per_point
    return replace(page, width=width / dots, height=height / dots, words=words, rules=())


def _emptied(page: Page) -> Page:
    return replace(page, words=())


def _warnings(source: str, scans: Sequence[int], failed: Sequence[int]) -> list[str]:
    read = [number for number in scans if number not in failed]
    if not read:
        raise ReadingError(f"Tệp “{source}” là bản quét và OCR không đọc được trang nào.")
    said = [
        f"Trang {_listed(read)} là ảnh quét, được đọc bằng OCR nên có thể sai chữ, xin soát lại."
    ]
    if failed:
        said.append(f"OCR không đọc được trang {_listed(failed)}; chữ của các trang đó bị thiếu.")
    return said


def _listed(numbers: Sequence[int]) -> str:
    """Pages as a person writes them: "2, 4–7"."""
    runs: list[str] = []
    for _, group in groupby(enumerate(numbers), key=lambda item: item[1] - item[0]):
        row = [number for _, number in group]
        runs.append(f"{row[0]}–{row[-1]}" if len(row) > 1 else f"{row[0]}")
    return ", ".join(runs)
