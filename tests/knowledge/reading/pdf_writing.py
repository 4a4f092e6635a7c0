"""Small PDF files, written by hand: every character half as wide as its font is high."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842  # points
ADVANCE = 0.5  # of the font's size
_FONTS = {"F1": "ABCDEF+Sample", "Old": "ABCDEF+.VnTime"}


@dataclass(frozen=True)
class Text:
    """Words at a place; `y` counts from the page's top edge to the baseline."""

    x: float
    y: float
    words: str
    size: float = 12
    font: str = "F1"  # Latin can be drawn but has no Vietnamese; Old is TCVN3
    turned: int = 0  # quarter turns counter-clockwise


@dataclass(frozen=True)
class Drawing:
    """Anything else, in the language of PDF."""

    code: str


Page = Sequence[Text | Drawing]


def column(
    paragraphs: Sequence[str],
    *,
    x: float = 70,
    top: float = 100,
    width: int = 70,
    leading: float = 16,
    indent: int = 0,
    size: float = 12,
    space: float = 0,
) -> list[Text]:
    """Paragraphs broken into lines of at most `width` characters.

    Args:
        indent: characters that each first line stands further in.
        space: points more between paragraphs.
    """
    placed: list[Text] = []
    y = top
    for paragraph in paragraphs:
        lines = textwrap.wrap(paragraph, width, initial_indent=" " * indent, break_on_hyphens=False)
        for line in lines:
            words = line.lstrip()
            placed.append(Text(x + (len(line) - len(words)) * ADVANCE * size, y, words, size))
            y += leading
        y += space
    return placed


def centred(words: str, y: float, *, size: float = 12) -> Text:
    """A line in the middle of the page."""
    return Text((WIDTH - len(words) * ADVANCE * size) / 2, y, words, size)


def scan(*, across: float = 1.0) -> Drawing:
    """A grey picture over the page, or over that share of its width."""
    return Drawing(f"q {WIDTH * across} 0 0 {HEIGHT} 0 0 cm /Im0 Do Q")


def written(pages: Sequence[Page], *, rotate: int = 0, locked: bool = False) -> bytes:
    """The bytes of a PDF; `locked`: it asks for a password."""
    file = _File()
    catalog, tree, picture = file.reserve(), file.reserve(), file.reserve()
    fonts = {name: file.reserve() for name in ("F1", "Old")}
    for name, number in fonts.items():
        _write_font(file, number, _FONTS[name], _characters(pages))
    fonts["Latin"] = file.add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    file.put(
        picture,
        _stream(
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
            " /BitsPerComponent 8",
            b"\xc0",
        ),
    )
    resources = (
        f"<< /Font << {' '.join(f'/{name} {number} 0 R' for name, number in fonts.items())} >>"
        f" /XObject << /Im0 {picture} 0 R >> >>"
    )
    kids = []
    for page in pages:
        content = file.add(_stream("", "\n".join(map(_drawn, page)).encode("ascii")))
        kids.append(
            file.add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}]"
                f" /Rotate {rotate} /Resources {resources} /Contents {content} 0 R >>".encode()
            )
        )
    references = " ".join(f"{kid} 0 R" for kid in kids)
    file.put(tree, f"<< /Type /Pages /Count {len(kids)} /Kids [{references}] >>".encode())
    file.put(catalog, f"<< /Type /Catalog /Pages {tree} 0 R >>".encode())
    return file.finished(catalog, locked=locked)


class _File:
    def __init__(self) -> None:
        self._objects: list[bytes] = []

    def reserve(self) -> int:
        self._objects.append(b"null")
        return len(self._objects)

    def put(self, number: int, content: bytes) -> None:
        self._objects[number - 1] = content

    def add(self, content: bytes) -> int:
        number = self.reserve()
        self.put(number, content)
        return number

    def finished(self, catalog: int, *, locked: bool) -> bytes:
        parts = [b"%PDF-1.5\n"]
        places: list[int] = []
        for number, content in enumerate(self._objects, 1):
            places.append(sum(map(len, parts)) if number == 1 else places[-1] + len(parts[-1]))
            parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        start = places[-1] + len(parts[-1])
        rows = "".join(f"{place:010} 00000 n \n" for place in places)
        lock = (
            f" /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'11' * 32}> /U <{'22' * 32}> >>"
            if locked
            else ""
        )
        parts.append(
            f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{rows}trailer\n<< /Size"
            f" {len(places) + 1} /Root {catalog} 0 R /ID [<00> <00>]{lock} >>\nstartxref\n"
            f"{start}\n%%EOF\n".encode()
        )
        return b"".join(parts)


def _characters(pages: Sequence[Page]) -> str:
    return "".join(
        sorted({c for page in pages for item in page if isinstance(item, Text) for c in item.words})
    )


def _write_font(file: _File, number: int, name: str, characters: str) -> None:
    rows = "".join(f"<{ord(c):04X}> <{ord(c):04X}>\n" for c in characters)
    unicode = file.add(
        _stream(
            "",
            f"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            f"{len(characters)} beginbfchar\n{rows}endbfchar endcmap".encode(),
        )
    )
    described = file.add(
        f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [0 -200 500 900]"
        " /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>".encode()
    )
    inner = file.add(
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /FontDescriptor"
        f" {described} 0 R /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        f" /Supplement 0 >> /DW {round(1000 * ADVANCE)} >>".encode()
    )
    file.put(
        number,
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H"
        f" /DescendantFonts [{inner} 0 R] /ToUnicode {unicode} 0 R >>".encode(),
    )


def _stream(entries: str, content: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (
        entries.encode(),
        len(content),
        content,
    )


def _drawn(item: Text | Drawing) -> str:
    if isinstance(item, Drawing):
        return item.code
    across, up = ((1, 0), (0, 1), (-1, 0), (0, -1))[item.turned % 4]
    matrix = f"{across} {up} {-up} {across} {item.x:.2f} {HEIGHT - item.y:.2f}"
    width = 2 if item.font == "Latin" else 4
    codes = "".join(f"{ord(c):0{width}X}" for c in item.words)
    return f"BT /{item.font} {item.size} Tf {matrix} Tm <{codes}> Tj ET"
