import json
import os
from pathlib import Path

import pytest

from index.errors import (
    IndexDamaged,
    IndexIncomplete,
    IndexMissing,
    IndexTooNew,
    IndexTooOld,
    OtherModel,
)
from index.folder import FORMAT, MANIFEST, check_model, read_manifest, write_manifest, writing


def _write(folder: Path, text: str = "abc") -> None:
    with writing(folder) as aside:
        (aside / "part.bin").write_text(text)
        write_manifest(
            aside, model="từ", fingerprint="f" * 64, dimensions=3, count=5, digest="d" * 64
        )


def _edit(folder: Path, **changes: object) -> None:
    path = folder / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def test_the_manifest_comes_back_as_written(tmp_path: Path) -> None:
    _write(tmp_path / "ix")
    manifest = read_manifest(tmp_path / "ix")
    assert (manifest.format, manifest.count, manifest.dimensions) == (FORMAT, 5, 3)
    assert list(manifest.files) == ["part.bin"]


def test_nothing_is_left_beside_it(tmp_path: Path) -> None:
    _write(tmp_path / "ix")
    _write(tmp_path / "ix", "again")
    assert [path.name for path in tmp_path.iterdir()] == ["ix"]
    assert (tmp_path / "ix" / "part.bin").read_text() == "again"


def test_a_failure_while_writing_leaves_the_old_folder_and_no_other(tmp_path: Path) -> None:
    _write(tmp_path / "ix")

    def fail(folder: Path) -> None:
        (folder / "part.bin").write_text("half")
        raise OSError("đĩa đầy")

    with pytest.raises(OSError, match="đĩa đầy"), writing(tmp_path / "ix") as aside:
        fail(aside)
    assert (tmp_path / "ix" / "part.bin").read_text() == "abc"
    assert [path.name for path in tmp_path.iterdir()] == ["ix"]


def test_files_and_folder_are_flushed_before_the_rename(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    rename = Path.rename
    monkeypatch.setattr(os, "fsync", lambda descriptor: steps.append("fsync"))

    def noted(path: Path, target: Path) -> Path:
        steps.append("rename")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", noted)
    _write(tmp_path / "ix")
    # the part, the manifest, their folder; then the name; then the folder that holds the name
    assert steps == ["fsync", "fsync", "fsync", "rename", "fsync"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match=r"Không tìm thấy chỉ mục tại .*nowhere"):
        read_manifest(tmp_path / "nowhere")


@pytest.mark.parametrize("name", [MANIFEST, "part.bin"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    _write(tmp_path / "ix")
    (tmp_path / "ix" / name).unlink()
    with pytest.raises(IndexIncomplete, match=f"thiếu tệp {name}"):
        read_manifest(tmp_path / "ix")


def test_a_changed_byte_is_seen(tmp_path: Path) -> None:
    _write(tmp_path / "ix")
    (tmp_path / "ix" / "part.bin").write_text("abd")
    with pytest.raises(IndexDamaged, match=r"tệp part\.bin không còn nguyên vẹn"):
        read_manifest(tmp_path / "ix")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", f'{{"format": {FORMAT}}}', '{"format": "x"}', "\udcff"]
)
def test_a_manifest_that_is_none_is_damaged(tmp_path: Path, text: str) -> None:
    _write(tmp_path / "ix")
    (tmp_path / "ix" / MANIFEST).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(IndexDamaged, match=MANIFEST):
        read_manifest(tmp_path / "ix")


def test_another_format_is_refused_with_both_numbers(tmp_path: Path) -> None:
    _write(tmp_path / "ix")
    _edit(tmp_path / "ix", format=FORMAT + 1)
    with pytest.raises(IndexTooNew, match=f"định dạng {FORMAT + 1}, mới hơn định dạng {FORMAT}"):
        read_manifest(tmp_path / "ix")
    _edit(tmp_path / "ix", format=FORMAT - 1)
    with pytest.raises(IndexTooOld, match=f"định dạng {FORMAT - 1}, cũ hơn định dạng {FORMAT}"):
        read_manifest(tmp_path / "ix")


def test_another_model_is_refused_with_both_names(tmp_path: Path) -> None:
    _write(tmp_path / "ix")
    manifest = read_manifest(tmp_path / "ix")
    check_model(manifest, "tên khác", "f" * 64)  # the same model under another name is the same
    with pytest.raises(OtherModel, match=r"“từ” \(ffffffff\), không phải mô hình “khác” \(00"):
        check_model(manifest, "khác", "0" * 64)
