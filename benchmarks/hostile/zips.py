"""Word and OpenDocument files made to harm."""

import struct
import zipfile
from collections.abc import Iterator
from functools import partial
from io import BytesIO

from benchmarks.hostile.samples import (
    TYPES,
    WORD,
    Contents,
    document,
    docx_parts,
    odt,
    paragraph,
    relations,
    samples,
    unzipped,
    zipped,
)

MIB = 1024 * 1024
_LAUGHS = "<!DOCTYPE w:document [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 12))
)
_LONG_ENTITY = f"<!DOCTYPE w:document [<!ENTITY a '{'ha' * 50_000}'>]>"
ONE = paragraph("a")
_ROW = f"<w:tr>{f'<w:tc>{ONE}</w:tc>' * 1_000}</w:tr>"
_BREAKS = f"<w:p><w:r>{'<w:br/>' * 1_000_000}</w:r></w:p>"
SECRET = "file:///etc/passwd"


def zip_files() -> Iterator[tuple[str, Contents]]:
    """What is wrong, and the file."""
    sound = docx_parts(document())
    for name in ("word/document.xml", "word/media/a.png"):
        yield f"docx: {name} of 400 MB", partial(_huge, name)
    yield "docx: declares less than it holds", _declared(zipped(sound), 10)
    yield "docx: declares 4 GB", _declared(zipped(sound), 0xFFFFFFF0)
    yield "docx: members share their bytes", lambda: _overlapping(20_000)
    empty = {f"word/{i}.xml": "" for i in range(60_000)}
    yield "docx: 60,000 members", lambda: zipped({**sound, **empty})
    yield "docx: a zip in a zip in a zip", _nested(zipped(sound), 12)
    yield (
        "docx: names that lead out",
        zipped(
            {**sound, "../../../tmp/nenchang-x": "x", "/etc/nenchang-x": "x", "C:\\x\0.xml": "x"}
        ),
    )
    yield "docx: twice the same part", _twice()
    yield "docx: locked", _locked(zipped(sound))
    yield "docx: macros", zipped({**sound, "word/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 99})
    yield "docx: no document", zipped({"[Content_Types].xml": TYPES, "word/x.xml": "<a/>"})
    yield "docx: the document is itself", zipped(docx_parts(zipped(sound)))
    for label, main in _documents():
        yield f"docx: {label}", zipped(docx_parts(main))
    yield "docx: 80 MB of paragraphs", lambda: _of_body(ONE * 2_500_000)
    yield "docx: a paragraph of 30 MB", lambda: _of_body(paragraph("chữ " * 6_000_000))
    yield "docx: a table of 1,000,000 cells", lambda: _of_body(f"<w:tbl>{_ROW * 1_000}</w:tbl>")
    yield "docx: a million line breaks", lambda: _of_body(_BREAKS)
    yield (
        "docx: types with an entity bomb",
        zipped(
            {**sound, "[Content_Types].xml": _LAUGHS.replace("w:document", "Types") + TYPES[21:]}
        ),
    )
    yield "docx: a template from the network", zipped({**sound, **_remote_template()})
    yield "docx: a chain of styles that is a circle", zipped({**sound, **_style_circle()})
    yield "odt: 100 MB of paragraphs", lambda: odt("<text:p>a</text:p>" * 5_000_000)
    yield "odt: nested 50,000 deep", odt("<text:list><text:list-item>" * 50_000)
    yield "odt: spaces by the billion", odt('<text:p>a<text:s text:c="999999999"/>b</text:p>')
    yield "odt: no content", zipped({"mimetype": unzipped(odt())["mimetype"]})


def _huge(name: str) -> bytes:
    return zipped({**docx_parts(document()), name: bytes(400 * MIB)})


def _of_body(body: str) -> bytes:
    return zipped(docx_parts(document(body)))


def _documents() -> Iterator[tuple[str, str | bytes]]:
    yield "entity bomb", document(paragraph("&a11;"), _LAUGHS)
    yield "one long entity, often", document(paragraph("&a;" * 10_000), _LONG_ENTITY)
    for place in (SECRET, "http://127.0.0.1:9/a", "\\\\127.0.0.1\\a"):
        before = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{place}">]>'
        yield f"entity from {place}", document(paragraph("&x;"), before)
        yield f"DTD from {place}", document(None, f'<!DOCTYPE w:document SYSTEM "{place}">')
    yield "nested 100,000 deep", document("<w:p><w:r>" * 50_000)
    tables = "<w:tbl><w:tr><w:tc>" * 3_000 + paragraph("a") + "</w:tc></w:tr></w:tbl>" * 3_000
    yield "tables 3,000 deep", document(tables)
    spans = '<w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>'
    yield (
        "a cell over a billion columns",
        document(f"<w:tbl><w:tr><w:tc>{spans}{paragraph('a')}</w:tc></w:tr></w:tbl>"),
    )
    yield "control characters", document(paragraph("Cán&#1;bộ&#x202e; nên"))
    yield "another encoding than it says", document().encode("utf-16")
    yield "no body", "<w:document/>"


def _remote_template() -> dict[str, str]:
    outside = relations("attachedTemplate", "http://127.0.0.1:9/a.dotm", 'TargetMode="External"')
    return {"word/_rels/document.xml.rels": outside}


def _style_circle() -> dict[str, str]:
    style = '<w:style w:type="paragraph" w:styleId="{}"><w:basedOn w:val="{}"/></w:style>'
    styled = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>Cán bộ</w:t></w:r></w:p>'
    circle = style.format("A", "B") + style.format("B", "A")
    return {
        "word/document.xml": document(styled),
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{circle}</w:styles>',
        "word/_rels/document.xml.rels": relations("styles", "styles.xml"),
    }


def _declared(data: bytes, size: int) -> bytes:
    """Every member declared to unpack to `size` bytes."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = data.find(mark)
        while place >= 0:
            struct.pack_into("<I", changed, place + offset, size)
            place = data.find(mark, place + 4)
    return bytes(changed)


def _overlapping(times: int) -> bytes:
    """One member of 10 MB that the directory lists again and again."""
    data = zipped({**docx_parts(document()), "word/a.xml": bytes(10 * MIB)})
    end = data.rfind(b"PK\x05\x06")
    start = struct.unpack_from("<I", data, end + 16)[0]
    entry = data[data.rfind(b"PK\x01\x02", 0, end) : end]
    directory = data[start:end] + entry * times
    tail = bytearray(data[end:])
    struct.pack_into("<HHI", tail, 8, 4 + times, 4 + times, len(directory))
    return data[:start] + directory + bytes(tail)


def _nested(data: bytes, depth: int) -> bytes:
    for _ in range(depth):
        data = zipped({"[Content_Types].xml": TYPES, "word/document.xml": data})
    return data


def _twice() -> bytes:
    buffer = BytesIO(samples()["mau.docx"])
    with zipfile.ZipFile(buffer, "a") as archive:
        info = zipfile.ZipInfo("word/document.xml")
        archive.NameToInfo.clear()
        archive.writestr(info, document(paragraph("Bản thứ hai")))
    return buffer.getvalue()


def _locked(data: bytes) -> bytes:
    """Every member marked as encrypted."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = data.find(mark)
        while place >= 0:
            changed[place + offset] |= 1
            place = data.find(mark, place + 4)
    return bytes(changed)
