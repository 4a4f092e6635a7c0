import csv
import io
from datetime import date

import pytest

from bot.errors import UsageError
from bot.usage_tables import as_csv, as_json, as_text, counted_days, defused, seconds
from knowledge.usage_figures import DayFigures, OpenGap, UsageFigures

MONDAY = DayFigures(date(2026, 3, 2), (6, 3, 1), 40.0, 1_250.0, 2, 1)
TUESDAY = DayFigures(date(2026, 3, 3), (0, 0, 0), None, None, 0, 0)


def figures(*questions: str) -> UsageFigures:
    gaps = tuple(OpenGap(one, 4, date(2026, 3, 1), date(2026, 3, 2)) for one in questions)
    return UsageFigures((MONDAY, TUESDAY), 40.0, 1_250.0, gaps, (("outdated", 1),))


def rows(table: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))


def test_the_table_is_one_that_excel_opens_in_vietnamese() -> None:
    table = as_csv(figures("Nghỉ phép mấy ngày?"))

    assert table.startswith(b"\xef\xbb\xbf")
    assert ["02/03/2026", "10", "6", "3", "1", "40", "1250", "2", "1"] in rows(table)
    assert ["03/03/2026", "0", "0", "0", "0", "", "", "0", "0"] in rows(table)
    assert ["Nghỉ phép mấy ngày?", "4", "01/03/2026", "02/03/2026"] in rows(table)
    assert ["văn bản cũ", "1"] in rows(table)
    assert "Không có thống kê theo từng người" in rows(table)[0][0]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "  =", "＝"])
def test_no_cell_is_a_formula(begin: str) -> None:
    (cell,) = [row[0] for row in rows(as_csv(figures(f"{begin}1+1"))) if "1+1" in "".join(row)]

    assert cell.startswith("'")


def test_words_and_numbers_are_left_as_they_are() -> None:
    assert [defused(one) for one in ("a=b", "", 12, "5 - 3")] == ["a=b", "", 12, "5 - 3"]


def test_the_text_says_shares_times_and_that_nothing_is_by_person() -> None:
    text = as_text(figures("Nghỉ phép mấy ngày?"))

    assert "10 câu hỏi" in text
    assert "Trả lời 6 (60 %), gợi ý 3 (30 %), không tìm thấy 1 (10 %)." in text
    assert "một nửa dưới 40 ms, 95 % dưới 1,2 giây" in text
    assert "4× Nghỉ phép mấy ngày?" in text
    assert "Không có thống kê theo từng người" in text


def test_scripts_read_the_same_figures() -> None:
    found = as_json(figures("Nghỉ phép mấy ngày?"))

    assert (found["since"], found["until"], found["questions"]) == ("2026-03-02", "2026-03-03", 10)
    assert found["bands"]["suggest"] == {"questions": 3, "share": 0.3}
    assert found["feedback"] == {"helpful": 2, "not_helpful": 1, "reasons": {"outdated": 1}}
    assert found["days"][1]["p50_ms"] is None


def test_only_a_sensible_number_of_days_is_counted() -> None:
    assert counted_days("90") == 90
    for words in ("0", "367", "-3", "ba", "9" * 30):
        with pytest.raises(UsageError, match="từ 1 đến 366"):
            counted_days(words)


def test_times_are_said_in_milliseconds_or_seconds() -> None:
    assert [seconds(one) for one in (None, 12.4, 999.0, 2_340.0)] == [
        "–",
        "12 ms",
        "999 ms",
        "2,3 giây",
    ]
