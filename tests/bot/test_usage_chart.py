"""The picture is drawn for whatever there is to draw; how it looks, people have looked at."""

import io
from datetime import date, timedelta

import pytest
from PIL import Image

from bot.usage_chart import picture
from knowledge.usage_figures import DayFigures, OpenGap, UsageFigures

LAST = date(2026, 3, 31)


def figures(days: int, questions: int, gaps: tuple[str, ...] = ()) -> UsageFigures:
    counted = tuple(
        DayFigures(
            LAST - timedelta(days=days - 1 - number),
            (questions, questions // 3, questions // 7),
            50.0 if questions else None,
            9_000.0 if questions else None,
            questions // 9,
            questions // 20,
        )
        for number in range(days)
    )
    asked = tuple(OpenGap(one, 3, LAST, LAST) for one in gaps)
    reasons = (("outdated", 3),) if questions else ()
    half, most = (50.0, 9_000.0) if questions else (None, None)
    return UsageFigures(counted, half, most, asked, reasons)


HOSTILE = ("$x_{1$", "😀 \x00\u202e chữ ngược", "từ " * 200, "Đả̉o dấu", "\\frac{1}")


@pytest.mark.parametrize(
    "drawn",
    [figures(30, 0), figures(1, 1, ("một câu",)), figures(366, 90_000, HOSTILE)],
    ids=["empty", "one question", "large"],
)
def test_a_picture_is_drawn_that_telegram_shows_whole(drawn: UsageFigures) -> None:
    data = picture(drawn)

    image = Image.open(io.BytesIO(data))
    assert image.format == "PNG"
    assert image.width == 1080
    assert 1_200 <= image.height <= 1_700
    assert image.convert("RGB").getpixel((2, 2)) == (255, 255, 255)
    assert len(data) < 1_000_000


def test_a_question_is_drawn_and_changes_the_picture() -> None:
    assert picture(figures(30, 9, ("Được nghỉ mấy ngày?",))) != picture(figures(30, 9, ("Ai ký?",)))
