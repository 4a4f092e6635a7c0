"""What comes of looking a reference up."""

from dataclasses import dataclass
from typing import TypeAlias

from bot.references.points import Piece
from knowledge.views import DocumentView, PassageView


@dataclass(frozen=True, slots=True)
class Part:
    """A passage that is meant; `pieces` where only a part of it is, with its lead-ins."""

    passage: PassageView
    pieces: tuple[Piece, ...] | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """Just these passages, in order; `note` says what else was asked for and is not there."""

    document: DocumentView
    parts: tuple[Part, ...]
    note: str | None = None

    @property
    def passages(self) -> tuple[PassageView, ...]:
        return tuple(part.passage for part in self.parts)


@dataclass(frozen=True, slots=True)
class Choice:
    """A document that may be meant, and the first passage that it has there."""

    document: DocumentView
    passage_id: int
    locator: str


@dataclass(frozen=True, slots=True)
class Several:
    """More than one document has this place; `asked` is the place as one types it."""

    asked: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """A document and no place in it. A certain one was named by its own number or whole title, and
    not by words that its title has too."""

    document: DocumentView
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Absent:
    """What is referred to is not there, in one sentence."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Within:
    """A question about what stands at these places of these documents; `question` is what it asks,
    without naming them."""

    question: str
    passages: frozenset[int]  # ids
    documents: frozenset[int]  # revision ids
    names_place: bool  # and not only documents


Outcome: TypeAlias = Named | Several | Whole | Absent | Within
