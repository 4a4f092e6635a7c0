"""Long work in another process comes to what it comes to in this one."""

import shutil
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from sqlmodel import select

from bot import aside, indexing
from bot.aside import Aside
from bot.cancelling import Cancel
from bot.errors import PublishingError
from bot.parts import Parts, assembled
from bot.progress import silent
from bot.settings import Settings
from bot.sources import Source, sources_at
from index.embedding import load_encoder
from knowledge import releases
from knowledge.drafting import Draft
from knowledge.known_files import KnownFile
from knowledge.models import Document, Release, Revision

RULE = (
    "Tiêu đề: Quy ước {n}\nSố hiệu: {n}/2031/QU\n\nĐiều 1. Mượn đò\nAi mượn đò số {n} phải ký sổ.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    for number in (1, 2):
        (made / f"{number}.txt").write_text(RULE.format(n=number), encoding="utf-8")
    return made


def published(parts: Parts, folder: Path) -> str:
    outcome = parts.publisher.refresh(sources_at([str(folder)]), only=True, author="t")
    with parts.database.session() as session:
        return releases.index_digest_of(session, outcome.release or 0)


def test_a_release_made_aside_is_the_one_made_here(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with assembled(Settings(home=tmp_path / "here")) as parts:
        here = published(parts, folder)
    monkeypatch.setattr(aside, "WORTH_BYTES", 0)
    monkeypatch.setattr(indexing, "WORTH_PASSAGES", 0)
    stages: list[str] = []

    def tell(stage: str, done: int, total: int) -> None:
        stages.append(f"{stage} {done}/{total}")

    with assembled(Settings(home=tmp_path / "aside"), tell, aside=True) as parts:
        monkeypatch.setattr(indexing.Indexes, "_made", None)  # nothing is made in this process
        monkeypatch.setattr("bot.publishing.read_all", None)
        assert published(parts, folder) == here
        assert "ký sổ" in parts.answerer.ask("mượn đò số 2 phải làm gì").citations[0].passage.text
    assert {"Đọc văn bản 2/2", "Lập chỉ mục 2/2"} <= set(stages)


def test_what_cannot_be_read_aside_is_said_in_its_own_words(tmp_path: Path, folder: Path) -> None:
    work = Aside(Settings(home=tmp_path / "home"))
    gone = Source(folder / "khong-co.txt", "khong-co")
    there = Source(folder / "1.txt", "mot", "quy-uoc.txt")
    made = work.read_each([gone, there], (), silent)
    assert made[0] == f"Không tìm thấy tệp “{folder / 'khong-co.txt'}”."
    assert isinstance(made[1], int)
    with pytest.raises(PublishingError, match="Không có đoạn văn nào để lập chỉ mục"):
        work.build(5, load_encoder(None).fingerprint, silent)


def test_a_refused_refresh_leaves_the_same_whether_it_was_read_here_or_aside(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kept(parts: Parts) -> list[list[object]]:
        tables = (Document, Revision, Release, Draft, KnownFile)
        with parts.database.session() as session:
            return [[one.model_dump() for one in session.exec(select(t)).all()] for t in tables]

    refused: list[tuple[str, object]] = []
    monkeypatch.setattr(aside, "WORTH_BYTES", 0)
    for name, is_aside in (("here", False), ("aside", True)):
        shutil.copytree(folder, tmp_path / name / "documents")
        documents = tmp_path / name / "documents"
        with assembled(Settings(home=tmp_path / f"home-{name}"), aside=is_aside) as parts:
            published(parts, documents)
            before = kept(parts)
            (documents / "1.txt").rename(documents / "0.txt")  # would move its document
            (documents / "3.txt").write_text(RULE.format(n=3), encoding="utf-8")
            (documents / "4.txt").write_bytes(b"\x00\x01")
            with pytest.raises(PublishingError) as told:
                published(parts, documents)
            assert kept(parts) == before
        refused.append((str(told.value), [len(rows) for rows in before]))
    assert refused[0] == refused[1]


def test_reading_is_stopped_where_somebody_wishes_so_with_all_it_started(
    tmp_path: Path, folder: Path
) -> None:
    cancel, at_work = Cancel(), list[psutil.Process]()

    def tell(stage: str, done: int, total: int) -> None:
        if stage == "Đọc văn bản" and not cancel.is_wished:
            at_work.extend(psutil.Process().children(recursive=True))
            cancel.wish()

    sources = [Source(folder / "1.txt", str(n)) for n in range(500)]
    with pytest.raises(PublishingError, match="Đã dừng đọc theo yêu cầu"):
        Aside(Settings(home=tmp_path / "home")).read_each(sources, (), tell, cancel)
    assert len(at_work) >= 2  # the process aside, and what reads for it
    assert [one for one in at_work if one.is_running()] == []


def test_a_process_that_dies_is_said_and_changes_nothing(tmp_path: Path, folder: Path) -> None:
    def kill(stage: str, done: int, total: int) -> None:
        for child in psutil.Process().children():
            if child.status() != psutil.STATUS_ZOMBIE and "bot.aside_worker" in child.cmdline():
                child.kill()

    sources = [Source(folder / "1.txt", str(n)) for n in range(50)]
    with pytest.raises(PublishingError, match=r"dừng đột ngột \(mã -9\)"):
        Aside(Settings(home=tmp_path / "home")).read_each(sources, (), kill)


def test_it_ends_when_whoever_asked_is_gone(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.aside_worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    assert process.stdout.read() == b""
    assert process.wait(20) != 0
    process.stdout.close()


def test_little_is_not_worth_a_process(folder: Path) -> None:
    work = Aside(Settings())
    assert not work.is_worth(sources_at([str(folder)]))
    (folder / "1.txt").write_text("x" * aside.WORTH_BYTES)
    assert work.is_worth(sources_at([str(folder)]))
    assert not work.is_worth([Source(folder / "khong-co.txt", "a")])
