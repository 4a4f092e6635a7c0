"""Questions that name what they want: an article by its number, or a whole list. Not searched."""

from sqlmodel import Session

from bot.browsing import listing
from bot.listing import list_asked_for
from bot.references.outcomes import Absent, Named
from bot.references.resolving import may_refer, resolve
from bot.references.shelf import Catalogue, Shelf
from index.text import fold
from knowledge import store
from knowledge.views import PassageView


def looked_up(session: Session, release_id: int, question: str) -> list[PassageView] | None:
    """The passages that a question names. None where it names none and has to be searched; empty
    where it names what the document does not have: no other article is an answer to that."""
    named = _referred_to(session, release_id, question) if may_refer(question) else None
    return named if named is not None else _list_in_one(session, release_id, question)


def _referred_to(session: Session, release_id: int, question: str) -> list[PassageView] | None:
    meant = resolve(question, Shelf(session, Catalogue.read(session, release_id)))
    if isinstance(meant, Absent):
        return []
    return list(meant.passages) if isinstance(meant, Named) else None


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
