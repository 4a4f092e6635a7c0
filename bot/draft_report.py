"""What an admin is told of a draft: of each file what was read, beside what is published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from sqlmodel import Session

from bot.carried_corrections import carried_corrections
from bot.proposed import Proposed, proposed_by
from knowledge import releases, store
from knowledge.correcting import head_of
from knowledge.drafts import DraftView, FileView
from knowledge.reading.head import fold
from knowledge.standing import Names, number_key
from knowledge.views import DocumentView


class Becomes(Enum):
    """What a file that was read is beside what is published."""

    NEW = auto()
    NEWER = auto()  # another reading of a document that answers now
    SAME = auto()  # the very reading that answers now


@dataclass(frozen=True, slots=True)
class Replacement:
    """A published document that a new one says it ends; `is_on` unless an admin said no."""

    name: str  # as the new document calls it
    document: DocumentView
    is_on: bool


@dataclass(frozen=True, slots=True)
class FileReport:
    """What was read of a file; no document where it was not, or could not be, read."""

    file: FileView
    document: DocumentView | None = None
    articles: int = 0
    passages: int = 0
    proposed: tuple[Proposed, ...] = ()
    becomes: Becomes = Becomes.NEW
    replacements: tuple[Replacement, ...] = ()
    gives_way_to: str | None = None  # a later file of the draft that is the same document
    # What was put right of the published version and is not of this one.
    carried: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DraftReport:
    """A draft as its author sees it before it is compared."""

    draft: DraftView
    files: tuple[FileReport, ...]

    @property
    def counting(self) -> list[int]:
        """The revisions that go into the release: of each document, the last one sent."""
        return [
            one.document.revision_id
            for one in self.files
            if one.document is not None and one.gives_way_to is None
        ]

    def file(self, file_id: int) -> FileReport:
        """Raises `NotPublishedError` where the draft has no such file any more."""
        wanted = self.draft.file(file_id)
        return next(one for one in self.files if one.file.id == wanted.id)


def report_of(session: Session, draft: DraftView) -> DraftReport:
    """Everything to be shown of a draft."""
    current = releases.current_release(session)
    standing = store.documents_of(session, current) if current else []
    read = [one.revision_id for one in draft.files if one.revision_id is not None]
    views = {one.revision_id: one for one in store.documents_of_revisions(session, read)}
    proposed = proposed_by(session, views.values())
    passages = store.passage_ids_by_revision(session, read)
    latest = {_identity(views[one.revision_id]): one for one in draft.files if one.revision_id}
    reports = []
    for file in draft.files:
        if file.revision_id is None:
            reports.append(FileReport(file))
            continue
        document = views[file.revision_id]
        winner = latest[_identity(document)]
        reports.append(
            FileReport(
                file,
                document,
                articles=len(store.articles_of(session, file.revision_id)),
                passages=len(passages[file.revision_id]),
                proposed=proposed.get(file.revision_id, ()),
                becomes=_becomes(document, standing),
                replacements=_replacements(session, file, document, standing),
                gives_way_to=winner.name if winner.id != file.id else None,
                carried=carried_corrections(session, file, document, standing),
            )
        )
    return DraftReport(draft, tuple(reports))


def _identity(document: DocumentView) -> tuple[str, ...]:
    """What makes two files one document, also where neither is published yet."""
    if document.number:
        return number_key(document.number), fold(document.title)
    return (document.slug,)


def _becomes(document: DocumentView, standing: Sequence[DocumentView]) -> Becomes:
    for one in standing:
        if one.slug == document.slug:
            return Becomes.SAME if one.revision_id == document.revision_id else Becomes.NEWER
    return Becomes.NEW


def _replacements(
    session: Session, file: FileView, document: DocumentView, standing: Sequence[DocumentView]
) -> tuple[Replacement, ...]:
    """The published documents that the file's own words put an end to."""
    if file.read_id is None:
        return ()
    said, names = head_of(session, file.read_id), Names(standing)
    return tuple(
        Replacement(name, ended, name in (*document.replaces, *document.repeals))
        for name in dict.fromkeys((*said.replaces, *said.repeals))
        for ended in names.called(name)
        if ended.slug != document.slug
    )
