"""`nenchang watch` and `nenchang statistics` as scripts meet them, with the real model."""

import csv
from pathlib import Path

import pytest

from tests.bot.shell import Command
from tests.bot.watching.sources import STORE, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "theo-doi"
    path.mkdir()
    write(path, "kho.txt", STORE)
    return path


def test_a_watch_is_added_looked_at_published_and_removed(nenchang: Command, folder: Path) -> None:
    added = nenchang("watch", "add", folder, "--every", "6h")
    assert (added.status, "nguồn số 1, mỗi 6 giờ" in added.out) == (0, True)
    (listed,) = nenchang("watch", "--json").json()
    assert (listed["place"], listed["every_minutes"], listed["checked_at"]) == (
        str(folder),
        360,
        None,
    )

    (look,) = nenchang("watch", "run", "--json").json()
    assert look["changes"]["added"] == ["Nội quy kho sách mẫu"]
    assert look["waiting_release"] is not None
    assert "Chưa nguồn nào đến giờ" in nenchang("watch", "run").out
    assert nenchang("watch", "publish", 1).status == 0
    sources = [one["source"] for one in nenchang("documents", "--json").json()]
    assert "kho.txt" in sources
    again = nenchang("watch", "publish", 1)
    assert (again.status, "không có gì chờ" in again.err) == (1, True)
    assert nenchang("watch", "remove", 1).status == 0
    assert nenchang("watch", "--json").json() == []


def test_a_source_marked_so_publishes_itself(nenchang: Command, folder: Path) -> None:
    nenchang("watch", "add", folder, "--at", "06:30", "--publish")

    said = nenchang("watch", "run", 1)

    assert (said.status, "Đã tự công bố" in said.out) == (0, True)


def test_a_look_that_fails_leaves_with_status_1_and_says_why(
    nenchang: Command, folder: Path
) -> None:
    nenchang("watch", "add", folder, "--every", "1d")
    (folder / "kho.txt").unlink()

    said = nenchang("watch", "run", 1)

    assert (said.status, "không có văn bản nào" in said.out) == (1, True)


@pytest.mark.parametrize(
    "words",
    [
        ("watch", "add", "/không/có", "--every", "6h"),
        ("watch", "add", "https://a.example"),
        ("watch", "add", "https://a.example", "--every", "6h", "--at", "06:30"),
        ("watch", "add", "https://a.example", "--every", "1m"),
        ("watch", "add", "https://a.example", "--at", "25:00"),
        ("statistics", "--days", "0"),
    ],
)
def test_wrong_use_is_one_sentence_and_status_2(nenchang: Command, words: tuple[str, ...]) -> None:
    said = nenchang(*words)

    assert said.status == 2
    assert said.err.count("\n") <= 2


def test_there_is_no_watch_of_that_number(nenchang: Command) -> None:
    said = nenchang("watch", "run", 9)

    assert (said.status, "Không có nguồn theo dõi số 9" in said.err) == (1, True)


def test_figures_come_as_text_json_picture_and_table(nenchang: Command, tmp_path: Path) -> None:
    nenchang("ask", "=1+1 hỏi vu vơ về núi lửa")
    picture, table = tmp_path / "hinh.png", tmp_path / "bang.csv"

    said = nenchang("statistics", "--days", "7", "--picture", picture, "--csv", table, "--json")

    assert said.json()["questions"] == 1
    assert picture.read_bytes().startswith(b"\x89PNG")
    with table.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert "1 câu hỏi" in nenchang("statistics").out


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(
    nenchang: Command, tmp_path: Path
) -> None:
    said = nenchang("statistics", "--csv", tmp_path / "không có" / "bang.csv")

    assert (said.status, "Không ghi được tệp" in said.err) == (1, True)
