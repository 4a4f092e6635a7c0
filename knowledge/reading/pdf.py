"""PDF files: their pages' words in the order they are read, as whole paragraphs."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.errors import ReadingError
from knowledge.reading.cleaning import clean
from knowledge.reading.encodings.repairing import repaired
from knowledge.reading.page_columns import Line, lines_of
from knowledge.reading.page_layout import blocks_of
from knowledge.reading.page_paragraphs import BROKEN_WORD, joined_lines
from knowledge.reading.pdf_file import opened_pdf
from knowledge.reading.pdf_scans import with_scans_read
from knowledge.reading.pdf_text import Sheet
from knowledge.reading.reading import Head, Reading
from knowledge.reading.running_lines import without_running_lines

_MANY = 100  # characters that do not run with their page; a stamp or a watermark has fewer


def read_pdf(source: str, data: bytes) -> Reading:
    """Read a PDF; `source` is the file's name, `data` its bytes.

    Raises:
        ReadingError: the file is locked, broken or too long, holds no words, or only pictures of
            words where Tesseract is not installed.
    """
    with opened_pdf(source, data) as file:
        sheets = [file.sheet(number) for number in range(1, len(file) + 1)]
        pages, warnings = with_scans_read(source, file, sheets)
    pages = without_running_lines(pages)
    lines, repairs = _repaired(lines_of(pages, blocks_of(pages)))
    text, begins = _written([one.lines for one in joined_lines(lines)], len(pages))
    if not any(map(str.isalnum, text)):
        raise ReadingError(f"Tệp “{source}” trống, không có chữ nào để đọc.")
    warnings = (*warnings, *repairs, *_left_out(sheets))
    return Reading(source, text, "pdf", Head(), warnings=warnings, pages=begins)


def _repaired(lines: Sequence[Line]) -> tuple[list[Line], tuple[str, ...]]:
    """The lines in clean Unicode, those without words left out, and warnings for the admin."""
    text, warnings = repaired("\n".join(line.text.replace("\n", " ") for line in lines))
    cleaned = (clean(words).replace("\n", " ") for words in text.split("\n"))
    pairs = zip(lines, cleaned, strict=True) if lines else ()
    return [replace(line, text=words) for line, words in pairs if words], warnings


def _written(paragraphs: Sequence[Sequence[Line]], pages: int) -> tuple[str, tuple[int, ...]]:
    """The text, one line for each paragraph, and where in it each page begins."""
    pieces: list[str] = []
    length = 0
    begins: list[int] = []
    for paragraph in paragraphs:
        gap = "\n" if pieces else ""
        for line in paragraph:
            begins += [length + len(gap)] * (line.page - len(begins))
            pieces += (gap, line.text)
            length += len(gap) + len(line.text)
            gap = "" if BROKEN_WORD.search(line.text) else " "
    begins += [length] * (pages - len(begins))
    return "".join(pieces), tuple(begins)


def _left_out(sheets: Sequence[Sheet]) -> list[str]:
    slanted = sum(sheet.slanted for sheet in sheets)
    if slanted < _MANY:
        return []
    return [f"Đã bỏ {slanted} ký tự không chạy cùng chiều với trang (hình mờ, dấu, chữ dọc lề)."]
