"""PDF files made to harm."""

from collections.abc import Iterator

from benchmarks.hostile.samples import LINES, Contents, page_object, pdf, pdf_of, samples, stream

_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_ONE_PAGE = b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>"
_LOCK = b"/ID [(a)(a)] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (%s) /U (%s) >>" % (
    b"a" * 32,
    b"b" * 32,
)
_SHOW = b"BT /F1 12 Tf 72 700 Td (Can bo nen) Tj ET "


def pdf_files() -> Iterator[tuple[str, Contents]]:
    """What is wrong, and the file."""
    yield "10,000 pages", lambda: pdf([("a",)] * 10_000)
    yield (
        "says 2,000,000,000 pages",
        samples()["mau.pdf"].replace(b"/Count 2", b"/Count 2000000000"),
    )
    yield "1,900 full pages", lambda: pdf([LINES * 3] * 1_900)
    yield "pages in a circle", _with_pages(b"<< /Type /Pages /Count 9 /Kids [2 0 R 4 0 R 2 0 R] >>")
    yield "pages 20,000 levels down", _deep_pages(20_000)
    yield (
        "one page, named 50,000 times",
        _with_pages(b"<< /Type /Pages /Count 50000 /Kids [%s] >>" % (b"4 0 R " * 50_000)),
    )
    yield "a form inside itself", lambda: _with_form()
    yield "300 MB of words in 1 MB", lambda: _with_contents(b"BT (a) Tj ET " * 24_000_000)
    yield "300 MB of nothing", lambda: _with_contents(bytes(300_000_000))
    yield "a million saved states", _with_contents(b"q " * 1_000_000 + _SHOW)
    yield "arrays 200,000 deep", _with_contents(b"[" * 200_000 + b" TJ " + _SHOW)
    yield (
        "a million characters at one place",
        _with_contents(b"BT /F1 12 Tf 72 700 Td " + b"(aaaaaaaaaa) Tj " * 100_000 + b"ET"),
    )
    yield "a million lines drawn", _with_contents(b"0 0 m 9 9 l S " * 1_000_000 + _SHOW)
    yield "a page as wide as the world", samples()["mau.pdf"].replace(b"595 842", b"1e30 1e30")
    yield "a picture of 10 gigapixels", _with_picture()
    yield "filters on filters", _with_filters(1_000)
    yield "a length that is itself", _itself()
    yield "tables that follow each other in a circle", _table_circle()
    yield "locked", pdf_of(_objects(), _LOCK)
    yield "locked in a way nobody knows", pdf_of(_objects(), b"/Encrypt << /Filter /Mine >>")
    yield (
        "a program to run when opened",
        pdf_of(
            [
                _CATALOG[:-2] + b"/OpenAction << /S /JavaScript /JS (while(1){}) >> >>",
                *_objects()[1:],
            ]
        ),
    )
    yield "no end", samples()["mau.pdf"][:-200]
    yield "only a beginning", b"%PDF-1.7\n"
    yield "no pages", pdf_of([_CATALOG, b"<< /Type /Pages /Count 0 /Kids [] >>"])
    yield "dictionaries 300,000 deep", pdf_of([b"<< /A " * 300_000, *_objects()[1:]])
    yield "letters mapped to anything", _with_mapping()


def _objects(contents: bytes = _SHOW, pages: bytes = _ONE_PAGE) -> list[bytes]:
    return [_CATALOG, pages, _FONT, page_object(5), stream(contents)]


def _with_contents(contents: bytes) -> bytes:
    return pdf_of(_objects(contents))


def _with_pages(pages: bytes) -> bytes:
    return pdf_of(_objects(pages=pages))


def _deep_pages(depth: int) -> bytes:
    levels = [
        b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (i + 1 if i < depth + 5 else 4)
        for i in range(6, depth + 6)
    ]
    return pdf_of([*_objects(pages=b"<< /Type /Pages /Count 1 /Kids [6 0 R] >>"), *levels])


def _with_form() -> bytes:
    form = stream(b"/X Do /X Do ", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"
                  b" /Resources << /XObject << /X 6 0 R >> >>")  # fmt: skip
    page = page_object(5).replace(b"/Font <<", b"/XObject << /X 6 0 R >> /Font <<")
    return pdf_of([_CATALOG, _ONE_PAGE, _FONT, page, stream(b"/X Do " + _SHOW), form])


def _with_picture() -> bytes:
    picture = stream(bytes(10_000_000), b"/Type /XObject /Subtype /Image /Width 100000"
                     b" /Height 100000 /BitsPerComponent 8 /ColorSpace /DeviceGray")  # fmt: skip
    page = page_object(5).replace(b"/Font <<", b"/XObject << /X 6 0 R >> /Font <<")
    return pdf_of([_CATALOG, _ONE_PAGE, _FONT, page, stream(b"595 0 0 842 0 0 cm /X Do"), picture])


def _with_filters(times: int) -> bytes:
    filters = b"/FlateDecode " * times
    contents = b"<< /Length 9 /Filter [%s] >>\nstream\nx\x9cabcdefg\nendstream" % filters
    return pdf_of([*_objects()[:4], contents])


def _itself() -> bytes:
    contents = b"<< /Length 5 0 R >>\nstream\n%s\nendstream" % _SHOW
    return pdf_of([*_objects()[:4], contents])


def _table_circle() -> bytes:
    data = samples()["mau.pdf"]
    table = data.rindex(b"xref\n0 ")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % table)


def _with_mapping() -> bytes:
    pairs = b"".join(b"<%02x> <D800%04x202e0000>\n" % (i, i) for i in range(32, 127))
    mapping = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff>"
        b" endcodespacerange 95 beginbfchar\n" + pairs + b"endbfchar endcmap end"
    )
    font = _FONT[:-2] + b"/ToUnicode 6 0 R >>"
    return pdf_of([_CATALOG, _ONE_PAGE, font, page_object(5), stream(_SHOW), stream(mapping)])
