"""Carried rows into the database: as they were into an empty one, beside what stands into another.
The caller commits."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert, update
from sqlmodel import Session, SQLModel, col, delete, select

from knowledge.carrying.rows import Row
from knowledge.models import (
    Document,
    Passage,
    Release,
    ReleaseItem,
    ReleaseStatus,
    Revision,
    Term,
    known,
)
from knowledge.people import AuditEntry
from knowledge.proving import GoldenQuestion
from knowledge.releases import ANSWERED
from knowledge.watching import Watch

Parts = Mapping[str, Sequence[Row]]


def answers_nothing(session: Session) -> bool:
    """Whether no release has ever answered here."""
    answered = select(Release.id).where(col(Release.status).in_(ANSWERED))
    return session.exec(answered.limit(1)).first() is None


def current_of(parts: Parts) -> int:
    """The carried release that answered."""
    answered = (row for row in parts["releases"] if row["status"] == ReleaseStatus.PUBLISHED)
    return int(next(answered)["id"])


def put_in_empty(session: Session, parts: Parts) -> None:
    """All rows under their own numbers, the releases as drafts that answer nobody yet; what a dead
    import or refresh has left here makes room."""
    for table in (ReleaseItem, Release, Passage, Revision, Document):
        session.exec(delete(table))
    _insert(session, Document, parts["documents"])
    _insert(session, Revision, parts["revisions"])
    _insert(session, Passage, parts["passages"])
    drafts = [{**row, "status": ReleaseStatus.DRAFT} for row in parts["releases"]]
    _insert(session, Release, drafts)
    _insert(session, ReleaseItem, parts["release_items"])


def let_answer(session: Session, parts: Parts, digest: str) -> None:
    """The carried releases as they were; `digest` is the index of the one that answers."""
    for row in parts["releases"]:
        status = row["status"]
        values: dict[str, Any] = {"status": status, "published_at": row["published_at"]}
        if status == ReleaseStatus.PUBLISHED:
            values["index_digest"] = digest
        session.exec(update(Release).where(col(Release.id) == row["id"]).values(**values))


def put_in(session: Session, parts: Parts) -> list[int]:
    """The revisions of the carried release that answered, in its order, under numbers of this
    database; those that are here already are taken as they are."""
    current = current_of(parts)
    items = [row for row in parts["release_items"] if row["release_id"] == current]
    documents = {row["id"]: row for row in parts["documents"]}
    revisions = {row["id"]: row for row in parts["revisions"]}
    passages: dict[int, list[Row]] = {}
    for row in parts["passages"]:
        passages.setdefault(row["revision_id"], []).append(row)
    ids = []
    for item in sorted(items, key=lambda row: row["position"]):
        revision = revisions[item["revision_id"]]
        document_id = _document(session, documents[revision["document_id"]])
        ids.append(_revision(session, document_id, revision, passages.get(revision["id"], ())))
    return ids


def put_in_care(session: Session, parts: Parts) -> None:
    """Golden questions, terms and watched sources that are not here yet."""
    _add_new(session, GoldenQuestion, parts["golden_questions"], ("question", "slug", "locator"))
    _add_new(session, Term, parts["terms"], ("key", "long"))
    _add_new(session, Watch, parts["watches"], ("place",))


def note_import(session: Session, release_id: int | None, name: str, actor: str) -> None:
    subject = f"release {release_id}: {name}" if release_id else name
    session.add(AuditEntry(actor=actor, action="import", subject=subject))


def _document(session: Session, row: Row) -> int:
    held = session.exec(select(Document).where(Document.slug == row["slug"])).first()
    if held is None:
        held = Document(slug=row["slug"], origin=row["origin"], audience=row["audience"])
        session.add(held)
        session.flush()
    return known(held.id)


def _revision(session: Session, document_id: int, row: Row, passages: Sequence[Row]) -> int:
    same = Revision.document_id == document_id, Revision.sha256 == row["sha256"]
    held = session.exec(select(Revision.id).where(*same)).first()
    if held is not None:
        return held
    made = Revision(**_unnumbered(row) | {"document_id": document_id})
    session.add(made)
    session.flush()
    revision_id = known(made.id)
    rows = [_unnumbered(one) | {"revision_id": revision_id} for one in passages]
    _insert(session, Passage, rows)
    return revision_id


def _add_new(
    session: Session, table: type[SQLModel], rows: Sequence[Row], key: Sequence[str]
) -> None:
    """The rows that count and whose key no row that counts has here."""
    held = session.exec(select(table)).all()
    known_keys = {
        tuple(getattr(row, name) for name in key)
        for row in held
        if getattr(row, "removed_at", None) is None
    }
    new = [
        _unnumbered(row)
        for row in rows
        if row.get("removed_at") is None and tuple(row[name] for name in key) not in known_keys
    ]
    _insert(session, table, new)


def _unnumbered(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "id"}


def _insert(session: Session, table: type[SQLModel], rows: Sequence[Row]) -> None:
    if rows:
        session.connection().execute(insert(table), list(rows))
