"""`show`: a document or a part of it, as published, found by reference."""

from dataclasses import dataclass
from datetime import date

from bot.errors import UsageError
from bot.reference import Reference, documents_meant, passages_meant
from bot.wording import joined, named, validity_text
from knowledge import releases, store
from knowledge.database import Database
from knowledge.errors import NotPublishedError
from knowledge.views import DocumentView, PassageView


@dataclass(frozen=True, slots=True)
class Shown:
    document: DocumentView
    passages: tuple[PassageView, ...]

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
        return "\n".join(lines)


def show(database: Database, text: str) -> Shown:
    """Raises `NotPublishedError` when nothing published is meant, `UsageError` when several
    documents may be."""
    reference = Reference.parse(text)
    with database.session() as session:
        current = releases.current_release(session)
        documents = store.documents_of(session, current) if current else []
        meant = documents_meant(reference, documents)
        if not meant:
            raise NotPublishedError(f"Không có văn bản nào đang công bố ứng với “{text}”.")
        if len(meant) > 1:
            names = "; ".join(f"{one.slug} ({named(one)})" for one in meant[:10])
            raise UsageError(f"“{text}” có thể là {len(meant)} văn bản, xin nói rõ hơn: {names}")
        document = meant[0]
        passages = store.passages_of_revisions(session, [document.revision_id])
        found = passages_meant(reference, passages)
        if not found:
            articles = store.articles_of(session, document.revision_id)
            raise NotPublishedError(_no_such_article(document, reference, articles))
    return Shown(document, tuple(found))


def _no_such_article(document: DocumentView, reference: Reference, articles: list[str]) -> str:
    if not articles:
        return f"{named(document)} không chia thành điều."
    return (
        f"{named(document)} không có Điều {reference.article}; "
        f"văn bản có từ Điều {articles[0]} đến Điều {articles[-1]}."
    )
