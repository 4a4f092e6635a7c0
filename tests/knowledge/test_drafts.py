"""Drafts in the database."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from knowledge import drafts
from knowledge.drafting import DraftState
from knowledge.drafts import Added
from knowledge.errors import NotPublishedError
from tests.knowledge.new_databases import new_database

HOA, MINH = 1003, 1002


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    database = new_database(tmp_path / "drafts.db")
    with database.session() as opened:
        yield opened
    database.close()


def add(session: Session, draft_id: int, name: str, sha256: str) -> Added:
    origin = f"upload:{name}"
    return drafts.add_file(session, draft_id, name=name, sha256=sha256, size=3, origin=origin)


def test_an_admin_has_one_open_draft_and_a_new_one_after_it_ended(session: Session) -> None:
    first = drafts.begin(session, HOA, HOA)
    assert drafts.begin(session, HOA, HOA) == first
    assert drafts.begin(session, MINH, MINH) != first

    drafts.end(session, first, DraftState.DISCARDED)
    assert drafts.open_draft(session, HOA) is None
    assert drafts.begin(session, HOA, HOA) != first


def test_the_same_bytes_are_held_once_and_another_file_of_the_name_takes_the_place(
    session: Session,
) -> None:
    draft = drafts.begin(session, HOA, HOA)
    assert add(session, draft, "a.docx", "1") is Added.NEW
    assert add(session, draft, "b.docx", "1") is Added.SAME
    assert add(session, draft, "a.docx", "2") is Added.INSTEAD

    assert [one.sha256 for one in drafts.draft_by_id(session, draft).files] == ["2"]


def test_a_file_that_could_not_be_read_may_be_sent_again(session: Session) -> None:
    draft = drafts.begin(session, HOA, HOA)
    add(session, draft, "a.docx", "1")
    (file,) = drafts.draft_by_id(session, draft).files
    drafts.file_was_read(session, file.id, revision_id=None, problem="Hỏng.")

    assert add(session, draft, "a.docx", "1") is Added.NEW
    (again,) = drafts.draft_by_id(session, draft).files
    assert not again.is_read


def test_a_draft_whose_only_file_could_not_be_kept_is_gone_with_it(session: Session) -> None:
    draft = drafts.begin(session, HOA, HOA)
    add(session, draft, "a.docx", "1")
    drafts.remove_file(session, draft, "1")
    assert drafts.open_draft(session, HOA) is None


def test_only_open_drafts_hold_their_files(session: Session) -> None:
    mine, theirs = drafts.begin(session, HOA, HOA), drafts.begin(session, MINH, MINH)
    add(session, mine, "a.docx", "1")
    add(session, theirs, "b.docx", "2")
    assert drafts.hashes_held(session) == {"1", "2"}

    drafts.end(session, mine, DraftState.PUBLISHED)
    assert drafts.hashes_held(session) == {"2"}


def test_an_ended_draft_takes_nothing_more(session: Session) -> None:
    draft = drafts.begin(session, HOA, HOA)
    drafts.end(session, draft, DraftState.PUBLISHED)
    with pytest.raises(NotPublishedError, match="đã kết thúc"):
        drafts.collect_again(session, draft)
    assert not drafts.mark_ready(session, draft, 1)


def test_captions_become_the_note_each_once(session: Session) -> None:
    draft = drafts.begin(session, HOA, HOA)
    for words in ("Sửa tháng Hai", "", "Thêm phụ lục", "Sửa tháng Hai"):
        drafts.add_note(session, draft, words)
    assert drafts.draft_by_id(session, draft).note == "Sửa tháng Hai\nThêm phụ lục"


def test_a_value_is_awaited_until_it_came_or_for_half_an_hour(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = drafts.begin(session, HOA, HOA)
    drafts.ask(session, draft, 7, "title")
    assert drafts.asked(session, HOA) == (draft, 7, "title")
    assert drafts.authors_asked(session) == {HOA}
    assert drafts.asked(session, MINH) is None

    with monkeypatch.context() as patch:
        patch.setattr(drafts, "ASKED_FOR", timedelta(0))
        assert drafts.asked(session, HOA) is None
    drafts.ask_nothing(session, HOA)
    assert drafts.asked(session, HOA) is None
    assert drafts.authors_asked(session) == set()


def test_a_card_moves_to_its_newest_message(session: Session) -> None:
    draft = drafts.begin(session, HOA, HOA)
    assert drafts.show_at(session, draft, 5) is None
    assert drafts.show_at(session, draft, 9) == 5
    assert drafts.draft_by_id(session, draft).message_id == 9


def test_a_draft_or_a_file_that_is_not_there_is_said(session: Session) -> None:
    draft = drafts.begin(session, HOA, HOA)
    with pytest.raises(NotPublishedError, match="Tệp này không còn"):
        drafts.draft_by_id(session, draft).file(3)
    with pytest.raises(NotPublishedError, match="Bản nháp này không còn"):
        drafts.draft_by_id(session, 99)
