from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import Session, select

from knowledge import golden, store
from knowledge.errors import NotPublishedError
from knowledge.people import AuditEntry
from knowledge.views import PassageView
from tests.knowledge.documents import stored

QUESTION = "Có phải ký sổ không?"


@pytest.fixture
def passage(session: Session) -> PassageView:
    return store.passages_of_revisions(session, [stored(session)])[0]


def test_a_question_is_kept_with_where_its_answer_stands_and_who_added_it(
    session: Session, passage: PassageView
) -> None:
    number, new = golden.add(session, QUESTION, passage, author="hoa")

    (held,) = golden.questions(session)
    assert (new, held.id, held.question) == (True, number, QUESTION)
    assert (held.slug, held.article, held.locator) == ("quy-che", "1", "câu 1")
    entries = session.exec(select(AuditEntry.actor, AuditEntry.action)).all()
    assert entries == [("hoa", "golden add")]


def test_the_same_in_other_letters_is_not_added_again_another_passage_is(
    session: Session, passage: PassageView
) -> None:
    number, _ = golden.add(session, QUESTION, passage, author="hoa")
    again = golden.add(session, f"  {QUESTION.upper()} ", passage, author="hoa")
    other = golden.add(session, QUESTION, replace(passage, article="9"), author="hoa")

    assert again == (number, False)
    assert other == (number + 1, True)


@pytest.mark.parametrize(
    ("changes", "right"),
    [
        ({}, True),
        ({"locator": "khoản 7 Điều 1", "text": "khác"}, True),
        ({"article": "2"}, False),
        ({"anchor": "A1"}, True),
    ],
)
def test_a_passage_is_right_wherever_in_its_article_it_stands(
    session: Session, passage: PassageView, changes: dict[str, Any], right: bool
) -> None:
    golden.add(session, QUESTION, passage, author="hoa")
    (held,) = golden.questions(session)

    assert held.is_answered_by(replace(passage, **changes)) is right


def test_an_entry_is_known_by_its_anchor_and_prose_by_its_place(
    session: Session, passage: PassageView
) -> None:
    entry = replace(passage, anchor="A1", article=None)
    prose = replace(passage, article=None)
    for one in (entry, prose):
        golden.add(session, one.locator + str(one.anchor), one, author="hoa")
    by_anchor, by_place = golden.questions(session)

    assert by_anchor.is_answered_by(replace(entry, locator="mục khác"))
    assert not by_anchor.is_answered_by(replace(entry, anchor="A2"))
    assert by_place.is_answered_by(prose)
    assert not by_place.is_answered_by(replace(prose, locator="câu 9"))


def test_another_document_is_never_right(session: Session, passage: PassageView) -> None:
    golden.add(session, QUESTION, passage, author="hoa")
    (held,) = golden.questions(session)

    document = replace(passage.document, slug="khác")
    assert not held.is_answered_by(replace(passage, document=document))


def test_one_that_was_taken_out_counts_no_more_and_may_come_back(
    session: Session, passage: PassageView
) -> None:
    number, _ = golden.add(session, QUESTION, passage, author="hoa")
    assert golden.remove(session, number, actor="minh").question == QUESTION
    assert golden.questions(session) == []
    for act in (golden.by_number, lambda s, n: golden.remove(s, n, actor="minh")):
        with pytest.raises(NotPublishedError, match=f"Không có câu hỏi mẫu số {number}"):
            act(session, number)

    assert golden.add(session, QUESTION, passage, author="hoa") == (number + 1, True)
