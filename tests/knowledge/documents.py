"""Small documents put into a database the way a refresh puts them."""

from sqlmodel import Session

from knowledge import journal, releases, store
from knowledge.modality import Modality
from knowledge.reading.reading import Head, Reading
from knowledge.spans import PassageSpan

TEXT = "Giờ trực\n\nCán bộ trực nên ký sổ. Cán bộ trực không nên ngủ."


def reading(text: str = TEXT, title: str = "Quy chế trực") -> Reading:
    return Reading("quy-che.md", text, "markdown", Head(title=title, number="12-QC"))


def span(order: int, words: str, modality: Modality | None = None, text: str = TEXT) -> PassageSpan:
    start = text.index(words)
    return PassageSpan(
        order=order,
        locator=f"câu {order + 1}",
        article=str(order + 1),
        heading_path=("Giờ trực",),
        modality=modality,
        start=start,
        end=start + len(words),
        lead_start=0 if order else None,
        lead_end=len("Giờ trực") if order else None,
        anchor=None,
        source_note=None,
    )


SPANS = [
    span(0, "Cán bộ trực nên ký sổ.", Modality.SHOULD),
    span(1, "Cán bộ trực không nên ngủ.", Modality.SHOULD_NOT),
]


def stored(session: Session, origin: str = "/a/quy-che.md", title: str = "Quy chế trực") -> int:
    """A document's revision with two passages; the revision's id."""
    read = reading(title=title)
    document = store.add_document(session, "quy-che", origin)
    return store.add_revision(session, document, read, store.reading_hash(read), SPANS)


def published(session: Session, *revision_ids: int) -> int:
    """A published release of these revisions."""
    release_id = releases.draft(session, revision_ids, author="hoa", note="")
    releases.set_index_digest(session, release_id, "d" * 64)
    releases.publish(session, release_id, actor="hoa")
    return release_id


def unanswered(session: Session) -> None:
    """The answer "a1": to a question that found nothing, and that names a telephone."""
    journal.record_answer(
        session,
        answer_id="a1",
        release_id=published(session, stored(session)),
        band="none",
        confidence=0.1,
        question="ai giữ chìa khóa, gọi 0912345678",
        spans=[],
        elapsed_ms=2.0,
    )
    session.flush()
