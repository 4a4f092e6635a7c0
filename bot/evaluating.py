"""`evaluate`: questions with gold -> how often the answer is right, wrong, or refused."""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.answer import Answer, Band
from bot.answering import Answerer, checked
from bot.errors import UsageError
from bot.progress import Progress
from bot.statistics import auroc, share
from knowledge.views import PassageView

SHOWN = 3  # citations of an answer
PLAIN = "-plain"  # ids of questions typed without diacritics end so


@dataclass(frozen=True, slots=True)
class Gold:
    """A right passage: of this file, and where given holding this text or of this article."""

    source: str
    contains: str | None = None
    article: str | None = None

    def is_met_by(self, passage: PassageView) -> bool:
        if passage.document.source != self.source:
            return False
        if self.article is not None and passage.article != self.article:
            return False
        return self.contains is None or _plain(self.contains) in _plain(passage.text)


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    text: str
    gold: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One question's outcome; ranks start at 1, None is "not among them"."""

    question: Question
    answer: Answer
    ranked: tuple[tuple[PassageView, float], ...]
    retrieved_at: int | None

    @property
    def answered_at(self) -> int | None:
        if self.answer.band is not Band.ANSWER:
            return None
        return first_right(self.question, [one.passage for one in self.answer.citations])

    @property
    def failed(self) -> bool:
        """Not answered rightly, or answered where there is no answer."""
        if self.question.gold:
            return self.answered_at is None
        return self.answer.band is Band.ANSWER

    def as_json(self) -> dict[str, Any]:
        ranked = [
            {
                "source": passage.document.source,
                "article": passage.article,
                "locator": passage.locator,
                "passage": passage.text,
                "score": round(score, 4),
            }
            for passage, score in self.ranked
        ]
        return {"id": self.question.id, **self.answer.as_json(), "ranked": ranked}


def read_questions(path: Path) -> list[Question]:
    """Raises `UsageError` naming the line that is not a question with gold."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"Không đọc được tệp câu hỏi {path}.") from error
    questions = [
        _question(path, number, line) for number, line in enumerate(lines, 1) if line.strip()
    ]
    if not questions:
        raise UsageError(f"Tệp {path} không có câu hỏi nào.")
    return questions


def evaluate(answerer: Answerer, questions: Sequence[Question], progress: Progress) -> list[Row]:
    """Ask every question, keeping nothing of it."""
    rows = []
    answerer.consider(questions[0].text)  # warms up: a running bot has read its index long ago
    for number, question in enumerate(questions, start=1):
        answer, ranked = answerer.consider(question.text)
        retrieved = first_right(question, [passage for passage, _ in ranked])
        rows.append(Row(question, answer, tuple(ranked), retrieved))
        progress("Hỏi thử", number, len(questions))
    return rows


def first_right(question: Question, passages: Sequence[PassageView]) -> int | None:
    for rank, passage in enumerate(passages, start=1):
        if any(gold.is_met_by(passage) for gold in question.gold):
            return rank
    return None


def metrics(rows: Sequence[Row]) -> dict[str, Any]:
    """For the whole file and for its groups; shares come with their Wilson interval.

    "plain" are the questions typed without diacritics, "accented" all others, "twins" those of the
    latter that stand in the file both ways: "plain" and "twins" ask the same. A question that is
    asked again in another way ("d-7-chat" beside "d-7") is in a group of that way, "-chat".
    """
    return {name: _group(members) for name, members in _groups(rows).items() if members}


def _groups(rows: Sequence[Row]) -> dict[str, list[Row]]:
    ids = {row.question.id for row in rows}
    plain = [row for row in rows if row.question.id.endswith(PLAIN)]
    accented = [row for row in rows if not row.question.id.endswith(PLAIN)]
    twins = [row for row in accented if row.question.id + PLAIN in ids]
    groups = {"all": list(rows), "accented": accented, "plain": plain, "twins": twins}
    for row in accented:
        base, _, way = row.question.id.rpartition("-")
        if base in ids:
            groups.setdefault(f"-{way}", []).append(row)
    return groups


def _group(rows: Sequence[Row]) -> dict[str, Any]:
    answerable = [row for row in rows if row.question.gold]
    unanswerable = [row for row in rows if not row.question.gold]
    times = [row.answer.elapsed_ms for row in rows]
    return {
        "questions": len(rows),
        "answerable": len(answerable),
        "unanswerable": len(unanswerable),
        **{
            f"{name}_right_at_{limit}": share(
                sum(rank is not None and rank <= limit for rank in ranks), len(answerable)
            )
            for name, ranks in (
                ("answer", [row.answered_at for row in answerable]),
                ("retrieval", [row.retrieved_at for row in answerable]),
            )
            for limit in (1, SHOWN)
        },
        "answered": share(
            sum(row.answer.band is Band.ANSWER for row in answerable), len(answerable)
        ),
        "wrongly_answered": share(
            sum(row.answer.band is Band.ANSWER for row in unanswerable), len(unanswerable)
        ),
        "refused": share(sum(row.answer.band is Band.NONE for row in answerable), len(answerable)),
        "auroc": auroc(
            [row.answer.confidence for row in answerable],
            [row.answer.confidence for row in unanswerable],
        ),
        "p50_ms": round(float(np.percentile(times, 50)), 2),
        "p99_ms": round(float(np.percentile(times, 99)), 2),
    }


def _question(path: Path, number: int, line: str) -> Question:
    try:
        row = json.loads(line)
        question = Question(str(row["id"]), str(row["question"]), tuple(map(_gold, row["gold"])))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"Dòng {number} của {path} không phải một câu hỏi có id, question và gold."
        ) from error
    try:
        checked(question.text)
    except UsageError as error:
        raise UsageError(f"Dòng {number} của {path}: {error}") from error
    return question


def _gold(one: dict[str, Any]) -> Gold:
    article = one.get("article")
    return Gold(one["source"], one.get("contains"), None if article is None else str(article))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())
