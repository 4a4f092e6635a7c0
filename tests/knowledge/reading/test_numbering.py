"""Automatic numbering: what Word shows before each paragraph."""

from dataclasses import replace

import pytest

from knowledge.reading.numbering import Level, NumberedList, Numbering, written

LAW = (
    Level("upperRoman", "Chương %1."),
    Level("decimal", "Điều %2.", restarts_after=0),
    Level("decimal", "%3."),
    Level("lowerLetter", "%4)"),
)


def shown(levels: tuple[Level, ...], *depths: int) -> list[str]:
    numbering = Numbering({"1": NumberedList("f", levels)})
    return [numbering.count("1", depth) for depth in depths]


def test_a_law_counts_its_articles_through_all_chapters() -> None:
    assert shown(LAW, 0, 1, 2, 2, 3, 3, 1, 2, 0, 1, 2, 3) == [
        "Chương I.", "Điều 1.", "1.", "2.", "a)", "b)", "Điều 2.", "1.",
        "Chương II.", "Điều 3.", "1.", "a)",
    ]  # fmt: skip


def test_depths_show_those_above() -> None:
    levels = (Level("decimal", "%1."), Level("decimal", "%1.%2."), Level("decimal", "%1.%2.%3"))

    assert shown(levels, 0, 1, 1, 2, 0, 1) == ["1.", "1.1.", "1.2.", "1.2.1", "2.", "2.1."]


def test_a_depth_begins_anew_only_below_the_one_it_names() -> None:
    levels = (
        Level("decimal", "%1."),
        Level("decimal", "%2)"),
        Level("lowerLetter", "%3)", restarts_after=1),
    )

    assert shown(levels, 0, 1, 2, 1, 2, 0, 2) == ["1.", "1)", "a)", "2)", "b)", "2.", "a)"]


def test_a_list_that_begins_deep_has_begun_above() -> None:
    levels = (Level("decimal", "%1."), Level("decimal", "%1.%2."))

    assert shown(levels, 1, 1, 0, 1) == ["1.1.", "1.2.", "2.", "2.1."]


def test_in_a_legal_depth_every_number_is_in_figures() -> None:
    levels = (Level("upperRoman", "%1."), Level("decimal", "%1.%2", is_legal=True))

    assert shown(levels, 0, 0, 1) == ["I.", "II.", "2.1"]


def test_bullets_show_themselves_and_do_not_count() -> None:
    assert shown((Level("bullet", "-"),), 0, 0) == ["-", "-"]


def test_a_list_begins_where_it_says() -> None:
    assert shown((Level("decimal", "%1.", start=5),), 0, 0) == ["5.", "6."]
    assert shown((Level("decimal", "%1.", start=0),), 0, 0) == ["0.", "1."]


def test_lists_of_a_family_count_on_unless_one_restarts() -> None:
    levels = (Level("decimal", "%1."),)
    anew = (replace(levels[0], start=5),)
    numbering = Numbering(
        {
            "1": NumberedList("f", levels),
            "2": NumberedList("f", levels),
            "3": NumberedList("f", anew, frozenset({0})),
            "4": NumberedList("g", levels),
        }
    )

    found = [numbering.count(list_id, 0) for list_id in ("1", "1", "2", "3", "3", "1", "4")]

    assert found == ["1.", "2.", "3.", "5.", "6.", "7.", "1."]


def test_a_list_that_is_not_there_shows_nothing() -> None:
    numbering = Numbering({"1": NumberedList("f", LAW)})

    assert numbering.count("7", 0) == ""
    assert numbering.count("1", 8) == ""
    assert numbering.level("1", -1) is None


@pytest.mark.parametrize(
    ("style", "numbers", "expected"),
    [
        ("decimal", (1, 12), "1 12"),
        ("decimalZero", (1, 12), "01 12"),
        ("lowerLetter", (1, 4, 5, 26, 27, 28), "a d e z aa bb"),
        ("upperLetter", (2, 27), "B AA"),
        ("lowerRoman", (1, 4, 9, 14), "i iv ix xiv"),
        ("upperRoman", (1944, 4000), "MCMXLIV 4000"),
        ("vietnameseCounting", (1, 10), "một mười"),
        ("none", (3,), ""),
        ("chicago", (3,), "3"),
        ("lowerLetter", (0,), "0"),
    ],
)
def test_numbers_are_written(style: str, numbers: tuple[int, ...], expected: str) -> None:
    assert " ".join(written(number, style) for number in numbers) == expected


def test_vietnamese_number_words_change_behind_tens() -> None:
    words = [written(number, "vietnameseCounting") for number in (11, 15, 20, 21, 34, 55, 100)]

    assert words == [
        "mười một", "mười lăm", "hai mươi", "hai mươi mốt", "ba mươi bốn", "năm mươi lăm", "100",
    ]  # fmt: skip
