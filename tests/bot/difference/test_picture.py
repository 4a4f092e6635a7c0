"""The pictures hold what changed and fit a phone; how they look, people have looked at."""

import io
from collections.abc import Sequence
from itertools import pairwise

import pytest
from PIL import Image

from bot.difference.documents import Difference, DocumentChange, FieldChange
from bot.difference.drawing import Letters, Line, Run
from bot.difference.passages import all_changed, changes_between
from bot.difference.picture import ADDED, MOST, PLAIN, REMOVED, TALLEST, WIDTH, pictures
from bot.difference.words import Kind
from tests.bot.builders import DOCUMENT
from tests.bot.difference.test_passages import SIGN, written

LATER = SIGN.replace("17", "18")
FIELD = FieldChange("Ngày hiệu lực", None, "01/07/2024")
HOSTILE = ("$x_{1$", "😀 \x00\u202e chữ ngược", "Q" * 900, "Đả̉o dấu", "\n\n\n", "từ " * 4_000)


def between(
    old: Sequence[str], new: Sequence[str], fields: tuple[FieldChange, ...] = ()
) -> Difference:
    changes = changes_between(written(*old), written(*new))
    return Difference((DocumentChange(DOCUMENT, DOCUMENT, fields, changes, len(new)),), 0)


def drawn(difference: Difference) -> list[Image.Image]:
    files = pictures(difference, "bản số 1", "bản nháp").files
    return [Image.open(io.BytesIO(data)) for data in files]


def dots(image: Image.Image, color: str | None) -> int:
    wanted = tuple(bytes.fromhex((color or "")[1:]))
    colours = image.convert("RGB").getcolors(1 << 20) or []
    return sum(count for count, colour in colours if colour == wanted)


def texts_of(lines: Sequence[Line]) -> list[str]:
    return ["".join(run.text for run in line.runs) for line in lines]


def test_what_went_stands_on_red_and_what_came_on_green() -> None:
    (both,) = drawn(between([SIGN], [LATER]))
    (came,) = drawn(between([SIGN], [SIGN, "Ai đến trước ngồi trước, ai đến sau ngồi sau."]))

    # The legend has a little of either.
    assert dots(both, ADDED.paper) == pytest.approx(dots(both, REMOVED.paper), rel=0.4)
    assert dots(came, ADDED.paper) > 4 * dots(came, REMOVED.paper)


def test_a_picture_is_as_wide_as_a_phone_and_not_higher_than_telegram_shows_whole() -> None:
    for image in drawn(between(["Khoản cũ."], HOSTILE, (FIELD,))):
        assert image.format == "PNG"
        assert image.width == WIDTH
        assert image.height <= TALLEST
        assert image.convert("RGB").getpixel((2, 2)) == (255, 255, 255)


def test_the_words_decide_the_picture() -> None:
    one, other = (pictures(between([SIGN], [new]), "a", "b") for new in (LATER, LATER + " Hết."))

    assert one != other
    assert one == pictures(between([SIGN], [LATER]), "a", "b")


def test_many_changes_make_some_pictures_and_a_count_of_the_rest() -> None:
    old = [f"Khoản {number} nói về ca {number} ở phòng." for number in range(120)]
    found = pictures(between(old, [one.replace("phòng", "kho") for one in old]), "a", "b")
    shorter = pictures(between(old[:60], [one + " Hết." for one in old[:60]]), "a", "b")

    assert len(found.files) == len(shorter.files) == MOST
    assert found.left - shorter.left == pytest.approx(60, abs=8)
    assert 0 < shorter.left < 60 - 5 * MOST


def test_few_changes_leave_none_for_the_file() -> None:
    assert pictures(between([SIGN], [LATER], (FIELD,)), "a", "b").left == 0


def test_new_and_removed_documents_are_in_no_picture() -> None:
    whole = all_changed(written(SIGN), Kind.ADDED)
    added = DocumentChange(None, DOCUMENT, (), whole, 1)

    assert pictures(Difference((added,), 3), "a", "b") == pictures(Difference((), 4), "a", "b")
    assert pictures(Difference((added,), 3), "a", "b").files == ()


def test_lines_hold_all_words_and_none_is_wider_than_it_may_be() -> None:
    letters, words = Letters(), "Cán bộ trực ký sổ trực khi nhận ca trước 17 giờ. " * 5
    lines = letters.lines([Run(words, PLAIN), Run("W" * 90, ADDED)], 300)

    assert "".join(texts_of(lines)).replace(" ", "") == (words + "W" * 90).replace(" ", "")
    for line in lines:
        width = sum(letters.width(run.text.rstrip(), run.look) for run in line.runs)
        assert width <= 300
    for one, other in pairwise(lines):  # no line ends before it must
        first = next(iter(other.runs)).text.split()[0]
        used = sum(letters.width(run.text, run.look) for run in one.runs)
        assert used + letters.width(first, PLAIN) > 280


def test_letters_that_the_font_lacks_are_left_out_and_vietnamese_ones_never() -> None:
    words = "Ẵm ẫm ặt ợt ữ ỵ Đ đ “” … – →"
    letters = Letters()

    assert letters.drawable(words) == words
    assert letters.drawable("(⛔ Không nên \U0001fae0)") == "(Không nên )"
