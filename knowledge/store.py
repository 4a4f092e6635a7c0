"""Documents, revisions and passages: written once, read as values."""

import functools
import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Row, Select, bindparam, func
from sqlalchemy import select as sql_select  # SQLModel's own takes four columns
from sqlmodel import Session, SQLModel, col, select

from knowledge.modality import Modality
from knowledge.models import Document, Passage, ReleaseItem, Revision, known
from knowledge.passage_rows import PassageRow, rows_by_ids, rows_of_revisions
from knowledge.reading.reading import Proposal, Reading
from knowledge.spans import PassageSpan
from knowledge.standing import linked
from knowledge.terms import Term, terms_of
from knowledge.views import DocumentName, DocumentView, PassageView

# Raised whenever reading or structure cuts the same file differently, so that a refresh with a
# newer version reads unchanged files again.
READING_VERSION = 3


def reading_hash(reading: Reading) -> str:
    """SHA-256 over everything a revision is made from: text, headings with their anchors, notes,
    pages, head fields with the words they came from, reading version. A page fetched again
    unchanged is no new revision."""
    said = {**asdict(reading.head), "proposals": [asdict(one) for one in reading.proposals]}
    head = json.dumps(said, default=str, sort_keys=True, ensure_ascii=False)
    marked = [
        reading.pages,
        *([asdict(one) for one in of] for of in (reading.headings, reading.notes)),
    ]
    marks = json.dumps(marked, sort_keys=True, ensure_ascii=False)
    parts = (str(READING_VERSION), reading.source, reading.reader, head, marks, reading.text)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def document_by_origin(session: Session, origin: str) -> Document | None:
    return session.exec(select(Document).where(Document.origin == origin)).first()


def document_by_slug(session: Session, slug: str) -> Document:
    return session.exec(select(Document).where(Document.slug == slug)).one()


def move_document(session: Session, origin: str, new_origin: str) -> Document:
    """The document of one origin, from now on known by another."""
    document = session.exec(select(Document).where(Document.origin == origin)).one()
    document.origin = new_origin
    return document


def add_document(session: Session, slug: str, origin: str) -> Document:
    """A new document; a slug that is taken gets the next free number behind it."""
    taken = set(session.exec(select(Document.slug).where(col(Document.slug).startswith(slug))))
    free = slug
    number = 2
    while free in taken:
        free = f"{slug}-{number}"
        number += 1
    document = Document(slug=free, origin=origin)
    session.add(document)
    session.flush()
    return document


def revision_by_hash(session: Session, document: Document, sha256: str) -> int | None:
    return session.exec(
        select(Revision.id).where(Revision.document_id == document.id, Revision.sha256 == sha256)
    ).first()


def hashes_read(session: Session) -> set[str]:
    """Of the readings that some document has a revision of."""
    return set(session.exec(select(Revision.sha256)))


def add_revision(
    session: Session,
    document: Document,
    reading: Reading,
    sha256: str,
    spans: Sequence[PassageSpan],
) -> int:
    """A new revision of a document, with its passages; its id."""
    head = reading.head
    revision = Revision(
        document_id=known(document.id),
        sha256=sha256,
        text=reading.text,
        reader=reading.reader,
        source=reading.source,
        title=head.title or reading.source,
        number=head.number,
        kind=head.kind,
        issuer=head.issuer,
        issued_on=head.issued_on,
        effective_from=head.effective_from,
        effective_to=head.effective_to,
        replaced_by=head.replaced_by,
        drawn_from=head.origin,
        fetched_on=reading.fetched_on,
        replaces=list(head.replaces),
        repeals=list(head.repeals),
        amends=list(head.amends),
        proposals=[asdict(one) for one in reading.proposals],
        terms=[list(term) for term in terms_of(reading.text)],
        warnings=list(reading.warnings),
    )
    session.add(revision)
    session.flush()
    revision_id = known(revision.id)
    session.add_all(_passage(revision_id, span, reading.pages) for span in spans)
    session.flush()
    return revision_id


