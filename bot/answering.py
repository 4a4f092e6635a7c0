"""question -> Answer: the one place that joins index and knowledge. Knows no Telegram."""

import secrets
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from bot.answer import Answer, Band, Citation, Suggestion
from bot.current import CurrentRelease, OpenRelease
from bot.errors import UsageError
from bot.gate import verified
from index.quoting import choose_sentences
from index.search_index import Found
from index.text import fold, normalise
from knowledge import journal, store
from knowledge.database import Database
from knowledge.errors import NotPublishedError
from knowledge.sentences import sentence_spans
from knowledge.views import PassageView

# From the development sets: see benchmarks/README.md.
SURE = 0.5  # at least this confident: answer
NEAR = 0.2  # at least this: offer what is near
CITED = 3
RANKED = 10
LOOKED_AT = 30  # passages fetched, from which citations are chosen
# A passage this much weaker than the best one is not cited beside it.
WEAKEST_SHARE = 0.5
WHOLE = 420  # code points: a passage up to this long is quoted whole
LONGEST_QUESTION = 1_000


class Answerer:
    """Answers questions from the current release and opens old answers again."""

    def __init__(self, database: Database, current: CurrentRelease) -> None:
        self._database = database
        self._current = current

    def ask(self, question: str) -> Answer:
        """Answer and keep the answer. Raises `UsageError` for an empty or overlong question."""
        question = checked(question)
        answer, _ = self.consider(question)
        with self._database.session() as session:
            _keep(session, answer)
            session.commit()
        return answer

    def consider(self, question: str) -> tuple[Answer, list[tuple[PassageView, float]]]:
        """Answer without keeping it, with the ten best passages whatever the band, ranked as an
        answer cites them: each article once."""
        began = time.perf_counter()
        question = checked(question)
        release = self._current.get()
        found = release.index.search(question, limit=LOOKED_AT)
        with self._database.session() as session:
            answer, ranked = _answer(session, release, question, found)
        elapsed_ms = (time.perf_counter() - began) * 1000
        return replace(answer, elapsed_ms=elapsed_ms), ranked[:RANKED]

    def reopen(self, answer_id: str) -> Answer:
        """An answer as it was, cut again from the revisions that it quoted."""
        with self._database.session() as session:
            kept = journal.answer_by_id(session, answer_id)
            ids = [span["passage"] for span in kept.spans]
            views = {view.id: view for view in store.passages_by_ids(session, ids)}
            citations = [_kept_citation(views, span) for span in kept.spans]
            passed = verified(session, citations)
        if len(passed) != len(kept.spans):
            raise NotPublishedError("Câu trả lời này không mở lại được nguyên văn.")
        return Answer(
            id=kept.id,
            question=kept.question,
            band=Band(kept.band),
            confidence=kept.confidence,
            release=kept.release_id,
            citations=passed,
            suggestions=_suggestions(passed) if kept.band == Band.SUGGEST else (),
            elapsed_ms=kept.elapsed_ms,
            answered_on=kept.asked_at.date(),
        )


def checked(question: str) -> str:
    """The question as it can be searched. Raises `UsageError` when there is nothing to ask."""
    words = normalise(question)
    if not any(character.isalnum() for character in words):
        raise UsageError("Câu hỏi chưa có chữ nào; xin gõ điều đồng chí muốn hỏi.")
    if len(words) > LONGEST_QUESTION:
        raise UsageError(
            f"Câu hỏi dài {len(words)} ký tự; xin rút gọn còn tối đa {LONGEST_QUESTION} ký tự."
        )
    return " ".join(question.split())


def band_of(confidence: float) -> Band:
    if confidence >= SURE:
        return Band.ANSWER
    return Band.SUGGEST if confidence >= NEAR else Band.NONE


def _answer(
    session: Session, release: OpenRelease, question: str, found: Found
) -> tuple[Answer, list[tuple[PassageView, float]]]:
    scores = {hit.id: hit.score for hit in found.hits}
    passages = store.passages_by_ids(session, list(scores))
    ranked = _distinct([(passage, scores[passage.id]) for passage in passages])
    band = band_of(found.confidence)
    citations: tuple[Citation, ...] = ()
    if band is not Band.NONE:
        weakest = WEAKEST_SHARE * ranked[0][1]
        cited = [pair for pair in ranked[:CITED] if pair[1] >= weakest]
        chosen = [_citation(question, *pair) for pair in cited]
        citations = verified(session, chosen)
    if not citations:
        band = Band.NONE
    answer = Answer(
        id=secrets.token_hex(6),
        question=question,
        band=band,
        confidence=found.confidence,
        release=release.id,
        citations=citations,
        suggestions=_suggestions(citations) if band is Band.SUGGEST else (),
        elapsed_ms=0.0,
        answered_on=date.today(),
    )
    return answer, ranked


def _distinct(ranked: Sequence[tuple[PassageView, float]]) -> list[tuple[PassageView, float]]:
    """The best passage of each article: a neighbour clause says little that is new."""
    best: dict[tuple[int, object], tuple[PassageView, float]] = {}
    for passage, score in ranked:
        place = (passage.document.revision_id, passage.article or passage.id)
        best.setdefault(place, (passage, score))
    return list(best.values())


def _citation(question: str, passage: PassageView, score: float) -> Citation:
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


def _suggestions(citations: Sequence[Citation]) -> tuple[Suggestion, ...]:
    return tuple(
        Suggestion(
            text=one.passage.name,
            passage_id=one.passage.id,
            source=one.document.source,
            locator=one.passage.locator,
        )
        for one in citations
    )


def _keep(session: Session, answer: Answer) -> None:
    journal.record_answer(
        session,
        answer_id=answer.id,
        release_id=answer.release,
        band=answer.band.value,
        confidence=answer.confidence,
        question=answer.question,
        spans=[
            {"passage": one.passage.id, "start": one.start, "end": one.end, "score": one.score}
            for one in answer.citations
        ],
        elapsed_ms=answer.elapsed_ms,
    )
    if answer.band is Band.NONE:
        key = fold(normalise(answer.question))
        journal.record_gap(session, key=key, question=answer.question)


def _kept_citation(views: dict[int, PassageView], span: dict[str, float]) -> Citation:
    passage = views[int(span["passage"])]
    start, end = int(span["start"]), int(span["end"])
    quote = passage.text[start - passage.start : end - passage.start]
    return Citation(passage=passage, quote=quote, start=start, end=end, score=span["score"])
