from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from knowledge import store
from knowledge.modality import Modality
from knowledge.reading.reading import Head, Heading, Proposal, SourceNote
from knowledge.views import DocumentView, Validity
from tests.knowledge.documents import TEXT, published, reading, stored

TODAY = date(2026, 3, 2)


def test_a_passage_is_cut_from_its_revision_with_the_words_that_govern_it(
    session: Session,
) -> None:
    revision_id = stored(session)
    first, second = store.passages_of_revisions(session, [revision_id])

    assert first.text == "Cán bộ trực nên ký sổ."
    assert (first.lead, second.lead) == (None, "Giờ trực")
    assert TEXT[second.start : second.end] == second.text
    assert second.modality is Modality.SHOULD_NOT
    assert second.document.title == "Quy chế trực"


def test_passages_come_in_the_order_asked_for_and_unknown_ids_are_left_out(
    session: Session,
) -> None:
    first, second = store.passages_of_revisions(session, [stored(session)])

    found = store.passages_by_ids(session, [second.id, 999, first.id])
    assert [one.id for one in found] == [second.id, first.id]


def test_a_slug_that_is_taken_gets_a_number(session: Session) -> None:
    slugs = [store.add_document(session, "quy-che", f"/{n}").slug for n in range(3)]

    assert slugs == ["quy-che", "quy-che-2", "quy-che-3"]


@pytest.mark.parametrize(
    "other", [reading(TEXT + " Thêm."), reading(title="Quy chế khác"), reading(TEXT.lower())]
)
def test_any_change_of_words_or_head_is_another_hash(other: object) -> None:
    assert store.reading_hash(reading()) == store.reading_hash(reading())
    assert store.reading_hash(reading()) != store.reading_hash(other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {"head": Head(title="Quy chế trực", number="12-QC", replaces=("1-QC",))},
        {"proposals": (Proposal("number", "12-QC", 0, 5),)},
        {"pages": (0, 9)},
        {"headings": (Heading(1, "Giờ trực", 0, 8, "A1"),)},
        {"notes": (SourceNote(0, 8, "Quy chế"),)},
    ],
)
def test_what_was_read_off_the_words_is_part_of_the_hash(changes: dict[str, Any]) -> None:
    assert store.reading_hash(reading()) != store.reading_hash(replace(reading(), **changes))


def test_a_page_fetched_again_unchanged_has_the_same_hash() -> None:
    again = replace(reading(), fetched_on=TODAY)
    assert store.reading_hash(again) == store.reading_hash(reading())


def test_only_passages_of_the_release_are_listed_by_modality(session: Session) -> None:
    inside, _outside = stored(session, "/a"), stored(session, "/b")
    release_id = published(session, inside)

    found = store.passages_with_modality(session, release_id, Modality.SHOULD_NOT)
    assert [(one.document.revision_id, one.text) for one in found] == [
        (inside, "Cán bộ trực không nên ngủ.")
    ]


def test_documents_keep_the_order_of_their_release(session: Session) -> None:
    first, second = stored(session, "/a", "Một"), stored(session, "/b", "Hai")
    release_id = published(session, second, first)

    assert [one.title for one in store.documents_of(session, release_id)] == ["Hai", "Một"]
    assert store.passage_counts(session, release_id) == {first: 2, second: 2}
    assert store.articles_of(session, first) == ["1", "2"]


@pytest.mark.parametrize(
    ("changes", "validity"),
    [
        ({}, Validity.UNKNOWN),
        ({"effective_from": date(2024, 1, 1)}, Validity.IN_FORCE),
        ({"effective_from": TODAY}, Validity.IN_FORCE),
        ({"effective_from": date(2027, 1, 1)}, Validity.NOT_YET),
        ({"effective_from": date(2020, 1, 1), "effective_to": date(2025, 1, 1)}, Validity.EXPIRED),
        ({"effective_to": TODAY, "effective_from": date(2020, 1, 1)}, Validity.IN_FORCE),
        ({"effective_from": date(2020, 1, 1), "replaced_by": "15-QC"}, Validity.REPLACED),
    ],
)
def test_validity_follows_from_dates_and_links(
    session: Session, changes: dict[str, object], validity: Validity
) -> None:
    release_id = published(session, stored(session))
    document: DocumentView = store.documents_of(session, release_id)[0]

    assert replace(document, **changes).validity(TODAY) is validity  # type: ignore[arg-type]
