"""question -> Answer: the one place that joins index and knowledge. Knows no Telegram."""

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from sqlmodel import Session

from bot import clock
from bot.answer import Answer, Band, Citation
from bot.citing import citation, kept, kept_citation, suggestions
from bot.current import OpenRelease
from bot.eras import timeless
from bot.errors import UsageError
from bot.gap_groups import gap_key
from bot.gate import verified
from bot.lookup import CITED, LookedUp, Lookup
from bot.references.outcomes import Within
from bot.scope import Scope, Scopes
from bot.versions import left_out
from bot.wording import outdated_note
from index.search_index import Found, SearchIndex
from index.text import normalise
from index.understanding import Understood
from knowledge import journal, releases, store
from knowledge.database import Database
from knowledge.dialogue import AnswerLog
from knowledge.errors import NotPublishedError
from knowledge.recent import RecentPassages, RecentTexts
from knowledge.standing import STANDS, Standing
from knowledge.unanswered import count_gap
from knowledge.views import PassageView

# From the development sets: see benchmarks/README.md.
SURE = 0.5  # at least this confident: answer
NEAR = 0.2  # at least this: offer what is near
RANKED = 10
LOOKED_AT = 30  # hits from which citations are chosen
FETCHED = 6  # of them at a time
# A passage with less than this share of the best one's score is not cited, or not offered, with it.
WEAKEST_CITED = 0.5
WEAKEST_NEAR = 0.25
LONGEST_QUESTION = 1_000

Ranked = tuple[PassageView, float]  # a passage and its score, 0..1


class Current(Protocol):
    """Whatever knows which release is to answer."""

    def get(self) -> OpenRelease: ...


