"""What leaves `knowledge`: frozen values, detached from any session."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from knowledge.modality import Modality
from knowledge.reading.reading import Proposal

_NUMBER = re.compile(r"^([\d.]*\d)[.)]\s+")
HANDBOOK_KIND = "sổ tay"


class Validity(StrEnum):
    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    REPLACED = "replaced"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Ending:
    """How another document ends this one as a whole."""

    by: str  # the other's number, or its title where it has none
    on: date | None  # the first day without force; None where nobody says which
    replaces: bool  # and does not merely repeal
    revision_id: int | None = None  # the other's, where the release has it


@dataclass(frozen=True, slots=True)
class DocumentName:
    """What a document of a release is known by: all that putting a release together needs."""

    revision_id: int
    slug: str
    origin: str
    number: str | None
    title: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as one revision shows it."""

    revision_id: int
    slug: str
    origin: str
    source: str
    title: str
    number: str | None
    kind: str | None
    issuer: str | None
    issued_on: date | None
    effective_from: date | None
    effective_to: date | None
    replaced_by: str | None
    warnings: tuple[str, ...]
    fetched_on: date | None = None  # the day a web page was read
    replaces: tuple[str, ...] = ()  # numbers, or names, of other documents
    repeals: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    ending: Ending | None = None  # found among the documents of its release

    @property
    def is_retold(self) -> bool:
        """Whether the words are a handbook's own, and not those of the document it speaks of."""
        return (self.kind or "").casefold() == HANDBOOK_KIND

    def validity(self, on: date) -> Validity:
        """Whether the document stands on a day; unknown where it names no date of its own."""
        out_since = self.out_since
        if self.ended and (self.ended.on is None or self.ended.on <= on):
            return Validity.REPLACED if self.ended.replaces else Validity.EXPIRED
        if out_since and out_since <= on:
            return Validity.EXPIRED
        if self.effective_from and self.effective_from > on:
            return Validity.NOT_YET
        return Validity.IN_FORCE if self.effective_from else Validity.UNKNOWN

    @property
    def ended(self) -> Ending | None:
        """What ends it: what the release knows, else what its own head line says."""
        if self.ending or not self.replaced_by:
            return self.ending
        return Ending(self.replaced_by, _day_after(self.effective_to), replaces=True)

    @property
    def out_since(self) -> date | None:
        """The first day on which it is out of force, where a day is known."""
        days = (self.ended.on if self.ended else None, _day_after(self.effective_to))
        return min((day for day in days if day), default=None)


def _day_after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day and day < date.max else None


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage with its words, cut from its revision's text when it was loaded.

    `start` and `end` are offsets in code points into the revision's text; `lead` is the clause's
    opening words that govern this point, where it has one.
    """

    id: int
    document: DocumentView
    order: int
    locator: str
    article: str | None
    heading_path: tuple[str, ...]
    modality: Modality | None
    start: int
    end: int
    text: str
    lead_start: int | None
    lead: str | None
    anchor: str | None
    source_note: str | None
    page: int | None = None  # of a PDF, counted from 1

    @property
    def name(self) -> str:
        """The passage's own short name: an entry's title without its number, else the last heading
        over it."""
        if self.anchor:
            return _NUMBER.sub("", self.locator.removeprefix("mục "))
        return self.heading_path[-1] if self.heading_path else self.locator

    @property
    def body_start(self) -> int:
        """Where the words begin in `text`, behind the title that an entry carries with it."""
        title, gap, _ = self.text.partition("\n\n")
        return len(title) + len(gap) if gap and title and title in self.locator else 0


@dataclass(frozen=True, slots=True)
class ReleaseView:
    id: int
    status: str
    index_digest: str | None
    author: str
    note: str
    published_at: datetime | None
    documents: int
    passages: int
    # What was noted when it was made: titles "added", "changed", "removed", counts
    # "passages_added", "passages_removed"; empty for releases of older versions.
    changes: Mapping[str, Any] = field(default_factory=dict)
