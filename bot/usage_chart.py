"""Figures of usage as a picture that reads well on a phone; the only import of matplotlib.

matplotlib brings a font with all Vietnamese letters, so that the picture is the same on every
machine. It takes a second to load and is loaded only for a picture.
"""

import io
import unicodedata
from collections.abc import Iterable
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from bot import texts_figures as texts
from bot.usage_tables import percent, seconds
from knowledge.usage_figures import UsageFigures

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, DOTS = 7.2, 150  # inches, dots an inch: 1080 pixels across
INK, FAINT, GRID = "#1f2933", "#6b7785", "#e4e8ec"
BANDS = ("#2f855a", "#d69e2e", "#c05655")  # answer, suggest, none
THUMBS = ("#2b6cb0", "#a0aec0")
LONGEST_GAP = 62  # characters on a line of the picture
MOST_GAPS = 5
_HEIGHTS = {  # inches, from the top
    "head": 0.9,
    "days": 2.3,
    "shares": 1.15,
    "latency": 2.0,
    "gaps": 0.0,  # by how many there are
    "feedback": 1.25,
    "foot": 0.4,
}


_drawing = Lock()  # matplotlib draws one picture at a time


def picture(figures: UsageFigures) -> bytes:
    """A PNG, 1080 pixels wide on white, about as high as Telegram shows without making it
    small."""
    with _drawing:
        return _picture(figures)


def _picture(figures: UsageFigures) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    heights = dict(_HEIGHTS, gaps=0.6 + 0.43 * max(len(figures.gaps[:MOST_GAPS]), 1))
    figure = Figure(figsize=(WIDTH, sum(heights.values())), dpi=DOTS, facecolor="white")
    FigureCanvasAgg(figure)
    page = _Page(figure, heights)
    _head(page.axes("head"), figures)
    _days(page.axes("days"), figures)
    _shares(page.axes("shares"), figures)
    _latency(page.axes("latency"), figures)
    _gaps(page.axes("gaps"), figures)
    _feedback(page.axes("feedback"), figures)
    _write(page.axes("foot"), 0, 0.35, texts.NOT_BY_PERSON, size=8.5, color=FAINT)
    file = io.BytesIO()
    figure.savefig(file, format="png")
    return file.getvalue()


class _Page:
    """Strips one below the other, `heights` in inches."""

    def __init__(self, figure: "Figure", heights: dict[str, float]) -> None:
        self._figure, self._heights = figure, heights
        self._total = sum(heights.values())

    def axes(self, name: str) -> "Axes":
        """A strip without frame; the part of it below its heading."""
        above = 0.0
        for other, height in self._heights.items():
            if other == name:
                break
            above += height
        height = self._heights[name]
        plain = name in ("head", "foot")
        top, bottom = (0.0, 0.0) if plain else (0.55, 0.3 if name in ("days", "latency") else 0.1)
        left = 0.09 if name in ("days", "latency") else 0.06
        box = (
            left,
            1 - (above + height - bottom) / self._total,
            0.95 - left,
            (height - top - bottom) / self._total,
        )
        axes = self._figure.add_axes(box)
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(GRID)
        axes.tick_params(length=0, labelsize=8.5, labelcolor=FAINT)
        if name not in ("days", "latency"):
            axes.set_axis_off()
            axes.set_xlim(0, 1)
            axes.set_ylim(0, 1)
        if not plain:
            heading = getattr(texts, _HEADINGS[name])
            x, y = 0.06, 1 - (above + 0.33) / self._total
            self._figure.text(x, y, heading, size=12, weight="bold", color=INK)
        return axes


_HEADINGS = {
    "days": "QUESTIONS_A_DAY",
    "shares": "SHARES",
    "latency": "LATENCY",
    "gaps": "GAPS",
    "feedback": "FEEDBACK",
}


