import pytest
from sqlmodel import Session

from knowledge import recent, store
from knowledge.recent import RecentPassages, RecentStanding, RecentTexts
from knowledge.store import Texts, move_document
from knowledge.views import DocumentView, PassageView
from tests.knowledge.documents import published, stored


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
    """The ids that reach the database."""
    seen: list[list[int]] = []

    def noted(
        session: Session, ids: list[int], documents: dict[int, DocumentView], texts: Texts
    ) -> list[PassageView]:
        seen.append(list(ids))
        return store.passages_by_ids(session, ids, documents, texts)

    monkeypatch.setattr(recent, "passages_by_ids", noted)
    return seen


def test_passages_come_as_the_store_gives_them_and_are_read_once(
    session: Session, asked: list[list[int]]
) -> None:
    first, second = store.passages_of_revisions(session, [stored(session)])
    passages = RecentPassages(RecentTexts())

    assert passages.by_ids(session, 1, [first.id]) == [first]
    assert passages.by_ids(session, 1, [second.id, 999, first.id]) == [second, first]
    assert passages.by_ids(session, 1, [first.id, second.id]) == [first, second]
    assert asked == [[first.id], [second.id, 999]]


def test_another_release_is_read_again(session: Session, asked: list[list[int]]) -> None:
    first, _ = store.passages_of_revisions(session, [stored(session, "/a")])
    passages = RecentPassages(RecentTexts())
    passages.by_ids(session, 1, [first.id])
    move_document(session, "/a", "/b")
    session.flush()

    (moved,) = passages.by_ids(session, 2, [first.id])
    assert moved.document.origin == "/b"


def test_what_was_not_asked_for_longest_goes_first(
    session: Session, asked: list[list[int]]
) -> None:
    ids = [
        passage.id
        for origin in ("/a", "/b")
        for passage in store.passages_of_revisions(session, [stored(session, origin)])
    ]
    passages = RecentPassages(RecentTexts(), kept=2)
    for one in (ids[0], ids[1], ids[0], ids[2], ids[0], ids[1]):
        passages.by_ids(session, 1, [one])

    assert asked == [[ids[0]], [ids[1]], [ids[2]], [ids[1]]]


def test_a_text_is_read_once_and_the_oldest_goes_when_there_are_too_many_letters(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = stored(session, "/a"), stored(session, "/b")
    whole = store.revision_texts(session, [first, second])
    seen: list[set[int]] = []

    def noted(session: Session, ids: set[int]) -> dict[int, str]:
        seen.append(set(ids))
        return store.revision_texts(session, ids)

    monkeypatch.setattr(recent, "revision_texts", noted)
    texts = RecentTexts(kept=len(whole[first]) + len(whole[second]) - 1)
    assert texts.by_ids(session, [first, first]) == {first: whole[first]}
    assert texts.by_ids(session, [first]) == {first: whole[first]}
    assert texts.by_ids(session, [second, first]) == whole
    assert seen == [{first}, {second}]
    texts.by_ids(session, [first])
    assert seen[2:] == [{first}], "it had to make room"


def test_the_documents_of_a_release_are_read_once(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    release_id = published(session, stored(session))
    kept = RecentStanding()
    read = kept.of(session, release_id)
    monkeypatch.setattr("knowledge.recent.documents_of", lambda *_: pytest.fail("read again"))
    assert kept.of(session, release_id) is read


def test_the_documents_of_another_release_are_read_anew(session: Session) -> None:
    one, two = stored(session, "/a"), stored(session, "/b")
    kept = RecentStanding()
    assert set(kept.of(session, published(session, one)).documents) == {one}
    assert set(kept.of(session, published(session, two)).documents) == {two}
