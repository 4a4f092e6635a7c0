"""Reading what is published, passage by passage, without a question. Knows no Telegram."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlmodel import Session

from bot import clock
from knowledge import releases, store
from knowledge.database import Database
from knowledge.errors import NotPublishedError
from knowledge.modality import Modality, modality_of
from knowledge.recent import RecentStanding
from knowledge.standing import Standing
from knowledge.views import DocumentView, PassageView

PAGE = 2_800  # code points of full text in one message
LISTED = 25  # entries of a list in one message


@dataclass(frozen=True, slots=True)
class OpenPassage:
    """A passage between its neighbours; `in_force` says whether it is in the current release."""

    passage: PassageView
    before: int | None
    after: int | None
    in_force: bool


@dataclass(frozen=True, slots=True)
class FullText:
    """One page of everything that stands around a passage, word for word."""

    document: DocumentView
    heading: str
    text: str
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of a list that stand under one heading of one document."""

    title: str
    document: DocumentView
    before: int  # entries of the same heading in groups before this one
    entries: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A document's parts in order: the first passage of each article or section."""

    document: DocumentView
    parts: tuple[PassageView, ...]
    passages: int


class Browser:
    """Read-only walks through the current release."""

    def __init__(self, database: Database, today: Callable[[], date] = clock.today) -> None:
        self._database = database
        self._today = today
        self._standing = RecentStanding()

    def passage(self, passage_id: int, step: int = 0) -> OpenPassage | None:
        """A passage, or the one `step` away from it; None beyond either end of its document.

        Raises `NotPublishedError` for an id that no passage has.
        """
        with self._database.session() as session:
            standing = self._current(session)
            passages = standing.shown(_siblings(session, passage_id))
        ids = [passage.id for passage in passages]
        place = ids.index(passage_id) + step
        if not 0 <= place < len(ids):
            return None
        return OpenPassage(
            passages[place],
            ids[place - 1] if place else None,
            ids[place + 1] if place + 1 < len(ids) else None,
            passages[place].document.revision_id in standing.documents,
        )

    def full(self, passage_id: int, page: int = 0) -> FullText:
        """A page of the article, section or document that a passage belongs to.

        Raises `NotPublishedError` for an id that no passage has.
        """
        with self._database.session() as session:
            passages = self._current(session).shown(_siblings(session, passage_id))
            here = next(one for one in passages if one.id == passage_id)
            revision_id = here.document.revision_id
            text = store.revision_texts(session, [revision_id])[revision_id]
        section = [one for one in passages if _place(one) == _place(here)]
        pages = _pages(text, section)
        page = min(max(page, 0), len(pages) - 1)
        heading = here.heading_path[-1] if here.heading_path else here.document.title
        return FullText(here.document, heading, pages[page], page, len(pages))

    def listing(self, modality: Modality) -> list[Group]:
        """The do's or don'ts of the current release that are in force today, as `listing` gives
        them."""
        with self._database.session() as session:
            current = releases.current_release(session)
            left_out = self._current(session).out_of_force(self._today())
            return listing(session, current, modality, left_out) if current else []

    def documents(self) -> list[DocumentView]:
        with self._database.session() as session:
            current = releases.current_release(session)
            return store.documents_of(session, current) if current else []

    def outline(self, revision_id: int) -> Outline:
        """The parts of a document. Raises `NotPublishedError` for one that does not exist."""
        with self._database.session() as session:
            found = store.passages_of_revisions(session, [revision_id])
            passages = self._current(session).shown(found)
        if not passages:
            raise NotPublishedError(f"Không có văn bản mang mã {revision_id}.")
        parts = tuple(next(members) for _, members in groupby(passages, key=_part))
        return Outline(passages[0].document, parts, len(passages))

    def _current(self, session: Session) -> Standing:
        """The documents of the current release; none before the first one."""
        current = releases.current_release(session)
        return self._standing.of(session, current) if current else Standing({})


def listing(
    session: Session,
    release_id: int,
    modality: Modality,
    left_out: frozenset[int] = frozenset(),
) -> list[Group]:
    """Every do or don't of a release, by document and heading, but for the revisions left out.

    A list is what stands under a heading that itself says do or don't; a sentence elsewhere that
    says so in passing is found by asking, not by counting.
    """
    entries = store.passages_with_modality(session, release_id, modality)
    listed = [
        one
        for one in entries
        if one.document.revision_id not in left_out
        and modality_of("", one.heading_path) is modality
    ]
    groups = groupby(listed, key=lambda one: (one.document.revision_id, one.heading_path))
    return [group for _, members in groups for group in _groups(tuple(members))]


def _siblings(session: Session, passage_id: int) -> list[PassageView]:
    found = store.passages_by_ids(session, [passage_id])
    if not found:
        raise NotPublishedError(f"Không có đoạn mang mã {passage_id}.")
    return store.passages_of_revisions(session, [found[0].document.revision_id])


def _place(passage: PassageView) -> tuple[object, ...]:
    """What makes passages one text for a reader: the same article, else the same heading."""
    return (passage.article, None if passage.article else passage.heading_path)


def _part(passage: PassageView) -> tuple[object, ...]:
    """What gets a line of its own in an outline: an article, an entry, a paragraph."""
    return (passage.article,) if passage.article else (passage.heading_path, passage.order)


def _pages(text: str, section: Sequence[PassageView]) -> list[str]:
    """The section's text from its first to its last word, cut between passages."""
    pages = [(section[0].start, section[0].end)]
    for passage in section[1:]:
        start, _ = pages[-1]
        if passage.end - start <= PAGE:
            pages[-1] = (start, passage.end)
        else:
            pages.append((passage.start, passage.end))
    return [text[start:end] for start, end in pages]


def _groups(entries: tuple[PassageView, ...]) -> Iterator[Group]:
    """The entries of one heading; of a very long list, each part that a message can show."""
    path = entries[0].heading_path
    title = path[-1] if path else entries[0].document.title
    for start in range(0, len(entries), LISTED):
        yield Group(title, entries[0].document, start, entries[start : start + LISTED])
