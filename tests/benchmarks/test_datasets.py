import gzip
import json
import unicodedata
from pathlib import Path

import pytest

from benchmarks.datasets import (
    DECOMPOSED,
    FORMS,
    PLAIN,
    WRITTEN,
    Topic,
    read_articles,
    read_pairs,
    released,
)
from bot.evaluating import Gold, Question
from bot.parts import Parts
from bot.sources import sources_at


def test_a_question_is_typed_in_three_ways() -> None:
    text = unicodedata.normalize("NFD", "Đoàn viên")

    assert FORMS[WRITTEN](text) == "Đoàn viên"
    assert FORMS[PLAIN](text) == "Doan vien"
    assert FORMS[DECOMPOSED]("ê") == "e\u0302"


def test_pairs_name_their_passage_by_its_place(tmp_path: Path) -> None:
    path = tmp_path / "mau.json"
    pairs = {"passages": ["a", "b"], "questions": [{"question": "b?", "passage": 1}]}
    path.write_text(json.dumps(pairs), encoding="utf-8")
    found = read_pairs(path, "mẫu", Topic.GENERAL)

    assert [entry.text for entry in found.passages] == ["a", "b"]
    assert found.questions[0].right == {1}
    assert [entry.id for entry in found.without(frozenset([0]))] == [1]


@pytest.fixture
def articles(tmp_path: Path) -> tuple[Path, Path]:
    questions, lines = tmp_path / "hoi.json", tmp_path / "dieu.jsonl.gz"
    rows = [{"id": f"x{n}", "title": f"Điều {n}", "text": f"Lời {n}."} for n in range(6)]
    with gzip.open(lines, "wt", encoding="utf-8") as file:
        file.write("\n".join(map(json.dumps, rows)))
    asked = [
        {"question": "bốn?", "articles": ["x4", "gone"]},
        {"question": "không có?", "articles": ["gone"]},
        {"question": "năm?", "articles": ["x5", "x0"]},
    ]
    questions.write_text(json.dumps(asked), encoding="utf-8")
    return questions, lines


def test_articles_carry_their_title_and_questions_without_an_article_are_left_out(
    articles: tuple[Path, Path],
) -> None:
    found = read_articles(*articles, "mẫu")

    assert (found.passages[4].context, found.passages[4].text) == ("Điều 4", "Lời 4.")
    assert [(one.text, set(one.right)) for one in found.questions] == [
        ("bốn?", {4}),
        ("năm?", {0, 5}),
    ]


def test_a_part_of_the_articles_holds_the_answers_first(articles: tuple[Path, Path]) -> None:
    found = read_articles(*articles, "mẫu", limit=1, keep=3)

    assert [entry.id for entry in found.passages] == [0, 1, 4]
    assert [one.text for one in found.questions] == ["bốn?"]


def test_a_release_is_seen_as_the_index_sees_it(parts: Parts, law: Path) -> None:
    parts.publisher.refresh(sources_at([str(law)]), only=True, author="hoa")
    gold = (Gold(law.name, contains="xé sách"),)
    found = released(parts, [Question("1", "xé", gold), Question("2", "vàng", ())], "luật")
    (right,) = found.questions[0].right
    entry = next(entry for entry in found.passages if entry.id == right)
    article = {one for one, place in found.places.items() if place == found.places[right]}

    assert entry.text.endswith("Nghiêm cấm xé sách.")
    assert entry.context.startswith("9/2021/QH0\nLuật Thư viện mẫu")
    assert len(article) > 1
    assert {entry.id for entry in found.passages} == set(parts.current.get().index.ids)
    assert [one.text for one in found.answerable] == ["xé"]
