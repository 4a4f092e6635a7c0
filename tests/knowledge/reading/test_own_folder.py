import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from knowledge.reading.own_folder import OwnFolder

KILLED = "import os; from knowledge.reading.own_folder import OwnFolder as F; f = F(); os.abort()"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_it_goes_with_all_that_is_in_it(place: Path) -> None:
    folder = OwnFolder()
    (Path(folder.path) / "sub").mkdir()
    (Path(folder.path) / "sub" / "a").write_text("x")
    folder.close()
    assert list(place.iterdir()) == []


def test_what_a_killed_process_left_is_cleared_by_the_next_and_what_is_held_stays(
    place: Path,
) -> None:
    held = OwnFolder()
    code = f"import tempfile; tempfile.tempdir = {str(place)!r}; {KILLED}"
    subprocess.run([sys.executable, "-c", code], check=False, stderr=subprocess.DEVNULL)
    (left,) = {one.name for one in place.iterdir()} - {Path(held.path).name}
    other = OwnFolder()
    assert {one.name for one in place.iterdir()} == {Path(held.path).name, Path(other.path).name}
    assert left not in {one.name for one in place.iterdir()}
    held.close()
    other.close()


def test_a_file_of_that_name_is_left_alone(place: Path) -> None:
    (place / "nenchang-notes").write_text("mine")
    OwnFolder().close()
    assert [one.name for one in place.iterdir()] == ["nenchang-notes"]
