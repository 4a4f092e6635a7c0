"""Drafts of coming releases, begun in a chat: opened, filled, decided. The caller commits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum, auto
from typing import Any

from sqlmodel import Session, col, select

from knowledge import releases
from knowledge.drafting import Draft, DraftFile, DraftState
from knowledge.errors import NotPublishedError
from knowledge.models import known, now

OPEN = (DraftState.COLLECTING, DraftState.READY)
ASKED_FOR = timedelta(minutes=30)  # after that what its author types is a question again


class Added(Enum):
    """What a file is to a draft."""

    NEW = auto()
    SAME = auto()  # the draft holds these very bytes
    INSTEAD = auto()  # it took the place of another file of its name


@dataclass(frozen=True, slots=True)
class FileView:
    """A file, or a web address (`sha256` is empty), of a draft."""

    id: int
    name: str
    sha256: str
    size: int
    origin: str
    read_id: int | None
    revision_id: int | None
    problem: str | None
    corrections: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def is_read(self) -> bool:
        return self.read_id is not None or self.problem is not None


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft with its files in the order they came."""

    id: int
    author_id: int
    chat_id: int
    message_id: int | None
    state: DraftState
    release_id: int | None
    compared_with: int | None
    note: str
    files: tuple[FileView, ...]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def file(self, file_id: int) -> FileView:
        """One of its files. Raises `NotPublishedError`."""
        for one in self.files:
            if one.id == file_id:
                return one
        raise NotPublishedError("Tệp này không còn trong bản nháp.")


def draft_by_id(session: Session, draft_id: int) -> DraftView:
    """Raises `NotPublishedError` where there is none."""
    return _view(session, _get(session, draft_id))


def open_draft(session: Session, author_id: int) -> DraftView | None:
    """The draft that an admin is at work on."""
    draft = _open(session, author_id)
    return _view(session, draft) if draft else None


def begin(session: Session, author_id: int, chat_id: int) -> int:
    """The id of an admin's open draft, made where there is none."""
    draft = _open(session, author_id)
    if draft is None:
        draft = Draft(author_id=author_id, chat_id=chat_id)
        session.add(draft)
        session.flush()
    return known(draft.id)


def add_file(
    session: Session, draft_id: int, *, name: str, sha256: str, size: int, origin: str
) -> Added:
    """Put a file into a draft. One of the same name gives way to it; the same bytes are there
    once, and are read again if they could not be."""
    held = session.exec(select(DraftFile).where(DraftFile.draft_id == draft_id)).all()
    same = next((one for one in held if (one.sha256, one.name) == (sha256, name)), None)
    same = same or next((one for one in held if sha256 and one.sha256 == sha256), None)
    if same is not None and not same.problem:
        return Added.SAME
    added = Added.NEW
    for one in held:
        if one.origin == origin or one is same:
            added = Added.NEW if one is same else Added.INSTEAD
            session.delete(one)
    session.add(DraftFile(draft_id=draft_id, name=name, sha256=sha256, size=size, origin=origin))
    collect_again(session, draft_id)
    session.flush()
    return added


def remove_file(session: Session, draft_id: int, sha256: str) -> None:
    """Take out a file whose bytes could not be kept; a draft that is left empty with it."""
    files = session.exec(select(DraftFile).where(DraftFile.draft_id == draft_id)).all()
    for one in files:
        if one.sha256 == sha256:
            session.delete(one)
    if all(one.sha256 == sha256 for one in files):
        session.flush()
        session.delete(_get(session, draft_id))


def add_note(session: Session, draft_id: int, words: str) -> None:
    """Keep a caption as part of the coming release's note."""
    draft = _get(session, draft_id)
    if words and words not in draft.note.split("\n"):
        draft.note = f"{draft.note}\n{words}".strip()


def file_was_read(
    session: Session, file_id: int, *, revision_id: int | None, problem: str | None
) -> None:
    """Keep what reading a file came to; one that was taken out meanwhile stays out."""
    file = session.get(DraftFile, file_id)
    if file is not None:
        file.read_id = file.revision_id = revision_id
        file.problem = problem


def corrected_file(session: Session, revision_id: int) -> FileView | None:
    """The file that a revision was made of by correcting; None where nobody corrected it."""
    made = select(DraftFile).where(DraftFile.revision_id == revision_id)
    for file in session.exec(made.order_by(col(DraftFile.id).desc())):
        if file.corrections:
            return FileView(**_fields(file))
    return None


