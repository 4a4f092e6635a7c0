"""A refresh that an admin goes through in a chat, step by step. Each step is in the database before
it is shown, so that nothing is lost with the process; knows no Telegram."""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from sqlmodel import Session

from bot.cancelling import Cancel
from bot.carried_corrections import BETWEEN, headed
from bot.difference.documents import Difference, between_releases
from bot.downloads import WebSource
from bot.draft_report import DraftReport, report_of
from bot.errors import DraftError, HomeError, PublishingError
from bot.progress import Progress, silent
from bot.publishing import Prepared, Publisher
from bot.sources import UPLOAD, Source, sources_at
from bot.uploads import Uploads, sha256_of
from knowledge import drafts, releases, store
from knowledge.correcting import corrected, head_of
from knowledge.drafting import DraftState
from knowledge.drafts import Added, DraftView, FileView
from knowledge.errors import NotPublishedError
from knowledge.membership import actor
from knowledge.reading.head import parse_date
from knowledge.reading.head_fields import DATES
from knowledge.reading.names import shown_name
from knowledge.reading.reading import Head

# What an admin may correct, in the order of the buttons; a button carries the place in here.
FIELDS = ("number", "title", "kind", "issuer", "issued_on", "effective_from", "effective_to")
NEEDED = ("title",)  # a document without one cannot be cited
LONGEST_VALUE = 300  # characters
MOST_FILES = 50  # of one draft


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was taken in, as what."""

    draft_id: int
    name: str
    added: Added


@dataclass
class Drafting:
    """What an admin does to a draft of theirs.

    `author` is always the admin's numeric id: somebody else's draft is none of theirs
    (`NotPublishedError`). `receiving` counts the files that are on their way, `busy` are the drafts
    that are being read, built or published: both are of this process alone.
    """

    publisher: Publisher
    receiving: Counter[int] = field(default_factory=Counter)
    busy: set[int] = field(default_factory=set)
    _reading: dict[int, Cancel] = field(default_factory=dict)  # drafts whose files are being read
    _asked: set[int] | None = None  # as in the database, for a look at every message

    @property
    def uploads(self) -> Uploads:
        return Uploads(self.publisher.home)

    def current(self, author: int) -> DraftView | None:
        """The draft that an admin is at work on."""
        with self._session() as session:
            return drafts.open_draft(session, author)

    def draft(self, author: int, draft_id: int) -> DraftView:
        with self._session() as session:
            return _own(session, author, draft_id)

    def receive(self, author: int, chat_id: int, name: str, data: bytes, note: str) -> Received:
        """Take in a file. Raises `HomeError` where it cannot be kept, `DraftError` where the draft
        holds enough."""
        name, sha256 = shown_name(name), sha256_of(data)
        # The row comes first: a clean-up deletes files that no row names.
        received = self._add(author, chat_id, name, sha256, len(data), UPLOAD + name, note)
        try:
            self.uploads.keep(data)
        except HomeError:
            with self._session() as session:
                drafts.remove_file(session, received.draft_id, sha256)
                session.commit()
            raise
        return received

    def receive_address(self, author: int, chat_id: int, address: str) -> Received:
        """Take in a web address. Raises `UsageError` for one that cannot be read."""
        origin = next(one.origin for one in sources_at([address]))
        return self._add(author, chat_id, origin, "", 0, origin, "")

    def read(self, author: int, draft_id: int, progress: Progress = silent) -> None:
        """Read the files that have not been; one that cannot be read says why, the others go on.
        Giving the draft up, or `stop_reading`, ends it."""
        cancel = self._reading[draft_id] = Cancel()
        try:
            with self._session() as session:
                draft = _own(session, author, draft_id)
            todo = [one for one in draft.files if not one.is_read] if draft.is_open else []
            self._read(todo, progress, cancel)
        except PublishingError:
            if not cancel.is_wished:
                raise
        finally:
            del self._reading[draft_id]

    def _read(self, todo: Sequence[FileView], progress: Progress, cancel: Cancel) -> None:
        for number, file in enumerate(todo):
            progress(file.name, number, len(todo))
            source = self._source(file)
            made = self.publisher.read_each([source], progress=progress, cancel=cancel)[0]
            if cancel.is_wished:
                return  # as if it had not begun
            revision_id, problem = (made, None) if isinstance(made, int) else (None, made)
            with self._session() as session:
                drafts.file_was_read(session, file.id, revision_id=revision_id, problem=problem)
                session.commit()

    def report(self, author: int, draft_id: int) -> DraftReport:
        with self._session() as session:
            return report_of(session, _own(session, author, draft_id))

    def correct(self, author: int, draft_id: int, file_id: int, name: str, value: str) -> None:
        """Put a field of a document's head right; an empty value takes it away. Raises `DraftError`
        for a value that the field cannot have: then nothing has changed."""
        self._change(author, draft_id, file_id, {name: _checked(name, value)})

    def keep_corrections(self, author: int, draft_id: int, file_id: int) -> None:
        """Put right what was put right of the version before, too."""
        carried = self.report(author, draft_id).file(file_id).carried
        if carried:
            self._change(author, draft_id, file_id, carried)

    def end_replaced(
        self, author: int, draft_id: int, file_id: int, name: str, *, is_on: bool
    ) -> None:
        """Say whether a document puts an end to another, as its words propose."""
        with self._session() as session:
            file = _own(session, author, draft_id).file(file_id)
            read = _read_id(file)
            said, now = head_of(session, read), headed(head_of(session, read), file.corrections)
        changes: dict[str, str | None] = {}
        for link in ("replaces", "repeals"):
            kept = [
                one
                for one in getattr(said, link)
                if (is_on if one == name else one in getattr(now, link))
            ]
            changes[link] = BETWEEN.join(kept) or None
        self._change(author, draft_id, file_id, changes)

    def compare(self, author: int, draft_id: int, progress: Progress = silent) -> Prepared:
        """Build the coming release, compare it with the one that answers and ask it the golden
        questions. Raises `DraftError` where no file could be read, or the draft moved on
        meanwhile; whatever `Publisher.prepare` does."""
        with self._session() as session:
            draft = _own(session, author, draft_id)
            put_in = report_of(session, draft).counting
            drafts.collect_again(session, draft_id)  # raises where it has ended
            session.commit()
        if not put_in:
            raise DraftError("Bản nháp chưa có văn bản nào đọc được để so sánh.")

        def claim(session: Session, prepared: Prepared) -> None:
            if prepared.release is not None:
                drafts.hold(session, draft_id, prepared.release, prepared.compared_with)

        prepared = self.publisher.prepare(
            put_in, author=actor(author), note=draft.note, progress=progress, claim=claim
        )
        if prepared.release is not None:
            with self._session() as session:
                if not drafts.mark_ready(session, draft_id, prepared.release):
                    raise DraftError("Bản nháp đã thay đổi trong lúc so sánh; xin so sánh lại.")
                session.commit()
        return prepared

    def prepared(self, author: int, draft_id: int) -> Prepared | None:
        """What a draft was compared as; None where that is yet to be done."""
        draft = self.draft(author, draft_id)
        if draft.state is not DraftState.READY or draft.release_id is None:
            return None
        return self.publisher.waiting(draft.release_id, draft.compared_with)

    def publish(self, author: int, draft_id: int, release_id: int, *, insist: bool) -> None:
        """Let a draft answer. Raises `StaleDraft` and `GoldenBroken` as `Publisher.publish`;
        `DraftError` where this is not what the draft is any more, or it has ended."""
        prepared = self.prepared(author, draft_id)
        if prepared is None or prepared.release != release_id:
            raise DraftError(not_now(self.draft(author, draft_id)))

        def published(session: Session) -> None:
            drafts.end(session, draft_id, DraftState.PUBLISHED)

        by = actor(author)
        self.publisher.publish(prepared, author=by, insist=insist, also=published)
        self._tidy(author)

    def discard(self, author: int, draft_id: int) -> None:
        """Give a draft up, its files with it. Raises `DraftError` where it has ended."""
        with self._session() as session:
            draft = _own(session, author, draft_id)
            if not draft.is_open:
                raise DraftError(not_now(draft))
            drafts.end(session, draft_id, DraftState.DISCARDED)
            session.commit()
        if cancel := self._reading.get(draft_id):
            cancel.wish()
        self._tidy(author)

    def stop_reading(self) -> None:
        """End whatever is being read; it is read when it is asked for again."""
        for cancel in [*self._reading.values()]:
            cancel.wish()

    def take_back(self, author: int, draft_id: int) -> int:
        """Answer again from the release that a published draft followed; its number. Raises
        `DraftError` where another release answers by now."""
        with self._session() as session:
            draft, answers = _own(session, author, draft_id), releases.current_release(session)
        if draft.state is not DraftState.PUBLISHED or draft.compared_with is None:
            raise DraftError("Bản nháp này không có bản công bố nào để quay lại.")
        if answers != draft.release_id:
            raise DraftError(
                f"Bản đang dùng nay là số {answers}, không phải số {draft.release_id}; muốn chọn "
                "bản khác xin mở danh sách các bản công bố."
            )
        return self.publisher.roll_back(draft.compared_with, author=actor(author))

    def difference(self, author: int, draft_id: int, release_id: int) -> Difference:
        """Word by word what a compared draft would change. Raises `DraftError` where it is not
        that any more."""
        draft = self.draft(author, draft_id)
        if draft.release_id != release_id:
            raise DraftError(not_now(draft))
        with self._session() as session:
            return between_releases(session, draft.compared_with, release_id)

    def show_at(self, draft_id: int, message_id: int) -> int | None:
        """The draft's card is this message; returns the one that was its card."""
        with self._session() as session:
            before = drafts.show_at(session, draft_id, message_id)
            session.commit()
        return before

    # What an admin is asked to type

    def ask(self, author: int, draft_id: int, file_id: int, name: str) -> None:
        """The next words of this admin are the value of a field."""
        with self._session() as session:
            _own(session, author, draft_id).file(file_id)
            drafts.ask(session, draft_id, file_id, name)
            session.commit()
        self._asked = None

    def asked(self, author: int) -> tuple[int, int, str] | None:
        """Draft, file and field that this admin was asked for."""
        with self._session() as session:
            return drafts.asked(session, author)

    def ask_nothing(self, author: int) -> None:
        with self._session() as session:
            drafts.ask_nothing(session, author)
            session.commit()
        self._asked = None

    def awaits(self, author: int) -> bool:
        """Whether an admin's words may be a value; looked at for every message."""
        if self._asked is None:
            with self._session() as session:
                self._asked = drafts.authors_asked(session)
        return author in self._asked

    def _add(  # a file's row, one to one
        self,
        author: int,
        chat_id: int,
        name: str,
        sha256: str,
        size: int,
        origin: str,
        note: str,
    ) -> Received:
        with self._session() as session:
            draft_id = drafts.begin(session, author, chat_id)
            if len(drafts.draft_by_id(session, draft_id).files) >= MOST_FILES:
                raise DraftError(
                    f"Bản nháp đã có {MOST_FILES} tệp, nhiều nhất là {MOST_FILES}; xin công bố "
                    f"hoặc huỷ rồi gửi tiếp “{name}”."
                )
            added = drafts.add_file(
                session, draft_id, name=name, sha256=sha256, size=size, origin=origin
            )
            drafts.add_note(session, draft_id, note)
            session.commit()
        return Received(draft_id, name, added)

    def _change(
        self, author: int, draft_id: int, file_id: int, changes: Mapping[str, str | None]
    ) -> None:
        with self._session() as session:
            file = _own(session, author, draft_id).file(file_id)
            read = _read_id(file)
            said = head_of(session, read)
            corrections = {**file.corrections, **changes}
            head = headed(said, corrections)
            slug = _slug(session, read, head)
            made = read if head == said else corrected(session, read, head, corrections, slug)
            drafts.correct(session, file_id, corrections, made)
            drafts.ask_nothing(session, author)
            session.commit()
        self._asked = None

    def _source(self, file: FileView) -> Source | WebSource:
        if file.sha256:
            return Source(self.uploads.path(file.sha256), file.origin, file.name)
        found = sources_at([file.origin])[0]
        assert isinstance(found, WebSource)  # it was one when it was taken in
        return found

    def _tidy(self, author: int) -> None:
        """Delete the files that no open draft holds."""
        self._asked = None
        with self._session() as session:
            held = drafts.hashes_held(session)
        self.uploads.forget(held)

    def _session(self) -> AbstractContextManager[Session]:
        return self.publisher.database.session()


