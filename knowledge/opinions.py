"""What people think of answers: thumbs counted by passage and by release. Nothing is ranked by
them, and nobody is named."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from knowledge.dialogue import AnswerLog, Feedback, Reason


@dataclass(slots=True)
class Opinion:
    """Thumbs, and the reasons of those that point down."""

    helpful: int = 0
    unhelpful: int = 0
    reasons: Counter[Reason] = field(default_factory=Counter)

    def add(self, *, helpful: bool, reason: str | None) -> None:
        self.helpful += helpful
        self.unhelpful += not helpful
        if reason and not helpful:
            self.reasons[Reason(reason)] += 1


@dataclass(frozen=True, slots=True)
class Opinions:
    """Of everything, and by the first passage of the answer and by its release; passages with the
    most thumbs down first, releases the newest first."""

    total: Opinion
    by_passage: dict[int, Opinion]
    by_release: dict[int, Opinion]


def opinions(session: Session) -> Opinions:
    """All that is kept."""
    rows = session.exec(
        select(Feedback.helpful, Feedback.reason, AnswerLog.spans, AnswerLog.release_id)
        .join(AnswerLog, col(AnswerLog.id) == col(Feedback.answer_id))
        .order_by(col(Feedback.id))
    )
    total = Opinion()
    by_passage: dict[int, Opinion] = {}
    by_release: dict[int, Opinion] = {}
    for helpful, reason, spans, release_id in rows:
        counted = [total, by_release.setdefault(release_id, Opinion())]
        if spans:
            counted.append(by_passage.setdefault(spans[0]["passage"], Opinion()))
        for one in counted:
            one.add(helpful=helpful, reason=reason)
    return Opinions(
        total,
        dict(sorted(by_passage.items(), key=lambda one: (-one[1].unhelpful, one[0]))),
        dict(sorted(by_release.items(), reverse=True)),
    )


def most_disliked(found: Opinions) -> Iterable[int]:
    """Passages with a thumb down, those with the most first."""
    return [passage for passage, one in found.by_passage.items() if one.unhelpful]
