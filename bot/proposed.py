"""What documents say of themselves, with the words in which they say it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from bot import texts
from bot.wording import day_text
from knowledge import store
from knowledge.reading.head import parse_date
from knowledge.views import DocumentView

LONGEST_WORDS = 160  # characters of the words that are shown
TOLD = ("number", "issued_on", "effective_from", "effective_to", "replaces", "repeals", "amends")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A value that was read off a document's words; dates as 2019-06-14."""

    field: str
    value: str
    words: str

    def line(self) -> str:
        """ "Ngày hiệu lực 01/07/2014 — theo “Luật này có hiệu lực …”"."""
        day = parse_date(self.value)
        words = " ".join(self.words.split())
        if len(words) > LONGEST_WORDS:
            words = words[:LONGEST_WORDS].rsplit(" ", 1)[0] + "…"
        label, value = texts.HEAD_FIELDS[self.field], day_text(day) if day else self.value
        return texts.PROPOSED.format(label=label, value=value, words=words)

    def as_json(self) -> dict[str, Any]:
        return {"field": self.field, "value": self.value, "words": self.words}


def proposed_by(
    session: Session, documents: Iterable[DocumentView]
) -> dict[int, tuple[Proposed, ...]]:
    """What each of the documents says of itself, by revision."""
    saying = [one for one in documents if one.proposals]
    written = store.revision_texts(session, [one.revision_id for one in saying])
    return {
        one.revision_id: tuple(
            Proposed(said.field, said.value, written[one.revision_id][said.start : said.end])
            for said in one.proposals
        )
        for one in saying
    }


def told(proposed: Sequence[Proposed]) -> list[str]:
    """The lines for an admin: of what decides when a document stands, and what it is cited by."""
    return [one.line() for one in proposed if one.field in TOLD]
