import pytest
from sqlmodel import Session, select

from knowledge import releases
from knowledge.errors import NotPublishedError
from knowledge.people import AuditEntry
from tests.knowledge.documents import published, stored


def test_a_draft_is_seen_by_nobody(session: Session) -> None:
    releases.draft(session, [stored(session)], author="hoa", note="")

    assert releases.current_release(session) is None
    assert releases.releases(session) == []


def test_publishing_moves_the_pointer_and_retires_the_one_before(session: Session) -> None:
    revision = stored(session)
    first, second = published(session, revision), published(session, revision)

    assert releases.current_release(session) == second
    shown = {one.id: one.status for one in releases.releases(session)}
    assert shown == {second: "published", first: "retired"}


def test_rolling_back_points_to_the_one_before_and_is_written_down(session: Session) -> None:
    revision = stored(session)
    first, _second = published(session, revision), published(session, revision)
    target = releases.rollback_target(session, None)
    releases.roll_back(session, target, "e" * 64, actor="hoa")

    assert releases.current_release(session) == first
    assert releases.index_digest_of(session, first) == "e" * 64
    actions = session.exec(select(AuditEntry.action)).all()
    assert actions == ["publish", "publish", "rollback"]


def test_a_draft_cannot_be_rolled_back_to(session: Session) -> None:
    revision = stored(session)
    published(session, revision)
    draft = releases.draft(session, [revision], author="hoa", note="")

    with pytest.raises(NotPublishedError, match="chưa từng được công bố"):
        releases.rollback_target(session, draft)


def test_what_a_dead_refresh_left_is_marked_and_never_answers(session: Session) -> None:
    revision = stored(session)
    current = published(session, revision)
    releases.draft(session, [revision], author="hoa", note="")

    assert releases.abandon_drafts(session) == 1
    assert releases.abandon_drafts(session) == 0
    assert releases.current_release(session) == current


def test_the_current_index_is_kept_however_old(session: Session) -> None:
    revision = stored(session)
    first = published(session, revision)
    releases.set_index_digest(session, first, "a" * 64)
    for _ in range(releases.KEPT + 2):
        published(session, revision)
    releases.roll_back(session, first, "a" * 64, actor="hoa")

    assert releases.kept_digests(session) == {"a" * 64, "d" * 64}


def test_there_is_no_index_of_a_release_that_does_not_exist(session: Session) -> None:
    with pytest.raises(NotPublishedError, match="Không có bản công bố số 7"):
        releases.index_digest_of(session, 7)
