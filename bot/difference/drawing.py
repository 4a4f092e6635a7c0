"""Words in several looks -> lines -> a PNG; the only import of Pillow.

The letters are those of DejaVu Sans, which comes with matplotlib and has all that Vietnamese needs,
so that a picture is the same on every machine.
"""

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import BotError

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

PAPER = "#ffffff"
LEADING = 1.42  # of a letter's size, from line to line
_UNKNOWN = "\uffff"  # no letter: drawn as a font draws what it has not
_TOKEN = re.compile(r"\n|[^\S\n]+|\S+")


class DrawingError(BotError):
    """A picture cannot be drawn on this machine."""


@dataclass(frozen=True, slots=True)
class Look:
    """How words are drawn; `paper` is a colour behind them."""

    size: int  # dots
    ink: str
    paper: str | None = None
    bold: bool = False
    struck: bool = False
    underlined: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Line:
    """What stands in one line; `height` and `left` in dots, `bar` is a colour at its left edge."""

    runs: tuple[Run, ...]
    height: int
    left: int = 0
    bar: str | None = None


class Letters:
    """The fonts of one picture; of one thread, for a font is not safe in two."""

    def __init__(self) -> None:
        self._faces: dict[tuple[bool, int], FreeTypeFont] = {}
        self._known: dict[str, bool] = {}

    def face(self, look: Look) -> "FreeTypeFont":
        key = look.bold, look.size
        if key not in self._faces:
            self._faces[key] = _loaded(*key)
        return self._faces[key]

    def width(self, text: str, look: Look) -> float:
        return self.face(look).getlength(text)

    def drawable(self, text: str) -> str:
        """The words without what the font has no letter for, such as pictographs, and the space
        behind those."""
        shown = ""
        after_unknown = False
        for one in unicodedata.normalize("NFC", text):
            if one.isspace() or self._is_known(one):
                shown += "" if after_unknown and one == " " else one
                after_unknown = False
            else:
                after_unknown = True
        return shown

    def lines(
        self, runs: Iterable[Run], width: int, left: int = 0, bar: str | None = None
    ) -> list[Line]:
        """The words in lines no wider than `width` dots; a word that is wider is cut."""
        rows: list[list[Run]] = [[]]
        used = 0.0
        for text, look in self._tokens(runs, width):
            taken = 0.0 if text == "\n" else self.width(text, look)
            if text == "\n" or (used + taken > width and not text.isspace()):
                rows.append([])
                used = 0.0
            if text == "\n" or (text.isspace() and not rows[-1]):
                continue
            rows[-1].append(Run(text, look))
            used += taken
        return [
            Line(_joined(row), round(max(one.look.size for one in row) * LEADING), left, bar)
            for row in rows
            if row
        ]

    def _tokens(self, runs: Iterable[Run], width: int) -> Iterator[tuple[str, Look]]:
        for run in runs:
            for token in _TOKEN.findall(self.drawable(run.text)):
                text = " " if token.isspace() and token != "\n" else token
                while text != "\n" and self.width(text, run.look) > width:
                    fits = max(1, int(len(text) * width / self.width(text, run.look)) - 1)
                    yield text[:fits], run.look
                    text = text[fits:]
                yield text, run.look

    def _is_known(self, letter: str) -> bool:
        if letter not in self._known:
            face = self.face(Look(16, PAPER))
            shape = bytes(face.getmask(letter))
            self._known[letter] = bool(shape) and shape != bytes(face.getmask(_UNKNOWN))
        return self._known[letter]


def png(lines: Sequence[Line], letters: Letters, width: int, margin: int) -> bytes:
    """A picture of these lines, `width` dots wide and as high as they are."""
    from PIL import Image, ImageDraw

    height = sum(line.height for line in lines) + 2 * margin
    image = Image.new("RGB", (width, height), PAPER)
    draw, top = ImageDraw.Draw(image), margin
    for line in lines:
        _draw_line(draw, letters, line, margin, top)
        top += line.height
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _draw_line(draw: "ImageDraw", letters: Letters, line: Line, margin: int, top: int) -> None:
    if line.bar:
        draw.rectangle((margin, top, margin + 5, top + line.height - 1), line.bar)
    x = float(margin + line.left)
    base = top + round(line.height / LEADING * 1.06)
    for run in line.runs:
        _draw_run(draw, letters, run, x, base)
        x += letters.width(run.text, run.look)


def _draw_run(draw: "ImageDraw", letters: Letters, run: Run, left: float, base: int) -> None:
    look, size = run.look, run.look.size
    inked = left + letters.width(run.text.rstrip(), look)
    thick = max(2, size // 14)
    if look.paper:
        below = base + size * 0.3
        draw.rectangle((left - 2, base - size, inked + 2, below), look.paper)
    draw.text((left, base), run.text, look.ink, letters.face(look), anchor="ls")
    if look.struck:
        draw.line((left, base - size * 0.27, inked, base - size * 0.27), look.ink, thick)
    if look.underlined:  # below the dots that stand under letters
        draw.line((left, base + size * 0.3, inked, base + size * 0.3), look.ink, thick)


def _joined(row: Sequence[Run]) -> tuple[Run, ...]:
    """Neighbours of one look as one."""
    runs: list[Run] = []
    for run in row:
        if runs and runs[-1].look == run.look:
            runs[-1] = Run(runs[-1].text + run.text, run.look)
        else:
            runs.append(run)
    return tuple(runs)


def _loaded(bold: bool, size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    spec = find_spec("matplotlib")  # found, not imported: that takes a second
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    try:
        # Letter by letter, for words are measured so: no library for other scripts joins in.
        return ImageFont.truetype(
            folder / "mpl-data" / "fonts" / "ttf" / name,
            size,
            layout_engine=ImageFont.Layout.BASIC,
        )
    except OSError as exc:
        raise DrawingError(f"Không vẽ được hình so sánh: thiếu phông chữ {name}.") from exc
