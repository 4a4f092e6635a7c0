"""What a file is, by its bytes: its name is only believed where the bytes leave it open."""

import re
import struct
from collections.abc import Iterator
from enum import StrEnum
from itertools import islice

HEAD_BYTES = 1024  # a PDF may begin with other bytes, but not with more of them
_ZIP_NAMES = 4096  # of a zip's directory this many names are looked at
_ZIP_END = b"PK\x05\x06"
_ZIP_END_BYTES = 22 + 0xFFFF  # the end record and the longest comment behind it


class Kind(StrEnum):
    """The kinds that have a reader."""

    MARKDOWN = "markdown"
    TEXT = "text"
    DOCX = "docx"
    DOC = "doc"
    ODT = "odt"
    RTF = "rtf"
    PDF = "pdf"
    HTML = "html"


SUFFIXES = {
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".txt": Kind.TEXT,
    ".docx": Kind.DOCX,
    ".docm": Kind.DOCX,
    ".dotx": Kind.DOCX,
    ".dotm": Kind.DOCX,
    ".doc": Kind.DOC,
    ".dot": Kind.DOC,
    ".odt": Kind.ODT,
    ".ott": Kind.ODT,
    ".rtf": Kind.RTF,
    ".pdf": Kind.PDF,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
}
NAMES = {
    Kind.MARKDOWN: "Markdown",
    Kind.TEXT: "văn bản thường",
    Kind.DOCX: "Word (.docx)",
    Kind.DOC: "Word đời cũ (.doc)",
    Kind.ODT: "OpenDocument (.odt)",
    Kind.RTF: "RTF",
    Kind.PDF: "PDF",
    Kind.HTML: "trang web (HTML)",
}

_LOCKED = "tài liệu Office được bảo vệ bằng mật khẩu; hãy bỏ mật khẩu rồi nạp lại"
_SHEET = "bảng tính Excel; hãy chép phần chữ sang Word hoặc lưu thành PDF"
_SLIDES = "bài trình chiếu PowerPoint; hãy chép phần chữ sang Word hoặc lưu thành PDF"
_IMAGE = "ảnh ({}); hãy nạp bản có chữ, hoặc một tệp PDF"
_PROGRAM = "chương trình chạy được; tệp như vậy không bao giờ được mở"
_ARCHIVE = "tệp nén ({}); hãy giải nén rồi nạp từng văn bản"
_MEDIA = "tệp âm thanh hoặc video"
_WIDE = "văn bản ghi bằng UTF-32; hãy lưu lại bằng UTF-8"
# What stands at the very beginning, and what such a file is called.
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", _IMAGE.format("PNG")),
    (b"\xff\xd8\xff", _IMAGE.format("JPEG")),
    (b"GIF87a", _IMAGE.format("GIF")),
    (b"GIF89a", _IMAGE.format("GIF")),
    (b"II*\0", _IMAGE.format("TIFF")),
    (b"MM\0*", _IMAGE.format("TIFF")),
    (b"\x7fELF", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"\xca\xfe\xba\xbe", _PROGRAM),
    (b"\x1f\x8b", _ARCHIVE.format("gzip")),
    (b"Rar!\x1a\x07", _ARCHIVE.format("RAR")),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE.format("7z")),
    (b"BZh", _ARCHIVE.format("bzip2")),
    (b"\xfd7zXZ\0", _ARCHIVE.format("xz")),
    (b"\x28\xb5\x2f\xfd", _ARCHIVE.format("zstd")),
    (b"MSCF\0", _ARCHIVE.format("CAB")),
    (b"SQLite format 3\0", "cơ sở dữ liệu SQLite"),
    (b"ID3", _MEDIA),
    (b"OggS\0", _MEDIA),
    (b"\x1aE\xdf\xa3", _MEDIA),
    (b"\xff\xfe\0\0", _WIDE),
    (b"\0\0\xfe\xff", _WIDE),
    (b"{\\rtf", Kind.RTF),
)
_RIFF = {b"WEBP": _IMAGE.format("WebP")}
# The class ids that a program's own files carry at their root.
_OLE_CLASSES = {
    bytes.fromhex("0609020000000000c000000000000046"): Kind.DOC,
    bytes.fromhex("0009020000000000c000000000000046"): Kind.DOC,
    bytes.fromhex("2008020000000000c000000000000046"): _SHEET,
    bytes.fromhex("1008020000000000c000000000000046"): _SHEET,
    bytes.fromhex("108d81649b4fcf1186ea00aa00b929e8"): _SLIDES,
}
_OLE_STREAMS = {
    "EncryptedPackage": _LOCKED,
    "WordDocument": Kind.DOC,
    "Workbook": _SHEET,
    "Book": _SHEET,
    "PowerPoint Document": _SLIDES,
    "__properties_version1.0": "thư Outlook (.msg); hãy lưu lại phần chữ",
}
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_WORD_XML = re.compile(r"\s*<\?xml.{0,2000}?<(?:w:wordDocument|pkg:package)\b", re.DOTALL)
_TAG = re.compile(r"</?(?:p|div|span|table|h[1-6]|ul|ol|article|meta|br|font)\b[^<>]{0,500}>", re.I)
_MIME = re.compile(r"(?:From:.*\r?\n)?(?:[\w-]+:.*\r?\n){0,9}MIME-Version: 1\.0", re.IGNORECASE)
_WIDE_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


class RefusedKindError(Exception):
    """The bytes are of a kind that nobody reads; the message is a Vietnamese noun phrase."""


