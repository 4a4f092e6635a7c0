from dataclasses import replace

import pytest

from bot.browsing import FullText, Group, Outline
from bot.browsing_cards import documents_card, full_card, list_card, outline_card
from bot.cards import BUDGET, Card
from bot.preview.markup import parse_html
from knowledge.modality import Modality
from tests.bot.builders import DOCUMENT, TODAY, passage

LAN = 1001


def labels(card: Card) -> list[str]:
    rows = card.keyboard.inline_keyboard if card.keyboard else ()
    return [button.text for row in rows for button in row]


def group(title: str, count: int, before: int = 0) -> Group:
    entries = tuple(
        passage(id=number, anchor=f"a{number}", locator=f"mục {number}. Việc thứ {number}")
        for number in range(before + 1, before + count + 1)
    )
    return Group(title, DOCUMENT, before, entries)


def test_a_list_is_counted_and_each_entry_has_its_button() -> None:
    card = list_card(Modality.SHOULD_NOT, [group("Giờ trực", 3), group("Bàn giao", 2)], 0, LAN)

    assert "Những điều không nên làm: 5 điều, trong 2 mục" in card.html
    assert "3. Việc thứ 3" in card.html
    assert labels(card) == ["1", "2", "3", "Bàn giao (2)"]


def test_the_second_part_of_a_long_list_counts_on() -> None:
    parts = [group("Giờ trực", 25), group("Giờ trực", 2, before=25)]
    card = list_card(Modality.SHOULD, parts, 1, LAN)

    assert "26. Việc thứ 26" in card.html
    assert labels(card)[:2] == ["26", "27"]


@pytest.mark.parametrize("number", [0, 40, 99])
def test_a_hundred_groups_still_fit_what_telegram_takes(number: int) -> None:
    groups = [group(f"Mục {place} " + "rất dài " * 30, 25) for place in range(100)]
    card = list_card(Modality.SHOULD, groups, number, LAN)

    assert len(labels(card)) <= 100
    assert len(parse_html(card.html).text) <= 4096


def test_from_the_first_page_of_groups_one_reaches_the_last() -> None:
    groups = [group(f"Mục {place}", 1) for place in range(30)]

    assert "Trang sau ▶" in labels(list_card(Modality.SHOULD, groups, 0, LAN))
    last = labels(list_card(Modality.SHOULD, groups, 24, LAN))
    assert "◀ Trang trước" in last
    assert "Mục 29 (1)" in last


def test_an_empty_list_says_so() -> None:
    card = list_card(Modality.SHOULD, [], 0, LAN)

    assert "không có danh sách này" in card.html
    assert labels(card) == []


def test_documents_come_in_pages() -> None:
    many = [replace(DOCUMENT, revision_id=n, title=f"Quy chế {n}") for n in range(1, 12)]
    first, second = (documents_card(many, page, LAN, TODAY) for page in (0, 1))

    assert labels(first) == [*map(str, range(1, 9)), "Trang sau ▶"]
    assert labels(second) == ["9", "10", "11", "◀ Trang trước"]
    assert "Quy chế 11" in second.html


@pytest.mark.parametrize("page", [-5, 0, 7])
def test_a_page_that_does_not_exist_is_the_nearest_that_does(page: int) -> None:
    outline = Outline(DOCUMENT, (passage(), passage(id=8)), 2)

    assert "trang 1/1" in outline_card(outline, page, LAN, TODAY).html


def test_full_text_escapes_and_offers_the_next_page() -> None:
    full = FullText(DOCUMENT, "Điều 3", "a < b & c" + " chữ" * 2_000, 0, 2)
    card = full_card(full, 7, LAN)

    assert "a &lt; b &amp; c" in card.html
    assert labels(card) == ["Phần tiếp ▶"]
    assert len(parse_html(card.html).text) <= BUDGET + 300
