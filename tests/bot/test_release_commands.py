"""Releases from a shell, with the real embedded model."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.conftest import RULES
from tests.bot.shell import Command

QUESTION = "Có nên bàn giao chìa khóa cho ca sau không?"


@pytest.fixture
def two(nenchang: Command, rules: Path, law: Path) -> Command:
    """Two releases, one sentence of the first document changed between them."""
    nenchang("refresh", "--only", rules, law)
    rules.write_text(RULES.replace("chìa khóa cho", "chìa khóa và sổ xe cho"), encoding="utf-8")
    nenchang("refresh", rules, "--note", "Thêm sổ xe")
    return nenchang


def test_releases_tell_who_made_them_why_and_what_they_changed(two: Command) -> None:
    newest, oldest = two("releases", "--json").json()
    shown = two("releases").out

    assert (newest["note"], oldest["note"]) == ("Thêm sổ xe", "")
    assert newest["changes"]["changed"] == ["Quy chế trực ban"]
    assert len(oldest["changes"]["added"]) == 2
    assert "Thêm sổ xe" in " ".join(shown.split())


def test_two_releases_are_compared_word_by_word(two: Command, tmp_path: Path) -> None:
    plain = two("compare", 1)
    assert "chìa khóa [+và sổ xe+] cho ca sau." in plain.out
    assert "[-và sổ xe-]" in two("compare", 2, 1).out

    file = tmp_path / "so-sanh.html"
    assert two("compare", 1, 2, "--html", file).status == 0
    assert "<ins>và sổ xe</ins>" in file.read_text(encoding="utf-8")


def test_what_cannot_be_compared_is_one_sentence(two: Command, tmp_path: Path) -> None:
    assert two("compare", 1, 9).err.strip() == "Không có bản công bố số 9."
    lost = two("compare", 1, 2, "--html", tmp_path / "khong" / "co.html")
    assert (lost.status, "không có thư mục đó" in lost.err) == (1, True)


def test_rolling_back_tells_what_came_back(two: Command) -> None:
    told = two("rollback").out.splitlines()

    assert told[0] == "Đang dùng lại bản công bố số 1."
    assert "Gồm 2 văn bản, 8 đoạn." in told[-2]
    assert "+2 văn bản" in told[-1]


def test_an_old_answer_opens_as_it_was_and_says_what_has_changed(
    nenchang: Command, rules: Path
) -> None:
    nenchang("refresh", "--only", rules)
    old = nenchang("ask", QUESTION, "--json").json()
    rules.write_text(RULES.replace("chìa khóa cho", "chìa khóa và sổ xe cho"), encoding="utf-8")
    nenchang("refresh", rules)
    shown = nenchang("answer", old["answer_id"])
    again = nenchang("answer", old["answer_id"], "--json").json()

    assert old["citations"][0]["quote"] in shown.out
    assert "đã đổi." in shown.out
    assert again["citations"] == old["citations"]
    assert again["since"][0]["fate"] == "changed"
    assert "và sổ xe" in again["since"][0]["passage"]
    assert nenchang("answer", "khong-co").status == 1


def test_a_knowledge_base_is_carried_to_another_home(two: Command, tmp_path: Path) -> None:
    file, other = tmp_path / "kho.zip", tmp_path / "may-khac"
    assert "2 bản công bố" in two("export", file).out
    told = two("import", file, "--yes", "--home", other)

    assert told.out.splitlines()[-1] == "Đã nhập 2 bản công bố; đang dùng bản số 2."
    mine, theirs = (
        two("ask", QUESTION, "--json", "--home", home).json()
        for home in (
            tmp_path / "home",
            other,
        )
    )
    assert mine["citations"] == theirs["citations"]
    assert two("import", file, "--home", other).out.splitlines()[-1].startswith("Văn bản không có")


def test_what_is_no_export_is_one_sentence(nenchang: Command, rules: Path, home: Path) -> None:
    refused = nenchang("import", rules)

    assert (refused.status, refused.err.count("\n")) == (1, 1)
    assert "quy-che-12.md đã hỏng, hoặc không phải là tệp xuất" in refused.err
    assert nenchang("releases", "--json").json() == []
    assert nenchang("import", rules.with_name("khong-co.zip")).status == 1


ASKS = """
import json, sys, time
from bot.parts import assembled
from bot.settings import Settings

with assembled(Settings.load(None)) as parts:
    print("ready", flush=True)
    parts.answerer.consider("khởi động")
    until = time.monotonic() + 60
    seen = []
    while time.monotonic() < until:
        answer, _ = parts.answerer.consider(sys.argv[1])
        told = (answer.release, answer.citations[0].passage.text)
        if not seen or seen[-1] != told:
            seen.append(told)
            print(json.dumps(told), flush=True)
        if answer.release == 2 and seen.count(told):
            break
"""


def test_a_running_process_goes_over_to_what_a_shell_publishes_without_dropping_a_question(
    nenchang: Command, rules: Path
) -> None:
    nenchang("refresh", "--only", rules)
    with subprocess.Popen(
        [sys.executable, "-c", ASKS, QUESTION], stdout=subprocess.PIPE, text=True
    ) as asking:
        assert asking.stdout is not None
        assert asking.stdout.readline() == "ready\n"
        first = json.loads(asking.stdout.readline())
        rules.write_text(RULES.replace("khóa cho", "khóa và sổ xe cho"), encoding="utf-8")
        published = nenchang("refresh", rules)
        told = [json.loads(line) for line in asking.stdout]

    assert published.out.splitlines()[-1] == "Đã công bố bản số 2."
    assert asking.returncode == 0
    assert first[0] == 1
    assert [release for release, _ in told] == [2]
    assert ("sổ xe" in first[1], "sổ xe" in told[0][1]) == (False, True)
