"""Folders and files named to a refresh, and what is read of them."""

from pathlib import Path

import pytest

from bot.downloads import WebSource
from bot.errors import PublishingError
from bot.progress import silent
from bot.sources import HANDBOOK, Source, handbook_sources, read_all, sources_at
from knowledge.reading.limited import LimitedReader
from knowledge.reading.reading import Reading
from knowledge.reading.source import read_file

TEXT = "Cán bộ trực nên ký sổ trực."


def read(source: Source | WebSource, reader: LimitedReader) -> Reading:
    assert isinstance(source, Source)
    return read_file(source.path, reader, source.name)


def folder_of(place: Path, *names: str) -> Path:
    for name in names:
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    return place


def test_a_folder_is_searched_for_documents_but_not_for_what_editors_leave(tmp_path: Path) -> None:
    folder = folder_of(
        tmp_path,
        "a.md", "b/c.DOCX", "b/d.docm", "e.doc", "f.odt", "g.rtf", "h.pdf", "i.html", "j.htm",
        "k.txt", "~$c.docx", ".~lock.f.odt#", ".hidden.md", ".git/notes.md", "x.exe", "y.csv",
    )  # fmt: skip

    found = [str(Path(source.origin).relative_to(folder)) for source in sources_at([str(folder)])]

    assert found == [
        "a.md", "b/c.DOCX", "b/d.docm", "e.doc", "f.odt", "g.rtf", "h.pdf", "i.html", "j.htm",
        "k.txt",
    ]  # fmt: skip


def test_a_folder_inside_a_hidden_one_can_be_named(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / ".data" / "rules", "a.md")

    assert len(sources_at([str(folder)])) == 1


def test_files_are_read_in_order_and_progress_counts_them(tmp_path: Path) -> None:
    sources = sources_at([str(folder_of(tmp_path, "a.md", "b.txt", "c.md"))])
    told: list[tuple[int, int]] = []

    readings = read_all(sources, lambda stage, done, total: told.append((done, total)), read)

    assert [reading.source for _, reading in readings if isinstance(reading, Reading)] == [
        "a.md",
        "b.txt",
        "c.md",
    ]
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_every_file_that_cannot_be_read_is_named_and_nothing_is_taken(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "a.md", "b.txt")
    (folder / "c.pdf").write_bytes(b"\x7fELF\x02")
    (folder / "d.txt").write_bytes(b"")

    with pytest.raises(PublishingError, match=r"“c\.pdf” là chương trình.*\nTệp “d\.txt” trống"):
        read_all(sources_at([str(folder)]), silent, read)


def test_only_the_handbook_is_read_in_this_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_process(*_: object, **__: object) -> None:
        raise OSError(11, "no process today")

    path = folder_of(tmp_path, "a.md") / "a.md"
    monkeypatch.setattr("subprocess.Popen", no_process)

    assert len(read_all(handbook_sources()[:2], silent, read)) == 2
    assert len(read_all([Source(path, HANDBOOK + "a.md")], silent, read)) == 1
    with pytest.raises(PublishingError, match=r"Không khởi động được .* báo “no process today”"):
        read_all(sources_at([str(path)]), silent, read)
