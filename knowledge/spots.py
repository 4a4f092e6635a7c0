"""Where the passages of some documents stand, without their words."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from knowledge.models import Passage, known


@dataclass(frozen=True, slots=True)
class Spot:
    """A passage's place in its document."""

    id: int
    revision_id: int
    locator: str
    article: str | None
    heading_path: tuple[str, ...]
    anchor: str | None


def spots_of(
    session: Session,
    revision_ids: Iterable[int],
    *,
    article: str | None = None,
    anchor: str | None = None,
) -> list[Spot]:
    """The places of the passages of some revisions, in reading order; where an article or an
    anchor is given, of those that bear it."""
    wanted = select(
        Passage.id,
        Passage.revision_id,
        Passage.locator,
        Passage.article,
        Passage.heading_path,
        Passage.anchor,
    )  # type: ignore[call-overload]
    wanted = wanted.where(col(Passage.revision_id).in_(list(revision_ids)))
    if article is not None:
        wanted = wanted.where(Passage.article == article)
    if anchor is not None:
        wanted = wanted.where(Passage.anchor == anchor)
    rows = session.exec(wanted.order_by(col(Passage.revision_id), col(Passage.order)))
    return [Spot(known(row[0]), row[1], row[2], row[3], tuple(row[4]), row[5]) for row in rows]
