"""Figures of usage as CSV that a spreadsheet opens as words and numbers, and as JSON."""

import csv
import io
from typing import Any

from bot.errors import UsageError
from bot.texts_figures import (
    BAND_NAMES,
    CSV_DAYS,
    CSV_GAPS,
    CSV_REASONS,
    HOW_MANY_DAYS,
    NOT_BY_PERSON,
    REASON_NAMES,
)
from knowledge.usage_figures import BANDS, UsageFigures

DAYS = 30  # shown unless one asks for another number
MOST_DAYS = 366
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(figures: UsageFigures) -> bytes:
    """UTF-8 with a byte order mark, which Excel needs to read Vietnamese; three tables, a line
    free between them. A cell that a spreadsheet would calculate gets an apostrophe in front."""
    lines: list[list[object]] = [[NOT_BY_PERSON], [], list(CSV_DAYS)]
    for one in figures.days:
        times = (_ms(one.p50_ms), _ms(one.p95_ms))
        thumbs = (one.helpful, one.not_helpful)
        lines.append([f"{one.day:%d/%m/%Y}", one.questions, *one.by_band, *times, *thumbs])
    lines += [[], list(CSV_GAPS)]
    for gap in figures.gaps:
        dates = (f"{gap.first_asked:%d/%m/%Y}", f"{gap.last_asked:%d/%m/%Y}")
        lines.append([gap.question, gap.times, *dates])
    lines += [[], list(CSV_REASONS)]
    lines += [[REASON_NAMES.get(reason, reason), count] for reason, count in figures.reasons]
    file = io.StringIO()
    csv.writer(file).writerows([[defused(cell) for cell in line] for line in lines])
    return file.getvalue().encode("utf-8-sig")


def defused(cell: object) -> object:
    """A cell that is no formula in any spreadsheet (CWE-1236); numbers stay numbers."""
    if isinstance(cell, str) and cell.lstrip(" \u00a0\u200b\ufeff").startswith(_FORMULA):
        return f"'{cell}"
    return cell


def as_json(figures: UsageFigures) -> dict[str, Any]:
    """As scripts read it; shares are of all questions, null where there are none."""
    total = figures.questions
    return {
        "since": figures.days[0].day.isoformat(),
        "until": figures.days[-1].day.isoformat(),
        "questions": total,
        "bands": {
            band: {"questions": count, "share": round(count / total, 4) if total else None}
            for band, count in zip(BANDS, figures.by_band, strict=True)
        },
        "p50_ms": figures.p50_ms,
        "p95_ms": figures.p95_ms,
        "feedback": {
            "helpful": figures.helpful,
            "not_helpful": figures.not_helpful,
            "reasons": dict(figures.reasons),
        },
        "gaps": [
            {
                "question": gap.question,
                "times": gap.times,
                "first_asked": gap.first_asked.isoformat(),
                "last_asked": gap.last_asked.isoformat(),
            }
            for gap in figures.gaps
        ],
        "days": [
            {
                "day": one.day.isoformat(),
                "questions": one.questions,
                **dict(zip(BANDS, one.by_band, strict=True)),
                "p50_ms": one.p50_ms,
                "p95_ms": one.p95_ms,
                "helpful": one.helpful,
                "not_helpful": one.not_helpful,
            }
            for one in figures.days
        ],
    }


def counted_days(text: str) -> int:
    """How many days somebody wants to see. Raises `UsageError`."""
    if not (text.isdecimal() and len(text) <= 4 and 1 <= int(text) <= MOST_DAYS):
        raise UsageError(HOW_MANY_DAYS.format(most=MOST_DAYS))
    return int(text)


def as_text(figures: UsageFigures, *, gaps: bool = True) -> str:
    """A few lines for a terminal or below the picture, which shows the gaps itself."""
    total = figures.questions
    first, last = figures.days[0].day, figures.days[-1].day
    shares = ", ".join(
        f"{name} {count} ({percent(count, total)})"
        for name, count in zip(BAND_NAMES, figures.by_band, strict=True)
    )
    lines = [f"Từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}: {total} câu hỏi"]
    if total:
        lines.append(f"{shares[0].upper()}{shares[1:]}.")
        lines.append(
            f"Thời gian trả lời: một nửa dưới {seconds(figures.p50_ms)}, 95 % dưới "
            f"{seconds(figures.p95_ms)}."
        )
    lines.append(f"Góp ý: {figures.helpful} 👍, {figures.not_helpful} 👎.")
    if figures.gaps and gaps:
        lines.append("Hỏi nhiều mà chưa có câu trả lời:")
        lines += [f"  {gap.times}× {gap.question}" for gap in figures.gaps]
    lines.append(NOT_BY_PERSON)
    return "\n".join(lines)


def percent(count: int, total: int) -> str:
    return f"{100 * count / total:.0f} %" if total else "–"


def seconds(milliseconds: float | None) -> str:
    """For a person: "45 ms" or "1,2 giây"."""
    if milliseconds is None:
        return "–"
    if milliseconds < 1_000:
        return f"{milliseconds:.0f} ms"
    return f"{milliseconds / 1_000:.1f} giây".replace(".", ",")


def _ms(value: float | None) -> object:
    return "" if value is None else round(value)
