"""Words of a page that is only a picture, read by Tesseract where it is installed.

Tesseract (Apache 2.0) is a program of its own, with a file for each language; it is started for
each page and given the picture through a pipe.
"""

import os
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from statistics import median

from knowledge.reading.page_words import Word

# What reading one page by OCR takes, for whoever sets limits: an A4 page needs about 5 seconds of
# one processor and 250 MB; tesseract counts as a process of its own.
PAGE_SECONDS = 60  # by the clock; then the page is given up
MAX_PAGES = 100
DOTS_PER_INCH = 300
MOST_PIXELS = 20_000_000  # of one picture; A3 at 300 dots has 17 million

_LANGUAGE = "vie"
_LINE, _WORD = "4", "5"  # levels of Tesseract's table
_DESCENT = 0.22  # of a line's height that lies below the baseline
_SIZE = 0.95  # the font's size in heights of a line
_USUAL = (0.6, 1.6)  # times the usual height of lines; others are of another size


class OcrError(Exception):
    """Tesseract could not read a page."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in grey, one byte per pixel, rows from the top."""

    width: int  # pixels
    height: int
    grey: bytes
    dots_per_point: float


@cache
def is_available() -> bool:
    """Whether Tesseract with Vietnamese is installed and may be started."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        listed = subprocess.run(
            [program, "--list-langs"], capture_output=True, timeout=PAGE_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return _LANGUAGE.encode() in listed.stdout.split()


def read_picture(picture: Picture) -> tuple[Word, ...]:
    """The words of a page, at their places in points.

    Raises:
        OcrError: Tesseract failed or took longer than `PAGE_SECONDS`.
    """
    program = shutil.which("tesseract") or "tesseract"
    dots = str(max(70, round(picture.dots_per_point * 72)))
    command = [program, "stdin", "stdout", "-l", _LANGUAGE, "--psm", "3", "--dpi", dots]
    image = b"P5 %d %d 255\n" % (picture.width, picture.height) + picture.grey
    try:
        done = subprocess.run(
            [*command, "-c", "tessedit_create_tsv=1"],
            input=image,
            capture_output=True,
            timeout=PAGE_SECONDS,
            check=False,
            # Its threads wait for each other more than they save.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.SubprocessError) as exc:
        raise OcrError(type(exc).__name__) from exc
    if done.returncode != 0:
        raise OcrError(f"status {done.returncode}")
    return tuple(words_of(done.stdout.decode("utf-8", "replace"), picture.dots_per_point))


@dataclass(frozen=True, slots=True)
class _Cell:
    """A row of Tesseract's table; pixels."""

    left: int
    top: int
    width: int
    height: int
    text: str


def words_of(table: str, dots_per_point: float) -> Iterable[Word]:
    """The words of Tesseract's table: tab-separated, one row for each block, line or word.

    A line's words get one baseline and one size, since the boxes are those of the ink.
    """
    lines: dict[tuple[str, ...], _Cell] = {}
    words: dict[tuple[str, ...], list[_Cell]] = defaultdict(list)
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or not all(number.isdecimal() for number in cells[6:10]):
            continue
        left, top, width, height = map(int, cells[6:10])
        cell = _Cell(left, top, width, height, cells[11].strip())
        if cells[0] == _LINE:
            lines[tuple(cells[1:5])] = cell
        elif cells[0] == _WORD and cell.text:
            words[tuple(cells[1:5])].append(cell)
    usual: float = median(
        [float(lines[place].height) for place in words if place in lines] or [1.0]
    )
    for place, inked in words.items():
        high = lines.get(place, inked[0]).height
        full = usual if _USUAL[0] < high / usual < _USUAL[1] else float(high)
        base = median(float(word.top + word.height) for word in inked) - _DESCENT / 2 * full
        for word in inked:
            x0, x1 = word.left / dots_per_point, (word.left + word.width) / dots_per_point
            size = _SIZE * full / dots_per_point
            yield Word(word.text, x0, x1, base / dots_per_point, size)
