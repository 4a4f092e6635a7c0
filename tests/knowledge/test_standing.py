"""Which documents stand on a day."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from knowledge import store
from knowledge.standing import Names, Standing, linked
from knowledge.views import DocumentView, Ending, Validity
from tests.knowledge.documents import stored

OLD, NEW, NEWER = 47, 37, 99


def document(revision_id: int, **changes: Any) -> DocumentView:  # noqa: ANN401 -- any field of it
    plain = DocumentView(
        revision_id=revision_id,
        slug=f"qd-{revision_id}",
        origin=f"/van-ban/{revision_id}.md",
        source=f"{revision_id}.md",
        title=f"Quy định {revision_id}",
        number=f"{revision_id}-QĐ/TW",
        kind="quy định",
        issuer=None,
        issued_on=None,
        effective_from=None,
        effective_to=None,
        replaced_by=None,
        warnings=(),
    )
    return replace(plain, **changes)


def old(**changes: Any) -> DocumentView:  # noqa: ANN401 -- any field of it
    return document(OLD, **{"effective_from": date(2011, 11, 1), **changes})


def new(**changes: Any) -> DocumentView:  # noqa: ANN401 -- any field of it
    return document(
        NEW, **{"effective_from": date(2021, 10, 25), "replaces": ("47-QĐ/TW",), **changes}
    )


def validity(documents: list[DocumentView], revision_id: int, on: date) -> Validity:
    (found,) = (one for one in linked(documents) if one.revision_id == revision_id)
    return found.validity(on)


def test_the_older_document_stands_up_to_the_day_the_newer_one_begins() -> None:
    documents = [old(), new()]
    assert validity(documents, OLD, date(2021, 10, 24)) is Validity.IN_FORCE
    assert validity(documents, OLD, date(2021, 10, 25)) is Validity.REPLACED
    assert validity(documents, NEW, date(2021, 10, 24)) is Validity.NOT_YET
    assert validity(documents, NEW, date(2021, 10, 25)) is Validity.IN_FORCE


def test_it_knows_by_what_and_since_when() -> None:
    (ended, _) = linked([old(), new()])
    assert ended.ending == Ending("37-QĐ/TW", date(2021, 10, 25), replaces=True, revision_id=NEW)
    assert ended.out_since == date(2021, 10, 25)


def test_a_document_that_is_repealed_has_expired() -> None:
    documents = [old(), new(replaces=(), repeals=("47-QĐ/TW",))]
    assert validity(documents, OLD, date(2022, 1, 1)) is Validity.EXPIRED


def test_a_document_that_is_only_amended_stands() -> None:
    documents = [old(), new(replaces=(), amends=("47-QĐ/TW",))]
    assert validity(documents, OLD, date(2022, 1, 1)) is Validity.IN_FORCE


def test_what_was_replaced_once_does_not_come_back_with_the_next() -> None:
    newer = document(NEWER, effective_from=date(2025, 1, 1), replaces=("37-QĐ/TW",))
    documents = [old(), new(), newer]
    assert validity(documents, OLD, date(2026, 1, 1)) is Validity.REPLACED
    assert validity(documents, NEW, date(2026, 1, 1)) is Validity.REPLACED
    assert validity(documents, NEWER, date(2026, 1, 1)) is Validity.IN_FORCE


def test_the_first_of_two_that_replace_it_counts() -> None:
    later = document(NEWER, effective_from=date(2025, 1, 1), replaces=("47-QĐ/TW",))
    (ended, *_) = linked([old(), later, new()])
    assert ended.ending is not None
    assert ended.ending.by == "37-QĐ/TW"


def test_a_head_line_that_names_a_document_nobody_has_replaces_at_once() -> None:
    assert validity([old(replaced_by="37-QĐ/TW")], OLD, date(2015, 1, 1)) is Validity.REPLACED


def test_a_head_line_that_names_a_document_of_the_release_waits_for_its_first_day() -> None:
    documents = [old(replaced_by="37-QĐ/TW"), new(replaces=())]
    assert validity(documents, OLD, date(2021, 10, 24)) is Validity.IN_FORCE
    assert validity(documents, OLD, date(2021, 10, 25)) is Validity.REPLACED


def test_a_head_line_with_a_last_day_waits_for_it() -> None:
    documents = [old(replaced_by="37-QĐ/TW", effective_to=date(2021, 10, 24))]
    assert validity(documents, OLD, date(2021, 10, 24)) is Validity.IN_FORCE
    assert validity(documents, OLD, date(2021, 10, 25)) is Validity.REPLACED


def test_a_newer_document_without_any_day_replaces_and_is_itself_unclear() -> None:
    documents = [old(), new(effective_from=None)]
    assert validity(documents, OLD, date(2022, 1, 1)) is Validity.REPLACED
    assert validity(documents, NEW, date(2022, 1, 1)) is Validity.UNKNOWN


def test_the_day_of_issue_counts_where_no_first_day_is_known() -> None:
    documents = [old(), new(effective_from=None, issued_on=date(2021, 10, 1))]
    assert validity(documents, OLD, date(2021, 9, 30)) is Validity.IN_FORCE
    assert validity(documents, OLD, date(2021, 10, 1)) is Validity.REPLACED


def test_an_older_document_cannot_have_replaced_a_newer_one() -> None:
    documents = [old(replaces=("37-QĐ/TW",)), new(replaces=())]
    assert validity(documents, NEW, date(2022, 1, 1)) is Validity.IN_FORCE


def test_a_handbook_that_retells_a_rule_replaces_nothing() -> None:
    documents = [old(), new(kind="sổ tay")]
    assert validity(documents, OLD, date(2022, 1, 1)) is Validity.IN_FORCE


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("47-QĐ/TW", True),
        ("47 - QD/TW", True),
        ("047-QĐ/TW", True),
        ("147-QĐ/TW", False),
        ("Luật Thư viện", True),
        ("Luật thư viện năm 2001", True),
        ("Luật Thư viện 2001", True),
        ("Luật Thư viện năm 2002", False),
        ("Luật Thư viện xã", False),
    ],
)
def test_a_document_is_found_by_number_or_title_and_year(name: str, found: bool) -> None:
    law = document(OLD, title="Luật Thư viện", issued_on=date(2001, 5, 6))
    assert Names([law]).called(name) == ([law] if found else [])


def test_what_does_not_answer_on_a_day_is_a_set_of_revisions() -> None:
    standing = Standing.of([old(), new(), document(NEWER)])
    assert standing.out_of_force(date(2021, 10, 24)) == {NEW}
    assert standing.out_of_force(date(2021, 10, 25)) == {OLD}


def test_passages_are_shown_with_what_their_release_knows_of_their_document(
    session: Session,
) -> None:
    inside, outside = stored(session, "/a"), stored(session, "/b")
    here, *_, elsewhere = store.passages_of_revisions(session, [inside, outside])
    known = replace(here.document, ending=Ending("37-QĐ/TW", None, replaces=True))
    standing = Standing({inside: known})

    shown = standing.shown([here, elsewhere])
    assert [one.document for one in shown] == [known, elsewhere.document]
    assert [one.text for one in shown] == [here.text, elsewhere.text]
