import shutil
from pathlib import Path

import pytest

from index.errors import ModelNotFound, ModelOutOfReach, NotAModel
from index.model_folder import EMBEDDED, ModelFolder, fetched_model, local_model


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Enough of a model to be told from another."""
    made = tmp_path / "mo-hinh"
    made.mkdir()
    (made / "config.json").write_text("{}")
    (made / "model.safetensors").write_bytes(b"weights")
    return made


def known(folder: Path, name: str = "x") -> str:
    return ModelFolder(name, folder).fingerprint


@pytest.mark.parametrize("name", [None, "nenchang"])
def test_without_a_name_it_is_the_embedded_model(name: str | None) -> None:
    found = local_model(name)
    assert found == ModelFolder("nenchang", EMBEDDED)
    assert found.static


def test_a_folder_is_named_so_that_it_is_found_from_everywhere(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    assert fetched_model("mo-hinh") == ModelFolder(str(folder), folder)


def test_the_fingerprint_follows_what_is_computed_and_not_the_place(folder: Path) -> None:
    copy = Path(shutil.copytree(folder, folder.with_name("copy")))
    (copy / ".cache").mkdir()
    (copy / ".cache" / "note").write_text("downloaded yesterday")
    (copy / "README.md").write_text("read me")
    assert known(copy) == known(folder)
    (copy / "model.safetensors").write_bytes(b"other weights")
    assert known(copy) != known(folder)


def test_another_way_to_feed_a_model_is_another_fingerprint(folder: Path) -> None:
    assert known(folder, "e5") != known(folder, "x")
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "X"}')
    other = known(folder)
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "PhobertTokenizer"}')
    assert known(folder) != other


def test_a_snapshot_of_the_hub_is_known_by_its_commit(folder: Path) -> None:
    (folder.parent / "snapshots").mkdir()
    snapshot = folder.rename(folder.parent / "snapshots" / ("c" * 40))
    before = known(snapshot)
    (snapshot / "model.safetensors").write_bytes(b"never read")
    assert known(snapshot) == before
    assert known(snapshot.rename(snapshot.with_name("d" * 40))) != before


def test_a_hub_name_is_not_on_this_machine(home: Path) -> None:
    assert local_model("ai-do/mo-hinh") is None
    with pytest.raises(ModelOutOfReach, match=r"“ai-do/mo-hinh” chưa có trên máy này"):
        fetched_model("ai-do/mo-hinh")


@pytest.mark.parametrize("name", ["/khong/co", "./khong-co"])
def test_a_path_that_leads_nowhere_is_told_in_one_sentence(name: str) -> None:
    with pytest.raises(ModelNotFound, match=f"Không tìm thấy mô hình “{name}”"):
        local_model(name)


def test_a_folder_of_something_else_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("không phải mô hình")
    with pytest.raises(NotAModel, match="không chứa một mô hình"):
        local_model(str(tmp_path))
