import pytest
from sqlmodel import Session

from knowledge import recent, store
from knowledge.passage_rows import PassageRow, rows_of_revisions
from knowledge.recent import RecentPassages, RecentStanding, RecentTexts
from knowledge.standing import Standing
from knowledge.store import move_document
from tests.knowledge.documents import published, stored


def _standing(session: Session, *revision_ids: int) -> Standing:
    return Standing.of(store.documents_of_revisions(session, revision_ids))


def _no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("rows_of_revisions", "rows_by_ids"):
        monkeypatch.setattr(recent, name, lambda *_: pytest.fail("read again"))


def test_passages_come_as_the_store_gives_them_and_where_they_stand_is_read_once(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    revision = stored(session)
    first, second = store.passages_of_revisions(session, [revision])
    passages, standing = RecentPassages(RecentTexts()), _standing(session, revision)

    assert passages.by_ids(session, standing, [first.id]) == [first]
    assert passages.by_ids(session, standing, [second.id, 999, first.id]) == [second, first]
    _no_reading(monkeypatch)
    assert passages.by_ids(session, standing, [first.id, second.id]) == [first, second]


def test_passages_show_their_documents_as_their_release_knows_them(session: Session) -> None:
    revision = stored(session, "/a")
    first, _ = store.passages_of_revisions(session, [revision])
    passages = RecentPassages(RecentTexts())
    passages.by_ids(session, _standing(session, revision), [first.id])
    move_document(session, "/a", "/b")
    session.flush()

    (moved,) = passages.by_ids(session, _standing(session, revision), [first.id])
    assert moved.document.origin == "/b"


def test_of_another_release_only_what_is_new_is_read(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, three = (stored(session, origin) for origin in ("/a", "/b", "/c"))
    passages = RecentPassages(RecentTexts())
    (gone, *_) = store.passages_of_revisions(session, [one])
    passages.by_ids(session, _standing(session, one, two), [gone.id])
    read: list[set[int]] = []

    def noted(session: Session, ids: set[int]) -> list[PassageRow]:
        read.append(set(ids))
        return rows_of_revisions(session, ids)

    monkeypatch.setattr(recent, "rows_of_revisions", noted)
    coming = _standing(session, two, three)
    for view in store.passages_of_revisions(session, [two, three]):
        assert passages.by_ids(session, coming, [view.id]) == [view]
    assert read == [{three}]
    assert passages.by_ids(session, coming, [gone.id]) == [], "it is of no document there"


def test_a_release_too_large_to_keep_is_read_as_it_is_asked_for(session: Session) -> None:
    revision = stored(session)
    first, second = store.passages_of_revisions(session, [revision])
    passages, standing = RecentPassages(RecentTexts(), kept=1), _standing(session, revision)

    assert passages.by_ids(session, standing, [second.id, 999]) == [second]
    assert passages.by_ids(session, standing, [first.id]) == [first]


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
