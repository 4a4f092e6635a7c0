from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot import texts_releases as texts
from bot.difference.passages import Change, changes_between, rebuilt
from bot.difference.words import Kind
from knowledge.modality import Modality
from knowledge.views import PassageView
from tests.bot.builders import passage

SIGN = "Cán bộ trực ký sổ trực khi nhận ca trước 17 giờ."
LEAVE = "Người trực không rời phòng khi chưa có người thay."
TOTALS = st.lists(st.sampled_from([SIGN, LEAVE, SIGN.replace("17", "18"), "Giữ gìn sách."]))


def written(*told: str, title: str = "Điều 1. Trực", **fields: object) -> list[PassageView]:
    """Passages in order, one clause each."""
    return [
        passage(
            words,
            id=order,
            order=order,
            locator=f"khoản {order} Điều 1",
            heading_path=(title,),
            **fields,
        )
        for order, words in enumerate(told, start=1)
    ]


def summary(changes: Sequence[Change]) -> list[tuple[str, str | None, str | None]]:
    return [
        (
            one.locator,
            one.before.words if one.before else None,
            one.after.words if one.after else None,
        )
        for one in changes
    ]


def test_a_clause_that_only_moved_is_no_change() -> None:
    new = "Mỗi ca có một đội trưởng."
    changes = changes_between(written(SIGN, LEAVE), written(new, LEAVE, SIGN))

    assert summary(changes) == [("khoản 1 Điều 1", None, new)]


def test_a_clause_that_moved_and_changed_is_found_by_its_words() -> None:
    later = SIGN.replace("17", "18")
    changes = changes_between(written(SIGN), written(LEAVE, later))

    moved = texts.MOVED_FROM.format(now="khoản 2 Điều 1", before="khoản 1 Điều 1")
    assert summary(changes) == [("khoản 1 Điều 1", None, LEAVE), (moved, SIGN, later)]


def test_a_rule_of_one_place_that_was_written_anew_is_a_change_of_it() -> None:
    anew = "Người trực ca được rời phòng trước giờ."
    changes = changes_between(written(LEAVE), written(anew))

    assert summary(changes) == [("khoản 1 Điều 1", LEAVE, anew)]


def test_what_has_nothing_in_common_but_its_place_is_gone_and_new() -> None:
    changes = changes_between(written(LEAVE), written("Giữ gìn sách."))

    assert summary(changes) == [
        ("khoản 1 Điều 1", LEAVE, None),
        ("khoản 1 Điều 1", None, "Giữ gìn sách."),
    ]


def test_of_two_equal_clauses_one_that_goes_is_told() -> None:
    changes = changes_between(written(SIGN, SIGN), written(SIGN))

    assert summary(changes) == [("khoản 2 Điều 1", SIGN, None)]


def test_a_do_that_became_a_dont_is_a_change_though_its_words_stand() -> None:
    (change,) = changes_between(
        written(SIGN, modality=Modality.SHOULD), written(SIGN, modality=Modality.SHOULD_NOT)
    )

    assert change.turned
    assert [piece.kind for piece in change.pieces] == [Kind.KEPT]


def test_a_heading_that_reads_otherwise_is_told_once() -> None:
    changes = changes_between(
        written(SIGN, LEAVE), written(SIGN, LEAVE, title="Điều 1. Trực và gác")
    )

    place = texts.HEADING_OVER.format(place="khoản 1 Điều 1")
    assert summary(changes) == [(place, "Điều 1. Trực", "Điều 1. Trực và gác")]


def test_words_that_govern_several_points_are_told_once() -> None:
    old = written("xé sách;", "mang đồ ăn;", lead="Không được:", lead_start=3)
    new = written("xé sách;", "mang đồ ăn;", lead="Không nên và không được:", lead_start=3)
    changes = changes_between(old, new)

    assert summary(changes) == [
        (texts.LEAD_OF.format(place="khoản 1 Điều 1"), "Không được:", "Không nên và không được:")
    ]


@given(TOTALS, TOTALS)
def test_applying_the_changes_to_the_old_words_gives_the_new_ones(
    old: list[str], new: list[str]
) -> None:
    changes = changes_between(written(*old), written(*new))
    words = [*old, *(["Điều 1. Trực"] if old else [])]
    for gone in rebuilt(changes, Kind.REMOVED):
        words.remove(gone)
    words += rebuilt(changes, Kind.ADDED)

    assert sorted(words) == sorted([*new, *(["Điều 1. Trực"] if new else [])])


def test_what_governs_a_point_stands_in_front_of_it() -> None:
    old = written("xé sách;", lead="Không được:", lead_start=3, modality=Modality.MUST_NOT)
    new = written("xé sách;", lead="Ai cũng có thể:", lead_start=3, modality=Modality.MAY)

    assert [change.locator for change in changes_between(old, new)][-1] == "khoản 1 Điều 1"
