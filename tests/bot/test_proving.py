"""Golden questions at publishing: what breaks is refused and named, insisting is audited."""

from pathlib import Path

import pytest
from sqlmodel import select

from bot.errors import GoldenBroken
from bot.parts import Parts
from bot.publishing import Outcome
from bot.sources import sources_at
from knowledge import golden, unanswered
from knowledge.dialogue import AnswerLog
from knowledge.models import Release, ReleaseStatus
from knowledge.people import AuditEntry
from tests.bot.conftest import RULES

QUESTION = "Có được rời phòng trực không?"
NEVER = "Cách nấu phở bò?"


@pytest.fixture
def proven(published: Parts) -> Parts:
    """Two golden questions: one that is answered, one that is not yet."""
    passage = published.answerer.consider(QUESTION)[0].citations[0].passage
    with published.database.session() as session:
        for question in (QUESTION, NEVER):
            golden.add(session, question, passage, author="hoa")
        session.commit()
    return published


def refresh(parts: Parts, rules: Path, text: str, *, insist: bool = False) -> Outcome:
    rules.write_text(text, encoding="utf-8")
    sources = sources_at([str(rules)])
    return parts.publisher.refresh(sources, author="hoa", insist=insist)


def statuses(parts: Parts) -> list[str]:
    with parts.database.session() as session:
        return list(session.exec(select(Release.status).order_by(Release.id)))  # type: ignore[arg-type]


def test_what_still_holds_is_published_with_its_proof(proven: Parts, rules: Path) -> None:
    moved = RULES.replace("### 1. Ký sổ", "### 1. Đến đúng giờ {#A0}\nNên đến.\n\n### 2. Ký sổ")
    proof = refresh(proven, rules, moved).comparison.proof

    assert (proof.asked, proof.answered) == (2, 1)
    assert (proof.broken, proof.unanswered) == ((), (NEVER,))


@pytest.mark.parametrize("how", ["gone", "elsewhere"])
def test_what_breaks_one_is_refused_and_leaves_nothing(
    proven: Parts, rules: Path, how: str
) -> None:
    """The passage is gone, or the question is answered by another."""
    text = RULES.split("## Điều không nên làm")[0]
    if how == "elsewhere":
        text = RULES.replace("{#B1}", "{#B9}").replace("khi chưa có", "lúc chưa có")

    with pytest.raises(GoldenBroken, match=r"1 câu hỏi mẫu .*rời phòng trực không"):
        refresh(proven, rules, text)
    assert statuses(proven) == [ReleaseStatus.PUBLISHED, ReleaseStatus.ABANDONED]
    assert "không nên rời" in proven.answerer.consider(QUESTION)[0].citations[0].quote


def test_insisting_publishes_and_is_audited_by_the_question(proven: Parts, rules: Path) -> None:
    gone = RULES.split("## Điều không nên làm")[0]
    outcome = refresh(proven, rules, gone, insist=True)

    assert outcome.comparison.proof.broken == (QUESTION,)
    with proven.database.session() as session:
        wanted = select(AuditEntry.actor, AuditEntry.subject).where(AuditEntry.action == "insist")
        assert session.exec(wanted).all() == [("hoa", f"release {outcome.release}: {QUESTION}")]
    # What is broken already breaks nothing more.
    again = refresh(proven, rules, gone + "\nLời cuối.")
    assert again.comparison.proof.broken == ()


def test_asking_golden_questions_leaves_no_trace(proven: Parts, rules: Path) -> None:
    refresh(proven, rules, RULES + "\nLời cuối.")

    with proven.database.session() as session:
        assert unanswered.open_groups(session) == []
        assert session.exec(select(AnswerLog)).all() == []
