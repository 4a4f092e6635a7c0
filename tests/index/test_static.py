import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from unicodedata import normalize

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from index.embedding import load_encoder
from index.errors import NotAModel
from index.model_folder import EMBEDDED
from index.static import StaticEncoder, is_static
from index.text import fold

TEXTS = [
    "Uống rượu bia trong giờ làm việc có được không?",
    "uong ruou bia trong gio lam viec co duoc khong",
    "Cán bộ, công chức hoà nhã; thuỷ chung — quý khách!",
    "Số 12-HD/ABC ngày 03/04/2015",
    "xyzzy 😀 ...",
    "",
    "họp " * 300,
]


def test_the_embedded_folder_is_served_without_torch() -> None:
    program = (
        "import sys; from index.embedding import load_encoder;"
        "load_encoder().encode_queries(['họp']);"
        "assert not {'torch', 'sentence_transformers'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=EMBEDDED.parents[1])


def test_vectors_are_those_of_sentence_transformers() -> None:
    from sentence_transformers import SentenceTransformer

    peer = SentenceTransformer(str(EMBEDDED), device="cpu").float()
    expected = peer.encode(TEXTS, show_progress_bar=False)
    got = load_encoder().encode_queries(TEXTS)
    assert got.dtype == np.float32
    assert got == pytest.approx(expected, abs=1e-5)
    assert np.linalg.norm(got[0]) == pytest.approx(1.0, abs=1e-5)


def _texts(count: int) -> list[str]:
    """Words of the vocabulary and everything that is none, in every spelling; the same each run."""
    random = Random(7)
    tokenizer = Tokenizer.from_file(str(EMBEDDED / "tokenizer.json"))
    words = [piece.replace("▁", " ").strip() for piece in tokenizer.get_vocab()]
    words += [
        "hoà",
        "Thuỷ",
        "QUÝ",
        "xyzzy",
        "12/2015",
        "T.Ư",
        "😀",
        "👩‍👩‍👧",
        "\u200b",
        "…",
        "  ",
        "\n",
        "<unk>",
    ]
    spellings: list[Callable[[str], str]] = [
        str,
        str.upper,
        str.title,
        fold,
        lambda text: normalize("NFD", text),
    ]
    lengths = [0, 1, 3, 8, 20, 60, 400]
    return [
        random.choice(spellings)(" ".join(random.choices(words, k=random.choice(lengths))))
        for _ in range(count)
    ]


def test_thousands_of_random_texts_get_the_vectors_of_sentence_transformers() -> None:
    from sentence_transformers import SentenceTransformer

    texts = _texts(4_000)
    peer = SentenceTransformer(str(EMBEDDED), device="cpu").float()
    got = load_encoder().encode_passages(texts)
    assert got == pytest.approx(peer.encode_document(texts, show_progress_bar=False), abs=1e-6)


def test_prompts_are_those_of_sentence_transformers(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    folder = _tiny_model(tmp_path / "m")
    bare = load_encoder(str(folder)).fingerprint
    config = folder / "config_sentence_transformers.json"
    held = json.loads(config.read_text(encoding="utf-8"))
    held["prompts"] = {"query": "rượu ", "document": "", "passage": "bia "}
    config.write_text(json.dumps(held), encoding="utf-8")
    peer, encoder = SentenceTransformer(str(folder), device="cpu"), load_encoder(str(folder))
    texts = ["bia", "rượu bia"]
    assert encoder.encode_queries(texts) == pytest.approx(
        peer.encode_query(texts, normalize_embeddings=True)
    )
    assert encoder.encode_passages(texts) == pytest.approx(
        peer.encode_document(texts, normalize_embeddings=True)
    )
    assert not np.allclose(encoder.encode_queries(texts), encoder.encode_passages(texts))
    assert encoder.fingerprint != bare


def test_a_text_of_unknown_tokens_is_a_row_of_zeros() -> None:
    assert not load_encoder().encode_queries(["", "😀"]).any()


def test_no_texts_give_no_rows() -> None:
    encoder = load_encoder()
    assert encoder.encode_queries([]).shape == (0, encoder.dimensions)


def _tiny_model(folder: Path) -> Path:
    """A model as sentence-transformers saves it, whose one module lies in a folder of its own."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    tokenizer = Tokenizer(WordLevel({"?": 0, "rượu": 1, "bia": 2}, unk_token="?"))
    tokenizer.pre_tokenizer = Whitespace()
    table = np.array([[0, 0], [3, 4], [0, 2]], dtype=np.float32)
    model = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=table)])
    model.save(str(folder), create_model_card=False)
    return folder


def test_the_vector_is_the_unit_vector_of_the_mean(tmp_path: Path) -> None:
    encoder = StaticEncoder.load(_tiny_model(tmp_path / "m"), "nhỏ")
    assert encoder.encode_queries(["rượu", "rượu bia"]) == pytest.approx(
        np.array([[0.6, 0.8], [0.4472136, 0.8944272]])
    )


def test_a_text_is_rows_of_the_table(tmp_path: Path) -> None:
    encoder = StaticEncoder.load(_tiny_model(tmp_path / "m"), "nhỏ")
    ids = encoder.token_ids(["bia rượu trà bia", "", "rượu"])
    assert [row.tolist() for row in ids] == [[2, 1, 0, 2], [], [1]]
    assert {row.dtype for row in ids} == {np.dtype(np.int32)}
    assert encoder.table.tolist() == [[0, 0], [3, 4], [0, 2]]
    assert encoder.table.dtype == np.float32
    assert encoder.table[ids[1]].shape == (0, 2)


def test_nobody_writes_into_the_table() -> None:
    table = StaticEncoder.load(EMBEDDED, "nenchang").table
    with pytest.raises(ValueError, match="read-only"):
        table[0] = 1.0


def test_questions_and_passages_are_read_alike() -> None:
    encoder = load_encoder()
    assert np.array_equal(encoder.encode_queries(TEXTS), encoder.encode_passages(TEXTS))


def test_the_fingerprint_follows_the_files_and_not_the_place(tmp_path: Path) -> None:
    first = _tiny_model(tmp_path / "m")
    second = Path(shutil.copytree(first, tmp_path / "copy"))
    known = load_encoder(str(first)).fingerprint
    assert load_encoder(str(second)).fingerprint == known
    text = (second / "tokenizer.json").read_text(encoding="utf-8")
    (second / "tokenizer.json").write_text(text.replace("bia", "trà"), encoding="utf-8")
    assert load_encoder(str(second)).fingerprint != known


@pytest.mark.parametrize("name", ["tokenizer.json", "model.safetensors"])
def test_a_spoilt_or_missing_file_is_told_in_one_sentence(tmp_path: Path, name: str) -> None:
    folder = _tiny_model(tmp_path / "m")
    (folder / name).write_bytes(b"spoilt")
    with pytest.raises(NotAModel, match="không chứa một mô hình sentence-transformers"):
        load_encoder(str(folder))
    (folder / name).unlink()
    with pytest.raises(NotAModel, match="không chứa một mô hình sentence-transformers"):
        load_encoder(str(folder))


def test_only_a_table_of_vectors_counts_as_static(tmp_path: Path) -> None:
    assert is_static(EMBEDDED)
    assert not is_static(tmp_path)
    for kinds in (["x.Transformer", "x.Pooling"], ["x.StaticEmbedding", "x.Dense"]):
        (tmp_path / "modules.json").write_text(json.dumps([{"type": kind} for kind in kinds]))
        assert not is_static(tmp_path)
