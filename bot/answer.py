"""An answer: frozen, with its own id, naming its release, and the JSON that scripts read."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from knowledge.modality import Modality
from knowledge.views import DocumentView, PassageView

_LONGEST_GAP = 2  # characters


class Band(StrEnum):
    ANSWER = "answer"  # sure: quote
    SUGGEST = "suggest"  # unsure: offer what is near
    NONE = "none"  # did not find it, and says so


def document_json(document: DocumentView, today: date) -> dict[str, Any]:
    """A document as scripts read it, in an answer and in a list. `validity` is that of the day;
    `out_since` the first day without force.
    """
    ended = document.ended
    return {
        "slug": document.slug,
        "number": document.number,
        "title": document.title,
        "issuer": document.issuer,
        "issued_on": _day(document.issued_on),
        "validity": document.validity(today).value,
        "effective_from": _day(document.effective_from),
        "effective_to": _day(document.effective_to),
        "out_since": _day(document.out_since),
        "replaced_by": ended.by if ended and ended.replaces else None,
        "repealed_by": ended.by if ended and not ended.replaces else None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


class SpanKind(StrEnum):
    LEAD = "lead"  # governs what is quoted below it
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Span:
    """Quoted words; `start` and `end` are their offsets in code points in the revision's text."""

    start: int
    end: int
    text: str
    kind: SpanKind = SpanKind.QUOTE

    def is_next_to(self, later: "Span") -> bool:
        """Whether a later span follows with no more than a line end, or a space, between."""
        return 0 <= later.start - self.end <= _LONGEST_GAP

    def as_json(self) -> dict[str, Any]:
        return {
            "quote": self.text,
            "start": self.start,
            "end": self.end,
            "kind": self.kind.value,
        }


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage and what is quoted from it, in reading order, none of the spans next to another;
    `spans[best]` answers best."""

    passage: PassageView
    spans: tuple[Span, ...]
    best: int
    score: float

    @property
    def quote(self) -> str:
        """The words that answer best; the revision's text[start:end]."""
        return self.spans[self.best].text

    @property
    def start(self) -> int:
        return self.spans[self.best].start

    @property
    def end(self) -> int:
        return self.spans[self.best].end

    @property
    def quotes(self) -> tuple[Span, ...]:
        """All that is shown as quoted: the lead-in outside the passage, where one governs it, then
        the spans."""
        lead, start = self.passage.lead, self.passage.lead_start
        if lead is None or start is None:
            return self.spans
        return (Span(start, start + len(lead), lead, SpanKind.LEAD), *self.spans)

    @property
    def is_part_of_list(self) -> bool:
        """Whether the quoted words are items beside which others stand unquoted."""
        leads = any(span.kind is SpanKind.LEAD for span in self.quotes)
        return leads or self.spans[-1].text.endswith((";", ","))

    @property
    def document(self) -> DocumentView:
        return self.passage.document

    def as_json(self, today: date) -> dict[str, Any]:
        document, passage = self.document, self.passage
        return {
            "source": document.source,
            "document": {**document_json(document, today), "kind": document.kind},
            "locator": passage.locator,
            "article": passage.article,
            "page": passage.page,
            "heading_path": list(passage.heading_path),
            "modality": passage.modality,
            "passage": passage.text,
            "lead": passage.lead,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "quotes": [span.as_json() for span in self.quotes],
            "score": round(self.score, 4),
        }


class Opens(StrEnum):
    """What a suggestion leads to."""

    PASSAGE = "passage"
    ANSWER = "answer"  # the same question, asked of this document
    DOCUMENT = "document"  # its contents


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something near the question that a person can open with one tap; `reference` is what to type
    for it, and what `show` takes."""

    text: str
    passage_id: int
    source: str
    locator: str
    reference: str
    revision_id: int
    opens: Opens = Opens.PASSAGE


@dataclass(frozen=True, slots=True)
class Answer:
    id: str
    question: str
    band: Band
    confidence: float
    release: int
    citations: tuple[Citation, ...]
    suggestions: tuple[Suggestion, ...]
    elapsed_ms: float
    answered_on: date
    understood: str | None = None  # the question as it was read, where that says something new
    note: str | None = None  # a sentence of ours: what is not there, which document is meant

    @property
    def modality(self) -> Modality | None:
        """What the best passage says of doing it; only an answer takes sides."""
        if self.band is not Band.ANSWER or not self.citations:
            return None
        return self.citations[0].passage.modality

    def as_json(self) -> dict[str, Any]:
        return {
            "question": self.question,
            "understood": self.understood,
            "note": self.note,
            "band": self.band.value,
            "confidence": round(self.confidence, 4),
            "modality": self.modality,
            "release": self.release,
            "answer_id": self.id,
            "citations": [citation.as_json(self.answered_on) for citation in self.citations],
            "suggestions": [
                {
                    "text": one.text,
                    "source": one.source,
                    "locator": one.locator,
                    "reference": one.reference,
                    "opens": one.opens.value,
                }
                for one in self.suggestions
            ],
            "elapsed_ms": round(self.elapsed_ms, 2),
        }
