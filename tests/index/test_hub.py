"""Downloads from a hub on the loopback interface, by the real library in a process of its own: it
reads its settings when it is imported."""

import errno
import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from index.errors import NoRoomForModel
from index.hub import cached, downloaded
from tests.index.hub_server import COMMIT, hub_of

ROOT = Path(__file__).parents[2]
FILES = {
    "modules.json": b"[]",
    "model.safetensors": b"x" * 3_000_000,
    "pytorch_model.bin": b"the same again",
    "onnx/model.onnx": b"and again",
    "2_Dense/pytorch_model.bin": b"wanted",
}
PROGRAM = """
import json, sys
from index import hub
from index.errors import IndexFault
hub._TIMEOUT = 0.5
seen = []
result = {"before": str(hub.cached("someone/model"))}
try:
    result["folder"] = str(hub.downloaded("someone/model", lambda *bytes: seen.append(bytes)))
except IndexFault as error:
    result["error"] = f"{type(error).__name__}: {error}"
result |= {"after": str(hub.cached("someone/model")), "seen": seen}
print(json.dumps(result))
"""


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    for name, held in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(held)
    return folder


def fetch(tmp_path: Path, address: str, **settings: str) -> dict[str, Any]:
    environment = {**os.environ, "HF_HOME": str(tmp_path / "hf"), "HF_ENDPOINT": address}
    environment.pop("HF_HUB_OFFLINE")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**environment, **settings},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def test_a_model_is_downloaded_once_and_its_bytes_are_counted(tmp_path: Path, model: Path) -> None:
    with hub_of(model) as hub:
        first = fetch(tmp_path, hub.address)
        assert first["before"] == "None"
        assert first["folder"] == first["after"]
        assert Path(first["folder"]).name == COMMIT
        assert first["seen"][-1] == [3_000_008, 3_000_008]
        assert sorted(hub.fetched) == sorted(["2_Dense/pytorch_model.bin", *list(FILES)[:2]])
        again = fetch(tmp_path, hub.address)
        assert again["before"] == first["folder"]
        assert len(hub.fetched) == 3


def test_old_weights_are_taken_where_there_are_no_others(tmp_path: Path, model: Path) -> None:
    (model / "model.safetensors").unlink()
    with hub_of(model) as hub:
        assert fetch(tmp_path, hub.address)["after"].endswith(COMMIT)
        assert "pytorch_model.bin" in hub.fetched


def test_without_a_network_a_downloaded_model_is_found(tmp_path: Path, model: Path) -> None:
    with hub_of(model) as hub:
        folder = fetch(tmp_path, hub.address)["folder"]
    result = fetch(tmp_path, hub.address, HF_HUB_OFFLINE="1")
    assert result["before"] == folder


def test_an_unfinished_download_is_no_model_and_is_gone_on_with(
    tmp_path: Path, model: Path
) -> None:
    with hub_of(model) as hub:
        held = hub.files.pop("model.safetensors")
        (folder := Path(fetch(tmp_path, hub.address)["folder"])).joinpath("modules.json").unlink()
        hub.files["model.safetensors"] = held
        result = fetch(tmp_path, hub.address)
    assert result["before"] == "None"
    assert (folder / "modules.json").read_bytes() == b"[]"


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        ((403, "GatedRepo"), "ModelGated: Hugging Face không cho tải"),
        ((401, "RepoNotFound"), "ModelNotFound: Không tìm thấy mô hình “someone/model”"),
        ((404, "RepoNotFound"), "ModelNotFound: Không tìm thấy mô hình “someone/model”"),
        ((500, ""), r"ModelDownloadFailed: .*\(mã 500\)"),
    ],
)
def test_a_refusal_is_told_in_one_sentence(
    tmp_path: Path, model: Path, refusal: tuple[int, str], said: str
) -> None:
    with hub_of(model, refusal) as hub:
        result = fetch(tmp_path, hub.address)
    assert result["after"] == "None"
    assert re.match(said, result["error"])


def test_a_hub_that_does_not_answer_is_out_of_reach(tmp_path: Path) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        result = fetch(tmp_path, f"http://127.0.0.1:{silent.getsockname()[1]}")
    assert result["error"].startswith("ModelOutOfReach")
    assert "không nối được tới http://127.0.0.1" in result["error"]


def test_a_forbidden_network_is_named(tmp_path: Path) -> None:
    result = fetch(tmp_path, "http://127.0.0.1:9", HF_HUB_OFFLINE="1")
    assert "biến HF_HUB_OFFLINE đang cấm dùng mạng" in result["error"]


def test_a_full_disk_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("huggingface_hub.HfApi.model_info", full)
    with pytest.raises(NoRoomForModel, match="Hết chỗ trên ổ đĩa khi tải mô hình “someone/model”"):
        downloaded("someone/model")


def test_what_a_listener_raises_ends_the_download(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyError("stop")

    monkeypatch.setattr("huggingface_hub.HfApi.model_info", stopped)
    with pytest.raises(KeyError, match="stop"):
        downloaded("someone/model")


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, model: Path) -> None:
    (tmp_path / "hf").write_bytes(b"")
    with hub_of(model) as hub:
        result = fetch(tmp_path, hub.address)
    assert result["error"].startswith("ModelDownloadFailed")


def test_what_can_be_no_name_is_not_cached() -> None:
    assert cached("hai // gạch") is None
