import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.difference import words
from bot.difference.words import Kind, Piece, applied, likeness, words_between

TEXTS = st.lists(st.sampled_from(["sổ", "trực", "ca", "\n", " ", ".", "17", "Ký", "ký,"])).map(
    "".join
)


@given(TEXTS, TEXTS)
def test_applying_a_difference_gives_the_new_text_and_the_old_one(old: str, new: str) -> None:
    pieces = words_between(old, new)

    assert applied(pieces, Kind.ADDED) == new
    assert _same(pieces, old)


def _same(pieces: tuple[Piece, ...], old: str) -> bool:
    return "".join(applied(pieces, Kind.REMOVED).split()) == "".join(old.split())


@given(TEXTS, TEXTS)
def test_a_long_text_is_compared_as_exactly_as_a_short_one(old: str, new: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "MOST_PAIRS", 4)
        pieces = words_between(old, new)

    assert applied(pieces, Kind.ADDED) == new
    assert _same(pieces, old)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(piece.kind is Kind.KEPT for piece in words_between(text, text))


def test_what_came_and_what_went_stand_in_their_place() -> None:
    assert words_between("Ký sổ trước 17 giờ.", "Ký sổ trực trước 18 giờ.") == (
        Piece(Kind.KEPT, "Ký sổ "),
        Piece(Kind.REMOVED, "trước 17 "),
        Piece(Kind.ADDED, "trực trước 18 "),
        Piece(Kind.KEPT, "giờ."),
    )


def test_a_line_that_breaks_elsewhere_is_no_change() -> None:
    pieces = words_between("Ký sổ\ntrực", "Ký sổ trực")

    assert pieces == (Piece(Kind.KEPT, "Ký sổ trực"),)


def test_a_text_of_thousands_of_words_differs_only_where_it_was_changed() -> None:
    chance = random.Random(1)
    old = [f"từ{chance.randrange(700)}" for _ in range(4_000)]
    new = [*old[:1_000], "chèn", *old[1_000:3_000], *old[3_001:]]
    pieces = words_between(" ".join(old), " ".join(new))

    changed = [(piece.kind, piece.text.strip()) for piece in pieces if piece.kind is not Kind.KEPT]
    assert changed == [(Kind.ADDED, "chèn"), (Kind.REMOVED, old[3_000])]


def test_a_long_text_changed_in_every_sentence_keeps_what_stands_between() -> None:
    old = [f"Điều {number} nói về việc trực ca số {number} ở phòng." for number in range(500)]
    new = [line.replace("phòng", "kho") for line in old]
    pieces = words_between(" ".join(old), " ".join(new))

    removed = [piece.text.strip() for piece in pieces if piece.kind is Kind.REMOVED]
    assert removed == ["phòng"] * 500


def test_long_texts_without_anything_in_common_are_replaced_whole() -> None:
    old, new = "cũ " * 3_000, "mới " * 3_000

    assert words_between(old, new) == (Piece(Kind.REMOVED, old), Piece(Kind.ADDED, new))


def test_likeness_is_the_share_of_words_in_common() -> None:
    assert likeness("ký sổ trực", "Ký sổ mượn") == pytest.approx(2 / 3)
    assert likeness("", "") == 1.0
    assert likeness("ký", "") == 0.0
