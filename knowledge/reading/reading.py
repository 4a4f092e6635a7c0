"""What a reader hands on: one clean text and what the file says of itself."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Head:
    """The fields of a document's head; None where the file does not say it for certain."""

    number: str | None = None
    title: str | None = None
    kind: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    replaced_by: str | None = None
    origin: str | None = None  # the address or file the facts come from
    # Numbers, or names, of other documents: those this one puts itself in the place of, ends as a
    # whole, and changes in parts.
    replaces: tuple[str, ...] = ()
    repeals: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the words of a document say of itself, for an admin to confirm; `text[start:end]` of
    the reading are these words."""

    field: str  # a field of `Head`
    value: str  # dates as 2019-06-14
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """What a file marks as a heading; `text[start:end]` of the reading is its title."""

    level: int  # 1 is the outermost
    title: str
    start: int
    end: int
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A line "Nguồn: ..." below an entry; `text[start:end]` of the reading is that line."""

    start: int
    end: int
    text: str  # what stands after "Nguồn:"


@dataclass(frozen=True, slots=True)
class Reading:
    """One file, read; offsets anywhere are characters of `text`."""

    source: str  # file name
    text: str  # NFC, "\n" line ends, no control characters
    reader: str  # "markdown", "text", "word", "pdf" or "html"
    head: Head
    headings: tuple[Heading, ...] = ()
    notes: tuple[SourceNote, ...] = ()
    warnings: tuple[str, ...] = ()  # Vietnamese sentences for the admin
    pages: tuple[int, ...] = ()  # where each page begins; empty where there are none
    proposals: tuple[Proposal, ...] = ()
    fetched_on: date | None = None  # the day a web page was fetched
