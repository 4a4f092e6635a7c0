"""Tables drawn with lines become one line for each row; frames and underlines are no tables."""

from itertools import pairwise

import pytest

from knowledge.reading.pdf import read_pdf
from tests.knowledge.reading.pdf_writing import HEIGHT, Drawing, Page, Text, written

XS = (70, 120, 330, 520)
YS = (100, 130, 180, 220)
CELLS = [
    Text(76, 120, "TT"),
    Text(126, 120, "Việc"),
    Text(336, 120, "Nhắc nhở"),
    Text(76, 146, "1"),
    Text(126, 146, "Nói to trong"),
    Text(126, 162, "phòng đọc"),
    Text(336, 146, "Mời ra sân"),
    Text(76, 200, "2"),
    Text(126, 200, "Gập trang sách"),
]
ROWS = ["TT | Việc | Nhắc nhở", "1 | Nói to trong phòng đọc | Mời ra sân", "2 | Gập trang sách"]
ABOVE, BELOW = Text(70, 80, "Bảng các việc:"), Text(70, 250, "Bảng này dán ở cửa.")


def line(x0: float, y0: float, x1: float, y1: float) -> Drawing:
    return Drawing(f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")


def lines() -> list[Drawing]:
    across = [line(XS[0], y, XS[-1], y) for y in YS]
    return [*across, *(line(x, YS[0], x, YS[-1]) for x in XS)]


def bars() -> list[Drawing]:
    across = [Drawing(f"{XS[0]} {HEIGHT - y} {XS[-1] - XS[0]} 0.7 re f") for y in YS]
    down = [Drawing(f"{x} {HEIGHT - YS[-1]} 0.7 {YS[-1] - YS[0]} re f") for x in XS]
    return [*across, *down]


def boxes() -> list[Drawing]:
    return [
        Drawing(f"{x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re S")
        for x0, x1 in pairwise(XS)
        for y0, y1 in pairwise(YS)
    ]


@pytest.mark.parametrize("drawn", [lines(), bars(), boxes()], ids=["lines", "bars", "boxes"])
def test_each_row_of_a_table_is_one_line(drawn: list[Drawing]) -> None:
    page: Page = [ABOVE, *drawn, *CELLS, BELOW]

    assert read_pdf("bang.pdf", written([page])).text.split("\n") == [
        ABOVE.words,
        *ROWS,
        BELOW.words,
    ]


def test_a_frame_around_words_is_no_table() -> None:
    frame = Drawing(f"60 {HEIGHT - 260} 480 200 re S")
    page: Page = [frame, ABOVE, BELOW]

    assert read_pdf("khung.pdf", written([page])).text == f"{ABOVE.words}\n{BELOW.words}"


def test_lines_with_words_beside_them_are_no_table() -> None:
    crossing = [line(70, 70, 130, 70), line(70, 90, 130, 90)]
    upright = [line(x, 70, x, 90) for x in (70, 100, 130)]
    page: Page = [*crossing, *upright, ABOVE, Text(300, 80, "Số 3")]

    assert "|" not in read_pdf("gach.pdf", written([page])).text
