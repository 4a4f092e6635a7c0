"""Watches in the database: added, changed, removed, and what each last saw."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, delete, select
from sqlmodel.sql.expression import SelectOfScalar

from knowledge.errors import NotPublishedError
from knowledge.models import Document, Revision, known
from knowledge.people import AuditEntry
from knowledge.store import READING_VERSION
from knowledge.watching import Watch, WatchedSource


@dataclass(frozen=True, slots=True)
class WatchView:
    """A watched folder or address; either `every_minutes` or `at` ("06:30" in Viet Nam)."""

    id: int
    place: str
    every_minutes: int | None
    at: str | None
    publishes_itself: bool
    author: str
    added_at: datetime
    checked_at: datetime | None
    failure: str | None  # of the last look
    told_at: datetime | None  # that failure, to admins
    release_id: int | None  # drafted, waits for an admin
    compared_with: int | None
    announced: int | None


@dataclass(frozen=True, slots=True)
class Seen:
    """A file or page as it was last seen: by what it is known again, and what came of reading."""

    origin: str
    size: int | None = None  # bytes
    mtime_ns: int | None = None  # None where the time cannot be relied on
    sha256: str | None = None
    revision_id: int | None = None
    problem: str | None = None
    is_gone: bool = False
    is_undecided: bool = False
    is_current: bool = True  # read by the version of this program that runs

    @property
    def is_settled(self) -> bool:
        """Whether the same bytes need not be read again."""
        return self.is_current and (self.revision_id or self.problem) is not None


def watches(session: Session) -> list[WatchView]:
    """All of them, in the order of adding."""
    return [_view(row) for row in session.exec(select(Watch).order_by(col(Watch.id)))]


def watch(session: Session, number: int) -> WatchView:
    """Raises `NotPublishedError` where there is none."""
    return _view(_get(session, number))


def add(
    session: Session,
    place: str,
    *,
    every_minutes: int | None,
    at: str | None,
    publishes_itself: bool,
    author: str,
) -> int:
    """Its number. A place that is watched already is refused by the caller, who commits."""
    row = Watch(
        place=place,
        every_minutes=every_minutes,
        at=at,
        publishes_itself=publishes_itself,
        author=author,
    )
    session.add(row)
    session.flush()
    _note(session, author, "watch add", row, place)
    return known(row.id)


def reschedule(
    session: Session, number: int, *, every_minutes: int | None, at: str | None, actor: str
) -> None:
    """Look at another time. The caller commits."""
    row = _get(session, number)
    row.every_minutes, row.at = every_minutes, at
    _note(session, actor, "watch time", row, at or f"{every_minutes} min")


def let_publish(session: Session, number: int, publishes: bool, *, actor: str) -> None:
    """Whether what is found publishes itself. The caller commits."""
    row = _get(session, number)
    row.publishes_itself = publishes
    _note(session, actor, "watch publishes itself" if publishes else "watch waits", row)


def remove(session: Session, number: int, *, actor: str) -> WatchView:
    """Watch no longer; what was published from it stays. The caller commits."""
    row = _get(session, number)
    view = _view(row)
    session.exec(delete(WatchedSource).where(col(WatchedSource.watch_id) == number))
    _note(session, actor, "watch remove", row, row.place)
    session.flush()
    session.delete(row)
    return view


def checked(session: Session, number: int, moment: datetime, failure: str | None) -> None:
    """It was looked at. The caller commits."""
    row = _get(session, number)
    row.checked_at, row.failure = moment, failure


def told(session: Session, number: int, moment: datetime | None) -> None:
    """Admins know of the failure; with None, that it is over. The caller commits."""
    _get(session, number).told_at = moment


def waits(
    session: Session, number: int, release_id: int | None, compared_with: int | None = None
) -> int | None:
    """A drafted release waits for a decision; the one that did before. The caller commits."""
    row = _get(session, number)
    before, row.release_id, row.compared_with = row.release_id, release_id, compared_with
    return before


def announced(session: Session, number: int, release_id: int) -> None:
    """Admins know that this release waits. The caller commits."""
    _get(session, number).announced = release_id


def decided(session: Session, number: int, *, actor: str, action: str, subject: str) -> None:
    """What was found is published or dismissed: nothing is undecided. The caller commits."""
    row = _get(session, number)
    row.release_id = row.compared_with = row.announced = None
    for source in session.exec(_sources(number)):
        if source.is_gone and source.is_undecided and action == "publish":
            session.delete(source)
        source.is_undecided = False
    _note(session, actor, f"watch {action}", row, subject)


def seen(session: Session, number: int) -> dict[str, Seen]:
    """What the watch last saw, by origin."""
    return {
        row.origin: Seen(
            row.origin,
            row.size,
            row.mtime_ns,
            row.sha256,
            row.revision_id,
            row.problem,
            row.is_gone,
            row.is_undecided,
            row.reading_version == READING_VERSION,
        )
        for row in session.exec(_sources(number))
    }


def keep_seen(session: Session, number: int, found: Iterable[Seen]) -> None:
    """Keep what was seen of these; others stay as they are. The caller commits."""
    rows = {row.origin: row for row in session.exec(_sources(number))}
    for one in found:
        row = rows.get(one.origin) or WatchedSource(
            watch_id=number, origin=one.origin, reading_version=READING_VERSION
        )
        row.size, row.mtime_ns, row.sha256 = one.size, one.mtime_ns, one.sha256
        row.revision_id, row.problem = one.revision_id, one.problem
        row.is_gone, row.is_undecided = one.is_gone, one.is_undecided
        row.reading_version = READING_VERSION
        session.add(row)


def slugs_of(session: Session, revision_ids: Iterable[int]) -> Mapping[int, str]:
    """The short name of the document that each revision is of."""
    rows = session.exec(
        select(Revision.id, Document.slug)
        .join(Document, col(Document.id) == col(Revision.document_id))
        .where(col(Revision.id).in_(list(revision_ids)))
    )
    return {known(revision_id): slug for revision_id, slug in rows}


def _sources(number: int) -> SelectOfScalar[WatchedSource]:
    return select(WatchedSource).where(WatchedSource.watch_id == number)


def _get(session: Session, number: int) -> Watch:
    row = session.get(Watch, number)
    if row is None:
        raise NotPublishedError(f"Không có nguồn theo dõi số {number}.")
    return row


def _note(session: Session, actor: str, action: str, row: Watch, more: str = "") -> None:
    subject = f"watch {row.id}{': ' if more else ''}{more}"
    session.add(AuditEntry(actor=actor, action=action, subject=subject))


def _view(row: Watch) -> WatchView:
    return WatchView(
        id=known(row.id),
        place=row.place,
        every_minutes=row.every_minutes,
        at=row.at,
        publishes_itself=row.publishes_itself,
        author=row.author,
        added_at=row.added_at,
        checked_at=row.checked_at,
        failure=row.failure,
        told_at=row.told_at,
        release_id=row.release_id,
        compared_with=row.compared_with,
        announced=row.announced,
    )
