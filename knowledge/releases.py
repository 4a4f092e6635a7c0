"""Releases: drafted aside, published in one transaction, taken back in one transaction."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, insert, update
from sqlmodel import Session, col, select

from knowledge.drafting import Draft, DraftState
from knowledge.errors import NotPublishedError
from knowledge.models import Passage, Release, ReleaseItem, ReleaseStatus, known, now
from knowledge.people import AuditEntry
from knowledge.views import ReleaseView
from knowledge.watching import Watch

ANSWERED = (ReleaseStatus.PUBLISHED, ReleaseStatus.RETIRED)  # now, or once
KEPT = 10  # this many releases can be rolled back to without building anything


def draft(session: Session, revision_ids: Sequence[int], *, author: str, note: str) -> int:
    """A new release with these revisions in this order, visible to nobody."""
    release = Release(author=author, note=note)
    session.add(release)
    session.flush()
    release_id = known(release.id)
    rows = [
        {"release_id": release_id, "revision_id": revision_id, "position": position}
        for position, revision_id in enumerate(revision_ids)
    ]
    if rows:  # thousands, and nobody holds one as an object
        session.connection().execute(insert(ReleaseItem), rows)
    return release_id


def note_changes(session: Session, release_id: int, changes: dict[str, Any]) -> None:
    """Keep what a release changes, as JSON, for the lists of releases. The caller commits."""
    _get(session, release_id).changes = changes


def changes_of(session: Session, release_id: int) -> dict[str, Any]:
    """What was noted of a release's changes."""
    return dict(_get(session, release_id).changes)


def publish(
    session: Session, release_id: int, *, actor: str, in_spite_of: Sequence[str] = ()
) -> None:
    """Move the pointer to a drafted release whose index is on disk; `in_spite_of` are golden
    questions that it breaks. The caller commits."""
    _point_to(session, _get(session, release_id))
    subject = f"release {release_id}"
    session.add(AuditEntry(actor=actor, action="publish", subject=subject))
    for question in in_spite_of:
        session.add(AuditEntry(actor=actor, action="insist", subject=f"{subject}: {question}"))


def rollback_target(session: Session, release_id: int | None) -> int:
    """The release to go back to, by default the one before the current.

    Raises `NotPublishedError` when there is none, it never answered, or it is the current one.
    """
    if release_id is None:
        return _one_before(session, current_release(session))
    release = _get(session, release_id)
    if release.status == ReleaseStatus.PUBLISHED:
        raise NotPublishedError(f"Bản công bố số {release_id} đang được dùng, không cần quay lại.")
    if release.status != ReleaseStatus.RETIRED:
        raise NotPublishedError(f"Bản số {release_id} chưa từng được công bố.")
    return release_id


def roll_back(session: Session, release_id: int, index_digest: str, *, actor: str) -> None:
    """Point to an earlier release again. The caller commits."""
    release = _get(session, rollback_target(session, release_id))
    release.index_digest = index_digest
    _point_to(session, release)
    session.add(AuditEntry(actor=actor, action="rollback", subject=f"release {release_id}"))


def abandon_drafts(session: Session) -> int:
    """Mark what a dead refresh left behind; how many there were. What waits for somebody's
    decision stays. The caller commits."""
    waiting = _waiting(session)
    left = session.exec(select(Release).where(Release.status == ReleaseStatus.DRAFT)).all()
    dead = [release for release in left if release.id not in waiting]
    for release in dead:
        release.status = ReleaseStatus.ABANDONED
    return len(dead)


def abandon(session: Session, release_id: int) -> None:
    """Give up a draft; one that was published stays. The caller commits."""
    release = _get(session, release_id)
    if release.status == ReleaseStatus.DRAFT:
        release.status = ReleaseStatus.ABANDONED


def _waiting(session: Session) -> set[int | None]:
    """Drafted releases that an admin has yet to decide on."""
    undecided = col(Draft.state).in_((DraftState.COLLECTING, DraftState.READY))
    ready = select(Draft.release_id).where(undecided, col(Draft.release_id).is_not(None))
    found = select(Watch.release_id).where(col(Watch.release_id).is_not(None))
    return {*session.exec(ready), *session.exec(found)}


def current_release(session: Session) -> int | None:
    """The id of the release that answers now; None before the first one."""
    return session.exec(
        select(Release.id).where(Release.status == ReleaseStatus.PUBLISHED)
    ).one_or_none()