def documents_of(session: Session, release_id: int) -> list[DocumentView]:
    """The documents of a release in their listed order, each with what ends it among them."""
    items = session.exec(
        select(ReleaseItem.revision_id)
        .where(ReleaseItem.release_id == release_id)
        .order_by(col(ReleaseItem.position))
    )
    return linked(documents_of_revisions(session, list(items)))


def names_of_revisions(session: Session, revision_ids: Sequence[int]) -> list[DocumentName]:
    """What these revisions' documents are known by, in the order of the ids: a tenth of the cost
    of their heads."""
    rows = session.connection().execute(_names(), {"ids": list(revision_ids)})
    names = {row.revision_id: DocumentName(*row) for row in rows}
    return [names[one] for one in revision_ids]


def documents_of_revisions(session: Session, revision_ids: Sequence[int]) -> list[DocumentView]:
    """Documents as these revisions show them, in the order of the ids."""
    views = _document_views(session, revision_ids)
    return [views[revision_id] for revision_id in revision_ids]


def passages_by_ids(session: Session, ids: Sequence[int]) -> list[PassageView]:
    """The passages of these ids, in the order given; ids that are not there are left out."""
    rows = rows_by_ids(session, ids)
    by_id = {view.id: view for view in _cut(session, rows)}
    return [by_id[passage_id] for passage_id in ids if passage_id in by_id]


def passages_of_revisions(session: Session, revision_ids: Iterable[int]) -> list[PassageView]:
    """All passages of some revisions, revision by revision in reading order."""
    views: list[PassageView] = []
    for revision_id in revision_ids:
        views += _cut(session, rows_of_revisions(session, [revision_id]))
    return views


def passage_ids_of(session: Session, revision_ids: Iterable[int]) -> list[int]:
    """The ids of all passages of some revisions."""
    wanted = col(Passage.revision_id).in_(list(revision_ids))
    return [known(one) for one in session.exec(select(Passage.id).where(wanted))]


def passage_ids_by_revision(
    session: Session, revision_ids: Sequence[int]
) -> dict[int, Sequence[int]]:
    """The ids of the passages of each revision, rising, in the order of the revisions."""
    ids: dict[int, Sequence[int]] = {revision_id: () for revision_id in revision_ids}
    passage = SQLModel.metadata.tables["passage"]
    first, last = func.min(passage.c.id), func.max(passage.c.id)
    rows = session.connection().execute(
        sql_select(passage.c.revision_id, first, last, func.count())
        .where(passage.c.revision_id.in_(list(revision_ids)))
        .group_by(passage.c.revision_id)
    )
    for revision_id, least, greatest, count in rows:
        # Written in one go, they follow each other, and a hundred thousand need not be fetched.
        together = greatest - least + 1 == count
        ids[revision_id] = (
            range(least, greatest + 1)
            if together
            else sorted(passage_ids_of(session, [revision_id]))
        )
    return ids


def passages_with_modality(
    session: Session, release_id: int, modality: Modality
) -> list[PassageView]:
    """Every passage of a release that says so, in listed order."""
    items = session.exec(
        select(ReleaseItem.revision_id, ReleaseItem.position).where(
            ReleaseItem.release_id == release_id
        )
    )
    places = dict(items.all())
    said = rows_of_revisions(session, places, modality)
    return sorted(_cut(session, said), key=lambda view: places[view.document.revision_id])


def passage_counts(session: Session, release_id: int) -> dict[int, int]:
    """How many passages each revision of a release has."""
    rows = session.exec(
        select(col(Passage.revision_id), func.count())
        .join(ReleaseItem, col(ReleaseItem.revision_id) == col(Passage.revision_id))
        .where(ReleaseItem.release_id == release_id)
        .group_by(col(Passage.revision_id))
    )
    return dict(rows.all())


def articles_of(session: Session, revision_id: int) -> list[str]:
    """The article numbers of a revision in order, each once."""
    rows = session.exec(
        select(Passage.article)
        .where(Passage.revision_id == revision_id, col(Passage.article).is_not(None))
        .order_by(col(Passage.order))
    )
    return list(dict.fromkeys(number for number in rows if number is not None))


