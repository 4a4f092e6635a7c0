"""The words of one PDF page, put together from PDFium's characters."""

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from knowledge.errors import ReadingError
from knowledge.reading.encodings.fonts import encoding_of_font
from knowledge.reading.page_words import Page, Rule, Word

if TYPE_CHECKING:
    from pypdfium2 import PdfObject, PdfPage
    from pypdfium2.raw import FPDF_CLIPPATH, FPDF_PAGEOBJECT, FPDF_TEXTPAGE

MAX_CHARACTERS = 200_000  # of one page; a page of small print holds ten thousand
MAX_OBJECTS = 20_000  # of one page, looked at for rules and pictures

_WORD_GAP = 0.18  # of the font's size, where no space character stands
_NO_SPACE = 0.09  # a space that PDFium made up where there is no gap
_SHIFT = 0.25  # of the size that a baseline moves inside one word
_BACK = 0.5  # of the size that a character may stand before the last one
_SLANT = 10  # degrees off a quarter turn; more is a stamp or a watermark
_LEVEL = 0.01  # points
_SMALLEST = 0.5  # points
_CORNERS = 16  # points of a clip path; one with more is no box
_THIN = 3.0  # points; a thicker bar is a box
_BULLETS = {ord(c): "•" for c in "\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf071\uf0e0\uf02d\uf0a8\uf06e"}
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_PLAIN = _BULLETS | _LIGATURES | {0x02: "-"}  # PDFium writes a hyphen at a line's end as 2

