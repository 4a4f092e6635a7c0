"""PDF files: their pages' words in the order they are read, as whole paragraphs."""

from collections.abc import Sequence

from knowledge.errors import ReadingError
from knowledge.reading.cleaning import clean
from knowledge.reading.page_columns import Line, lines_of
from knowledge.reading.page_layout import blocks_of
from knowledge.reading.page_paragraphs import BROKEN_WORD, joined_lines
from knowledge.reading.pdf_file import opened_pdf
from knowledge.reading.reading import Head, Reading
from knowledge.reading.running_lines import without_running_lines


def read_pdf(source: str, data: bytes) -> Reading:
    """Read a PDF; `source` is the file's name, `data` its bytes.

    Raises:
        ReadingError: the file is locked, broken or too long, or holds no words.
    """
    with opened_pdf(source, data) as file:
        pages = [file.sheet(number).page for number in range(1, len(file) + 1)]
    pages = without_running_lines(pages)
    lines = lines_of(pages, blocks_of(pages))
    text, begins = _written([one.lines for one in joined_lines(lines)], len(pages))
    if not any(map(str.isalnum, text)):
        raise ReadingError(f"Tệp “{source}” trống, không có chữ nào để đọc.")
    return Reading(source, text, "pdf", Head(), pages=begins)


def _written(paragraphs: Sequence[Sequence[Line]], pages: int) -> tuple[str, tuple[int, ...]]:
    """The text, one line for each paragraph, and where in it each page begins."""
    pieces: list[str] = []
    length = 0
    begins: list[int] = []
    for paragraph in paragraphs:
        before = "\n"
        for line in paragraph:
            words = clean(line.text).replace("\n", " ")
            if not words:
                continue
            gap = before if pieces else ""
            begins += [length + len(gap)] * (line.page - len(begins))
            pieces += (gap, words)
            length += len(gap) + len(words)
            before = "" if BROKEN_WORD.search(words) else " "
    begins += [length] * (pages - len(begins))
    return "".join(pieces), tuple(begins)