def terms_of_revisions(session: Session, revision_ids: Sequence[int]) -> list[list[Term]]:
    """The short forms that each revision explains, in the order of the ids."""
    rows = session.exec(
        select(Revision.id, Revision.terms).where(col(Revision.id).in_(revision_ids))
    )
    held = dict(rows.all())
    unread = revision_texts(session, [one for one in held if one and held[one] is None])
    found = {one: terms_of(text) for one, text in unread.items()}
    return [
        found.get(one) or [(short, long) for short, long in held.get(one) or ()]
        for one in revision_ids
    ]


def revision_texts(session: Session, revision_ids: Iterable[int]) -> dict[int, str]:
    """The whole texts of some revisions, by id."""
    rows = session.connection().execute(_texts(), {"ids": list(set(revision_ids))})
    return {revision_id: text for revision_id, text in rows}


@functools.cache
def _texts() -> Select[Any]:
    revision = SQLModel.metadata.tables["revision"]
    return sql_select(revision.c.id, revision.c.text).where(
        revision.c.id.in_(bindparam("ids", expanding=True))
    )


def _cut(session: Session, rows: Sequence[PassageRow]) -> list[PassageView]:
    """Passages with their words; a revision's text is fetched once, however many it holds."""
    ids = {row.revision_id for row in rows}
    texts, documents = revision_texts(session, ids), _document_views(session, ids)
    return [row.cut(texts[row.revision_id], documents[row.revision_id]) for row in rows]


def _document_views(session: Session, revision_ids: Iterable[int]) -> dict[int, DocumentView]:
    """By revision id. The texts stay where they are: a list of laws needs none of them."""
    rows = session.connection().execute(_heads(), {"ids": list(set(revision_ids))})
    return {
        row.revision_id: replace(
            _document_of(row), proposals=tuple(Proposal(**one) for one in row.proposals)
        )
        for row in rows
    }


@functools.cache
def _names() -> Select[Any]:
    tables = SQLModel.metadata.tables
    revision, document = tables["revision"], tables["document"]
    return (
        sql_select(
            revision.c.id.label("revision_id"),
            document.c.slug,
            document.c.origin,
            revision.c.number,
            revision.c.title,
        )
        .join(document, document.c.id == revision.c.document_id)
        .where(revision.c.id.in_(bindparam("ids", expanding=True)))
    )


@functools.cache
def _heads() -> Select[Any]:
    tables = SQLModel.metadata.tables
    revision, document = tables["revision"], tables["document"]
    wanted = [column for column in revision.c if column.name not in ("id", "text", "terms")]
    return (
        sql_select(revision.c.id.label("revision_id"), *wanted, document.c.slug, document.c.origin)
        .join(document, document.c.id == revision.c.document_id)
        .where(revision.c.id.in_(bindparam("ids", expanding=True)))
    )


def _passage(revision_id: int, span: PassageSpan, pages: Sequence[int]) -> Passage:
    return Passage(
        revision_id=revision_id,
        order=span.order,
        locator=span.locator,
        article=span.article,
        heading_path=list(span.heading_path),
        modality=span.modality,
        start=span.start,
        end=span.end,
        lead_start=span.lead_start,
        lead_end=span.lead_end,
        anchor=span.anchor,
        source_note=span.source_note,
        page=bisect_right(pages, span.start) or None,
    )


def _document_of(row: Row[Any]) -> DocumentView:
    return _document(row.revision_id, row.slug, row.origin, row)


def _document(revision_id: int, slug: str, origin: str, revision: Row[Any]) -> DocumentView:
    return DocumentView(
        revision_id=revision_id,
        slug=slug,
        origin=origin,
        source=revision.source,
        title=revision.title,
        number=revision.number,
        kind=revision.kind,
        issuer=revision.issuer,
        issued_on=revision.issued_on,
        effective_from=revision.effective_from,
        effective_to=revision.effective_to,
        replaced_by=revision.replaced_by,
        warnings=tuple(revision.warnings),
        fetched_on=revision.fetched_on,
        replaces=tuple(revision.replaces),
        repeals=tuple(revision.repeals),
        amends=tuple(revision.amends),
    )
