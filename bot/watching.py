"""Watched sources: what changed is read and drafted, and waits, or publishes itself."""

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from bot.comparison import Comparison, Proof
from bot.difference.documents import Difference, between_releases
from bot.errors import BotError, GoldenBroken, HomeBusy, PublishingError, StaleDraft, UsageError
from bot.glancing import Glance, Glancing
from bot.proving import prove
from bot.publishing import Prepared, Publisher
from bot.schedules import Schedule
from index.errors import IndexFault
from knowledge import releases, watches
from knowledge.database import Database
from knowledge.errors import FetchError, KnowledgeError, NotPublishedError
from knowledge.models import now
from knowledge.watches import Seen, WatchView
from knowledge.web.address import is_web_address, web_address

log = logging.getLogger(__name__)
FAULT = "Có lỗi ở phía bot khi xem nguồn này; nhật ký của máy chủ ghi rõ."
AUTHOR = "theo dõi"  # of releases that nobody asked for


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a source came to."""

    watch: WatchView  # as it is after the look
    comparison: Comparison | None = None  # what was found would change this
    published: int | None = None  # the release, where it published itself
    held_back: str = ""  # why it did not, though it is marked so
    refused: tuple[str, ...] = ()  # documents that cannot be read, said for the first time
    read: int = 0  # how many files or pages were read
    is_new_failure: bool = False  # which admins do not know of yet
    is_over: bool = False  # a failure that they know of

    @property
    def has_news(self) -> bool:
        """Whether admins are told anything."""
        told = self.comparison or self.published or self.refused
        return bool(told or self.is_new_failure or self.is_over)


class Watcher:
    """Looks after the watched sources. One look at a time; each may take minutes.

    `clock` gives the moment, in UTC.
    """

    def __init__(
        self, database: Database, publisher: Publisher, clock: Callable[[], datetime] = now
    ) -> None:
        self._database = database
        self._publisher = publisher
        self._clock = clock
        self._glancing = Glancing(publisher, clock)
        self._lock = threading.Lock()

    def watches(self) -> list[WatchView]:
        with self._database.session() as session:
            return watches.watches(session)

    def watch(self, number: int) -> WatchView:
        """Raises `NotPublishedError`."""
        with self._database.session() as session:
            return watches.watch(session, number)

    def due(self) -> list[int]:
        """The numbers of those whose time has come, the longest waiting first."""
        moment = self._clock()
        waiting = [(_next_look(one, moment), one.id) for one in self.watches()]
        return [number for at, number in sorted(waiting) if at <= moment]

    def next_look(self, watch: WatchView) -> datetime:
        return _next_look(watch, self._clock())

    def add(
        self, place: str, schedule: Schedule, *, publishes_itself: bool = False, author: str
    ) -> int:
        """Watch a folder or a web address. Raises `UsageError`: neither, or watched already."""
        place = _checked_place(place)
        with self._database.session() as session:
            for held in watches.watches(session):
                if _overlap(held.place, place):
                    raise UsageError(
                        f"“{place}” đã được theo dõi: nguồn số {held.id} ({held.place})."
                    )
            number = watches.add(
                session,
                place,
                every_minutes=schedule.every_minutes,
                at=schedule.at,
                publishes_itself=publishes_itself,
                author=author,
            )
            session.commit()
        return number

    def reschedule(self, number: int, schedule: Schedule, *, author: str) -> WatchView:
        """Raises `NotPublishedError`."""
        with self._database.session() as session:
            watches.reschedule(
                session,
                number,
                every_minutes=schedule.every_minutes,
                at=schedule.at,
                actor=author,
            )
            session.commit()
        return self.watch(number)

    def let_publish(self, number: int, publishes: bool, *, author: str) -> WatchView:
        """Raises `NotPublishedError`."""
        with self._database.session() as session:
            watches.let_publish(session, number, publishes, actor=author)
            session.commit()
        return self.watch(number)

    def remove(self, number: int, *, author: str) -> WatchView:
        """Watch no longer; what was published stays, what waits is given up. Raises
        `NotPublishedError`."""
        with self._lock, self._database.session() as session:
            removed = watches.remove(session, number, actor=author)
            if removed.release_id is not None:
                releases.abandon(session, removed.release_id)
            session.commit()
        return removed

    def look(self, number: int) -> Look:
        """Look at a source now.

        Raises `NotPublishedError` where there is none, `HomeBusy` while another process publishes:
        what was read is kept and drafted by the next look.
        """
        with self._lock:
            watch = self.watch(number)
            with self._database.session() as session:
                before = watches.seen(session, number)
            glance = self._glance(watch, before)
            self._keep(watch, glance)
            if not glance.found and self._is_whole(watch.release_id):
                drafted = None  # waits as it did
            else:
                glance, drafted = self._drafted(watch, glance)
            return self._looked(watch, glance, drafted)

    def publish(
        self, number: int, release_id: int, *, author: str, insist: bool = False
    ) -> Comparison:
        """Let what was found answer; what that changed.

        Raises `PublishingError` where this release does not wait any more; `StaleDraft` where
        another was published since (what was found is drafted anew then); `GoldenBroken` unless
        one does `insist`; `HomeBusy`.
        """
        with self._lock:
            watch = self._waiting(number, release_id)
            with self._database.session() as session:
                current = releases.current_release(session)
            if current != watch.compared_with or not self._is_whole(release_id):
                self._draft(watch)
                raise StaleDraft(watch.compared_with, current)
            prepared = self._prepared(watch, release_id)
            self._publish(watch, prepared, author=author, insist=insist)
        return prepared.comparison

    def dismiss(self, number: int, release_id: int, *, author: str) -> None:
        """Leave what was found: it comes up again only when it changes again. Raises
        `PublishingError` where this release does not wait any more."""
        with self._lock:
            self._waiting(number, release_id)
            self._publisher.discard(release_id)
            self._decide(number, author, "dismiss", f"release {release_id}")

    def offered(self, number: int) -> Comparison | None:
        """What the release that waits would change, with the golden questions asked now."""
        watch = self.watch(number)
        if watch.release_id is None:
            return None
        return self._prepared(watch, watch.release_id).comparison

    def waiting(self, number: int, release_id: int) -> Comparison:
        """What a release that waits would change, as it was read. Raises `PublishingError` where
        it does not wait any more."""
        watch = self._waiting(number, release_id)
        return self._publisher.waiting(release_id, watch.compared_with).comparison

    def difference(self, number: int, release_id: int) -> Difference:
        """The same word by word. Raises as `waiting` does."""
        watch = self._waiting(number, release_id)
        with self._database.session() as session:
            return between_releases(session, watch.compared_with, release_id)

    def unannounced(self) -> list[int]:
        """Numbers of watches with a release that waits and that admins do not know of."""
        return [
            one.id for one in self.watches() if one.release_id and one.announced != one.release_id
        ]

    def told(self, look: Look) -> None:
        """Admins have been told what a look came to."""
        with self._database.session() as session:
            if look.is_new_failure or look.is_over:
                moment = self._clock() if look.is_new_failure else None
                watches.told(session, look.watch.id, moment)
            if look.watch.release_id is not None:
                watches.announced(session, look.watch.id, look.watch.release_id)
            session.commit()

    def _glance(self, watch: WatchView, before: dict[str, Seen]) -> Glance:
        try:
            return self._glancing.at(watch.place, before)
        except (BotError, KnowledgeError) as error:
            return Glance(failure=str(error))
        except Exception:  # a fault of ours: said once, and the other sources go on
            log.exception("watched source %d could not be looked at", watch.id)
            return Glance(failure=FAULT)

    def _keep(self, watch: WatchView, glance: Glance) -> None:
        with self._database.session() as session:
            watches.keep_seen(session, watch.id, glance.found)
            session.commit()

    def _drafted(self, watch: WatchView, glance: Glance) -> tuple[Glance, Prepared | None]:
        """What is undecided, drafted; or why that could not be done."""
        try:
            return glance, self._draft(watch)
        except HomeBusy:
            raise
        except (BotError, KnowledgeError, IndexFault) as error:
            why = f"Đã đọc nhưng chưa lập được bản nháp: {error}"
            said = f"{glance.failure} {why}" if glance.failure else why
            return replace(glance, failure=said), None

    def _draft(self, watch: WatchView) -> Prepared | None:
        """Everything undecided of a source as one drafted release, in place of the one before;
        None where it would change nothing."""
        with self._database.session() as session:
            held = list(watches.seen(session, watch.id).values())
            slugs = watches.slugs_of(session, [one.revision_id or 0 for one in held])
        put_in, without = _undecided(held, slugs)
        if not put_in and not without:
            return None
        note = f"Nguồn theo dõi số {watch.id}"

        def claim(session: Session, drafted: Prepared) -> None:
            before = watches.waits(session, watch.id, drafted.release, drafted.compared_with)
            if before is not None:
                releases.abandon(session, before)

        prepared = self._publisher.prepare(
            put_in, without=without, author=AUTHOR, note=note, claim=claim
        )
        if prepared.release is None:  # as it is published
            self._decide(watch.id, AUTHOR, "publish", "nothing new")
            return None
        return prepared

    def _looked(self, watch: WatchView, glance: Glance, drafted: Prepared | None) -> Look:
        published, held_back = None, ""
        if drafted is not None and watch.publishes_itself:
            published, held_back = self._published_itself(watch, drafted)
        with self._database.session() as session:
            watches.checked(session, watch.id, self._clock(), glance.failure)
            session.commit()
        return Look(
            watch=self.watch(watch.id),
            comparison=drafted.comparison if drafted else None,
            published=published,
            held_back=held_back,
            refused=glance.refused,
            read=glance.read,
            is_new_failure=glance.failure is not None and watch.told_at is None,
            is_over=glance.failure is None and watch.told_at is not None,
        )

    def _published_itself(self, watch: WatchView, drafted: Prepared) -> tuple[int | None, str]:
        """The release, or why it waits for an admin all the same."""
        unanswered = drafted.comparison.proof.unanswered
        if unanswered and not drafted.comparison.proof.broken:
            return None, _unanswered(drafted.comparison.proof)
        try:
            self._publish(watch, drafted, author=AUTHOR)
        except (GoldenBroken, StaleDraft, HomeBusy) as error:
            return None, str(error)
        return drafted.release, ""

    def _publish(
        self, watch: WatchView, prepared: Prepared, *, author: str, insist: bool = False
    ) -> None:
        def also(session: Session) -> None:
            subject = f"release {prepared.release}"
            watches.decided(session, watch.id, actor=author, action="publish", subject=subject)

        self._publisher.publish(prepared, author=author, insist=insist, also=also)

    def _prepared(self, watch: WatchView, release_id: int) -> Prepared:
        """A release that was drafted by an earlier look, perhaps before a restart."""
        kept = self._publisher.waiting(release_id, watch.compared_with)
        indexes = self._publisher.indexes
        after = (release_id, indexes.open(release_id))
        proof = prove(self._database, indexes, watch.compared_with, after)
        return replace(kept, comparison=replace(kept.comparison, proof=proof))

    def _is_whole(self, release_id: int | None) -> bool:
        """Whether a release waits, with its index: the process that drafted it was not killed."""
        if release_id is None:
            return False
        with self._database.session() as session:
            try:
                return bool(releases.index_digest_of(session, release_id))
            except NotPublishedError:
                return False

    def _waiting(self, number: int, release_id: int) -> WatchView:
        watch = self.watch(number)
        if watch.release_id != release_id:
            raise PublishingError(
                "Bản này không còn chờ quyết định: đã có người quyết định, hoặc nguồn vừa đổi thêm."
            )
        return watch

    def _decide(self, number: int, author: str, action: str, subject: str) -> None:
        with self._database.session() as session:
            watches.decided(session, number, actor=author, action=action, subject=subject)
            session.commit()


def _next_look(watch: WatchView, moment: datetime) -> datetime:
    return Schedule(watch.every_minutes, watch.at).next_look(watch.checked_at, moment)


def _undecided(held: Iterable[Seen], slugs: Mapping[int, str]) -> tuple[list[int], list[str]]:
    """Revisions to put in, and slugs of documents to leave out: those of files that are gone,
    unless another file of the source is a revision of the same document."""
    held = list(held)
    here = {slugs.get(one.revision_id or 0) for one in held if not one.is_gone}
    put_in = [
        one.revision_id
        for one in held
        if one.is_undecided and not one.is_gone and one.revision_id is not None
    ]
    left = [slugs.get(one.revision_id or 0) for one in held if one.is_undecided and one.is_gone]
    return put_in, [slug for slug in left if slug is not None and slug not in here]


def _unanswered(proof: Proof) -> str:
    named = "; ".join(f"“{question}”" for question in proof.unanswered)
    return f"{len(proof.unanswered)} trong {proof.asked} câu hỏi mẫu chưa trả lời đúng: {named}."


def _checked_place(place: str) -> str:
    if is_web_address(place):
        try:
            return web_address(place).text
        except FetchError as error:
            raise UsageError(str(error)) from error
    path = Path(place).expanduser().absolute()
    if not path.is_dir():
        raise UsageError(f"“{path}” không phải một thư mục đang có, cũng không phải địa chỉ web.")
    return str(path)


def _overlap(one: str, other: str) -> bool:
    """Whether two places hold the same files; web addresses only where they are the same."""
    if one == other:
        return True
    if is_web_address(one) or is_web_address(other):
        return False
    first, second = Path(one), Path(other)
    return first.is_relative_to(second) or second.is_relative_to(first)
