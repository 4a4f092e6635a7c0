"""Questions that name what they want: a place by its number, or a whole list. Not searched."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from sqlmodel import Session

from bot import texts
from bot.answer import Band, Citation, Opens, Suggestion
from bot.browsing import listing
from bot.citing import citation, part_of, suggestion, whole_of
from bot.listing import list_asked_for
from bot.references.outcomes import Absent, Choice, Named, Outcome, Part, Several, Whole, Within
from bot.references.resolving import may_refer, resolve
from bot.references.shelf import Catalogue, Shelf
from bot.wording import named
from index.text import fold
from index.understanding import Understood
from knowledge import store
from knowledge.views import DocumentView, PassageView

CITED = 3
OFFERED = 8  # documents, or parts of one, as buttons


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What a question names: all of its passages, and of these what is cited."""

    band: Band
    confidence: float
    passages: tuple[PassageView, ...] = ()
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    note: str | None = None


class Lookup:
    """Looks up in a release; its list of documents is kept, for a release never changes. Threads
    may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: Catalogue | None = None

    def find(
        self,
        session: Session,
        release_id: int,
        asked: Understood,
        only: int | None = None,
        left_out: frozenset[int] = frozenset(),
    ) -> LookedUp | Within | None:
        """What a question names, as it was typed, or where it is to be searched; None where it
        names nothing.

        Args:
            only: the revision of the document that a person has chosen.
            left_out: revisions that are meant only where the question names them.
        """
        question = asked.typed
        if only is not None or may_refer(question):
            shelf = Shelf(session, self._catalogue(session, release_id))
            meant = resolve(question, shelf, only, left_out)
            if isinstance(meant, Within):
                return meant
            if (found := _looked_up(meant, shelf)) is not None:
                return found
        return _list_in_one(session, release_id, asked, left_out)

    def _catalogue(self, session: Session, release_id: int) -> Catalogue:
        kept = self._kept
        if kept is None or kept.release != release_id:
            kept = Catalogue.read(session, release_id)
            with self._lock:
                self._kept = kept
        return kept


def _looked_up(meant: Outcome | None, shelf: Shelf) -> LookedUp | None:
    match meant:
        case Named():
            return _named(meant)
        case Absent(sentence):
            return LookedUp(Band.NONE, 0.0, note=sentence)
        case Several():
            return _several(meant, shelf)
        case Whole(document, is_certain=True):
            return _whole(document, shelf)
    return None


def _named(meant: Named) -> LookedUp:
    """The passages themselves; of more than are cited the first of each article in turn."""
    parts = meant.parts if len(meant.parts) <= CITED else _in_turn(meant.parts)
    notes = (meant.note, _rest_of(meant.passages))
    return LookedUp(
        Band.ANSWER,
        1.0,
        meant.passages,
        tuple(map(_cited, parts[:CITED])),
        note="\n".join(note for note in notes if note) or None,
    )


def _rest_of(passages: Sequence[PassageView]) -> str | None:
    """That there is more than is cited, and how to see it."""
    if len(passages) <= CITED:
        return None
    articles = [one.article for one in passages if one.article]
    if len(set(articles)) < 2:
        return texts.PARTS_SHOWN.format(count=len(passages), shown=CITED)
    return texts.ARTICLES_SHOWN.format(
        count=len(passages), shown=CITED, first=articles[0], last=articles[-1]
    )


def _in_turn(parts: Sequence[Part]) -> Sequence[Part]:
    rows = [list(row) for _, row in groupby(parts, key=lambda one: one.passage.article)]
    return [part for turn in zip_longest(*rows) for part in turn if part is not None]


def _cited(part: Part) -> Citation:
    return part_of(part.passage, part.pieces) if part.pieces else whole_of(part.passage)


def _several(meant: Several, shelf: Shelf) -> LookedUp:
    """Which document? Each can be chosen, and what it has there is what comes near."""
    choices = meant.choices
    passages = shelf.by_ids([one.passage_id for one in choices[:CITED]])
    note = texts.WHICH_DOCUMENT.format(count=len(choices), asked=meant.asked)
    if (more := len(choices) - OFFERED) > 0:
        note = f"{note}\n{texts.MORE_DOCUMENTS.format(count=more)}"
    return LookedUp(
        Band.SUGGEST,
        1 / len(choices),
        tuple(passages),
        tuple(map(whole_of, passages)),
        tuple(_choices(choices[:OFFERED], meant.asked)),
        note,
    )


def _choices(choices: Sequence[Choice], asked: str) -> Iterator[Suggestion]:
    names = [named(one.document) for one in choices]
    numbers = [one.document.number for one in choices]
    for one, name in zip(choices, names, strict=True):
        document = one.document
        alone = names.count(name) == 1
        numbered = document.number and numbers.count(document.number) == 1
        short = name if alone else document.slug
        yield Suggestion(
            text=name if alone else f"{document.source}: {name}",
            passage_id=one.passage_id,
            source=document.source,
            locator=one.locator,
            reference=f"{asked}, {document.number if numbered else short}",
            revision_id=document.revision_id,
            opens=Opens.ANSWER,
        )


def _whole(document: DocumentView, shelf: Shelf) -> LookedUp:
    """A document alone: its contents, and its first parts."""
    passages = shelf.passages_of(document.revision_id)
    rows = groupby(passages, key=lambda one: (one.article or one.id, one.heading_path))
    parts = [next(row) for _, row in rows]
    parts = [one for one in parts if one.article] or parts
    article = parts[0].article
    contents = Suggestion(
        texts.TO_DOCUMENT,
        passages[0].id,
        document.source,
        passages[0].locator,
        document.slug,
        document.revision_id,
        Opens.DOCUMENT,
    )
    note = texts.WHOLE_DOCUMENT if article else texts.WHOLE_PAGE
    return LookedUp(
        Band.SUGGEST,
        1.0,
        tuple(parts),
        tuple(map(whole_of, parts[:CITED])),
        (contents, *map(suggestion, parts[:CITED])),
        note.format(document=named(document), article=article),
    )


def _list_in_one(
    session: Session, release_id: int, asked: Understood, left_out: frozenset[int]
) -> LookedUp | None:
    """The passage that names every entry of the list asked for."""
    modality = list_asked_for(asked.typed)
    groups = listing(session, release_id, modality, left_out) if modality else []
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
    cited = [citation(asked.words, one, 1.0) for one in found[:CITED]]
    return LookedUp(Band.ANSWER, 1.0, tuple(found), tuple(cited)) if found else None
