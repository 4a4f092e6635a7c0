import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answer import Answer, Band
from bot.errors import UsageError
from bot.evaluating import (
    Gold,
    Question,
    Row,
    evaluate,
    first_right,
    metrics,
    read_questions,
)
from bot.parts import Parts
from bot.progress import silent
from bot.sources import sources_at
from knowledge.dialogue import AnswerLog
from tests.bot.builders import answer, citation, passage

GOLD = Gold("quy-che-12.md", contains="không nên  rời\nphòng")


def row(identifier: str, *, band: Band, confidence: float, gold: bool, right: bool = True) -> Row:
    given: Answer = replace(
        answer(citation(passage(article=None)), band=band), confidence=confidence
    )
    question = Question(identifier, "câu hỏi", (GOLD,) if gold else ())
    return Row(question, given, (), 1 if right else None)


def test_gold_is_met_whatever_the_white_space_and_the_unicode_form() -> None:
    assert GOLD.is_met_by(passage())
    assert Gold("quy-che-12.md", contains="kho\u0302ng ne\u0302n").is_met_by(passage())
    assert not Gold("quy-che-12.md", contains="nên rời phòng trực").is_met_by(passage())
    assert not Gold("khac.md").is_met_by(passage())


def test_gold_by_article_is_met_by_that_article_alone() -> None:
    assert Gold("quy-che-12.md", article="3").is_met_by(passage())
    assert not Gold("quy-che-12.md", article="30").is_met_by(passage())


def test_the_first_right_passage_gives_the_rank() -> None:
    question = Question("q", "?", (Gold("quy-che-12.md", article="3"),))

    assert first_right(question, [passage(article="1"), passage(), passage()]) == 2
    assert first_right(question, [passage(article="1")]) is None


def test_answers_count_only_in_band_answer_and_retrieval_counts_always() -> None:
    rows = [
        row("a", band=Band.ANSWER, confidence=0.9, gold=True),
        row("b", band=Band.SUGGEST, confidence=0.4, gold=True),
        row("c-plain", band=Band.NONE, confidence=0.1, gold=True, right=False),
        row("d", band=Band.ANSWER, confidence=0.8, gold=False),
        row("e", band=Band.NONE, confidence=0.05, gold=False),
    ]
    whole = metrics(rows)["all"]

    assert whole["answer_right_at_3"]["hits"] == 1
    assert whole["retrieval_right_at_3"]["hits"] == 2
    assert whole["wrongly_answered"]["share"] == 0.5
    assert whole["refused"]["hits"] == 1
    assert whole["answered"]["hits"] == 1
    assert whole["auroc"] == pytest.approx((2 + 1 + 1) / 6)
    assert metrics(rows)["plain"]["questions"] == 1


def test_an_article_given_as_a_number_is_the_same_article(tmp_path: Path) -> None:
    path = tmp_path / "hoi.jsonl"
    gold = '[{"source": "quy-che-12.md", "article": 3}]'
    path.write_text(f'{{"id": "1", "question": "a", "gold": {gold}}}\n', encoding="utf-8")

    assert read_questions(path)[0].gold[0].is_met_by(passage())


def test_a_row_has_failed_when_it_is_not_right_or_should_not_have_been_answered() -> None:
    assert not row("a", band=Band.ANSWER, confidence=0.9, gold=True).failed
    assert row("b", band=Band.SUGGEST, confidence=0.4, gold=True).failed
    assert row("c", band=Band.ANSWER, confidence=0.8, gold=False).failed
    assert not row("d", band=Band.NONE, confidence=0.1, gold=False).failed


def test_questions_asked_again_are_told_apart_by_how_they_are_asked() -> None:
    ids = ["a-1", "a-1-plain", "a-2", "a-2-chat", "lone-plain"]
    groups = metrics([row(one, band=Band.NONE, confidence=0.1, gold=True) for one in ids])
    counts = {name: group["questions"] for name, group in groups.items()}

    assert counts == {"all": 5, "accented": 3, "plain": 2, "twins": 1, "-chat": 1}


@pytest.mark.parametrize(
    "line",
    [
        "không phải json",
        '{"id": "a"}',
        '{"id": "a", "question": "b", "gold": [{}]}',
        '{"id": "a", "question": "?!", "gold": []}',
        "[1]",
    ],
)
def test_a_line_that_is_no_question_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "hoi.jsonl"
    path.write_text('{"id": "1", "question": "a", "gold": []}\n' + line + "\n", encoding="utf-8")

    with pytest.raises(UsageError, match="Dòng 2 của"):
        read_questions(path)


def test_a_file_of_questions_that_is_missing_or_empty_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Không đọc được"):
        read_questions(tmp_path / "khong-co.jsonl")
    (tmp_path / "rong.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="không có câu hỏi nào"):
        read_questions(tmp_path / "rong.jsonl")


def test_evaluating_asks_without_keeping_anything(parts: Parts, rules: Path) -> None:
    parts.publisher.refresh(sources_at([str(rules)]), only=True, author="hoa")
    gold = (Gold(rules.name, contains="không nên rời phòng"),)
    rows = evaluate(parts.answerer, [Question("1", "rời phòng trực", gold)], silent)

    assert rows[0].retrieved_at == 1
    shown = json.loads(json.dumps(rows[0].as_json(), ensure_ascii=False))
    assert {"id", "band", "confidence", "citations", "ranked"} <= shown.keys()
    assert {"source", "article", "locator", "passage", "score"} <= shown["ranked"][0].keys()
    with parts.database.session() as session:
        assert session.get(AnswerLog, rows[0].answer.id) is None
