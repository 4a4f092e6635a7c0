import unicodedata

import pytest

from bot.references.labels import Labels, rank_of, roman
from bot.references.levels import Level
from bot.references.mentions import mentions_of
from bot.references.words import typed

A, C, P = Level.ARTICLE, Level.CLAUSE, Level.POINT


def found(text: str) -> list[tuple[Level, list[str]]]:
    """Levels and labels, a range as "5-7", a label that may be read in two ways as "d|đ"."""
    return [(one.level, [_said(label) for label in one.labels]) for one in mentions_of(typed(text))]


def _said(label: Labels) -> str:
    if label.last:
        return f"{label.first}-{label.last}"
    return f"{label.first}|{label.or_else}" if label.or_else else label.first


@pytest.mark.parametrize(
    "text",
    [
        *(
            "điều 5 khoản 2 QĐ 37",
            "d5k2 qd37",
            "đ5k2",
            "Đ.5 K.2",
            "ĐIỀU 5, KHOẢN 2",
            "Điều5 khoản2",
        ),
        *("dieu 5 khoan 2", "đ 5 k 2", "điều 05, khoản 02", "điều 5.2", "đ5-k2", "Điều 5/k2"),
        unicodedata.normalize("NFD", "điều 5 khoản 2"),
    ],
)
def test_an_article_and_its_clause_are_read_however_they_are_typed(text: str) -> None:
    assert found(text) == [(A, ["5"]), (C, ["2"])]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("điều 5 đến điều 7", ["5-7"]),
        ("từ điều 5 tới 7", ["5-7"]),
        ("điều 5-7", ["5-7"]),
        ("điều 5 – 7", ["5-7"]),
        ("điều 5, 6", ["5", "6"]),
        ("điều 5, 7 và 9 luật", ["5", "7", "9"]),
        ("điều 5 và điều 7", ["5", "7"]),
        ("điều 7a", ["7a"]),
        ("Điều 14đ", ["14đ"]),
        ("điều 5, 58/2010/QH12", ["5"]),
        ("điều 5, 2010", ["5"]),
        ("điều 5 đến nay", ["5"]),
        ("điều 5 - Luật Thư viện", ["5"]),
        ("điều 5-QĐ/XX", []),
    ],
)
def test_lists_and_ranges_of_articles(text: str, labels: list[str]) -> None:
    assert [label for level, said in found(text) for label in said if level is A] == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("điểm b khoản 1 điều 2", ["b"]),
        ("diem d khoan 1 dieu 2", ["d|đ"]),  # who types no marks types đ as d
        ("điểm d khoản 1 điều 2", ["d"]),
        ("điểm đ khoản 1", ["đ"]),
        ("diem dd khoan 1", ["đ"]),
        ("điểm a, b và đ khoản 1", ["a", "b", "đ"]),
        ("điểm a đến c khoản 1", ["a-c"]),
        ("điểm a1 khoản 1", ["a.1"]),
        ("điểm a.1 khoản 1", ["a.1"]),
    ],
)
def test_points_and_their_letters(text: str, labels: list[str]) -> None:
    assert found(text)[0] == (P, labels)


@pytest.mark.parametrize(
    ("text", "level", "label"),
    [
        ("chương II", Level.CHAPTER, "2"),
        ("Chuong 4 luat thu vien", Level.CHAPTER, "4"),
        ("mục 12 sổ tay", Level.SECTION, "12"),
        ("Phụ lục I", Level.APPENDIX, "1"),
        ("phu luc 1", Level.APPENDIX, "1"),
        ("PHẦN THỨ HAI", Level.PART, "2"),
        ("Phụ lục B", Level.APPENDIX, "b"),
        ("tiểu mục 3", Level.SUBSECTION, "3"),
        ("khoản 1.2", Level.CLAUSE, "1.2"),
    ],
)
def test_divisions_are_numbered_in_several_ways(text: str, level: Level, label: str) -> None:
    assert found(text) == [(level, [label])]


@pytest.mark.parametrize(
    "text",
    [
        *("8 điều nên làm", "gọi 0912345678", "ngày 5/8/2020", "mức 5 triệu", "500đ 5 người"),
        *(
            "điều này",
            "những điều khoản chung",
            "Đoàn 26/3",
            "hỏi 2 việc",
            "58/2010/QH12",
            "37-QĐ/XX",
        ),
    ],
)
def test_other_numbers_are_no_reference(text: str) -> None:
    assert found(text) == []


def test_labels_stand_in_the_order_of_a_law() -> None:
    row = ["1", "1.2", "2", "5", "5a", "5đ", "6", "10"]
    assert sorted(reversed(row), key=rank_of) == row
    assert sorted("eđbda", key=rank_of) == ["a", "b", "d", "đ", "e"]


def test_roman_numbers_are_read_and_words_are_not() -> None:
    assert [roman(word) for word in ("i", "iv", "ix", "xiv", "xxxix", "xl")] == [
        *("1", "4", "9", "14", "39", "40")
    ]
    assert [roman(word) for word in ("", "vi" + "v", "lo", "iiii")] == [None] * 4
