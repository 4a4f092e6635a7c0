import json
from pathlib import Path

import pytest

from index.families import Family, family_of


@pytest.mark.parametrize(
    ("name", "query", "passage"),
    [
        ("intfloat/multilingual-e5-small", "query: ", "passage: "),
        ("mainguyen9/vietlegal-e5", "query: ", "passage: "),
        ("/mo-hinh/E5-base/", "query: ", "passage: "),
        ("AITeamVN/Vietnamese_Embedding_v2", None, None),
        ("someone/be5-small", None, None),
    ],
)
def test_a_family_is_known_by_its_name(
    tmp_path: Path, name: str, query: str | None, passage: str | None
) -> None:
    assert family_of(name, tmp_path) == Family(query, passage)


def test_an_instructed_model_gets_its_task_before_the_question_alone(tmp_path: Path) -> None:
    family = family_of("intfloat/multilingual-e5-large-instruct", tmp_path)
    assert family.query is not None
    assert family.query.startswith("Instruct: ")
    assert family.query.endswith("\nQuery: ")
    assert family.passage == ""


@pytest.mark.parametrize(
    ("prompts", "query"), [({"query": "hỏi: "}, None), ({"query": ""}, "query: ")]
)
def test_a_model_that_carries_prompts_is_believed(
    tmp_path: Path, prompts: dict[str, str], query: str | None
) -> None:
    (tmp_path / "config_sentence_transformers.json").write_text(json.dumps({"prompts": prompts}))
    assert family_of("x/e5-small", tmp_path).query == query


@pytest.mark.parametrize("place", [".", "0_Transformer"])
def test_phobert_is_known_by_its_tokenizer(tmp_path: Path, place: str) -> None:
    home = tmp_path / place
    home.mkdir(exist_ok=True)
    (home / "tokenizer_config.json").write_text('{"tokenizer_class": "PhobertTokenizer"}')
    assert family_of("bkai-foundation-models/vietnamese-bi-encoder", tmp_path).segmented


@pytest.mark.parametrize("held", ["{", "[]", '{"tokenizer_class": "BertTokenizer"}'])
def test_another_tokenizer_or_an_unreadable_one_is_no_phobert(tmp_path: Path, held: str) -> None:
    (tmp_path / "tokenizer_config.json").write_text(held)
    assert not family_of("x/y", tmp_path).segmented
