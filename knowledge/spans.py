"""A passage as a span of its text: what structure hands on to the store."""

from dataclasses import dataclass

from knowledge.modality import Modality


@dataclass(frozen=True, slots=True)
class PassageSpan:
    """One citable passage; all offsets are characters of the reading's text."""

    order: int  # from 0, as the text runs
    locator: str  # as one cites it, once in a document: "khoản 5 Điều 5", "đoạn 7 (câu 1–2)"
    article: str | None  # "5", "7a"
    heading_path: tuple[str, ...]  # outermost first
    modality: Modality | None
    start: int
    end: int  # text[start:end] is the passage, no white space at its ends
    lead_start: int | None  # the lead-in that governs this passage but stands outside it
    lead_end: int | None
    anchor: str | None
    source_note: str | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A passage whose order and modality are not worked out yet."""

    locator: str
    start: int
    end: int
    heading_path: tuple[str, ...] = ()
    article: str | None = None
    lead: tuple[int, int] | None = None
    anchor: str | None = None
    source_note: str | None = None
    outer: tuple[tuple[int, int], ...] = ()  # the lead-ins that govern the lead-in
    part: str = ""  # which document of several in one text: "QUY CHẾ MƯỢN SÁCH"
    words_start: int | None = None  # where an entry's own words begin, below its heading
