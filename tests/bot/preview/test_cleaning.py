import unicodedata

import pytest

from bot.preview.cleaning import clean, shows_nothing
from bot.preview.entities import Entity
from bot.preview.errors import ApiError


def test_control_characters_become_spaces_and_line_breaks_stay() -> None:
    assert clean("a\tb\x00c\x1fd\ne").text == "a b c d\ne"


def test_carriage_returns_and_some_marks_are_dropped() -> None:
    assert clean("a\r\nb\u2028c\u202ed\u030ae\u033f").text == "a\nbcde"


def test_decomposed_vietnamese_is_kept_as_it_is() -> None:
    decomposed = unicodedata.normalize("NFD", "Điều không nên làm")
    assert clean(decomposed).text == decomposed


def test_both_ends_are_trimmed_and_entities_move_along() -> None:
    cleaned = clean("  \n ab cd \n", [Entity("bold", 7, 4)])
    assert (cleaned.text, cleaned.entities) == ("ab cd", (Entity("bold", 3, 2),))


def test_nothing_is_trimmed_from_inside_the_first_entity() -> None:
    cleaned = clean("  ab", [Entity("bold", 1, 3)])
    assert (cleaned.text, cleaned.entities) == (" ab", (Entity("bold", 0, 3),))


def test_an_entity_shrinks_by_what_is_dropped_from_it() -> None:
    assert clean("a\rb\r", [Entity("code", 0, 4)]).entities == (Entity("code", 0, 2),)


def test_all_but_the_last_direction_mark_become_joiners() -> None:
    assert clean("a\u200e\u200f\u200eb").text == "a\u200c\u200c\u200eb"


@pytest.mark.parametrize(
    ("entity", "reason"),
    [
        (Entity("bold", 5, 1), "entity begins after the end of the text at UTF-16 offset 5"),
        (Entity("bold", 0, 9), "ends after the end of the text at UTF-16 offset 9"),
        (Entity("bold", 1, 1), "entity begins in a middle of a UTF-16 symbol"),
        (Entity("bold", 0, 1), "ends in a middle of a UTF-16 symbol"),
    ],
)
def test_an_entity_outside_the_text_is_refused(entity: Entity, reason: str) -> None:
    with pytest.raises(ApiError, match=reason):
        clean("😀ab", [entity])


@pytest.mark.parametrize("text", ["", " \n", "\u200b\u2060", "\u2800", "\u00a0\ufe0f"])
def test_blank_characters_show_nothing(text: str) -> None:
    assert shows_nothing(text)


def test_an_emoji_shows_something() -> None:
    assert not shows_nothing("😀")
