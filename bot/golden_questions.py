"""Golden questions as people add them and see them: from an answer, with whether they hold now.
Knows no Telegram."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from bot import texts_proving as texts
from bot.answering import Answerer, checked
from bot.evaluating import Question
from bot.proving import is_answered
from bot.wording import cited
from knowledge import golden, journal, releases, store, unanswered
from knowledge.database import Database
from knowledge.errors import NotPublishedError
from knowledge.golden import Golden
from knowledge.views import PassageView


@dataclass(frozen=True, slots=True)
class Held:
    """A golden question, and whether the current release answers it."""

    golden: Golden
    holds: bool


@dataclass(frozen=True, slots=True)
class Added:
    """A golden question that is there now; `new` where it was not before."""

    number: int
    new: bool
    passage: PassageView


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a file's questions: ids of those without a passage, and those without gold,
    which are left out."""

    added: int
    known: int
    missing: tuple[str, ...]
    unanswerable: int


def held(answerer: Answerer, questions: Sequence[Golden]) -> list[Held]:
    """Each question, asked of the current release."""
    return [Held(one, is_answered(answerer.consider(one.question)[0], one)) for one in questions]


def add_to_answer(database: Database, answer_id: str, passage_id: int, author: str) -> Added:
    """The question of an answer, with its right passage. Raises `NotPublishedError` where either
    is no more."""
    with database.session() as session:
        question = journal.answer_by_id(session, answer_id).question
        return _added(session, question, passage_id, author)


def add_to_gap(database: Database, gap_id: int, passage_id: int, author: str) -> Added:
    """The same for a question that once had no answer."""
    with database.session() as session:
        return _added(session, unanswered.gap(session, gap_id).question, passage_id, author)


def add(database: Database, question: str, passage: PassageView, author: str) -> Added:
    """Raises `UsageError` for an empty or overlong question."""
    with database.session() as session:
        number, new = golden.add(session, checked(question), passage, author=author)
        session.commit()
    return Added(number, new, passage)


def load(database: Database, questions: Sequence[Question], author: str) -> Loaded:
    """Questions with gold, as `evaluate` reads them, each with the first published passage that is
    right. Those that are already there are not added again."""
    added = known = 0
    missing = []
    with database.session() as session:
        current = releases.current_release(session)
        passages = _passages(session, current) if current else []
        for one in questions:
            passage = next((p for g in one.gold for p in passages if g.is_met_by(p)), None)
            if passage is None:
                missing += [one.id] if one.gold else []
                continue
            _, new = golden.add(session, one.text, passage, author=author)
            added, known = added + new, known + (not new)
        session.commit()
    unanswerable = sum(not one.gold for one in questions)
    return Loaded(added, known, tuple(missing), unanswerable)


def said_of(added: Added) -> str:
    """What became of an addition, in one sentence."""
    if not added.new:
        return texts.GOLDEN_KNOWN.format(number=added.number)
    return texts.GOLDEN_ADDED.format(number=added.number, place=cited(added.passage))


def _added(session: Session, question: str, passage_id: int, author: str) -> Added:
    found = store.passages_by_ids(session, [passage_id])
    if not found or not question:
        raise NotPublishedError(f"Không có đoạn mang mã {passage_id}, hoặc câu hỏi không còn lưu.")
    number, new = golden.add(session, question, found[0], author=author)
    session.commit()
    return Added(number, new, found[0])


def _passages(session: Session, release_id: int) -> list[PassageView]:
    return store.passages_of_revisions(session, releases.revision_ids_of(session, release_id))
