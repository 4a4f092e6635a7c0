"""A refresh reads only what it has not read before, and comes to what reading all comes to."""

import os
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.known_files import KnownFiles
from bot.parts import Parts
from bot.publishing import Outcome
from bot.sources import Source, sources_at
from knowledge import releases, store
from knowledge.known_files import KnownFile
from knowledge.reading.limited import LimitedReader
from knowledge.reading.reading import Reading
from knowledge.reading.source import read_bytes
from tests.bot.conftest import LAW, RULES

NOTES = """Tiêu đề: Nội quy kho
Số hiệu: 5-NQ/KS

Điều 1. Kho sách
Người vào kho phải ký sổ kho.
"""


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of files that were read, as they are."""
    names: list[str] = []

    def noted(name: str, data: bytes, reader: LimitedReader | None = None) -> Reading:
        names.append(name)
        return read_bytes(name, data, reader)

    monkeypatch.setattr("bot.known_files.read_bytes", noted)
    return names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    for name, text in (("kho.txt", NOTES), ("luat.txt", LAW), ("quy-che.md", RULES)):
        (made / name).write_text(text, encoding="utf-8")
    return made


def refresh(parts: Parts, folder: Path) -> Outcome:
    return parts.publisher.refresh(sources_at([str(folder)]), only=True, author="hoa")


def test_only_a_file_with_other_bytes_is_read_again(
    parts: Parts, folder: Path, read: list[str]
) -> None:
    refresh(parts, folder)
    assert read == ["kho.txt", "luat.txt", "quy-che.md"]
    read.clear()
    (folder / "luat.txt").write_text(LAW.replace("ba cuốn", "năm cuốn"), encoding="utf-8")
    os.utime(folder / "kho.txt", (1, 1))

    assert refresh(parts, folder).comparison.changed == ("Luật Thư viện mẫu",)
    assert read == ["luat.txt"]


def test_nothing_new_is_no_reading_and_no_release(
    parts: Parts, folder: Path, read: list[str]
) -> None:
    refresh(parts, folder)
    read.clear()

    assert refresh(parts, folder).release is None
    assert read == []


def test_files_that_moved_in_a_circle_are_read_again_and_keep_their_documents(
    parts: Parts, folder: Path, read: list[str]
) -> None:
    refresh(parts, folder)
    (folder / "kho.txt").rename(folder / "moi.txt")
    refresh(parts, folder)
    (folder / "moi.txt").rename(folder / "kho.txt")
    read.clear()

    refresh(parts, folder)
    assert read == ["kho.txt"]
    assert [one.slug for one in parts.browser.documents()].count("5-nq-ks") == 1
    origins = {one.origin for one in parts.browser.documents()}
    assert origins == {str(path) for path in folder.iterdir()}


def test_a_version_that_reads_otherwise_reads_all_again(
    parts: Parts, folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh(parts, folder)
    read.clear()
    monkeypatch.setattr(store, "READING_VERSION", 99)
    monkeypatch.setattr("knowledge.known_files.READING_VERSION", 99)
    refresh(parts, folder)

    assert len(read) == 3


def test_what_was_read_with_a_remark_is_read_again(
    parts: Parts, folder: Path, read: list[str]
) -> None:
    (folder / "kho.txt").rename(folder / "kho.md")  # its first lines are no head there
    (folder / "luat.txt").rename(folder / "luat.html")  # a remark on its name
    refresh(parts, folder)
    read.clear()
    refresh(parts, folder)

    assert "luat.html" in read


def test_a_file_sent_in_a_chat_is_read_whatever_was_read_under_its_name(
    parts: Parts, folder: Path, read: list[str]
) -> None:
    sent = [Source(folder / "kho.txt", "upload:kho.txt", "kho.txt")]
    assert parts.publisher.read(sent) == parts.publisher.read(sent)

    assert read == ["kho.txt", "kho.txt"]
    with parts.database.session() as session:
        assert kept(session) == []


def test_all_releases_are_what_reading_everything_makes_them(
    parts: Parts, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh(parts, folder)
    (folder / "luat.txt").write_text(LAW.replace("ba cuốn", "năm cuốn"), encoding="utf-8")
    refresh(parts, folder)
    monkeypatch.setattr(KnownFiles, "_kept", lambda self: {})

    assert refresh(parts, folder).release is None
    with parts.database.session() as session:
        assert releases.current_release(session) == 2


def kept(session: Session) -> list[str]:
    return list(session.exec(select(KnownFile.origin)))
