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
from knowledge.reading.page_words import Page, Rule, Word

if TYPE_CHECKING:
    from pypdfium2 import PdfPage
    from pypdfium2.raw import FPDF_CLIPPATH, FPDF_PAGEOBJECT, FPDF_TEXTPAGE

MAX_CHARACTERS = 200_000  # of one page; a page of small print holds ten thousand
MAX_OBJECTS = 20_000  # of one page, looked at for rules and pictures

_WORD_GAP = 0.18  # of the font's size, where no space character stands
_NO_SPACE = 0.09  # a space that PDFium made up where there is no gap
_SHIFT = 0.25  # of the size that a baseline moves inside one word
_BACK = 0.5  # of the size that a character may stand before the last one
_SLANT = 10  # degrees off a quarter turn; more is a stamp or a watermark
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
    pictured: float  # share of the page that its largest picture covers, 0 to 1
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
    y: float
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
        Word(_plain(p.text), p.x0 - left, p.x1 - left, top - p.y, p.size, p.font)
        for p in pieces
        if p.quarter == quarter
    )
    rules, pictured = _drawn(page, quarter)
    unknown = sum(map(_is_unknown, "".join(word.text for word in words)))
    slanted += turns.total() - turns[quarter]
    whole = Page(number, right - left, top - bottom, words, rules)
    return Sheet(whole, pictured, unknown, slanted)


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
            if not character.isspace():
                x, y, box = self._place(index)
                if piece and _goes_on(piece, character, x, y, box, doubtful=doubtful):
                    piece.text += character
                    piece.x1 = max(piece.x1, _along(piece.quarter, box)[1])
                    continue
            if piece:
                yield piece
            piece = None if character.isspace() else self._begun(index, character, x, y, box)
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
            if code and not self._is_hidden(index):
                yield index, chr(code)

    def _place(self, index: int) -> tuple[float, float, _Box]:
        self._raw.FPDFText_GetCharOrigin(self._page, index, self._x, self._y)
        self._raw.FPDFText_GetLooseCharBox(self._page, index, self._box)
        box = self._box
        return self._x.value, self._y.value, (box.left, box.bottom, box.right, box.top)

    def _begun(self, index: int, character: str, x: float, y: float, box: _Box) -> _Piece:
        angle = self._raw.FPDFText_GetCharAngle(self._page, index)
        quarter = _quarter(-math.degrees(angle))  # PDFium counts clockwise
        x0, x1 = _along(quarter, box)
        pen = _turned(quarter, x, y, x, y)[1]
        return _Piece(quarter, character, x0, x1, pen, self._size(index), self._font(index))

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


def _drawn(page: "PdfPage", quarter: int) -> tuple[tuple[Rule, ...], float]:
    """The rules of the page, and the share of it that the largest picture covers."""
    import pypdfium2.raw as raw

    left, bottom, right, top = _turned(quarter, *page.get_cropbox())
    area = max((right - left) * (top - bottom), 1.0)
    rules: list[Rule] = []
    pictured = 0.0
    drawn = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    for item in islice(drawn, MAX_OBJECTS):
        x0, low, x1, high = _turned(quarter, *item.get_bounds())
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictured = max(pictured, (x1 - x0) * (high - low) / area)
        elif min(x1 - x0, high - low) <= _THIN < max(x1 - x0, high - low):
            rules.append(Rule(x0 - left, top - high, x1 - left, top - low))
    return tuple(rules), min(pictured, 1.0)


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


def _along(quarter: int, box: _Box) -> tuple[float, float]:
    left, _, right, _ = _turned(quarter, *box)
    return left, right


def _goes_on(
    piece: _Piece, character: str, x: float, y: float, box: _Box, *, doubtful: bool
) -> bool:
    """Whether a character belongs to the word before it."""
    if unicodedata.combining(character):
        return True
    if abs(_turned(piece.quarter, x, y, x, y)[1] - piece.y) > _SHIFT * piece.size:
        return False
    x0, x1 = _along(piece.quarter, box)
    gap = (_NO_SPACE if doubtful else _WORD_GAP) * piece.size
    return x1 >= piece.x1 - _BACK * piece.size and x0 - piece.x1 < gap


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_PLAIN))


def _is_unknown(character: str) -> bool:
    return character == "\ufffd" or unicodedata.category(character) == "Co"
