"""question -> Answer: the one place that joins index and knowledge. Knows no Telegram."""

import secrets
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from bot.answer import Answer, Band, Citation, Suggestion
from bot.browsing import listing
from bot.current import CurrentRelease
from bot.errors import UsageError
from bot.gate import verified
from bot.listing import list_asked_for
from bot.reference import Reference, passages_meant, resolved
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
LOOKED_AT = 30  # hits from which citations are chosen
FETCHED = 6  # of them at a time
# A passage with less than this share of the best one's score is not cited, or not offered, with it.
WEAKEST_CITED = 0.5
WEAKEST_NEAR = 0.25
WHOLE = 420  # code points: a passage up to this long is quoted whole
LONGEST_QUESTION = 1_000
LONGEST_LABEL = 80


Ranked = tuple[PassageView, float]  # a passage and its score, 0..1


class Answerer:
    """Answers questions from the current release and opens old answers again."""

    def __init__(self, database: Database, current: CurrentRelease) -> None:
        self._database = database
        self._current = current

    def ask(self, question: str) -> Answer:
        """Answer and keep the answer. Raises `UsageError` for an empty or overlong question."""
        answer, _ = self.consider(question, wanted=CITED)
        with self._database.session() as session:
            _keep(session, answer)
            session.commit()
        return answer

    def consider(self, question: str, *, wanted: int = RANKED) -> tuple[Answer, list[Ranked]]:
        """Answer without keeping it, with the `wanted` best passages whatever the band, ranked as
        an answer cites them: each article once."""
        began = time.perf_counter()
        question = checked(question)
        release = self._current.get()
        with self._database.session() as session:
            ranked = _referred_to(session, release.id, question)
            ranked = ranked or _list_in_one(session, release.id, question)
            confidence = 1.0
            if not ranked:
                found = release.index.search(question, limit=LOOKED_AT)
                confidence, ranked = found.confidence, _ranked(session, found, wanted)
            answer = _answer(session, release.id, question, confidence, ranked)
        elapsed_ms = (time.perf_counter() - began) * 1000
        return replace(answer, elapsed_ms=elapsed_ms), ranked[:wanted]

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


def _referred_to(session: Session, release_id: int, question: str) -> list[Ranked]:
    """What a reference by number means ("điều 5 luật …"); nothing where it is not one, or not
    certain: then the question is searched."""
    reference = Reference.parse(question)
    if reference.article is None:
        return []
    document = resolved(reference, store.documents_of(session, release_id))
    if document is None:
        return []
    passages = store.passages_of_revisions(session, [document.revision_id])
    return [(passage, 1.0) for passage in passages_meant(reference, passages)]


def _list_in_one(session: Session, release_id: int, question: str) -> list[Ranked]:
    """The passage that names every entry of the list asked for; nothing where there is none."""
    modality = list_asked_for(question)
    groups = listing(session, release_id, modality) if modality else []
    if not groups:
        return []
    names = [fold(entry.name).casefold() for entry in groups[0].entries]
    passages = store.passages_of_revisions(session, [groups[0].document.revision_id])
    return [
        (passage, 1.0)
        for passage in passages
        if passage.modality is modality
        and all(name in fold(passage.text).casefold() for name in names)
    ]


def _ranked(session: Session, found: Found, wanted: int) -> list[Ranked]:
    """The best passage of each article, best first, at least `wanted` of them where there are: a
    neighbour clause says little that is new. Fetched a handful at a time, for most questions need
    no more than the first."""
    best: dict[tuple[int, object], Ranked] = {}
    for start in range(0, len(found.hits), FETCHED):
        scores = {hit.id: hit.score for hit in found.hits[start : start + FETCHED]}
        for passage in store.passages_by_ids(session, list(scores)):
            place = (passage.document.revision_id, passage.article or passage.id)
            best.setdefault(place, (passage, scores[passage.id]))
        if len(best) >= wanted:
            break
    return list(best.values())


def _answer(
    session: Session, release_id: int, question: str, confidence: float, ranked: Sequence[Ranked]
) -> Answer:
    band = band_of(confidence)
    citations: tuple[Citation, ...] = ()
    if band is not Band.NONE and ranked:
        weakest = (WEAKEST_CITED if band is Band.ANSWER else WEAKEST_NEAR) * ranked[0][1]
        cited = [pair for pair in ranked[:CITED] if pair[1] >= weakest]
        citations = verified(session, [_citation(question, *pair) for pair in cited])
    if not citations:
        band = Band.NONE
    return Answer(
        id=secrets.token_hex(6),
        question=question,
        band=band,
        confidence=confidence,
        release=release_id,
        citations=citations,
        suggestions=_suggestions(citations) if band is Band.SUGGEST else (),
        elapsed_ms=0.0,
        answered_on=date.today(),
    )


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
