"""Two sets of revisions -> what differs, document by document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from bot import texts
from bot.difference.passages import Change, all_changed, changes_between
from bot.difference.words import Kind
from bot.wording import day_text
from knowledge import releases, store
from knowledge.views import DocumentView

# Passages of documents that are new, or gone, as a whole: beyond so many only their number is
# told. A person reads none of a hundred thousand.
MOST_WHOLE = 2_000

_FIELDS = (
    "number",
    "title",
    "kind",
    "issuer",
    "issued_on",
    "effective_from",
    "effective_to",
    "replaced_by",
    "replaces",
    "repeals",
    "amends",
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a document's head, as a person reads it; None where a side has none."""

    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document that is new (`before` is None), gone (`after` is None) or another revision.

    `passages`: how many it holds, or held. `changes` of a new or gone document are all of its
    passages, or none where there are too many to be read.
    """

    before: DocumentView | None
    after: DocumentView | None
    fields: tuple[FieldChange, ...]
    changes: tuple[Change, ...]
    passages: int

    @property
    def document(self) -> DocumentView:
        shown = self.after or self.before
        if shown is None:
            raise ValueError("a change of no document")
        return shown


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two releases; documents in the order of the later one, those that are
    gone last."""

    documents: tuple[DocumentChange, ...]
    unchanged: int  # documents

    @property
    def added(self) -> tuple[DocumentChange, ...]:
        return tuple(one for one in self.documents if one.before is None)

    @property
    def removed(self) -> tuple[DocumentChange, ...]:
        return tuple(one for one in self.documents if one.after is None)

    @property
    def changed(self) -> tuple[DocumentChange, ...]:
        return tuple(one for one in self.documents if one.before and one.after)


def between_releases(session: Session, before: int | None, after: int | None) -> Difference:
    """What `after` changes against `before`; None is a release that holds nothing."""
    return between_revisions(
        session,
        releases.revision_ids_of(session, before) if before else (),
        releases.revision_ids_of(session, after) if after else (),
    )


def between_revisions(session: Session, before: Sequence[int], after: Sequence[int]) -> Difference:
    """The same between two sets of revisions, as ids; the words of documents that both hold are
    not read."""
    same = set(before) & set(after)
    old, new = _by_slug(session, set(before) - same), _by_slug(session, set(after) - same)
    slugs = [*new, *(slug for slug in old if slug not in new)]
    reader = _Reader(session)
    return Difference(
        tuple(reader.change(old.get(slug), new.get(slug)) for slug in slugs), len(same)
    )


def _by_slug(session: Session, revision_ids: set[int]) -> dict[str, DocumentView]:
    views = store.documents_of_revisions(session, sorted(revision_ids))
    return {view.slug: view for view in views}


class _Reader:
    """Reads passages of revisions, of whole documents only as long as somebody would read them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._left = MOST_WHOLE

    def change(self, before: DocumentView | None, after: DocumentView | None) -> DocumentChange:
        side = after or before
        if side is None:
            raise ValueError("a change of no document")
        count = len(store.passage_ids_of(self._session, [side.revision_id]))
        fields = tuple(_fields_between(before, after)) if before and after else ()
        if before and after:
            old, new = (
                store.passages_of_revisions(self._session, [one.revision_id])
                for one in (before, after)
            )
            return DocumentChange(before, after, fields, changes_between(old, new), count)
        changes: tuple[Change, ...] = ()
        if count <= self._left:
            self._left -= count
            passages = store.passages_of_revisions(self._session, [side.revision_id])
            changes = all_changed(passages, Kind.ADDED if after else Kind.REMOVED)
        return DocumentChange(before, after, fields, changes, count)


def _fields_between(before: DocumentView, after: DocumentView) -> Iterator[FieldChange]:
    for name in _FIELDS:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield FieldChange(texts.HEAD_FIELDS[name], _shown(old), _shown(new))


def _shown(value: str | date | tuple[str, ...] | None) -> str | None:
    if isinstance(value, date):
        return day_text(value)
    return "; ".join(value) if isinstance(value, tuple) else value
