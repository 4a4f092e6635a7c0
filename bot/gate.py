"""The quote gate: no word is shown as quoted unless it stands so in a published text.

It fails closed: what cannot be verified is not shown.
"""

import html
import re
from collections.abc import Iterable, Sequence

from sqlmodel import Session

from bot.answer import Citation
from knowledge.store import revision_texts

# What Telegram itself does to a text on its way (TDLib, clean_input_string): these go or become
# spaces, so a quote that holds one would not arrive as it was sent.
_CHANGED_BY_TELEGRAM = re.compile(
    r"[\x00-\x09\x0b-\x1f\u2028-\u202e\u030a\u0333\u033f]|[\u200e\u200f]{2}"
)
_QUOTED = re.compile(r"<blockquote(?: expandable)?>(.*?)</blockquote>", re.DOTALL)


def verified(session: Session, citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """The citations whose every quoted word is found again in the stored revision."""
    texts = revision_texts(session, (one.document.revision_id for one in citations))
    return tuple(one for one in citations if stands_in(texts[one.document.revision_id], one))


def stands_in(text: str, citation: Citation) -> bool:
    """Whether quote, passage and lead are spans of the text and survive Telegram unchanged."""
    passage = citation.passage
    if not citation.quote or text[citation.start : citation.end] != citation.quote:
        return False
    if not passage.start <= citation.start < citation.end <= passage.end:
        return False
    if passage.lead is not None and not _stands_at(text, passage.lead, passage.lead_start):
        return False
    return survives_telegram(citation.quote) and survives_telegram(passage.lead or "")


def _stands_at(text: str, words: str, start: int | None) -> bool:
    return start is not None and text.startswith(words, start)


def survives_telegram(quote: str) -> bool:
    return quote == quote.strip() and not _CHANGED_BY_TELEGRAM.search(quote)


def only_verified_quotes(markup: str, allowed: Iterable[str]) -> bool:
    """Whether every block quote of a rendered message is one of the verified quotes."""
    known = set(allowed)
    return all(html.unescape(quoted) in known for quoted in _QUOTED.findall(markup))
