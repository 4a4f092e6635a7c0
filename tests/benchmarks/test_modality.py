"""The labels are found by their hash wherever the words went; a flip is do for don't."""

import pytest

from benchmarks.modality import LABELS, Place, hash_of, is_flip, read_gold

TEXT = "Điều 3. Nội quy\nBạn đọc phải đeo thẻ.\nBạn đọc được mượn ba cuốn."


def place_of(words: str) -> Place:
    start = TEXT.index(words)
    return Place(start, start + len(words), hash_of(words))


def test_words_are_found_where_they_were_and_where_they_went() -> None:
    place = place_of("Bạn đọc phải đeo thẻ.")

    assert place.words(TEXT) == "Bạn đọc phải đeo thẻ."
    assert place.words("Một dòng mới.\n" + TEXT) == "Bạn đọc phải đeo thẻ."


def test_words_that_were_changed_are_missing() -> None:
    place = place_of("Bạn đọc phải đeo thẻ.")

    assert place.words(TEXT.replace("phải", "nên")) is None


def test_line_ends_make_no_other_words() -> None:
    assert hash_of("Bạn đọc\nphải  đeo thẻ.") == hash_of("Bạn đọc phải đeo thẻ.")


@pytest.mark.parametrize(
    ("label", "found", "flip"),
    [
        ("must", "must_not", True),
        ("may", "must_not", True),
        ("should_not", "should", True),
        ("must", "may", False),
        ("must", "none", False),
        ("none", "must_not", False),
    ],
)
def test_a_flip_is_do_for_dont(label: str, found: str, flip: bool) -> None:
    assert is_flip(label, found) is flip


def test_the_gold_holds_labels_and_places_and_no_words() -> None:
    gold = read_gold()

    assert len(gold) >= 240
    assert {one.label for one in gold} == set(LABELS)
    assert {one.part for one in gold} == {"development", "held out"}
    assert all(one.words.start < one.words.end for one in gold)
