"""Rows as they are carried: out of the database as JSON values, checked when they come in.

Carried is what is published and how it is looked after. People are not, and no question that
anybody asked: who made a release from a chat is carried without their number.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import ColumnElement, Select, true
from sqlalchemy import select as sql_select
from sqlmodel import Session, SQLModel, col, select

from knowledge.errors import CarryingError
from knowledge.models import (
    Document,
    Passage,
    Release,
    ReleaseItem,
    ReleaseStatus,
    Revision,
    Term,
)
from knowledge.proving import GoldenQuestion
from knowledge.releases import ANSWERED, KEPT
from knowledge.watching import Watch

# Raised with every change of what is carried: an older version refuses what it does not know.
FORMAT = 1

Row = dict[str, Any]
# In the order in which rows refer to each other.
TABLES: Mapping[str, type[SQLModel]] = {
    "documents": Document,
    "revisions": Revision,
    "passages": Passage,
    "releases": Release,
    "release_items": ReleaseItem,
    "golden_questions": GoldenQuestion,
    "terms": Term,
    "watches": Watch,
}
# What is true of one machine alone.
_LEFT_BEHIND = {
    "watches": ("checked_at", "failure", "told_at", "release_id", "compared_with", "announced")
}
_PERSON, _SOMEBODY = "telegram:", "telegram"


def kept_releases(session: Session) -> list[int]:
    """The releases that are carried, the oldest first: the last ones and that which answers."""
    answered = session.exec(
        select(Release.id, Release.status)
        .where(col(Release.status).in_(ANSWERED))
        .order_by(col(Release.id).desc())
    ).all()
    kept = [
        release_id
        for place, (release_id, status) in enumerate(answered)
        if place < KEPT or status == ReleaseStatus.PUBLISHED
    ]
    return sorted(one for one in kept if one is not None)


def rows_of(session: Session, part: str, release_ids: Sequence[int]) -> Iterator[Row]:
    """The rows of a table that belong to some releases, as JSON values, in order of their ids."""
    names = columns(part)
    for row in session.connection().execute(_wanted(part, release_ids)).mappings():
        yield {name: _as_json(name, row[name]) for name in names}


def columns(part: str) -> tuple[str, ...]:
    """What is carried of a table."""
    left = _LEFT_BEHIND.get(part, ())
    return tuple(name for name in TABLES[part].model_fields if name not in left)


def row_in(part: str, row: object, line: int) -> Row:
    """A row as the database takes it. Raises `CarryingError` for one of another shape."""
    if not isinstance(row, dict) or row.keys() != set(columns(part)):
        raise CarryingError(f"phần {part}, dòng {line}: không đủ hoặc thừa trường")
    try:
        held = TABLES[part].model_validate(row).model_dump()
    except ValidationError as error:
        raise CarryingError(f"phần {part}, dòng {line}: giá trị không đúng kiểu") from error
    return {name: held[name] for name in columns(part)}


def check_together(parts: Mapping[str, Sequence[Row]]) -> None:
    """Raises `CarryingError` where rows speak of others that are not there, or of places outside
    their text."""
    documents = {row["id"] for row in parts["documents"]}
    texts = {row["id"]: len(row["text"]) for row in parts["revisions"]}
    releases = {row["id"]: row["status"] for row in parts["releases"]}
    _need(all(row["document_id"] in documents for row in parts["revisions"]), "revisions")
    _need(all(_is_inside(row, texts) for row in parts["passages"]), "passages")
    _need(all(status in ANSWERED for status in releases.values()), "releases")
    _need(list(releases.values()).count(ReleaseStatus.PUBLISHED) == 1, "releases")
    items = parts["release_items"]
    _need(
        all(row["release_id"] in releases and row["revision_id"] in texts for row in items),
        "release_items",
    )
    _need({row["release_id"] for row in items} == releases.keys(), "release_items")


def _is_inside(row: Row, texts: Mapping[int, int]) -> bool:
    length = texts.get(row["revision_id"], -1)
    lead = (row["lead_start"], row["lead_end"])
    governed = lead == (None, None) or (None not in lead and 0 <= lead[0] <= lead[1] <= length)
    return governed and 0 <= row["start"] <= row["end"] <= length


def _need(holds: bool, part: str) -> None:
    if not holds:
        raise CarryingError(f"phần {part}: các dòng không khớp nhau")


def _wanted(part: str, release_ids: Sequence[int]) -> Select[Any]:
    """The rows of a table that belong to these releases; all of what belongs to none."""
    items = select(ReleaseItem.revision_id).where(col(ReleaseItem.release_id).in_(release_ids))
    documents = select(Revision.document_id).where(col(Revision.id).in_(items))
    conditions: dict[str, ColumnElement[bool]] = {
        "documents": col(Document.id).in_(documents),
        "revisions": col(Revision.id).in_(items),
        "passages": col(Passage.revision_id).in_(items),
        "releases": col(Release.id).in_(release_ids),
        "release_items": col(ReleaseItem.release_id).in_(release_ids),
    }
    table = SQLModel.metadata.tables[str(TABLES[part].__tablename__)]
    order = ("release_id", "position") if part == "release_items" else ("id",)
    wanted = sql_select(*table.c).where(conditions.get(part, true()))
    return wanted.order_by(*(table.c[name] for name in order))


def _as_json(name: str, value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if name == "author" and isinstance(value, str) and value.startswith(_PERSON):
        return _SOMEBODY
    return value
