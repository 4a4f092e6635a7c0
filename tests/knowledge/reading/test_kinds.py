"""A kind from the bytes, whatever the name says."""

import struct
import zipfile
from io import BytesIO

import pytest

from knowledge.reading.kinds import Kind, RefusedKindError, kind_of, zip_names

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODF = "application/vnd.oasis.opendocument."


def zipped(*names: str, mimetype: str = "") -> bytes:
    """The same bytes at any time, for pytest names tests after them: each of its processes must
    come to the same names."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if mimetype:
            archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "x")
    return buffer.getvalue()


def ole(*streams: str, class_id: str = "") -> bytes:
    """An OLE file as far as it is looked at: header, first directory entry, names."""
    header = bytearray(512)
    header[:8] = OLE
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 0)
    root = bytearray(128)
    root[80:96] = bytes.fromhex(class_id).ljust(16, b"\0")
    return bytes(header + root) + b"".join(name.encode("utf-16-le") + b"\0\0" for name in streams)


def locked_doc() -> bytes:
    return OLE + bytes(504) + b"\xec\xa5" + bytes(8) + struct.pack("<H", 0x0100) + bytes(600)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (zipped("[Content_Types].xml", "word/document.xml"), Kind.DOCX),
        (zipped("word/document2.xml", "[Content_Types].xml", "word/vbaProject.bin"), Kind.DOCX),
        (zipped("content.xml", mimetype=ODF + "text"), Kind.ODT),
        (ole("WordDocument"), Kind.DOC),
        (ole("Workbook", "WordDocument", class_id="0609020000000000c000000000000046"), Kind.DOC),
        (b"{\\rtf1\\ansi Quy ch\\'ebc}", Kind.RTF),
        (b"%PDF-1.7\n1 0 obj", Kind.PDF),
        (b"\xef\xbb\xbfHTTP/1.1 200\n\n%PDF-1.4\n1 0 obj", Kind.PDF),
        (b"<!DOCTYPE html><p>Quy", Kind.HTML),
        (b"\n<!-- Trang --><!-- -->\n<HTML lang=vi>", Kind.HTML),
        (b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', Kind.HTML),
        ("<html><p>Quy chế".encode("utf-16"), Kind.HTML),
        (b"Quy ch\xd5 (TCVN3)", Kind.TEXT),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".docx", ".doc", ".pdf", ".html", ""])
def test_the_bytes_decide_whatever_the_suffix(data: bytes, kind: Kind, suffix: str) -> None:
    assert kind_of(data, suffix) is kind


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "bảng tính Excel"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "bài trình chiếu PowerPoint"),
        (zipped("content.xml", mimetype=ODF + "spreadsheet"), "bảng tính OpenDocument"),
        (zipped("content.xml", mimetype="application/epub+zip"), "sách điện tử EPUB"),
        (zipped("META-INF/MANIFEST.MF"), "chương trình"),
        (zipped("../../quy-che.docx"), r"tệp nén \(zip\); hãy giải nén"),
        (zipped("[Content_Types].xml", "word/document.xml")[:100], "bị hỏng hoặc bị cắt cụt"),
        (ole("EncryptedPackage", "EncryptionInfo"), "mật khẩu"),
        (locked_doc(), "mật khẩu"),
        (ole("Workbook"), "bảng tính Excel"),
        (ole("WordDocument", class_id="2008020000000000c000000000000046"), "bảng tính Excel"),
        (ole("PowerPoint Document"), "PowerPoint"),
        (ole("gì đó"), "tệp Office đời cũ"),
        (b"\x89PNG\r\n\x1a\n\0", r"ảnh \(PNG\)"),
        (b"\xff\xd8\xff\xe0", r"ảnh \(JPEG\)"),
        (b"GIF89a", r"ảnh \(GIF\)"),
        (b"II*\0\x08", r"ảnh \(TIFF\)"),
        (b"RIFF\0\0\0\0WEBPVP8 ", r"ảnh \(WebP\)"),
        (b"MZ\x90\0\x03", "chương trình"),
        (b"\x7fELF\x02", "chương trình"),
        (b"\x1f\x8b\x08", r"tệp nén \(gzip\)"),
        (b"Rar!\x1a\x07\x01\0", r"tệp nén \(RAR\)"),
        (b"7z\xbc\xaf\x27\x1c\0", r"tệp nén \(7z\)"),
        ("Quy chế".encode("utf-32"), "UTF-32"),
        (b"<?xml version='1.0'?><?mso-application?><w:wordDocument>", "Word dạng XML"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "MIME"),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".docx", ".exe"])
def test_a_kind_without_a_reader_is_called_by_its_name(data: bytes, what: str, suffix: str) -> None:
    with pytest.raises(RefusedKindError, match=what):
        kind_of(data, suffix)


def test_plain_words_are_what_their_name_says_and_nothing_under_a_foreign_one() -> None:
    words = "# Quy chế <b>này</b>, xem %PDF-1.4".encode()

    assert kind_of(words, ".MD") is Kind.MARKDOWN
    assert kind_of(words, ".docx") is Kind.TEXT
    assert kind_of(words, "") is Kind.TEXT
    assert kind_of(words, ".py") is None


def test_a_piece_of_a_page_is_html_only_under_that_name() -> None:
    piece = "<div><p>Cán bộ nên</p></div>".encode()

    assert kind_of(piece, ".htm") is Kind.HTML
    assert kind_of(piece, ".md") is Kind.MARKDOWN
    assert kind_of("Cán bộ nên < 5 phút".encode(), ".html") is Kind.TEXT


def test_the_names_of_a_zip_are_read_one_by_one() -> None:
    names = [f"word/{number}.xml" for number in range(20)]

    assert list(zip_names(zipped(*names) + b"comment")) == names
    assert list(zip_names(b"PK\x03\x04" + b"PK\x05\x06")) == []
