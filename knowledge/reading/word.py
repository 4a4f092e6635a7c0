"""Word files (.docx, .docm): the text with its headings and the numbers that Word draws."""

from collections.abc import Iterator
from dataclasses import replace

from knowledge.errors import ReadingError
from knowledge.reading.encodings.repairing import repaired
from knowledge.reading.head import HeadLines
from knowledge.reading.reading import Reading
from knowledge.reading.word_body import Paragraph, body_of
from knowledge.reading.word_fonts import in_unicode
from knowledge.reading.word_lines import (
    joined,
    lines_of,
    without_head_lines,
    without_leftovers,
)
from knowledge.reading.word_package import open_package
from knowledge.reading.word_tables import unfolded
from knowledge.reading.word_text import LeftOut

_BETWEEN = "\n\f\n"  # paragraphs while their letters are looked at; XML has no such character


def read_word(source: str, data: bytes) -> Reading:
    """Read a .docx or .docm; of a macro nothing is ever looked at.

    Headers, footers, notes, deleted and hidden text, tables of contents and the table with
    "Nơi nhận" are left out.

    Raises:
        ReadingError: the file is broken or no Word file; one Vietnamese sentence with `source`.
    """
    package = open_package(source, data)
    body = body_of(package)
    blocks, from_fonts = in_unicode(body.blocks)
    paragraphs = list(unfolded(blocks))
    words, repairs = repaired(_BETWEEN.join(map(_in_one, paragraphs)))
    lines = lines_of(paragraphs, words.split(_BETWEEN) if paragraphs else [])
    if not lines and package.has_pictures:
        raise ReadingError(
            f"Tệp “{source}” chỉ có ảnh, không có chữ; hãy lưu thành PDF rồi nạp lại để nhận dạng"
            " chữ, hoặc nạp bản có chữ."
        )
    fields = HeadLines()
    swept = without_leftovers(without_head_lines(lines, fields))
    text, headings = joined(swept.lines)
    head = replace(fields.head(), origin=fields.head().origin or swept.address)
    warnings = [*from_fonts, *repairs, *_warnings(body.left_out), *fields.warnings]
    if package.has_macros:
        warnings.append("Tệp có macro; chỉ phần chữ được đọc, macro không được mở.")
    if swept.dropped:
        warnings.append(f"Đã bỏ {swept.dropped} dòng thừa của trang web (ngày giờ, bộ đếm, menu).")
    return Reading(source, text, "word", head, headings, warnings=tuple(warnings))


def _in_one(paragraph: Paragraph) -> str:
    return f"{paragraph.label}{paragraph.text}" if paragraph.text.strip() else ""


def _warnings(left_out: LeftOut) -> Iterator[str]:
    if left_out.deleted or left_out.inserted:
        yield (
            f"Tệp còn {left_out.deleted} chỗ xóa và {left_out.inserted} chỗ chèn chưa được chấp"
            " nhận (Track Changes): chỗ xóa đã bỏ, chỗ chèn được đọc như nội dung."
        )
    if left_out.hidden:
        yield f"Đã bỏ {left_out.hidden} đoạn chữ ẩn."
    if left_out.struck:
        yield f"Đã bỏ {left_out.struck} đoạn chữ bị gạch ngang."
    if left_out.notes:
        yield f"Đã bỏ {left_out.notes} chú thích ở cuối trang hoặc cuối văn bản."
    if left_out.embedded:
        yield f"Chưa đọc {left_out.embedded} tài liệu khác được nhúng trong tệp."