def correct(
    session: Session, file_id: int, corrections: Mapping[str, str | None], revision_id: int
) -> None:
    """Keep a file's corrected fields, all of them, and the revision that has them."""
    file = session.get(DraftFile, file_id)
    if file is None:
        raise NotPublishedError("Tệp này không còn trong bản nháp.")
    file.corrections = dict(corrections)
    file.revision_id = revision_id
    collect_again(session, file.draft_id)


def collect_again(session: Session, draft_id: int) -> None:
    """A draft whose contents change is no longer the release that was prepared of it."""
    draft = _get(session, draft_id)
    if draft.state not in OPEN:
        raise NotPublishedError("Bản nháp này đã kết thúc.")
    if draft.release_id is not None:
        releases.abandon(session, draft.release_id)
    draft.state, draft.release_id, draft.compared_with = DraftState.COLLECTING, None, None
    draft.changed_at = now()


def hold(session: Session, draft_id: int, release_id: int, compared_with: int | None) -> None:
    """The release that is being built of a draft: no clean-up takes it from now on."""
    collect_again(session, draft_id)
    draft = _get(session, draft_id)
    draft.release_id, draft.compared_with = release_id, compared_with


def mark_ready(session: Session, draft_id: int, release_id: int) -> bool:
    """It is built and compared; False where the draft has moved on meanwhile."""
    draft = _get(session, draft_id)
    if draft.state not in OPEN or draft.release_id != release_id:
        return False
    draft.state, draft.changed_at = DraftState.READY, now()
    return True


def end(session: Session, draft_id: int, state: DraftState) -> None:
    """It is published, or discarded with its release."""
    draft = _get(session, draft_id)
    if state is DraftState.DISCARDED and draft.release_id is not None:
        releases.abandon(session, draft.release_id)
    draft.state, draft.changed_at = state, now()
    ask_nothing(session, draft.author_id)


def show_at(session: Session, draft_id: int, message_id: int) -> int | None:
    """Its card is this message now; the message that it was."""
    draft = _get(session, draft_id)
    before, draft.message_id = draft.message_id, message_id
    return before


def ask(session: Session, draft_id: int, file_id: int, name: str) -> None:
    """The next words of the draft's author are the value of this field."""
    draft = _get(session, draft_id)
    draft.asking_file_id, draft.asking_field, draft.asked_at = file_id, name, now()


def asked(session: Session, author_id: int) -> tuple[int, int, str] | None:
    """Draft, file and field that an admin is asked to type; None where nothing was asked, or too
    long ago."""
    draft = _open(session, author_id)
    if draft is None or draft.asking_file_id is None or draft.asking_field is None:
        return None
    if draft.asked_at is None or now() - draft.asked_at > ASKED_FOR:
        return None
    return known(draft.id), draft.asking_file_id, draft.asking_field


def ask_nothing(session: Session, author_id: int) -> None:
    """What an admin types is a question again."""
    asking = select(Draft).where(Draft.author_id == author_id, col(Draft.asking_field).is_not(None))
    for draft in session.exec(asking):
        draft.asking_file_id = draft.asking_field = draft.asked_at = None


def authors_asked(session: Session) -> set[int]:
    """The admins who are asked for a value."""
    asking = select(Draft.author_id).where(
        col(Draft.state).in_(OPEN), col(Draft.asking_field).is_not(None)
    )
    return set(session.exec(asking))


def hashes_held(session: Session) -> set[str]:
    """Of the files that open drafts hold."""
    held = (
        select(DraftFile.sha256)
        .join(Draft, col(Draft.id) == col(DraftFile.draft_id))
        .where(col(Draft.state).in_(OPEN))
    )
    return set(session.exec(held)) - {""}


def _open(session: Session, author_id: int) -> Draft | None:
    mine = select(Draft).where(Draft.author_id == author_id, col(Draft.state).in_(OPEN))
    return session.exec(mine.order_by(col(Draft.id).desc())).first()


def _get(session: Session, draft_id: int) -> Draft:
    draft = session.get(Draft, draft_id)
    if draft is None:
        raise NotPublishedError("Bản nháp này không còn.")
    return draft


def _view(session: Session, draft: Draft) -> DraftView:
    draft_id = known(draft.id)
    files = session.exec(
        select(DraftFile).where(DraftFile.draft_id == draft_id).order_by(col(DraftFile.id))
    )
    return DraftView(
        id=draft_id,
        author_id=draft.author_id,
        chat_id=draft.chat_id,
        message_id=draft.message_id,
        state=DraftState(draft.state),
        release_id=draft.release_id,
        compared_with=draft.compared_with,
        note=draft.note,
        files=tuple(FileView(**_fields(one)) for one in files),
    )


def _fields(file: DraftFile) -> dict[str, Any]:
    return file.model_dump(exclude={"draft_id"})
