"""Passages -> citations: which words to quote, and what to call a passage on a button."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.answer import Citation, Span, SpanKind, Suggestion
from bot.wording import cited
from index.quoting import choose_sentences
from knowledge.statements import Statement, complete, statements_of
from knowledge.views import PassageView

WHOLE = 420  # code points: a passage up to this long is quoted whole
LONGEST_LABEL = 80


def citation(words: Sequence[str], passage: PassageView, score: float) -> Citation:
    """The part of a passage that answers a question, quoted; `words` are the question's syllables,
    as it was understood."""
    body = passage.body_start
    spans, best = quoted_spans(words, passage.text[body:])
    moved = [
        replace(span, start=passage.start + body + span.start, end=passage.start + body + span.end)
        for span in spans
    ]
    return Citation(passage, tuple(moved), best, score)


def whole_of(passage: PassageView) -> Citation:
    """All the words of a passage, quoted."""
    begin = passage.body_start
    span = Span(passage.start + begin, passage.end, passage.text[begin:])
    return Citation(passage, (span,), 0, 1.0)


def part_of(passage: PassageView, pieces: Sequence[tuple[int, int, bool]]) -> Citation:
    """Pieces of a passage, quoted: their offsets in its text, and whether each is only the lead-in
    of the others."""
    spans = [
        Span(
            passage.start + start,
            passage.start + end,
            passage.text[start:end],
            SpanKind.LEAD if is_lead else SpanKind.QUOTE,
        )
        for start, end, is_lead in pieces
    ]
    best = next((place for place, piece in enumerate(pieces) if not piece[2]), 0)
    return Citation(passage, tuple(spans), best, 1.0)


def quoted_spans(words: Sequence[str], text: str) -> tuple[list[Span], int]:
    """What of a text to quote, and which of the spans answers best: all of a short text, else the
    one or two statements that answer best with all that belongs to them.

    What is not neighbours in the text is never in one span.
    """
    statements = statements_of(text) if len(text) > WHOLE else ()
    if len(statements) <= 1:
        return [Span(0, len(text), text)], 0
    told = [text[one.start : one.end] for one in statements]
    contexts = [" ".join(told[lead] for lead in one.leads) for one in statements]
    chosen = choose_sentences(words, told, contexts)
    places = complete(statements, chosen)
    leads = {lead for place in places for lead in statements[place].leads} - set(chosen)
    runs = list(_runs(places))
    spans = [
        _span(text, [statements[place] for place in run], is_lead=leads >= set(run)) for run in runs
    ]
    return spans, next(number for number, run in enumerate(runs) if chosen[0] in run)


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    """Ascending places in groups of neighbours."""
    for _, run in itertools.groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        yield [place for _, place in run]


def _span(text: str, run: Sequence[Statement], *, is_lead: bool) -> Span:
    start, end = run[0].start, run[-1].end
    return Span(start, end, text[start:end], SpanKind.LEAD if is_lead else SpanKind.QUOTE)


def suggestions(citations: Sequence[Citation]) -> tuple[Suggestion, ...]:
    """What is near, as things to open."""
    return tuple(suggestion(one.passage) for one in citations)


def suggestion(passage: PassageView) -> Suggestion:
    return Suggestion(
        text=label_of(passage),
        passage_id=passage.id,
        source=passage.document.source,
        locator=passage.locator,
        reference=cited(passage),
        revision_id=passage.document.revision_id,
    )


def label_of(passage: PassageView) -> str:
    """What tells a passage from its neighbours: they may all stand under one title."""
    if passage.anchor or passage.article:
        return passage.name
    return " ".join(passage.text[passage.body_start :].split())[:LONGEST_LABEL]


def kept(citation: Citation) -> dict[str, Any]:
    """What is written down of a citation, as JSON: offsets, never words."""
    return {
        "passage": citation.passage.id,
        "start": citation.start,
        "end": citation.end,
        "score": citation.score,
        "quotes": [[span.start, span.end, span.kind.value] for span in citation.spans],
    }


def kept_citation(views: Mapping[int, PassageView], row: Mapping[str, Any]) -> Citation:
    """A citation again from what was written down; older rows hold its one quote alone."""
    passage = views[row["passage"]]
    best = [row["start"], row["end"], SpanKind.QUOTE.value]
    quotes = row.get("quotes", [best])
    spans = tuple(
        Span(start, end, passage.text[start - passage.start : end - passage.start], SpanKind(kind))
        for start, end, kind in quotes
    )
    return Citation(passage, spans, quotes.index(best), row["score"])