class Answerer:
    """Answers questions from the current release and opens old answers again."""

    def __init__(
        self, database: Database, current: Current, today: Callable[[], date] = clock.today
    ) -> None:
        self._database = database
        self._current = current
        self._today = today
        self.noted: Callable[[Answer], None] = lambda _: None  # whoever counts answers
        self._scopes = Scopes()
        self._texts = RecentTexts()
        self._passages = RecentPassages(self._texts)
        self._lookup = Lookup()

    def ask(
        self,
        question: str,
        only: int | None = None,
        *,
        person_key: str | None = None,
        answer_id: str | None = None,
    ) -> Answer:
        """Answer and keep the answer, with the keyed hash of who asked so that they can have it
        shown and deleted. One with an `answer_id` that is kept already was asked before: it is not
        counted again. Raises `UsageError` for an empty or overlong question."""
        answer, _ = self.consider(question, wanted=CITED, only=only)
        with self._database.session() as session:
            if answer_id:
                answer = replace(answer, id=answer_id)
                if journal.is_kept(session, answer_id):
                    return answer
            _keep(session, answer, person_key)
            session.commit()
        self.noted(answer)
        return answer

    def choose(
        self,
        answer_id: str,
        revision_id: int,
        *,
        person_key: str | None = None,
        new_id: str | None = None,
    ) -> Answer:
        """The question of an answer again, of this document; the new answer may have its id. Raises
        `NotPublishedError` where either is no more."""
        with self._database.session() as session:
            question = journal.answer_by_id(session, answer_id).question
            if revision_id not in releases.revision_ids_of(session, self._current.get().id):
                raise NotPublishedError("Văn bản này không còn dùng để trả lời.")
        return self.ask(question, only=revision_id, person_key=person_key, answer_id=new_id)

    def consider(
        self, question: str, *, wanted: int = RANKED, only: int | None = None
    ) -> tuple[Answer, list[Ranked]]:
        """Answer without keeping it, with the `wanted` best passages whatever the band, ranked as
        an answer cites them: each article once.

        Args:
            only: the revision of the document that a person has chosen for a reference.
        """
        began = time.perf_counter()
        question = checked(question)
        release = self._current.get()
        asked = release.index.understood(question)
        with self._database.session() as session:
            scope = self._scopes.of(session, release, question, self._today())
            left_out = frozenset() if only else scope.left_out
            named = self._lookup.find(session, release.id, asked, only, left_out)
            if isinstance(named, LookedUp):
                answer = self._named(session, release.id, asked, named, scope.standing)
                shown = scope.standing.shown(named.passages)
                ranked = [(passage, 1.0) for passage in shown]
            else:
                # What is named is searched, whether it stands or not.
                index = scope.index if named is None else release.index
                # Words on time stand in no rule: they go where they chose what answers.
                today = scope.standing.out_of_force(self._today())
                told = asked if scope.left_out == today else index.understood(timeless(question))
                found = _searched(index, told, named)
                ranked = self._ranked(session, found, wanted, scope.standing)
                answer = self._answer(session, release.id, asked, found.confidence, ranked)
                if named is None and scope.left_out and answer.band is not Band.ANSWER:
                    answer = self._with_outdated(session, answer, asked, release, scope)
        elapsed_ms = (time.perf_counter() - began) * 1000
        return replace(answer, elapsed_ms=elapsed_ms), ranked[:wanted]

    def _ranked(
        self, session: Session, found: Found, wanted: int, standing: Standing
    ) -> list[Ranked]:
        """The best passage of each article, best first, at least `wanted` of them where there are:
        a neighbour clause says little that is new. Fetched a handful at a time, for most questions
        need no more than the first."""
        best: dict[tuple[int, object], Ranked] = {}
        for start in range(0, len(found.hits), FETCHED):
            scores = {hit.id: hit.score for hit in found.hits[start : start + FETCHED]}
            for passage in self._passages.by_ids(session, standing, list(scores)):
                place = (passage.document.revision_id, passage.article or passage.id)
                best.setdefault(place, (passage, scores[passage.id]))
            if len(best) >= wanted:
                break
        return list(best.values())

    def _named(
        self,
        session: Session,
        release_id: int,
        asked: Understood,
        named: LookedUp,
        standing: Standing,
    ) -> Answer:
        """What was looked up as it was typed, and not searched."""
        shown = standing.shown(one.passage for one in named.citations)
        cited = [
            replace(one, passage=passage)
            for one, passage in zip(named.citations, shown, strict=True)
        ]
        citations = verified(session, self._texts, cited)
        return Answer(
            id=secrets.token_hex(6),
            question=asked.typed,
            band=named.band if citations else Band.NONE,
            confidence=named.confidence,
            release=release_id,
            citations=citations,
            suggestions=named.suggestions,
            elapsed_ms=0.0,
            answered_on=self._today(),
            note=named.note,
        )

    def _with_outdated(
        self,
        session: Session,
        answer: Answer,
        asked: Understood,
        release: OpenRelease,
        scope: Scope,
    ) -> Answer:
        """Where what is in force does not answer, but what is not would: that is said, and offered
        to be opened in front of what is near; it is no answer."""
        found = release.index.search(asked, limit=LOOKED_AT)
        if found.confidence < SURE:
            return answer
        ranked = self._ranked(session, found, CITED, scope.standing)
        document = ranked[0][0].document
        standing = document.validity(answer.answered_on) in STANDS
        if standing or document.revision_id not in scope.left_out:
            return answer
        outdated = [citation(asked.words, *ranked[0])]
        near = (*verified(session, self._texts, outdated), *answer.citations)[:CITED]
        return replace(
            answer,
            band=Band.SUGGEST,
            citations=near,
            suggestions=suggestions(near),
            note=outdated_note(document, answer.answered_on),
        )

    def _answer(
        self,
        session: Session,
        release_id: int,
        asked: Understood,
        confidence: float,
        ranked: Sequence[Ranked],
    ) -> Answer:
        band = band_of(confidence)
        citations: tuple[Citation, ...] = ()
        if band is not Band.NONE and ranked:
            weakest = (WEAKEST_CITED if band is Band.ANSWER else WEAKEST_NEAR) * ranked[0][1]
            cited = [pair for pair in ranked[:CITED] if pair[1] >= weakest]
            citations = verified(
                session, self._texts, [citation(asked.words, *pair) for pair in cited]
            )
        if not citations:
            band = Band.NONE
        return Answer(
            id=secrets.token_hex(6),
            question=asked.typed,
            understood=asked.reading,
            band=band,
            confidence=confidence,
            release=release_id,
            citations=citations,
            suggestions=suggestions(citations) if band is Band.SUGGEST else (),
            elapsed_ms=0.0,
            answered_on=self._today(),
        )

    def reopen(self, answer_id: str) -> Answer:
        """An answer as it was, cut again from the revisions that it quoted."""
        with self._database.session() as session:
            row = journal.answer_by_id(session, answer_id)
            ids = [span["passage"] for span in row.spans]
            standing = Standing.of(store.documents_of(session, row.release_id))
            found = standing.shown(store.passages_by_ids(session, ids))
            views = {view.id: view for view in found}
            citations = [kept_citation(views, span) for span in row.spans]
            passed = verified(session, self._texts, citations)
            again = self._looked_up_again(session, row, standing)
        if len(passed) != len(row.spans):
            raise NotPublishedError("Câu trả lời này không mở lại được nguyên văn.")
        answer = Answer(
            id=row.id,
            question=row.question,
            band=Band(row.band),
            confidence=row.confidence,
            release=row.release_id,
            citations=passed,
            suggestions=suggestions(passed) if row.band == Band.SUGGEST else (),
            elapsed_ms=row.elapsed_ms,
            answered_on=clock.day_of(row.asked_at),
        )
        if again is None or again.band is not answer.band:
            return answer
        offered = again.suggestions or answer.suggestions
        return replace(answer, note=again.note, suggestions=offered)

    def _looked_up_again(
        self, session: Session, row: AnswerLog, standing: Standing
    ) -> LookedUp | None:
        """What the question named in the release that answered it: the same then and now."""
        asked = Understood(row.question, (), (), accented=False, reading=None)
        out = left_out(row.question, standing, clock.day_of(row.asked_at))
        named = self._lookup.find(session, row.release_id, asked, left_out=out)
        return named if isinstance(named, LookedUp) else None


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


def _searched(index: SearchIndex, asked: Understood, within: Within | None) -> Found:
    """The passages nearest to a question; to one about a place that it names, those of that place,
    which is at least near."""
    if within is None:
        return index.search(asked, limit=LOOKED_AT)
    inside = index.without(set(index.ids.tolist()) - within.passages)
    found = inside.search(index.understood(within.question), limit=LOOKED_AT)
    nearest = NEAR if within.names_place else 0.0
    return replace(found, confidence=max(found.confidence, nearest))


def band_of(confidence: float) -> Band:
    if confidence >= SURE:
        return Band.ANSWER
    return Band.SUGGEST if confidence >= NEAR else Band.NONE


def _keep(session: Session, answer: Answer, person_key: str | None) -> None:
    """Write it down; one that is not sure counts as a gap until what it offers is opened."""
    gap_id = None
    if answer.band is not Band.ANSWER:
        key, release = gap_key(answer.question), answer.release
        gap_id = count_gap(session, key=key, question=answer.question, release_id=release)
    journal.record_answer(
        session,
        answer_id=answer.id,
        release_id=answer.release,
        band=answer.band.value,
        confidence=answer.confidence,
        question=answer.question,
        spans=[kept(one) for one in answer.citations],
        elapsed_ms=answer.elapsed_ms,
        person_key=person_key,
        gap_id=gap_id,
    )
