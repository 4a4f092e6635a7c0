"""`evaluate`: questions with gold -> how often the answer is right, wrong, or refused."""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np

from bot.answer import Answer, Band
from bot.answering import Answerer
from bot.errors import UsageError
from bot.progress import Progress
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
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"Không đọc được tệp câu hỏi {path}.") from error
    questions = [_question(path, number, line) for number, line in enumerate(lines, 1) if line]
    if not questions:
        raise UsageError(f"Tệp {path} không có câu hỏi nào.")
    return questions


def evaluate(answerer: Answerer, questions: Sequence[Question], progress: Progress) -> list[Row]:
    """Ask every question, keeping nothing of it."""
    rows = []
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
    """For the whole file and for its groups; shares come with their Wilson interval."""
    plain = [row for row in rows if row.question.id.endswith(PLAIN)]
    accented = [row for row in rows if not row.question.id.endswith(PLAIN)]
    groups = {"all": rows, "accented": accented, "plain": plain}
    return {name: _group(members) for name, members in groups.items() if members}


def wilson(hits: int, total: int) -> tuple[float, float]:
    """95 % score interval of a share (Wilson 1927)."""
    if total == 0:
        return (0.0, 1.0)
    z = 1.96
    share, spread = hits / total, z * z / total
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / total + spread / (4 * total)) / (1 + spread)
    return (max(0.0, middle - half), min(1.0, middle + half))


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float | None:
    """The chance that an answerable question is given more confidence than an unanswerable one,
    ties counting half (Mann-Whitney U). None where a side is empty."""
    if not positive or not negative:
        return None
    difference = np.subtract.outer(np.asarray(positive), np.asarray(negative))
    return float((difference > 0).mean() + (difference == 0).mean() / 2)


def _group(rows: Sequence[Row]) -> dict[str, Any]:
    answerable = [row for row in rows if row.question.gold]
    unanswerable = [row for row in rows if not row.question.gold]
    times = [row.answer.elapsed_ms for row in rows]
    return {
        "questions": len(rows),
        "answerable": len(answerable),
        "unanswerable": len(unanswerable),
        **{
            f"{name}_right_at_{limit}": _share(
                sum(rank is not None and rank <= limit for rank in ranks), len(answerable)
            )
            for name, ranks in (
                ("answer", [row.answered_at for row in answerable]),
                ("retrieval", [row.retrieved_at for row in answerable]),
            )
            for limit in (1, SHOWN)
        },
        "wrongly_answered": _share(
            sum(row.answer.band is Band.ANSWER for row in unanswerable), len(unanswerable)
        ),
        "refused": _share(sum(row.answer.band is Band.NONE for row in answerable), len(answerable)),
        "auroc": auroc(
            [row.answer.confidence for row in answerable],
            [row.answer.confidence for row in unanswerable],
        ),
        "p50_ms": round(float(np.percentile(times, 50)), 2),
        "p99_ms": round(float(np.percentile(times, 99)), 2),
    }


def _share(hits: int, total: int) -> dict[str, Any]:
    low, high = wilson(hits, total)
    share = round(hits / total, 4) if total else None
    return {"share": share, "hits": hits, "of": total, "wilson": [round(low, 4), round(high, 4)]}


def _question(path: Path, number: int, line: str) -> Question:
    try:
        row = json.loads(line)
        gold = tuple(
            Gold(one["source"], one.get("contains"), one.get("article")) for one in row["gold"]
        )
        return Question(str(row["id"]), str(row["question"]), gold)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"Dòng {number} của {path} không phải một câu hỏi có id, question và gold."
        ) from error


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())
