"""Small .docx files, written part by part."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape

from knowledge.reading.reading import Reading
from knowledge.reading.word import read_word

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
NAMES = (
    f'xmlns:w="{_MAIN}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_ROOTS = {"styles": "w:styles", "numbering": "w:numbering", "theme": "a:theme"}


def run(text: str, properties: str = "") -> str:
    """A w:r; a line end in the text is a line break."""
    parts = (f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\n"))
    return f"<w:r><w:rPr>{properties}</w:rPr>{'<w:br/>'.join(parts)}</w:r>"


def paragraph(content: str = "", properties: str = "") -> str:
    """A w:p of runs, or of plain text."""
    inner = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner if content else ''}</w:p>"


def item(text: str, list_id: int = 1, depth: int = 0) -> str:
    """A paragraph of a list."""
    numbers = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(text, numbers)


def styled(text: str, style: str) -> str:
    """A paragraph of a style."""
    return paragraph(text, f'<w:pStyle w:val="{style}"/>')


def table(*rows: tuple[str, ...]) -> str:
    """A w:tbl; each cell is text, or the inside of a w:tc."""
    cells = (
        "".join(f"<w:tc>{c if c.startswith('<') else paragraph(c)}</w:tc>" for c in row)
        for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def style(name: str, properties: str, based_on: str = "", kind: str = "paragraph") -> str:
    """A w:style whose id is its name without spaces."""
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
        f"{parent}{properties}</w:style>"
    )


def level(depth: int, numbers: str, pattern: str, more: str = "", start: int = 1) -> str:
    """A w:lvl; `numbers` as ECMA-376 names the format."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{numbers}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def lists(*families: str, extra: str = "") -> str:
    """The inside of numbering.xml: family n (from 1) is used by the list n."""
    abstract = (
        f'<w:abstractNum w:abstractNumId="{i}">{levels}</w:abstractNum>'
        for i, levels in enumerate(families, 1)
    )
    nums = (num(i, i) for i in range(1, len(families) + 1))
    return f"{''.join(abstract)}{''.join(nums)}{extra}"


def num(list_id: int, family: int, inside: str = "") -> str:
    """A w:num."""
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{family}"/>{inside}</w:num>'


def docx(
    body: str, parts: Mapping[str, str] | None = None, files: Mapping[str, bytes] | None = None
) -> bytes:
    """A file with this body.

    Args:
        parts: the inside of "styles", "numbering" and "theme".
        files: further members by their whole name, which take the place of others.
    """
    members: dict[str, bytes] = {
        "_rels/.rels": _links({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>".encode(),
        "word/_rels/document.xml.rels": _links({kind: f"{kind}.xml" for kind in parts or {}}),
    }
    for kind, inside in (parts or {}).items():
        root = _ROOTS[kind]
        members[f"word/{kind}.xml"] = f"<{root} {NAMES}>{inside}</{root}>".encode()
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (members | dict(files or {})).items():
            archive.writestr(name, data)
    return packed.getvalue()


def read(body: str, **parts: str) -> Reading:
    """What the reader makes of a file with this body and these parts."""
    return read_word("a.docx", docx(body, parts))


def text(body: str, **parts: str) -> str:
    return read(body, **parts).text


def _links(targets: Mapping[str, str]) -> bytes:
    links = (
        f'<Relationship Id="r{i}" Type="{_KIND}{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(links)}</Relationships>'.encode()
