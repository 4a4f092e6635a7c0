"""PDF files through PDFium: each page's words, and pages as pictures."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from knowledge.errors import ReadingError
from knowledge.reading.ocr import Picture
from knowledge.reading.pdf_text import Sheet, read_sheet

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MAX_PAGES = 1000

_PASSWORD = 4  # PDFium's FPDF_ERR_PASSWORD; it may be left over from another file


class PdfFile:
    """An open PDF; pages count from 1."""

    def __init__(self, source: str, document: "PdfDocument") -> None:
        self._source = source
        self._document = document

    def __len__(self) -> int:
        return len(self._document)

    def sheet(self, number: int) -> Sheet:
        """Read one page's words.

        Raises:
            ReadingError: the page is broken or holds too many characters.
        """
        with self._opened(number) as page:
            return read_sheet(self._source, number, page)

    def picture(self, number: int, dots_per_inch: int, most_pixels: int) -> Picture:
        """Draw one page; a huge one with fewer dots, so that it has at most `most_pixels`.

        Raises:
            ReadingError: the page is broken.
        """
        with self._opened(number) as page:
            scale = dots_per_inch / 72
            pixels = page.get_width() * page.get_height() * scale * scale
            scale *= min(1.0, math.sqrt(most_pixels / max(pixels, 1.0)))
            bitmap = page.render(scale=scale, grayscale=True)
            try:
                data, stride = bytes(bitmap.buffer), bitmap.stride
                rows = (data[y * stride : y * stride + bitmap.width] for y in range(bitmap.height))
                return Picture(bitmap.width, bitmap.height, b"".join(rows), scale)
            finally:
                bitmap.close()

    @contextmanager
    def _opened(self, number: int) -> Iterator["PdfPage"]:
        from pypdfium2 import PdfiumError

        try:
            page = self._document[number - 1]
            try:
                yield page
            finally:
                page.close()
        except PdfiumError as exc:
            raise ReadingError(f"Trang {number} của tệp “{self._source}” bị hỏng.") from exc


@contextmanager
def opened_pdf(source: str, data: bytes) -> Iterator[PdfFile]:
    """Open a PDF that stands in memory.

    Raises:
        ReadingError: it is empty, broken, locked by a password, or has no page or more than
            `MAX_PAGES`; its text is one Vietnamese sentence.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    if not data:
        raise ReadingError(f"Tệp “{source}” trống, không có chữ nào để đọc.")
    try:
        document = PdfDocument(data)
    except PdfiumError as exc:
        locked = exc.err_code == _PASSWORD and b"/Encrypt" in data
        raise ReadingError(_refusal(source, locked=locked)) from exc
    try:
        if len(document) > MAX_PAGES:
            raise ReadingError(
                f"Tệp “{source}” có {len(document)} trang, trong khi tối đa là {MAX_PAGES} trang."
            )
        yield PdfFile(source, document)
    finally:
        document.close()


def _refusal(source: str, *, locked: bool) -> str:
    if locked:
        return f"Tệp “{source}” đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại."
    return f"Tệp “{source}” không phải là PDF, đã bị hỏng hoặc không có trang nào."
