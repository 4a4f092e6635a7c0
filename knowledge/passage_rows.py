"""Where passages stand, without their words: rows that are read once and cut into passages."""

import functools
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func
from sqlalchemy import select as sql_select  # SQLModel's own takes four columns
from sqlmodel import Session, SQLModel

from knowledge.modality import Modality
from knowledge.views import DocumentView, PassageView


class PassageRow(NamedTuple):
    """A passage as the table has it; offsets in code points into its revision's text."""

    id: int
    revision_id: int
    order: int
    locator: str
    article: str | None
    heading_path: tuple[str, ...]
    modality: Modality | None
    start: int
    end: int
    lead_start: int | None
    lead_end: int | None
    anchor: str | None
    source_note: str | None
    page: int | None

    def cut(self, whole: str, document: DocumentView) -> PassageView:
        """The passage with its words, cut from the whole text of its revision."""
        has_lead = self.lead_start is not None
        return PassageView(
            id=self.id,
            document=document,
            order=self.order,
            locator=self.locator,
            article=self.article,
            heading_path=self.heading_path,
            modality=self.modality,
            start=self.start,
            end=self.end,
            text=whole[self.start : self.end],
            lead_start=self.lead_start,
            lead=whole[self.lead_start : self.lead_end] if has_lead else None,
            anchor=self.anchor,
            source_note=self.source_note,
            page=self.page,
        )


def rows_of_revisions(
    session: Session, revision_ids: Iterable[int], modality: Modality | None = None
) -> list[PassageRow]:
    """The rows of all passages of some revisions, or of those that say so, revision by revision in
    reading order."""
    wanted = {"wanted": list(revision_ids)}
    if modality is None:
        return _rows(session.connection().execute(_select("revision_id"), wanted))
    passage = SQLModel.metadata.tables["passage"]
    said = _select("revision_id").where(passage.c.modality == modality.value)
    return _rows(session.connection().execute(said, wanted))


def count_of_revisions(session: Session, revision_ids: Iterable[int]) -> int:
    """How many passages these revisions have."""
    passage = SQLModel.metadata.tables["passage"]
    counted = sql_select(func.count()).where(passage.c.revision_id.in_(list(revision_ids)))
    return int(session.connection().execute(counted).scalar_one())


def rows_by_ids(session: Session, ids: Iterable[int]) -> list[PassageRow]:
    """The rows of the passages with these ids, without what is not there."""
    return _rows(session.connection().execute(_select("id"), {"wanted": list(ids)}))


def _rows(found: Iterable[Iterable[Any]]) -> list[PassageRow]:
    # Many passages stand under the same headings: one tuple serves them all.
    headings: dict[tuple[str, ...], tuple[str, ...]] = {}
    rows: list[PassageRow] = []
    for values in found:
        row = [*values]
        path = tuple(row[_HEADING_PATH])
        row[_HEADING_PATH] = headings.setdefault(path, path)
        row[_MODALITY] = _MODALITIES[row[_MODALITY]]
        rows.append(PassageRow._make(row))
    return rows


_HEADING_PATH = PassageRow._fields.index("heading_path")
_MODALITY = PassageRow._fields.index("modality")
_MODALITIES: dict[str | None, Modality | None] = {None: None, "": None} | {
    one.value: one for one in Modality
}


@functools.cache
def _select(column: str) -> Select[Any]:
    """Built once, over the table and not over entities: building it and making entities takes
    longer than running it."""
    passage = SQLModel.metadata.tables["passage"]
    return (
        sql_select(*(passage.c[name] for name in PassageRow._fields))
        .where(passage.c[column].in_(bindparam("wanted", expanding=True)))
        .order_by(passage.c.revision_id, passage.c.order)
    )
