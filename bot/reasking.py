"""Gaps, asked again of the release that answers now: those that it answers are closed, and the
tickets on them answered. Knows no Telegram; telling the askers is the bot's."""

from dataclasses import dataclass

from sqlmodel import Session

from bot.answer import Answer, Band
from bot.answering import Answerer
from bot.errors import UsageError
from knowledge import releases, store, tickets, unanswered
from knowledge.database import Database
from knowledge.errors import NotPublishedError
from knowledge.unanswered import GapView


@dataclass(frozen=True, slots=True)
class Closed:
    """A gap that a release answers, and by which passage."""

    gap: GapView
    passage_id: int
    release: int


def ask_again(database: Database, answerer: Answerer) -> list[Closed]:
    """Ask the current release every open gap that it was not asked yet; what it answers now.

    A gap of answers that did not help is closed only by another passage than they showed. It can
    be interrupted: what was asked is written down gap by gap.
    """
    with database.session() as session:
        release = releases.current_release(session)
        waiting = unanswered.to_ask_again(session, release) if release is not None else []
    closed = []
    for gap in waiting:
        answer = _answer(answerer, gap.question)
        if answer is None or answer.release != release:
            continue  # published meanwhile: asked again of that one
        with database.session() as session:
            helps = _helps(session, gap, answer)
            unanswered.set_asked(session, gap.id, answer.release, answered=helps)
            if helps:
                closed.append(_close(session, gap, answer))
            session.commit()
    return closed


def close_group(database: Database, number: int, passage_id: int) -> tuple[list[Closed], list[int]]:
    """An admin says which passage answers a group of gaps: it is closed, and the tickets on it are
    answered; their numbers. Raises `NotPublishedError`."""
    with database.session() as session:
        release = releases.current_release(session)
        group = unanswered.open_group(session, number)
        if release is None or not store.passages_by_ids(session, [passage_id]):
            raise NotPublishedError(f"Không có đoạn mang mã {passage_id}.")
        asked = unanswered.answers_of(session, [gap.id for gap in group.gaps])
        for gap in group.gaps:
            unanswered.set_asked(session, gap.id, release, answered=True)
        answered = tickets.answer_by_release(
            session, asked, passage_id=passage_id, release_id=release
        )
        session.commit()
    return [Closed(gap, passage_id, release) for gap in group.gaps], answered


def _answer(answerer: Answerer, question: str) -> Answer | None:
    try:
        return answerer.consider(question)[0]
    except UsageError:  # masked to nothing
        return None


def _helps(session: Session, gap: GapView, answer: Answer) -> bool:
    if answer.band is not Band.ANSWER or not answer.citations:
        return False
    disliked = store.passages_by_ids(session, unanswered.disliked_passages(session, gap.id))
    # By its words: a document that is read again has the same passage under another id.
    return answer.citations[0].passage.text not in {one.text for one in disliked}


def _close(session: Session, gap: GapView, answer: Answer) -> Closed:
    passage_id = answer.citations[0].passage.id
    asked = unanswered.answers_of(session, [gap.id])
    tickets.answer_by_release(session, asked, passage_id=passage_id, release_id=answer.release)
    return Closed(gap, passage_id, answer.release)
