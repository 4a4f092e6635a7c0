"""Questions that name what they want: an article by its number, or a whole list. Not searched."""

from sqlmodel import Session

from bot.browsing import listing
from bot.listing import list_asked_for
from bot.reference import Reference, passages_meant, resolved
from index.text import fold
from knowledge import store
from knowledge.views import PassageView


def looked_up(session: Session, release_id: int, question: str) -> list[PassageView] | None:
    """The passages that a question names. None where it names none and has to be searched; empty
    where it names what the document does not have: no other article is an answer to that."""
    named = _referred_to(session, release_id, question)
    return named if named is not None else _list_in_one(session, release_id, question)


def _referred_to(session: Session, release_id: int, question: str) -> list[PassageView] | None:
    reference = Reference.parse(question)
    if reference.article is None:
        return None
    document = resolved(reference, store.documents_of(session, release_id))
    if document is None:
        return None
    passages = store.passages_of_revisions(session, [document.revision_id])
    if not any(passage.article for passage in passages):
        return None
    return passages_meant(reference, passages)


def _list_in_one(session: Session, release_id: int, question: str) -> list[PassageView] | None:
    """The passage that names every entry of the list asked for."""
    modality = list_asked_for(question)
    groups = listing(session, release_id, modality) if modality else []
    if not groups:
        return None
    names = [fold(entry.name).casefold() for entry in groups[0].entries]
    passages = store.passages_of_revisions(session, [groups[0].document.revision_id])
    found = [
        passage
        for passage in passages
        if passage.modality is modality
        and all(name in fold(passage.text).casefold() for name in names)
    ]
    return found or None
