"""What leaves `knowledge`: frozen values, detached from any session."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

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

    @property
    def is_retold(self) -> bool:
        """Whether the words are a handbook's own, and not those of the document it speaks of."""
        return (self.kind or "").casefold() == HANDBOOK_KIND

    def validity(self, on: date) -> Validity:
        """Whether the document stands on a day; unknown where it names no date of its own."""
        if self.replaced_by:
            return Validity.REPLACED
        if self.effective_to and self.effective_to < on:
            return Validity.EXPIRED
        if self.effective_from and self.effective_from > on:
            return Validity.NOT_YET
        return Validity.IN_FORCE if self.effective_from else Validity.UNKNOWN


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
    def place(self) -> str:
        """Where the passage stands, short beside its name: "mục 12", "khoản 1 Điều 5"."""
        numbered = _NUMBER.match(self.locator.removeprefix("mục ")) if self.anchor else None
        return f"mục {numbered.group(1)}" if numbered else self.locator

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
