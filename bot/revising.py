"""Readings -> revisions of documents, and the revisions that make up the coming release."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from sqlmodel import Session

from bot.downloads import Standing, WebSource
from bot.errors import PublishingError
from bot.known_files import Known
from bot.sources import HANDBOOK, UPLOAD, Source
from index.text import fold, syllables
from knowledge import releases, store
from knowledge.gaps import article_warnings
from knowledge.models import Document
from knowledge.reading.reading import Reading
from knowledge.spans import PassageSpan
from knowledge.standing import number_key
from knowledge.structure import passages_of
from knowledge.views import DocumentName

LONGEST_SLUG = 60

Read = Sequence[tuple[Source | WebSource, Reading | Standing]]
Cut = dict[str, Sequence[PassageSpan]]  # by the hash of the reading


def revised(session: Session, readings: Read, known: Known) -> list[int]:
    """A revision of each reading, in order; one that was made before is found again. Each is
    committed by itself: nothing answers from them before they are published.

    Raises `PublishingError` naming each reading with nothing to cite; then none is made.
    """
    spans, before = Cut(), store.hashes_read(session)
    refusals = []
    for reading in (one for _, one in readings if isinstance(one, Reading)):
        sha256 = store.reading_hash(reading)
        if sha256 not in before:
            spans[sha256] = passages_of(reading)
            refusals += [] if spans[sha256] else [_uncitable(reading)]
    if refusals:
        raise PublishingError("\n".join(refusals))
    made = _revised(session, readings, known, (), spans)
    return [one for one in made if isinstance(one, int)]


def revised_each(
    session: Session, readings: Read, known: Known, present: Collection[str] = ()
) -> Iterator[int | PublishingError]:
    """As `revised`; of a reading with nothing to cite, the error. `present` are origins that are
    where they were without being read again: no document moves away from them."""
    return _revised(session, readings, known, present, {})


def _revised(
    session: Session, readings: Read, known: Known, present: Collection[str], spans: Cut
) -> Iterator[int | PublishingError]:
    current = releases.current_release(session)
    standing = _standing(session, current)
    read = {*(source.origin for source, _ in readings), *present}
    for source, reading in readings:
        if isinstance(reading, Standing):
            revision_id = reading.revision_id
        else:
            document = _document(session, source, reading, standing, read)
            session.commit()
            try:
                revision_id = _revision(session, document, reading, spans)
            except PublishingError as error:
                yield error
                continue
        known.remember(session, source.origin, revision_id)
        # Each by itself, and cut while nothing is being written: no answer can be kept beside a
        # transaction that writes.
        session.commit()
        yield revision_id


def composed(
    session: Session, put_in: Sequence[int], *, only: bool, without: Collection[str] = ()
) -> list[int]:
    """The revisions of the coming release: what stands, with these put in; with `only` these.
    `without` are slugs of documents that leave it."""
    current = None if only else releases.current_release(session)
    standing = _standing(session, current)
    coming = store.names_of_revisions(session, put_in)
    read = {document.origin for document in coming}
    if any(origin.startswith(HANDBOOK) for origin in read):
        # A newer version may have dropped a chapter of the handbook.
        standing = [
            document
            for document in standing
            if document.origin in read or not document.origin.startswith(HANDBOOK)
        ]
    revisions = {one.slug: one.revision_id for one in standing if one.slug not in without}
    revisions |= {document.slug: document.revision_id for document in coming}
    return list(revisions.values())


def _standing(session: Session, release_id: int | None) -> list[DocumentName]:
    if release_id is None:
        return []
    return store.names_of_revisions(session, releases.revision_ids_of(session, release_id))


def slug_of(reading: Reading) -> str:
    """A document's short name for commands, from its number and title or else its file name."""
    words = syllables(fold(reading.head.number or reading.source.rsplit(".", 1)[0]))
    return "-".join(words)[:LONGEST_SLUG].strip("-") or "van-ban"


def _document(
    session: Session,
    source: Source | WebSource,
    reading: Reading,
    standing: Sequence[DocumentName],
    read: set[str],
) -> Document:
    """The document that a source is a revision of.

    A file that was moved or renamed is known again by its number and title, so that no document
    ever answers beside its own older self.
    """
    if source.origin.startswith(UPLOAD):
        return _sent(session, source.origin, reading, standing)
    found = store.document_by_origin(session, source.origin)
    if found is not None:
        return found
    for view in standing:
        same = (view.number, view.title) == (reading.head.number, reading.head.title)
        if view.number and same and view.origin not in read:
            return store.move_document(session, view.origin, source.origin)
    return store.add_document(session, slug_of(reading), source.origin)


def _sent(
    session: Session, origin: str, reading: Reading, standing: Sequence[DocumentName]
) -> Document:
    """The document that a file sent in a chat is a revision of: the one of its number and title,
    wherever that came from; else the one that came under its name, unless that has another number:
    many files are called "Quyết định.docx"."""
    head = reading.head
    for view in standing:
        if view.number and (view.number, view.title) == (head.number, head.title):
            return store.document_by_slug(session, view.slug)
    slug = slug_of(reading)
    found = store.document_by_origin(session, origin)
    number = next((one.number for one in standing if found and one.slug == found.slug), None)
    if found and number and head.number and number_key(number) != number_key(head.number):
        origin = f"{origin}#{slug}"
        found = store.document_by_origin(session, origin)
    return found or store.add_document(session, slug, origin)


def _revision(session: Session, document: Document, reading: Reading, cut: Cut) -> int:
    sha256 = store.reading_hash(reading)
    known = store.revision_by_hash(session, document, sha256)
    if known is not None:
        return known
    spans = cut.get(sha256) or passages_of(reading)
    if not spans:
        raise PublishingError(_uncitable(reading))
    warnings = (*reading.warnings, *article_warnings(reading))
    return store.add_revision(session, document, replace(reading, warnings=warnings), sha256, spans)


def _uncitable(reading: Reading) -> str:
    return f"{reading.source}: không tách được đoạn nào để trích dẫn."
