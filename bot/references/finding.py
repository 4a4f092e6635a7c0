"""A place in one document -> its passages, or the sentence that says what there is instead."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot import texts
from bot.references.labels import Labels, rank_of
from bot.references.levels import DIVISIONS, Level
from bot.references.outcomes import Part
from bot.references.places import Place
from bot.references.points import Piece, joined, labels_in, pieces_of
from bot.references.shelf import Shelf
from bot.references.titles import Listed
from bot.wording import named
from knowledge.spots import Spot

_MOST = 60  # single places in one reference


@dataclass(slots=True)
class Found:
    """Passages by id, with the pieces of those of which only a part is meant; `missing` says what
    of the places is not there."""

    spots: dict[int, Spot] = field(default_factory=dict)
    pieces: dict[int, list[Piece] | None] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def add(self, spot: Spot, pieces: Sequence[Piece] | None = None) -> None:
        known = self.pieces.get(spot.id, [])
        self.spots[spot.id] = spot
        self.pieces[spot.id] = None if pieces is None or known is None else [*known, *pieces]

    def parts(self, shelf: Shelf) -> tuple[Part, ...]:
        """In the order of their documents' text."""
        spots = sorted(self.spots.values(), key=lambda one: (one.revision_id, one.id))
        views = shelf.passages(spots)
        return tuple(Part(view, _pieces(view.text, self.pieces[view.id])) for view in views)


def found_in(
    shelf: Shelf, document: Listed, spots: Sequence[Spot], places: Sequence[Place]
) -> Found:
    """What a document, or those of its passages that may be meant, has at these places."""
    finder = _Finder(shelf, document, spots)
    for place in itertools.islice(_single(places), _MOST):
        finder.look_for(place)
    return finder.found


def said(place: Place) -> str:
    """A place as one types it: "khoản 2 Điều 5"."""
    inner = [pair for pair in place.wanted if pair[0] not in DIVISIONS]
    outer = [pair for pair in place.wanted if pair[0] in DIVISIONS]
    row = [*reversed(inner), *reversed(outer)]
    return " ".join(f"{level.value} {_said_labels(labels)}" for level, labels in row)


def _said_labels(labels: Sequence[Labels]) -> str:
    return ", ".join(f"{one.first} đến {one.last}" if one.last else one.first for one in labels)


def _single(places: Sequence[Place]) -> Iterator[Place]:
    """Each combination of labels as a place of its own; a range stays one."""
    for place in places:
        for row in itertools.product(*(labels for _, labels in place.wanted)):
            pairs = zip(place.levels, row, strict=True)
            yield Place(tuple((level, (_upward(one),)) for level, one in pairs))


def _upward(label: Labels) -> Labels:
    """ "Điều 7 đến Điều 5" is a range too."""
    if label.last is not None and rank_of(label.last) < rank_of(label.first):
        return Labels(label.last, label.first)
    return label


def _pieces(text: str, pieces: list[Piece] | None) -> tuple[Piece, ...] | None:
    return None if pieces is None else tuple(joined(text, pieces))


class _Finder:
    def __init__(self, shelf: Shelf, document: Listed, spots: Sequence[Spot]) -> None:
        self._shelf = shelf
        self._document = document
        self._spots = spots
        self.found = Found()

    def look_for(self, place: Place) -> None:
        """Add what stands at a place of single labels; else why nothing does."""
        spots = self._at(place, self._spots)
        for spot in spots:
            self.found.add(spot)
        if spots:
            self._note_end_of_ranges(place)
        elif not self._found_inside(place):
            self.found.missing.append(self._missing(place))

    def _at(self, place: Place, spots: Sequence[Spot]) -> list[Spot]:
        return [spot for spot in spots if place.holds(self._shelf.address(spot))]

    def _found_inside(self, place: Place) -> bool:
        """Whether the last level stands inside passages of the levels above it: a short clause
        and its points are one passage."""
        level, labels = place.wanted[-1]
        above = self._undivided(place)
        found = False
        for view, spot in zip(self._shelf.passages(above), above, strict=True):
            begin = view.body_start
            pieces = pieces_of(view.text[begin:], level, labels[0])
            if pieces is not None:
                self.found.add(spot, [(begin + a, begin + b, lead) for a, b, lead in pieces])
                found = True
        return found

    def _undivided(self, place: Place) -> list[Spot]:
        """The passages of the levels above the last one that name no such level themselves."""
        level = place.levels[-1]
        if len(place.wanted) == 1 or level.depth <= Level.ARTICLE.depth:
            return []
        above = self._at(place.down_to(level.depth - 1), self._spots)
        return [spot for spot in above if level not in self._shelf.address(spot)]

    def _note_end_of_ranges(self, place: Place) -> None:
        for level, labels in place.wanted:
            last = labels[0].last
            if last is not None:
                above = place.down_to(level.depth - 1)
                have = self._labels(level, above)
                if have and rank_of(have[-1]) < rank_of(last):
                    self.found.missing.append(self._sentence(level, last, above, have))

    def _missing(self, place: Place) -> str:
        """Which level of a place is not there, and what there is instead."""
        for number, (level, labels) in enumerate(place.wanted):
            above = Place(place.wanted[:number])
            here = Place(place.wanted[: number + 1])
            if not self._at(here, self._spots):
                have = self._labels(level, above)
                if not any(labels[0].holds(one) for one in have):
                    return self._sentence(level, labels[0].first, above, have)
        return texts.PLACE_ABSENT.format(whole=named(self._document.view), place=said(place))

    def _labels(self, level: Level, above: Place) -> list[str]:
        """The labels of a level below a place, in their order."""
        spots = self._at(above, self._spots)
        found = {
            address[level] for spot in spots if level in (address := self._shelf.address(spot))
        }
        if level.depth > Level.ARTICLE.depth and above.wanted:
            whole = [spot for spot in spots if level not in self._shelf.address(spot)]
            for view in self._shelf.passages(whole):
                found.update(labels_in(view.text[view.body_start :], level))
        return sorted(found, key=rank_of)

    def _sentence(self, level: Level, label: str, above: Place, have: Sequence[str]) -> str:
        document = named(self._document.view)
        inside = bool(above.wanted)
        whole = f"{_capital(said(above))} của {document}" if inside else document
        short = _capital(said(above)) if inside else "văn bản"
        name = level.value
        if not have:
            return texts.LEVEL_ABSENT.format(whole=whole, level=name.lower())
        sentence = texts.NUMBER_ABSENT if len(have) > 1 else texts.NUMBER_ABSENT_ONE
        return sentence.format(
            whole=whole, level=name, label=label, short=short, first=have[0], last=have[-1]
        )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