def index_digest_of(session: Session, release_id: int) -> str:
    release = _get(session, release_id)
    if release.index_digest is None:
        raise NotPublishedError(f"Bản số {release_id} chưa có chỉ mục.")
    return release.index_digest


def set_index_digest(session: Session, release_id: int, digest: str) -> None:
    """Another index for the same words: the model was changed or the index was rebuilt."""
    _get(session, release_id).index_digest = digest


def revision_ids_of(session: Session, release_id: int) -> list[int]:
    return list(
        session.exec(
            select(ReleaseItem.revision_id)
            .where(ReleaseItem.release_id == release_id)
            .order_by(col(ReleaseItem.position))
        )
    )


def releases(session: Session, first: int = 0, most: int | None = None) -> list[ReleaseView]:
    """Every release that was ever published, the newest first; `most` of them from place `first`
    on."""
    rows = session.exec(
        select(Release)
        .where(col(Release.status).in_(ANSWERED))
        .order_by(col(Release.id).desc())
        .offset(first)
        .limit(most)
    )
    return [_view(session, release) for release in rows]


def ids(session: Session) -> list[int]:
    """The same by number alone."""
    answered = select(Release.id).where(col(Release.status).in_(ANSWERED))
    return [known(one) for one in session.exec(answered.order_by(col(Release.id).desc()))]


def count(session: Session) -> int:
    """How many were ever published."""
    answered = select(func.count(col(Release.id))).where(col(Release.status).in_(ANSWERED))
    return session.exec(answered).one()


def release(session: Session, release_id: int) -> ReleaseView:
    """One that was published. Raises `NotPublishedError` for any other."""
    found = _get(session, release_id)
    if found.status not in ANSWERED:
        raise NotPublishedError(f"Bản số {release_id} chưa từng được công bố.")
    return _view(session, found)


def before(session: Session, release_id: int) -> int | None:
    """The release that was published before another one; None for the first."""
    earlier = select(Release.id).where(
        col(Release.status).in_(ANSWERED), col(Release.id) < release_id
    )
    return session.exec(earlier.order_by(col(Release.id).desc())).first()


def kept_digests(session: Session) -> set[str]:
    """The index folders that must stay: the current release and the last ones before it."""
    answered = session.exec(
        select(Release.index_digest, Release.status)
        .where(col(Release.status).in_(ANSWERED))
        .order_by(col(Release.id).desc())
    ).all()
    kept = [digest for digest, _ in answered[:KEPT]]
    kept += [digest for digest, status in answered if status == ReleaseStatus.PUBLISHED]
    waiting = select(Release.index_digest).where(col(Release.id).in_(_waiting(session)))
    kept += session.exec(waiting).all()
    return {digest for digest in kept if digest}


def _point_to(session: Session, release: Release) -> None:
    session.exec(
        update(Release)
        .where(col(Release.status) == ReleaseStatus.PUBLISHED)
        .values(status=ReleaseStatus.RETIRED)
    )
    release.status = ReleaseStatus.PUBLISHED
    release.published_at = now()
    session.add(release)
    session.flush()


def _one_before(session: Session, current: int | None) -> int:
    earlier = session.exec(
        select(Release.id)
        .where(Release.status == ReleaseStatus.RETIRED, col(Release.id) < (current or 0))
        .order_by(col(Release.id).desc())
    ).first()
    if earlier is None:
        raise NotPublishedError("Không có bản công bố nào trước bản đang dùng để quay lại.")
    return earlier


def _get(session: Session, release_id: int) -> Release:
    release = session.get(Release, release_id)
    if release is None:
        raise NotPublishedError(f"Không có bản công bố số {release_id}.")
    return release


def _view(session: Session, release: Release) -> ReleaseView:
    items = select(ReleaseItem.revision_id).where(ReleaseItem.release_id == release.id)
    passages = select(func.count()).select_from(Passage)
    return ReleaseView(
        id=known(release.id),
        status=release.status,
        index_digest=release.index_digest,
        author=release.author,
        note=release.note,
        published_at=release.published_at,
        documents=len(session.exec(items).all()),
        passages=session.exec(passages.where(col(Passage.revision_id).in_(items))).one(),
        changes=dict(release.changes),
    )