def kind_of(data: bytes, suffix: str) -> Kind | None:
    """What the bytes are.

    Args:
        data: the whole file.
        suffix: of its name, with the dot; only asked where plain text could be several things.

    Returns None for plain text under a name that says something else altogether.

    Raises:
        RefusedKindError: what the bytes are, where that is certain and has no reader.
    """
    named = SUFFIXES.get(suffix.lower())
    found = _by_beginning(data)
    if found is None and data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        found = _kind_of_zip(data)
    if found is None and data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        found = _kind_of_ole(data)
    if found is None and _is_pdf(data):
        found = Kind.PDF
    found = found or _kind_of_words(data, named)
    if isinstance(found, Kind):
        return found
    if found is not None:
        raise RefusedKindError(found)
    if named in (Kind.MARKDOWN, Kind.TEXT):
        return named
    return Kind.TEXT if named or not suffix else None


def _by_beginning(data: bytes) -> Kind | str | None:
    for beginning, found in _BEGINNINGS:
        if data.startswith(beginning):
            return found
    if data[:4] == b"RIFF":
        return _RIFF.get(data[8:12], _MEDIA)
    if data[4:8] == b"ftyp":
        return _IMAGE.format("HEIC") if data[8:11] in (b"hei", b"mif", b"avi") else _MEDIA
    if data[:2] == b"MZ" and b"\0" in data[:64]:
        return _PROGRAM
    if data[:2] == b"BM" and data[6:10] == bytes(4):
        return _IMAGE.format("BMP")
    return _ARCHIVE.format("tar") if data[257:262] == b"ustar" else None


def _is_pdf(data: bytes) -> bool:
    place = data.find(b"%PDF-", 0, HEAD_BYTES)
    # Further in, a text may only speak of the mark.
    return place == 0 or (place > 0 and b" obj" in data)


def _kind_of_zip(data: bytes) -> Kind | str:
    names = set(islice(zip_names(data), _ZIP_NAMES))
    if not names:
        return "tệp nén (zip) bị hỏng hoặc bị cắt cụt"
    if data[30:38] == b"mimetype":
        return _kind_of_mime(data[38:138])
    if "[Content_Types].xml" in names:
        for folder, found in (("word/", Kind.DOCX), ("xl/", _SHEET), ("ppt/", _SLIDES)):
            if any(name.startswith(folder) for name in names):
                return found
        return "tệp Office thuộc loại không đọc được"
    return _PROGRAM if "META-INF/MANIFEST.MF" in names else _ARCHIVE.format("zip")


def _kind_of_mime(words: bytes) -> Kind | str:
    if words.startswith(b"application/epub+zip"):
        return "sách điện tử EPUB; hãy lưu phần chữ thành Word, PDF hoặc văn bản thường"
    if words.startswith(_OPEN_DOCUMENT + b"text"):
        return Kind.ODT
    if words.startswith(_OPEN_DOCUMENT + b"spreadsheet"):
        return "bảng tính OpenDocument; hãy chép phần chữ sang tệp .odt hoặc lưu thành PDF"
    return "tệp OpenDocument không phải văn bản; hãy lưu phần chữ thành .odt hoặc PDF"


def zip_names(data: bytes) -> Iterator[str]:
    """The names in a zip's directory, one by one: a directory that would fill the memory of
    whoever lists it whole does no harm here. None where the zip has no end."""
    end = data.rfind(_ZIP_END, max(0, len(data) - _ZIP_END_BYTES))
    if end < 0 or end + 16 > len(data):
        return
    place = max(0, end - struct.unpack_from("<I", data, end + 12)[0])
    while place + 46 <= end and data.startswith(b"PK\x01\x02", place):
        name, extra, comment = struct.unpack_from("<HHH", data, place + 28)
        yield data[place + 46 : place + 46 + name].decode("utf-8", errors="replace")
        place += 46 + name + extra + comment


def _kind_of_ole(data: bytes) -> Kind | str:
    streams = {name for name in _OLE_STREAMS if name.encode("utf-16-le") + b"\0\0" in data}
    if "EncryptedPackage" in streams or _is_locked_doc(data):
        return _LOCKED
    if len(data) >= 512:
        shift, first = struct.unpack_from("<H", data, 30)[0], struct.unpack_from("<I", data, 48)[0]
        root = (first + 1) << min(shift, 12)
        if (found := _OLE_CLASSES.get(data[root + 80 : root + 96])) is not None:
            return found
    for name, found in _OLE_STREAMS.items():
        if name in streams:
            return found
    return "tệp Office đời cũ thuộc loại không đọc được"


def _is_locked_doc(data: bytes) -> bool:
    """Word's own encryption: a flag in the first block of the text stream, right behind the
    header where Word puts it."""
    return data[512:514] == b"\xec\xa5" and bool(data[523:524] and data[523] & 1)


def _kind_of_words(data: bytes, named: Kind | None) -> Kind | str | None:
    encoding = _WIDE_MARKS.get(data[:2], "utf-8-sig")
    head = data[:8192].decode(encoding, errors="replace").removeprefix("\ufeff")
    if _HTML.match(head):
        return Kind.HTML
    if _WORD_XML.match(head):
        return "Word dạng XML; hãy mở bằng Word và lưu lại dạng .docx"
    if _MIME.match(head) and "multipart/" in head:
        return "trang web hoặc thư lưu dạng MIME (.mht, .eml); hãy lưu lại dạng .html"
    # A piece of a page, without its beginning.
    return Kind.HTML if named is Kind.HTML and _TAG.search(head) else None
