import pytest

from bot.references.finding import said
from bot.references.levels import Level
from bot.references.mentions import mentions_of
from bot.references.places import address_of, places_of
from bot.references.words import typed


def places(text: str) -> list[str]:
    return [said(place) for place in places_of(mentions_of(typed(text)))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("điều 5 khoản 2 điểm b", ["điểm b khoản 2 Điều 5"]),
        ("khoản 1 điều 5 và khoản 2 điều 7", ["khoản 1 Điều 5", "khoản 2 Điều 7"]),
        ("điều 5 khoản 1, điều 7 khoản 2", ["khoản 1 Điều 5", "khoản 2 Điều 7"]),
        (
            "điểm a khoản 1 và điểm b khoản 2 điều 5",
            ["điểm a khoản 1 Điều 5", "điểm b khoản 2 Điều 5"],
        ),
        (
            "điều 5 khoản 1 điểm a và khoản 2 điểm b",
            ["điểm a khoản 1 Điều 5", "điểm b khoản 2 Điều 5"],
        ),
        ("khoản 1, 2 và 4 điều 8", ["khoản 1, 2, 4 Điều 8"]),
        ("mục 2 chương III", ["Mục 2 Chương 3"]),
    ],
)
def test_what_belongs_together_is_one_place(text: str, wanted: list[str]) -> None:
    assert places(text) == wanted


@pytest.mark.parametrize(
    ("locator", "headings", "address"),
    [
        (
            "điểm đ khoản 1 Điều 7a (đoạn 2, câu 1–2)",
            ("Chương II QUYỀN", "Mục 1. VIỆC Ở MỤC 9", "Điều 7a. Việc của Điều 8"),
            {"Chương": "2", "Mục": "1", "Điều": "7a", "khoản": "1", "điểm": "đ"},
        ),
        ("mục 12. Theo khoản 2 Điều 5", ("Tám việc",), {"Mục": "12"}),
        ("phần mở đầu, đoạn 2", ("Luật Thư viện",), {}),
        (
            "tiết a.1 điểm a khoản 1a Điều 3",
            (),
            {"Điều": "3", "khoản": "1a", "điểm": "a", "tiết": "a.1"},
        ),
        ("khoản 2 mục III", ("III. Việc cần làm",), {"Mục": "3", "khoản": "2"}),
        (
            "khoản 1 mục II Phụ lục I",
            ("PHỤ LỤC I",),
            {"Phụ lục": "1", "Mục": "2", "khoản": "1"},
        ),
        ("Điều 5, QUY CHẾ trực [2]", ("PHẦN THỨ BA",), {"Phần": "3", "Điều": "5"}),
    ],
)
def test_a_passage_stands_where_its_locator_and_headings_say(
    locator: str, headings: tuple[str, ...], address: dict[str, str]
) -> None:
    assert address_of(locator, headings) == {Level(name): label for name, label in address.items()}


def test_a_place_holds_what_stands_in_it_and_nothing_beside_it() -> None:
    (place,) = places_of(mentions_of(typed("khoản 2-3 điều 5")))

    assert place.holds({Level.ARTICLE: "5", Level.CLAUSE: "2", Level.POINT: "a"})
    assert not place.holds({Level.ARTICLE: "5", Level.CLAUSE: "4"})
    assert not place.holds({Level.ARTICLE: "15", Level.CLAUSE: "2"})
    assert not place.holds({Level.ARTICLE: "5"})
