"""A text that refers to something -> what it means: one resolver for the chat and for `show`."""

import re
from collections.abc import Mapping, Sequence

from bot import texts
from bot.references.citations import cited
from bot.references.finding import Found, found_in, said
from bot.references.outcomes import Absent, Choice, Named, Outcome, Several, Whole, Within
from bot.references.parsing import Naming, Reference, naming_of
from bot.references.places import Place
from bot.references.shelf import Shelf
from bot.references.titles import Listed
from bot.references.words import Word
from knowledge.spots import Spot

# A digit, a roman number, "thứ hai", "phụ lục": with none of them a question refers to nothing.
_MAY_REFER = re.compile(
    r"\d|\b(?:(?-i:[IVX]{1,6})|i{1,3}|iv|ix|ph[uụ] l[uụ]c|th[uứ] (?:nh[aấ]t|hai|ba|tư|năm))\b",
    re.IGNORECASE,
)
_ANCHOR = re.compile(r"(?:\bmục\s+)?(?<![\w-])([A-ZĐ]{1,8}(?:\d{1,3}|(?:-[A-ZĐ0-9]+)+))(?![\w-])")


def may_refer(question: str) -> bool:
    """Whether a question may refer to something by number: one look at its letters, for this is
    asked of each question."""
    return _MAY_REFER.search(question) is not None


def resolve(
    text: str,
    shelf: Shelf,
    only: int | None = None,
    left_out: frozenset[int] = frozenset(),
) -> Outcome | None:
    """What a text refers to; None where it refers to nothing and has to be searched.

    Args:
        only: the revision of the document that is meant, where a person has chosen it.
        left_out: revisions that are meant only where the text names them and no other: those that
            are not in force.
    """
    if only is None:
        if found := cited(text, shelf):
            # Of two versions of one name that which stands.
            now = [one for one in found if one[0].view.revision_id not in left_out]
            return _cited(now or found, shelf)
        if entry := _entry(text, shelf):
            return entry
    reference = Reference.parse(text)
    naming = _naming(reference, shelf, left_out)
    if only is not None:
        naming = _chosen(naming, only, shelf)
    if not reference.places:
        return _documents(reference, naming, shelf)
    if naming.left and not naming.name and not reference.is_pointed_at:
        return None  # "điều 5 bạn nên biết"
    if not reference.names_article:
        return _without_article(reference, naming)
    if naming.is_unknown:
        return Absent(texts.NAME_UNKNOWN.format(name=_words(reference, naming.name)))
    if naming.left:
        return _question(reference, naming, shelf, left_out)
    return _places(reference, naming, shelf)


def _cited(found: Sequence[tuple[Listed, Spot]], shelf: Shelf) -> Outcome:
    spots: dict[Listed, list[Spot]] = {}
    for document, spot in found:
        spots.setdefault(document, []).append(spot)
    return _one_of({one: _all(its) for one, its in spots.items()}, found[0][1].locator, shelf)


def _entry(text: str, shelf: Shelf) -> Outcome | None:
    """An entry of a handbook by its anchor, with or without the handbook's name."""
    for match in _ANCHOR.finditer(text):
        rest = Reference.parse(text[: match.start()] + " " + text[match.end() :])
        naming = naming_of(rest, shelf.documents)
        if rest.mentions or naming.left:
            continue
        if entries := shelf.entries(naming.documents, match[1]):
            found = {one: _all(spots) for one, spots in entries.items()}
            return _one_of(found, f"mục {match[1]}", shelf)
    return None


def _all(spots: Sequence[Spot]) -> Found:
    found = Found()
    for spot in spots:
        found.add(spot)
    return found


def _naming(reference: Reference, shelf: Shelf, left_out: frozenset[int]) -> Naming:
    """The documents named; those left out only where more of the words name them: a year."""
    naming = naming_of(reference, _others(shelf, left_out))
    if not left_out:
        return naming
    whole = naming_of(reference, shelf.documents)
    return whole if len(whole.name) > len(naming.name) else naming


def _others(shelf: Shelf, left_out: frozenset[int]) -> tuple[Listed, ...]:
    """The documents that are not left out; all of them where these are all there are."""
    kept = tuple(one for one in shelf.documents if one.view.revision_id not in left_out)
    return kept or shelf.documents


def _chosen(naming: Naming, revision_id: int, shelf: Shelf) -> Naming:
    documents = [one for one in shelf.documents if one.view.revision_id == revision_id]
    if not documents:
        return naming
    return Naming(tuple(documents), naming.name or naming.left[:0], naming.left)