def _head(axes: "Axes", figures: UsageFigures) -> None:
    first, last = figures.days[0].day, figures.days[-1].day
    title = texts.TITLE.format(questions=_number(figures.questions), days=len(figures.days))
    _write(axes, 0, 0.5, title, size=17, weight="bold", color=INK)
    period = texts.PERIOD.format(first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")
    _write(axes, 0, 0.16, period, size=10.5, color=FAINT)


def _days(axes: "Axes", figures: UsageFigures) -> None:
    """A bar a day, its bands one upon the other."""
    places = range(len(figures.days))
    below = [0] * len(figures.days)
    for band, color in enumerate(BANDS):
        counts = [one.by_band[band] for one in figures.days]
        axes.bar(places, counts, bottom=below, width=0.78, color=color)
        below = [under + count for under, count in zip(below, counts, strict=True)]
    _calendar(axes, figures)
    axes.yaxis.set_major_formatter(lambda value, place: _number(round(value)))
    axes.set_ylim(0, max([*below, 4]) * 1.08)
    if not figures.questions:
        axes.text(
            0.5,
            0.62,
            texts.NOTHING_YET,
            transform=axes.transAxes,
            ha="center",
            size=10.5,
            color=FAINT,
        )


def _shares(axes: "Axes", figures: UsageFigures) -> None:
    total = figures.questions
    rows = list(zip(texts.BAND_NAMES, figures.by_band, BANDS, strict=True))
    _stripe(axes, [(count, color) for _, count, color in rows], 0.62, 0.3)
    for place, (name, count, color) in enumerate(rows):
        x = place / 3
        axes.add_patch(_square(x, 0.12, color))
        _write(axes, x + 0.03, 0.2, f"{name} {percent(count, total)}", size=10, color=INK)
        _write(axes, x + 0.03, -0.08, f"{_number(count)} câu", size=8.5, color=FAINT)


def _latency(axes: "Axes", figures: UsageFigures) -> None:
    """Each day's median and 95th percentile; days without questions are holes in the lines."""
    places = range(len(figures.days))
    hole = float("nan")
    for percent_, color, name, whole in (
        (50, THUMBS[0], texts.HALF, figures.p50_ms),
        (95, BANDS[2], texts.MOST, figures.p95_ms),
    ):
        values = [one.p50_ms if percent_ == 50 else one.p95_ms for one in figures.days]
        drawn = [hole if value is None else value for value in values]
        label = f"{name}: {seconds(whole)}"
        axes.plot(places, drawn, color=color, linewidth=1.8, marker="o", markersize=3, label=label)
    _calendar(axes, figures)
    axes.set_ylim(bottom=0)
    if figures.p95_ms is None:
        axes.set_ylim(0, 100)
    axes.yaxis.set_major_formatter(lambda value, place: seconds(value))
    axes.legend(
        loc="lower right",
        bbox_to_anchor=(1.0, 0.99),
        fontsize=8.5,
        frameon=False,
        ncols=1,
        borderaxespad=0,
        labelcolor=INK,
    )


def _gaps(axes: "Axes", figures: UsageFigures) -> None:
    gaps = figures.gaps[:MOST_GAPS]
    if not gaps:
        _write(axes, 0, 0.6, texts.NO_GAPS, size=10.5, color=FAINT)
        return
    step = 1 / len(gaps)
    most = max(gap.times for gap in gaps)
    for place, gap in enumerate(gaps):
        top = 1 - place * step
        question = (
            gap.question
            if len(gap.question) <= LONGEST_GAP
            else (gap.question[: LONGEST_GAP - 1].rstrip() + "…")
        )
        _write(axes, 0, top - 0.45 * step, question, size=10, color=INK)
        _write(
            axes,
            1,
            top - 0.45 * step,
            f"{_number(gap.times)}×",
            size=10,
            color=INK,
            ha="right",
            weight="bold",
        )
        _bar(axes, 0, top - 0.72 * step, max(0.01, 0.9 * gap.times / most), 0.13 * step, BANDS[2])


def _feedback(axes: "Axes", figures: UsageFigures) -> None:
    helpful, not_helpful = figures.helpful, figures.not_helpful
    if not helpful + not_helpful:
        _write(axes, 0, 0.6, texts.NO_FEEDBACK, size=10.5, color=FAINT)
        return
    _stripe(axes, [(helpful, THUMBS[0]), (not_helpful, THUMBS[1])], 0.72, 0.22)
    axes.add_patch(_square(0, 0.36, THUMBS[0]))
    _write(axes, 0.03, 0.42, f"{texts.HELPFUL} {_number(helpful)}", size=10, color=INK)
    axes.add_patch(_square(0.33, 0.36, THUMBS[1]))
    _write(axes, 0.36, 0.42, f"{texts.NOT_HELPFUL} {_number(not_helpful)}", size=10, color=INK)
    named = [f"{texts.REASON_NAMES.get(one, one)} {count}" for one, count in figures.reasons]
    _write(axes, 0, 0.1, " · ".join(named), size=9.5, color=FAINT)


def _calendar(axes: "Axes", figures: UsageFigures) -> None:
    count = len(figures.days)
    step = max(1, -(-count // 6))
    places = list(range(count - 1, -1, -step))[::-1]
    axes.set_xticks(places, [f"{figures.days[place].day:%d/%m}" for place in places])
    axes.set_xlim(-0.7, count - 0.3)
    axes.yaxis.set_major_locator(_whole())
    axes.grid(axis="y", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)


def _whole() -> Any:  # noqa: ANN401 -- matplotlib's own class, loaded late
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(nbins=4, integer=True)


def _stripe(axes: "Axes", parts: Iterable[tuple[int, str]], bottom: float, height: float) -> None:
    """A bar of the whole width, cut in parts as large as their counts."""
    parts = list(parts)
    total = sum(count for count, _ in parts)
    left = 0.0
    for count, color in parts if total else [(1, GRID)]:
        width = count / (total or 1)
        _bar(axes, left, bottom, width, height, color)
        left += width


def _bar(axes: "Axes", left: float, bottom: float, width: float, height: float, color: str) -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((left, bottom), width, height, color=color, linewidth=0))


def _square(left: float, bottom: float, color: str) -> Any:  # noqa: ANN401 -- as above
    from matplotlib.patches import Rectangle

    return Rectangle((left, bottom), 0.018, 0.2, color=color, linewidth=0)


def _write(axes: "Axes", x: float, y: float, words: str, **style: Any) -> None:  # noqa: ANN401
    """Words as they stand: dollar signs are no mathematics, what the font lacks is left out."""
    axes.text(x, y, _drawable(words), parse_math=False, **style)


def _drawable(words: str) -> str:
    letters = _letters()
    composed = unicodedata.normalize("NFC", words)
    return "".join(one for one in composed if ord(one) in letters or one == " ")


@cache
def _letters() -> frozenset[int]:
    from matplotlib.font_manager import findfont, get_font

    return frozenset(get_font(findfont("DejaVu Sans")).get_charmap())


def _number(count: int) -> str:
    """With points between thousands, as Vietnamese writes them."""
    return f"{count:,}".replace(",", ".")
