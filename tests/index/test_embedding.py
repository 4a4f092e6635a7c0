from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from index.embedding import TransformerEncoder, load_encoder
from index.errors import ModelNotFound, NotAModel


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


def test_a_folder_that_only_looks_like_a_model_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text('[{"idx": 0, "name": "0", "path": "", "type": "no.X"}]')
    with pytest.raises(NotAModel, match="không chứa một mô hình"):
        load_encoder(str(tmp_path))


def test_a_hub_name_out_of_reach_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    import sentence_transformers

    def no_network(name: str, device: str) -> None:
        raise OSError(f"We couldn't connect to load {name}")

    monkeypatch.setattr(sentence_transformers, "SentenceTransformer", no_network)
    with pytest.raises(ModelNotFound, match=r"“ai-do/mo-hinh” .* kết nối mạng"):
        load_encoder("ai-do/mo-hinh")
