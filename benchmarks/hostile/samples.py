"""Sound documents of each kind, small and written by hand: what the broken ones are made from."""

import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

Contents = bytes | Callable[[], bytes]  # those that take long to make are made when wanted
TITLE = "Quy chế trực ban mẫu"
ARTICLES = tuple(
    (
        f"Điều {number}. {title}",
        f"1. Cán bộ trực nên {what} trước khi giao ca.",
        f"2. Cán bộ trực không được {what} thay người khác.",
    )
    for number, (title, what) in enumerate(
        (
            ("Sổ trực", "ghi sổ trực"),
            ("Chìa khóa", "kiểm đếm chìa khóa"),
            ("Điện thoại", "nghe điện thoại của phòng trực"),
            ("Khách đến", "ghi tên khách vào sổ"),
            ("Kết thúc ca", "tắt đèn trong kho sách"),
        ),
        start=1,
    )
)
LINES = (TITLE, *(line for article in ARTICLES for line in article))
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELS = "application/vnd.openxmlformats-package.relationships+xml"
TYPES = (
    f'<?xml version="1.0"?><Types xmlns="{_PACKAGE}content-types">'
    f'<Default Extension="rels" ContentType="{_RELS}"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF_MIME = "application/vnd.oasis.opendocument.text"


def samples() -> dict[str, bytes]:
    """One sound file of each kind, by name."""
    return {
        "mau.md": markdown().encode(),
        "mau.txt": "\n".join(LINES).encode(),
        "mau.html": page().encode(),
        "mau.docx": zipped(docx_parts(document())),
        "mau.pdf": pdf([LINES[:8], LINES[8:]]),
        "mau.rtf": rtf().encode("ascii"),
        "mau.odt": odt(),
    }


def markdown() -> str:
    """A page of Markdown with front matter, headings, a list, a table."""
    articles = "\n\n".join(f"## {head}\n\n{one}\n{two}" for head, one, two in ARTICLES)
    return (
        f"---\nsố hiệu: 1-QC/M\ntiêu đề: {TITLE}\n---\n# {TITLE}\n\n{articles}\n\n"
        "| Ca | Giờ |\n|---|---|\n| sáng | 7 |\n\n> Trích **lời** [dẫn](https://example.org)\n"
    )


def page(body: str | None = None) -> str:
    """A web page around a body."""
    written = body or "".join(
        f"<h2>{head}</h2><ol><li>{one[3:]}</li><li>{two[3:]}</li></ol>"
        for head, one, two in ARTICLES
    )
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{TITLE}</title></head>'
        f"<body><nav><a href='/'>Trang chủ</a></nav><article><h1>{TITLE}</h1>{written}</article>"
        "</body></html>"
    )


def document(body: str | None = None, before: str = "") -> str:
    """The main part of a Word file; `before` stands between the XML line and the root."""
    written = body or "".join(paragraph(line) for line in LINES)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}'
        f'<w:document xmlns:w="{WORD}"><w:body>{written}</w:body></w:document>'
    )


def paragraph(text: str) -> str:
    """One paragraph of a Word file; the text is XML already."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx_parts(main: str | bytes) -> dict[str, str | bytes]:
    """The parts of a Word file by name."""
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations("officeDocument", "word/document.xml"),
        "word/document.xml": main,
    }


def relations(kind: str, target: str, more: str = "") -> str:
    """A file of relations with one relation in it."""
    return (
        f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}relationships"><Relationship'
        f' Id="rId1" Type="{_OFFICE}{kind}" Target="{target}" {more}/></Relationships>'
    )


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these members; "mimetype" is stored, the others are deflated."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 0, 0, 0)), data, how)
    return buffer.getvalue()


def unzipped(data: bytes) -> dict[str, str | bytes]:
    """The members of a sound zip."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def odt(content: str | None = None) -> bytes:
    """An OpenDocument text."""
    office, text = (
        f"urn:oasis:names:tc:opendocument:xmlns:{one}:1.0" for one in ("office", "text")
    )
    written = content or "".join(f"<text:p>{line}</text:p>" for line in LINES)
    return zipped(
        {
            "mimetype": ODF_MIME,
            "META-INF/manifest.xml": (
                '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:'
                'opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
                f'manifest:media-type="{ODF_MIME}"/></manifest:manifest>'
            ),
            "content.xml": (
                f'<?xml version="1.0"?><office:document-content xmlns:office="{office}" '
                f'xmlns:text="{text}"><office:body><office:text>{written}</office:text>'
                "</office:body></office:document-content>"
            ),
        }
    )


def rtf() -> str:
    """Rich text; letters outside ASCII are written by number."""
    lines = (
        "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in line) + "\\par\n" for line in LINES
    )
    return "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times;}}\\f0 " + "".join(lines) + "}"


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF of pages of lines. Its one font has no Vietnamese letters, so the marks are lost."""
    contents = [_shown(lines) for lines in pages]
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for i, content in enumerate(contents):
        objects += [page_object(5 + 2 * i), stream(content)]
    return pdf_of(objects)


def page_object(contents: int, more: bytes = b"") -> bytes:
    """A page whose words stand in object number `contents`."""
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
        b" /Resources << /Font << /F1 3 0 R >> >> %s >>" % (contents, more)
    )


def stream(content: bytes, more: bytes = b"") -> bytes:
    """A deflated stream."""
    packed = zlib.compress(content)
    head = b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n" % (len(packed), more)
    return head + packed + b"\nendstream"


def pdf_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalog."""
    data = bytearray(b"%PDF-1.5\n")
    places = []
    for number, written in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return bytes(data + b"startxref\n%d\n%%%%EOF\n" % table)


def _shown(lines: Sequence[str]) -> bytes:
    words = [line.encode("ascii", "ignore").replace(b"(", b"").replace(b")", b"") for line in lines]
    return (
        b"BT /F1 12 Tf 72 770 Td 18 TL " + b" T* ".join(b"(%s) Tj" % one for one in words) + b" ET"
    )