_Box = tuple[float, float, float, float]  # left, bottom, right, top as the file counts


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, and what is known of it beside its words."""

    page: Page
    pictured: float  # share of the page that its pictures cover, 0 to 1
    drawn: int  # lines and shapes, `MAX_OBJECTS` at most
    unknown: int  # characters that the file gives no letter for
    slanted: int  # characters left out because they do not run with the page, as a stamp's


def read_sheet(source: str, number: int, page: "PdfPage") -> Sheet:
    """The words, rules and pictures of a page.

    Raises:
        ReadingError: it holds more than `MAX_CHARACTERS`.
    """
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        if count > MAX_CHARACTERS:
            raise ReadingError(
                f"Trang {number} của tệp “{source}” có {count} ký tự, trong khi tối đa là"
                f" {MAX_CHARACTERS}."
            )
        pieces = list(_Characters(text_page.raw, count).pieces())
    finally:
        text_page.close()
    return _sheet(number, page, pieces)


@dataclass(slots=True)
class _Piece:
    """A word that is being put together; x runs with its characters and y upwards."""

    quarter: int  # degrees that it runs turned, 0, 90, 180 or 270; -1 where slanted
    text: str
    x0: float
    x1: float
    y: float  # of the baseline
    low: float  # of the first character's box
    size: float
    font: str


def _sheet(number: int, page: "PdfPage", pieces: list[_Piece]) -> Sheet:
    turns = Counter[int]()
    for piece in pieces:
        turns[piece.quarter] += len(piece.text)
    slanted = turns.pop(-1, 0)
    quarter = max(turns, key=lambda turn: turns[turn], default=-page.get_rotation() % 360)
    left, bottom, right, top = _turned(quarter, *page.get_cropbox())
    words = tuple(
        Word(_letters(p), p.x0 - left, p.x1 - left, top - p.y, p.size, p.font)
        for p in pieces
        if p.quarter == quarter
    )
    rules, pictured, drawn = _drawn(page, quarter)
    unknown = sum(map(_is_unknown, "".join(word.text for word in words)))
    slanted += turns.total() - turns[quarter]
    whole = Page(number, right - left, top - bottom, words, rules)
    return Sheet(whole, pictured, drawn, unknown, slanted)


class _Characters:
    """The characters of a page in the order that the file draws them."""

    def __init__(self, text_page: "FPDF_TEXTPAGE", count: int) -> None:
        import pypdfium2.raw as raw

        self._raw = raw
        self._page, self._count = text_page, count
        self._hidden: dict[int, bool] = {}  # by the address of a text object
        self._x, self._y, self._box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()

    def pieces(self) -> Iterator[_Piece]:
        """The words, each broken where white space, a gap or another line comes between."""
        piece: _Piece | None = None
        doubtful = False  # PDFium made up a space
        for index, character in self._read():
            if character == " " and self._raw.FPDFText_IsGenerated(self._page, index) == 1:
                doubtful = True
                continue
            if piece and self._takes(piece, index, character, doubtful=doubtful):
                continue
            if piece:
                yield piece
            piece = None if character.isspace() else self._begun(index, character)
            doubtful = False
        if piece:
            yield piece

    def _read(self) -> Iterator[tuple[int, str]]:
        """Each character and its place; those beyond U+FFFF stand in two places."""
        high = 0
        for index in range(self._count):
            code = self._raw.FPDFText_GetUnicode(self._page, index)
            if 0xD800 <= code <= 0xDBFF:
                high = code
                continue
            if 0xDC00 <= code <= 0xDFFF:
                code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
            if code:
                yield index, chr(code)

    def _begun(self, index: int, character: str) -> _Piece | None:
        """A word that begins with this character; None where the page does not show it."""
        if self._is_hidden(index):
            return None
        angle = self._raw.FPDFText_GetCharAngle(self._page, index)
        quarter = _quarter(-math.degrees(angle))  # PDFium counts clockwise
        x0, low, x1, _ = _turned(quarter, *self._edges(index))
        y = self._baseline(index, quarter)
        return _Piece(quarter, character, x0, x1, y, low, self._size(index), self._font(index))

    def _takes(self, piece: _Piece, index: int, character: str, *, doubtful: bool) -> bool:
        """Add a character to the word where it belongs there."""
        if character.isspace():
            return False
        x0, low, x1, _ = _turned(piece.quarter, *self._edges(index))
        if not unicodedata.combining(character):
            gap = (_NO_SPACE if doubtful else _WORD_GAP) * piece.size
            if x1 < piece.x1 - _BACK * piece.size or x0 - piece.x1 >= gap:
                return False
            # Boxes of one font that stand equally low stand on one line.
            if abs(low - piece.low) > _LEVEL:
                shift = abs(self._baseline(index, piece.quarter) - piece.y)
                if shift > _SHIFT * piece.size:
                    return False
        piece.text += character
        piece.x1 = max(piece.x1, x1)
        return True

    def _edges(self, index: int) -> _Box:
        box = self._box
        self._raw.FPDFText_GetLooseCharBox(self._page, index, box)
        return box.left, box.bottom, box.right, box.top

    def _baseline(self, index: int, quarter: int) -> float:
        self._raw.FPDFText_GetCharOrigin(self._page, index, self._x, self._y)
        x, y = self._x.value, self._y.value
        return _turned(quarter, x, y, x, y)[1]

    def _size(self, index: int) -> float:
        matrix = self._raw.FS_MATRIX()
        self._raw.FPDFText_GetMatrix(self._page, index, matrix)
        size = self._raw.FPDFText_GetFontSize(self._page, index)
        return max(float(size) * math.hypot(matrix.c, matrix.d), _SMALLEST)

    def _font(self, index: int) -> str:
        name, flags = ctypes.create_string_buffer(80), ctypes.c_int()
        length = self._raw.FPDFText_GetFontInfo(self._page, index, name, len(name), flags)
        return name.value.decode("utf-8", "replace") if 0 < length <= len(name) else ""

    def _is_hidden(self, index: int) -> bool:
        """Whether a clip path leaves nothing of the character: Chromium draws the first line of a
        page on the page before too, cut away but for the tips of its accents."""
        item = self._raw.FPDFText_GetTextObject(self._page, index)
        if not item:
            return False
        address = ctypes.addressof(item.contents)
        if address not in self._hidden:
            self._hidden[address] = self._is_cut_away(item)
        return self._hidden[address]

    def _is_cut_away(self, item: "FPDF_PAGEOBJECT") -> bool:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        path = self._raw.FPDFPageObj_GetClipPath(item)
        count = self._raw.FPDFClipPath_CountPaths(path)
        if count <= 0 or not self._raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            return False
        x, y = (left.value + right.value) / 2, (bottom.value + top.value) / 2
        for place in range(count):
            xs, ys = self._corners(path, place)
            if xs and not (min(xs) <= x <= max(xs) and min(ys) <= y <= max(ys)):
                return True
        return False

    def _corners(self, path: "FPDF_CLIPPATH", place: int) -> tuple[list[float], list[float]]:
        """The points of a clip path; none where it has too many to be a box."""
        count = self._raw.FPDFClipPath_CountPathSegments(path, place)
        xs, ys = list[float](), list[float]()
        x, y = ctypes.c_float(), ctypes.c_float()
        for at in range(count if count <= _CORNERS else 0):
            segment = self._raw.FPDFClipPath_GetPathSegment(path, place, at)
            if self._raw.FPDFPathSegment_GetPoint(segment, x, y):
                xs.append(x.value)
                ys.append(y.value)
        return xs, ys


def _drawn(page: "PdfPage", quarter: int) -> tuple[tuple[Rule, ...], float, int]:
    """The rules of the page, the share of it that pictures cover, and how many other things are
    drawn."""
    import pypdfium2.raw as raw

    left, bottom, right, top = _turned(quarter, *page.get_cropbox())
    area = max((right - left) * (top - bottom), 1.0)
    rules: list[Rule] = []
    pictured, shapes = 0.0, 0
    drawn = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    for item in islice(drawn, MAX_OBJECTS):
        x0, low, x1, high = _turned(quarter, *item.get_bounds())
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictured += (x1 - x0) * (high - low) / area
            continue
        shapes += 1
        if min(x1 - x0, high - low) <= _THIN < max(x1 - x0, high - low):
            rules.append(Rule(x0 - left, top - high, x1 - left, top - low))
        elif _is_outline(item):
            rules += _frame(x0 - left, top - high, x1 - left, top - low)
    return tuple(rules), min(pictured, 1.0), shapes


def _is_outline(item: "PdfObject") -> bool:
    """Whether a path is a box whose edges are drawn, as some draw the cells of a table."""
    import pypdfium2.raw as raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not 4 <= raw.FPDFPath_CountSegments(item) <= 6:
        return False
    return bool(raw.FPDFPath_GetDrawMode(item, fill, stroke)) and bool(stroke.value)


def _frame(x0: float, y0: float, x1: float, y1: float) -> list[Rule]:
    return [Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1)]


def _quarter(degrees: float) -> int:
    nearest = round(degrees / 90) * 90
    return nearest % 360 if abs(degrees - nearest) <= _SLANT else -1


def _turned(quarter: int, left: float, bottom: float, right: float, top: float) -> _Box:
    """A box as one sees it who turns the page so that text at `quarter` runs to the right."""
    if quarter == 90:
        return bottom, -right, top, -left
    if quarter == 180:
        return -right, -top, -left, -bottom
    if quarter == 270:
        return -top, left, -bottom, right
    return left, bottom, right, top


def _letters(piece: _Piece) -> str:
    """What a reader sees, in fonts of before Unicode too."""
    encoding = encoding_of_font(piece.font)
    text = encoding.read(piece.text) if encoding else piece.text.translate(_PLAIN)
    return unicodedata.normalize("NFC", text)


def _is_unknown(character: str) -> bool:
    return character == "\ufffd" or unicodedata.category(character) == "Co"
