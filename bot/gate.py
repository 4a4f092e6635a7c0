"""The quote gate: no word is shown as quoted unless it stands so in a published text.

It fails closed: what cannot be verified is not shown.
"""

import html
import itertools
import re
from collections.abc import Iterable, Sequence

from sqlmodel import Session

from bot.answer import Citation, Span
from knowledge.recent import RecentTexts

# What Telegram itself does to a text on its way (TDLib, clean_input_string): these go or become
# spaces, so a quote that holds one would not arrive as it was sent.
_CHANGED_BY_TELEGRAM = re.compile(
    r"[\x00-\x09\x0b-\x1f\u2028-\u202e\u030a\u0333\u033f]|[\u200e\u200f]{2}"
)
_QUOTED = re.compile(r"<blockquote(?: expandable)?>(.*?)</blockquote>", re.DOTALL)


def verified(
    session: Session, texts: RecentTexts, citations: Sequence[Citation]
) -> tuple[Citation, ...]:
    """The citations whose every quoted word is found again in the stored revision."""
    stored = texts.by_ids(session, (one.document.revision_id for one in citations))
    return tuple(one for one in citations if stands_in(stored[one.document.revision_id], one))


def stands_in(text: str, citation: Citation) -> bool:
    """Whether all that is quoted is spans of the text, those of the passage inside it and in
    order, and survives Telegram unchanged."""
    passage, spans = citation.passage, citation.spans
    if passage.lead is not None and passage.lead_start is None:
        return False
    places = [passage.start, *(place for span in spans for place in (span.start, span.end))]
    in_order = all(a <= b for a, b in itertools.pairwise([*places, passage.end]))
    return bool(spans) and in_order and all(_stands_at(text, span) for span in citation.quotes)


def _stands_at(text: str, span: Span) -> bool:
    return text[span.start : span.end] == span.text != "" and survives_telegram(span.text)


def survives_telegram(quote: str) -> bool:
    return quote == quote.strip() and not _CHANGED_BY_TELEGRAM.search(quote)


def only_verified_quotes(markup: str, allowed: Iterable[str]) -> bool:
    """Whether every block quote of a rendered message is one of the verified quotes."""
    known = set(allowed)
    return all(html.unescape(quoted) in known for quoted in _QUOTED.findall(markup))
