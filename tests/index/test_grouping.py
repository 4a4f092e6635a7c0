"""Questions that ask the same, under the embedded model."""

import pytest

from index.abbreviations import built_in
from index.embedding import Encoder, load_encoder
from index.grouping import grouped
from index.restoring import shipped
from index.understanding import Understanding

PARKING = ["Gửi xe máy ở đâu?", "xe máy gửi ở đâu vậy", "gui xe may o dau"]
COOKING = ["Cách nấu phở bò?", "nau pho bo the nao"]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def put(questions: list[str], groups: list[int | None], encoder: Encoder) -> list[int]:
    understanding = Understanding(shipped(), built_in())
    return grouped([understanding.of(one) for one in questions], groups, encoder)


def test_wordings_of_one_question_are_one_group_with_and_without_marks(encoder: Encoder) -> None:
    questions = [PARKING[0], COOKING[0], *PARKING[1:], COOKING[1]]

    assert put(questions, [None] * 5, encoder) == [-1, -2, -1, -1, -2]


def test_what_was_grouped_before_stays_and_the_like_join_it(encoder: Encoder) -> None:
    questions = [PARKING[0], COOKING[0], PARKING[1], "Ai ký giấy nghỉ phép?"]

    assert put(questions, [40, 7, None, None], encoder) == [40, 7, 40, -4]
    assert put(questions[:2], [7, 7], encoder) == [7, 7]


def test_near_misses_stay_apart(encoder: Encoder) -> None:
    questions = ["Nghỉ phép năm mấy ngày?", "Nghỉ thai sản mấy tháng?"]

    assert put(questions, [None, None], encoder) == [-1, -2]


def test_questions_of_no_words_are_groups_of_their_own(encoder: Encoder) -> None:
    assert put(["[số điện thoại]", "?", "!"], [None] * 3, encoder)[1:] == [-2, -3]
    assert put([], [], encoder) == []
