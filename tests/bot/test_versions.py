"""Which versions of the documents take no part in an answer."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.versions import left_out
from knowledge.standing import Standing
from knowledge.views import DocumentView
from tests.bot.builders import DOCUMENT

OLD, NEW, COMING, OTHER = 1, 2, 3, 4
TODAY = date(2026, 3, 2)


def document(revision_id: int, number: str | None, **changes: Any) -> DocumentView:  # noqa: ANN401 -- any field of it
    plain = replace(DOCUMENT, revision_id=revision_id, number=number, title="Quy định đọc sách")
    return replace(plain, issued_on=None, **changes)


@pytest.fixture
def standing() -> Standing:
    """47 was replaced by 37 in 2021, which 9 will replace in 2027; 12 has nothing to do with it."""
    return Standing.of(
        [
            document(OLD, "47-QĐ/TW", effective_from=date(2011, 11, 1)),
            document(NEW, "37-QĐ/TW", effective_from=date(2021, 10, 25), replaces=("47-QĐ/TW",)),
            document(COMING, "9-QĐ/TW", effective_from=date(2027, 1, 1), replaces=("37-QĐ/TW",)),
            document(OTHER, "12-QC/TĐ", effective_from=date(2001, 1, 1)),
        ]
    )


@pytest.mark.parametrize(
    ("question", "answering"),
    [
        ("đảng viên có được đánh bạc không", {NEW, OTHER}),
        ("theo Quy định 37 có được đánh bạc không", {NEW, OTHER}),
        ("theo Quy định 47 có được đánh bạc không", {OLD}),
        ("theo qd47 co duoc danh bac khong", {OLD}),
        ("theo 47-QĐ/TW thì sao", {OLD}),
        ("Quy định 47 khác Quy định 37 ở đâu", {OLD, NEW}),
        ("quy định số 147 nói gì", {NEW, OTHER}),
        ("theo quy định cũ thì sao", {OLD, OTHER}),
        ("quy định trước đây về đánh bạc", {OLD, OTHER}),
        ("năm 2015 thì sao", {OLD, OTHER}),
        ("quy định năm 2015 thì sao", {OLD, OTHER}),
        ("năm 2021 thì sao", {OLD, OTHER}),
        ("năm 2022 thì sao", {NEW, OTHER}),
        ("năm 2026 thì sao", {NEW, OTHER}),
        ("quy định sắp tới về đánh bạc", {COMING, OTHER}),
        ("sắp tới tôi có được đánh bạc không", {NEW, COMING, OTHER}),
        ("năm 2028 thì sao", {COMING, OTHER}),
    ],
)
def test_what_answers_is_what_was_asked_for(
    standing: Standing, question: str, answering: set[int]
) -> None:
    assert set(standing.documents) - left_out(question, standing, TODAY) == answering


def test_a_document_is_named_by_title_and_year() -> None:
    old = document(OLD, "4/2001/QH10", title="Luật Thư viện", effective_to=date(2020, 1, 1))
    new = document(NEW, "98/2019/QH14", title="Luật Thư viện", effective_from=date(2020, 1, 2))
    standing = Standing.of([old, new])

    assert left_out("Luật Thư viện năm 2001 nói gì về thẻ", standing, TODAY) == {NEW}
    assert left_out("luat thu vien nam 2019 noi gi ve the", standing, TODAY) == {OLD}
    assert left_out("Luật Thư viện năm 1999 nói gì về thẻ", standing, TODAY) == {OLD}
    assert left_out("luật thư viện nói gì về thẻ", standing, TODAY) == {OLD}


def test_a_short_number_that_a_standing_document_has_too_names_that() -> None:
    old = document(OLD, "24/2010/NĐ-CP", effective_to=date(2020, 1, 1))
    new = document(NEW, "24/2020/NĐ-CP", effective_from=date(2020, 1, 2))
    standing = Standing.of([old, new])

    assert left_out("theo Nghị định 24 thì sao", standing, TODAY) == {OLD}
    assert left_out("theo Nghị định 24/2010 thì sao", standing, TODAY) == {NEW}
    assert left_out("theo nghị định số 24/2010/NĐ-CP", standing, TODAY) == {NEW}


def test_nothing_is_left_out_where_everything_stands() -> None:
    standing = Standing.of([document(OTHER, "12-QC/TĐ", effective_from=None)])
    assert left_out("theo quy định cũ năm 2015", standing, TODAY) == frozenset()
