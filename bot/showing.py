"""`show`: a document or a part of it, as published, found by reference."""

from dataclasses import dataclass
from datetime import date

from bot.errors import UsageError
from bot.references.outcomes import Absent, Named, Outcome, Part, Several, Whole, Within
from bot.references.resolving import resolve
from bot.references.shelf import Catalogue, Shelf
from bot.wording import joined, named, validity_text
from knowledge import releases, store
from knowledge.database import Database
from knowledge.errors import NotPublishedError
from knowledge.standing import Standing
from knowledge.views import DocumentView, PassageView

LISTED = 10  # documents that are named where a reference may mean several


@dataclass(frozen=True, slots=True)
class Shown:
    document: DocumentView
    passages: tuple[PassageView, ...]
    note: str | None = None

    def text(self, today: date) -> str:
        """What a terminal shows: the document's line, then the words with where they stand."""
        document = self.document
        facts = (document.issuer, validity_text(document, today), document.source)
        lines = [named(document), joined(*facts)]
        path: tuple[str, ...] = ()
        for passage in self.passages:
            if passage.heading_path != path:
                path = passage.heading_path
                lines += ["", " › ".join(path)]
            lines += ["", f"[{passage.locator}]", passage.text]
        if self.note:
            lines += ["", self.note]
        return "\n".join(lines)


def show(database: Database, text: str, today: date) -> Shown:
    """What a text names; a document that is not in force only where it names that one.

    Raises `NotPublishedError` when nothing published is meant, `UsageError` when several documents
    may be.
    """
    with database.session() as session:
        current = releases.current_release(session)
        if current is None:
            raise NotPublishedError(_nothing(text))
        shelf = Shelf(session, Catalogue.read(session, current))
        standing = Standing.of([one.view for one in shelf.documents])
        meant = resolve(text, shelf, left_out=standing.out_of_force(today))
        if isinstance(meant, Whole):
            passages = store.passages_of_revisions(session, [meant.document.revision_id])
            meant = Named(meant.document, tuple(map(Part, passages)))
        if isinstance(meant, Within):
            found = store.passages_by_ids(session, sorted(meant.passages))
            if len(meant.documents) == 1 and found:
                meant = Named(found[0].document, tuple(map(Part, found)))
    if isinstance(meant, Named):
        document = standing.documents[meant.document.revision_id]
        return Shown(document, meant.passages, meant.note)
    raise _why_not(text, meant)


def _why_not(text: str, meant: Outcome | None) -> UsageError | NotPublishedError:
    if isinstance(meant, Absent):
        return NotPublishedError(meant.sentence)
    if isinstance(meant, Several):
        documents = [choice.document for choice in meant.choices]
        names = "; ".join(f"{one.slug} ({named(one)})" for one in documents[:LISTED])
        return UsageError(f"“{text}” có thể là {len(documents)} văn bản, xin nói rõ hơn: {names}")
    return NotPublishedError(_nothing(text))


def _nothing(text: str) -> str:
    return f"Không có văn bản nào đang công bố ứng với “{text}”."
