"""A revision whose head a person has corrected: the same words, another head."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlmodel import Session, select

from knowledge.models import Passage, Revision, known
from knowledge.reading.head import contradictions
from knowledge.reading.head_fields import CHECKED, DATES, LINKS, WORDS
from knowledge.reading.reading import Head
from knowledge.store import document_by_slug, revision_by_hash

_COLUMNS = (*WORDS, *DATES, "replaced_by")


def head_of(session: Session, revision_id: int) -> Head:
    """The head fields of a revision."""
    revision = session.get_one(Revision, revision_id)
    values: dict[str, Any] = {name: getattr(revision, name) for name in _COLUMNS}
    values |= {name: tuple(getattr(revision, name)) for name in LINKS}
    return Head(**values, origin=revision.drawn_from)


def corrected(
    session: Session, revision_id: int, head: Head, corrections: Iterable[str], slug: str
) -> int:
    """A revision with the words and passages of another and the head that a person gave it; its
    id. It belongs to the document of this slug. The caller commits.

    `corrections` are the fields that the person decided: what was doubted of them is settled.
    """
    old, document = session.get_one(Revision, revision_id), document_by_slug(session, slug)
    said = json.dumps(asdict(head), default=str, sort_keys=True, ensure_ascii=False)
    sha256 = hashlib.sha256(f"{old.sha256}\0{said}".encode()).hexdigest()
    if (known_as := revision_by_hash(session, document, sha256)) is not None:
        return known_as
    row = old.model_dump(exclude={"id", "read_at"})
    row |= {name: getattr(head, name) for name in _COLUMNS}
    row |= {name: list(getattr(head, name)) for name in LINKS}
    row |= {"document_id": known(document.id), "sha256": sha256}
    row |= {"title": head.title or old.source, "warnings": _left(old, head, corrections)}
    made = Revision(**row)
    session.add(made)
    session.flush()
    for passage in session.exec(select(Passage).where(Passage.revision_id == revision_id)).all():
        kept = passage.model_dump(exclude={"id", "revision_id"})
        session.add(Passage(revision_id=known(made.id), **kept))
    session.flush()
    return known(made.id)


def _left(old: Revision, head: Head, corrections: Iterable[str]) -> list[str]:
    """The warnings that still hold when a person has decided these fields."""
    decided = [CHECKED[name] for name in corrections if name in CHECKED]
    before = contradictions(Head(effective_from=old.effective_from, effective_to=old.effective_to))
    left = [
        warning
        for warning in old.warnings
        if warning not in before
        and not any(f"nêu nhiều {label} " in warning for label in decided)
        and not any(warning.startswith(f"Đầu tệp ghi {label} ") for label in decided)
    ]
    return [*left, *contradictions(head)]