def _documents(reference: Reference, naming: Naming, shelf: Shelf) -> Outcome | None:
    """A document alone, or a question about what it says. A page that only speaks of it is no such
    document."""
    if not naming.name:
        return None
    words = [word.plain for word in naming.name]
    if not naming.left:
        if len(naming.documents) == 1:
            one = naming.documents[0]
            return Whole(one.view, one.is_called(words) or one.is_numbered(words))
        return Several(_words(reference, naming.name), _choices_of_whole(naming.documents, shelf))
    own = [one for one in naming.documents if one.is_numbered(words)]
    if not own:
        return None
    passages = frozenset(spot.id for one in own for spot in shelf.spots(one))
    revisions = frozenset(one.view.revision_id for one in own)
    return Within(_words(reference, naming.left), passages, revisions, names_place=False)


def _without_article(reference: Reference, naming: Naming) -> Outcome | None:
    """ "khoản 2 luật viên chức": of which article?"""
    if naming.left or not naming.name:
        return None
    return Absent(texts.WHICH_ARTICLE.format(place=said(reference.places[0])))


def _question(
    reference: Reference, naming: Naming, shelf: Shelf, left_out: frozenset[int]
) -> Outcome | None:
    """A question about what stands at a place: searched there, and nowhere else."""
    documents = naming.documents or _others(shelf, left_out)
    hits, missing = _hits(reference.places, documents, shelf)
    if not hits:
        return Absent(missing) if naming.name else None
    passages = frozenset(spot for found in hits.values() for spot in found.spots)
    revisions = frozenset(one.view.revision_id for one in hits)
    return Within(_words(reference, naming.left), passages, revisions, names_place=True)


def _places(reference: Reference, naming: Naming, shelf: Shelf) -> Outcome:
    hits, missing = _hits(reference.places, naming.documents, shelf)
    if not hits:
        return Absent(missing)
    return _one_of(hits, ", ".join(map(said, reference.places)), shelf)


def _hits(
    places: Sequence[Place], documents: Sequence[Listed], shelf: Shelf
) -> tuple[dict[Listed, Found], str]:
    """What the documents have at these places, those with the most first; and, where none has
    anything, the sentence that says so."""
    rows = shelf.spots_at(documents, places[0])
    likely = [one for one in documents if rows[one]] if len(documents) > 1 else documents
    tried = {one: _tried(places, one, rows[one], shelf) for one in likely}
    hits = {one: found for one, found in tried.items() if found.spots}
    if len(documents) == 1:
        return hits, " ".join(tried[documents[0]].missing)
    whole = {one: found for one, found in hits.items() if not found.missing}
    return whole or hits, texts.PLACE_NOWHERE.format(place=", ".join(map(said, places)))


def _tried(places: Sequence[Place], document: Listed, spots: Sequence[Spot], shelf: Shelf) -> Found:
    """What a document has there; all of it is read only where some of the passages that are likely
    do not do, and to say what there is instead."""
    if len(places) == 1:
        found = found_in(shelf, document, spots, places)
        if not found.missing:
            return found
    return found_in(shelf, document, shelf.spots(document), places)


def _one_of(hits: Mapping[Listed, Found], asked: str, shelf: Shelf) -> Outcome:
    if len(hits) > 1:
        return Several(
            asked,
            tuple(_choice(one, next(iter(found.spots.values()))) for one, found in hits.items()),
        )
    ((document, found),) = hits.items()
    return Named(document.view, found.parts(shelf), " ".join(found.missing) or None)


def _choice(document: Listed, spot: Spot) -> Choice:
    return Choice(document.view, spot.id, spot.locator)


def _choices_of_whole(documents: Sequence[Listed], shelf: Shelf) -> tuple[Choice, ...]:
    return tuple(_choice(one, spots[0]) for one in documents if (spots := shelf.spots(one)))


def _words(reference: Reference, words: Sequence[Word]) -> str:
    """The typed text from the first of some words to the last, without the places in between."""
    places = [place for place, word in enumerate(reference.text.words) if word in words]
    inside = {place for one in reference.mentions for place in range(one.first, one.stop)}
    kept = [place for place in range(places[0], places[-1] + 1) if place not in inside]
    text, read = reference.text.text, reference.text.words
    parts: list[str] = []
    for place in kept:
        before = read[place].before if parts and place - 1 in kept else " "
        parts.append(f"{before}{text[read[place].start : read[place].end]}")
    return "".join(parts).strip()
