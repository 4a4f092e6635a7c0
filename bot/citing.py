"""Passages -> citations: which words to quote, and what to call a passage on a button."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.answer import Citation, Suggestion
from index.quoting import choose_sentences
from knowledge.sentences import sentence_spans
from knowledge.views import PassageView

WHOLE = 420  # code points: a passage up to this long is quoted whole
LONGEST_LABEL = 80


def citation(question: str, passage: PassageView, score: float) -> Citation:
    """The part of a passage that answers a question, quoted."""
    body = passage.body_start
    start, end = (body + place for place in quoted_span(question, passage.text[body:]))
    return Citation(
        passage=passage,
        quote=passage.text[start:end],
        start=passage.start + start,
        end=passage.start + end,
        score=score,
    )


def quoted_span(question: str, text: str) -> tuple[int, int]:
    """The part of a passage to quote: all of a short one, else the sentences that answer best.

    One unbroken span: words that are not neighbours in the text are never shown as neighbours.
    """
    if len(text) <= WHOLE:
        return 0, len(text)
    spans = sentence_spans(text)
    chosen = choose_sentences(question, [text[start:end] for start, end in spans])
    if not chosen:
        return spans[0]
    neighbours = chosen if max(chosen) - min(chosen) < len(chosen) else chosen[:1]
    return spans[min(neighbours)][0], spans[max(neighbours)][1]


def suggestions(citations: Sequence[Citation]) -> tuple[Suggestion, ...]:
    """What is near, as things to open."""
    return tuple(
        Suggestion(
            text=_label(one.passage),
            passage_id=one.passage.id,
            source=one.document.source,
            locator=one.passage.locator,
        )
        for one in citations
    )


def _label(passage: PassageView) -> str:
    """What tells a passage from its neighbours: they may all stand under one title."""
    if passage.anchor or passage.article:
        return passage.name
    return " ".join(passage.text[passage.body_start :].split())[:LONGEST_LABEL]


def kept_citation(views: Mapping[int, PassageView], span: Mapping[str, Any]) -> Citation:
    """A citation again from the offsets that were written down."""
    passage = views[span["passage"]]
    start, end = span["start"], span["end"]
    quote = passage.text[start - passage.start : end - passage.start]
    return Citation(passage=passage, quote=quote, start=start, end=end, score=span["score"])