def _own(session: Session, author: int, draft_id: int) -> DraftView:
    draft = drafts.draft_by_id(session, draft_id)
    if draft.author_id != author:
        raise NotPublishedError("Bản nháp này của người khác.")
    return draft


def not_now(draft: DraftView) -> str:
    """Why a button of a draft does nothing."""
    if draft.state is DraftState.PUBLISHED:
        return f"Bản nháp này đã công bố rồi, là bản số {draft.release_id}."
    if draft.state is DraftState.DISCARDED:
        return "Bản nháp này đã huỷ rồi; không có gì thay đổi."
    return "Bản nháp đã thay đổi sau khi hiện thẻ này; xin so sánh lại."


def _read_id(file: FileView) -> int:
    if file.read_id is None:
        raise NotPublishedError("Tệp này chưa đọc được.")
    return file.read_id


def _checked(name: str, value: str) -> str | None:
    """A value as a correction keeps it; dates as 2019-06-14."""
    value = " ".join(value.split())
    if not value:
        if name in NEEDED:
            raise DraftError("Tiêu đề không được để trống.")
        return None
    if name in DATES:
        day = parse_date(value)
        if day is None:
            raise DraftError(
                f"“{value[:40]}” không phải một ngày có thật; xin gõ ngày/tháng/năm, ví dụ "
                "01/07/2024."
            )
        return day.isoformat()
    if len(value) > LONGEST_VALUE:
        raise DraftError(f"Dài {len(value)} ký tự, nhiều nhất là {LONGEST_VALUE}; xin gõ gọn hơn.")
    return value


def _slug(session: Session, revision_id: int, head: Head) -> str:
    """The document that a corrected reading is one of: the published one of its number and title,
    else the one that it was read as."""
    current = releases.current_release(session)
    for one in store.documents_of(session, current) if current else ():
        if one.number and (one.number, one.title) == (head.number, head.title):
            return one.slug
    return store.documents_of_revisions(session, [revision_id])[0].slug
