from pathlib import Path

import pytest

from bot import texts
from bot.difference import documents
from bot.difference.documents import between_releases
from bot.difference.words import Kind
from bot.parts import Parts
from bot.sources import sources_at
from tests.bot.conftest import LAW, RULES


def refresh(parts: Parts, *paths: Path, only: bool = False) -> None:
    parts.publisher.refresh(sources_at(map(str, paths)), only=only, author="hoa")


def test_a_changed_document_shows_its_changed_passages_and_head(
    published: Parts, rules: Path
) -> None:
    changed = RULES.replace("chìa khóa cho", "chìa khóa và sổ cho").replace("01/06", "02/06")
    rules.write_text(changed, encoding="utf-8")
    refresh(published, rules)
    with published.database.session() as session:
        difference = between_releases(session, 1, 2)

    (one,) = difference.documents
    (field,) = one.fields
    (change,) = one.changes
    assert difference.unchanged == 1
    assert (field.label, field.before, field.after) == (
        texts.HEAD_FIELDS["effective_from"],
        "01/06/2024",
        "02/06/2024",
    )
    assert [piece.text for piece in change.pieces if piece.kind is Kind.ADDED] == ["và sổ "]


def test_a_document_that_came_or_went_is_shown_whole(published: Parts, law: Path) -> None:
    refresh(published, law, only=True)
    with published.database.session() as session:
        gone, come = between_releases(session, 1, 2), between_releases(session, 2, 1)

    (removed,), (added,) = gone.removed, come.added
    assert removed.document.title == added.document.title == "Quy chế trực ban"
    assert len(removed.changes) >= removed.passages == 3
    assert all(change.after is None for change in removed.changes)
    assert all(change.before is None for change in added.changes)


def test_nothing_against_a_release_is_all_that_it_holds(published: Parts) -> None:
    with published.database.session() as session:
        difference = between_releases(session, None, 1)

    assert [one.document.slug for one in difference.added] == ["12-qc-td", "9-2021-qh-0"]


def test_of_documents_that_nobody_would_read_only_the_number_is_told(
    published: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MOST_WHOLE", 3)
    with published.database.session() as session:
        first, second = between_releases(session, None, 1).added

    assert first.changes
    assert (second.changes, second.passages) == ((), 5)


def test_a_release_does_not_differ_from_itself(published: Parts) -> None:
    with published.database.session() as session:
        difference = between_releases(session, 1, 1)

    assert difference.documents == ()
    assert difference.unchanged == 2


def test_an_article_that_is_put_in_changes_no_other(published: Parts, law: Path) -> None:
    article = "Điều 3. Giờ mở cửa\nThư viện mở cửa từ sáng.\nĐiều 4. "
    law.write_text(LAW.replace("Điều 3. ", article), encoding="utf-8")
    refresh(published, law)
    with published.database.session() as session:
        (one,) = between_releases(session, 1, 2).documents

    assert [change.locator for change in one.changes] == ["tiêu đề trên Điều 3", "Điều 3"]
