"""What a look at a real folder finds."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.parts import Parts
from bot.watching import Watcher
from tests.bot.watching.sources import HOURLY, READING_ROOM, STORE, Clock, publish, titles, write


def test_what_a_folder_holds_waits_until_an_admin_publishes_it(
    published: Parts, watcher: Watcher, folder: Path
) -> None:
    look = watcher.look(watcher.add(str(folder), HOURLY, author="hoa"))

    assert look.comparison is not None
    assert set(look.comparison.added) == {"Nội quy phòng đọc mẫu", "Nội quy kho sách mẫu"}
    assert "Nội quy kho sách mẫu" not in titles(published)
    publish(watcher, look)
    assert {"Nội quy kho sách mẫu", "Luật Thư viện mẫu"} <= titles(published)
    assert watcher.watch(look.watch.id).release_id is None


def test_only_a_changed_file_is_read(watcher: Watcher, folder: Path, number: int) -> None:
    assert watcher.look(number).read == 0
    write(folder, "kho.txt", STORE.replace("mười ngày", "chín ngày"))

    look = watcher.look(number)

    assert look.read == 1
    assert look.comparison is not None
    assert look.comparison.changed == ("Nội quy kho sách mẫu",)
    assert not look.comparison.added


def test_a_file_that_was_only_touched_is_not_read(
    watcher: Watcher, folder: Path, number: int
) -> None:
    (folder / "kho.txt").touch()

    look = watcher.look(number)

    assert (look.read, look.has_news) == (0, False)


def test_a_file_of_the_same_size_and_time_as_one_just_read_is_looked_into(
    watcher: Watcher, folder: Path, clock: Clock
) -> None:
    clock.moment = datetime.now(UTC)  # the files were written in this very moment
    number = watcher.add(str(folder), HOURLY, author="hoa")
    publish(watcher, watcher.look(number))
    before = (folder / "kho.txt").stat()
    write(folder, "kho.txt", STORE.replace("trong", "trang"))
    os.utime(folder / "kho.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (folder / "kho.txt").stat().st_size == before.st_size

    assert watcher.look(number).read == 1


def test_a_deleted_file_takes_its_document_away(
    published: Parts, watcher: Watcher, folder: Path, number: int
) -> None:
    (folder / "kho.txt").unlink()

    look = watcher.look(number)

    assert look.comparison is not None
    assert look.comparison.removed == ("Nội quy kho sách mẫu",)
    publish(watcher, look)
    assert titles(published) == {"Nội quy phòng đọc mẫu", "Luật Thư viện mẫu", "Quy chế trực ban"}
    assert not watcher.look(number).has_news


@pytest.mark.parametrize("fate", ["unmounted", "gone", "unreadable"])
def test_a_folder_that_cannot_be_trusted_takes_nothing_away(
    published: Parts,
    watcher: Watcher,
    folder: Path,
    number: int,
    fate: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for path in folder.iterdir() if fate != "unreadable" else ():
        path.unlink()
    if fate == "gone":
        folder.rmdir()
    if fate == "unreadable":
        broken = OSError(5, "Input/output error")
        monkeypatch.setattr("bot.watched_folders.os.scandir", lambda folder: _raise(broken))
    before = titles(published)

    look = watcher.look(number)

    assert look.comparison is None
    assert look.is_new_failure
    assert look.watch.failure is not None
    assert "không gỡ văn bản nào" in look.watch.failure
    assert titles(published) == before


def _raise(error: OSError) -> Iterator[None]:
    raise error


def test_an_emptied_folder_within_takes_nothing_away_but_a_deleted_one_does(
    watcher: Watcher, folder: Path
) -> None:
    disk = folder / "dia-ngoai"
    disk.mkdir()
    write(
        disk,
        "the.txt",
        READING_ROOM.replace("Nội quy phòng đọc", "Nội quy làm thẻ").replace("3/", "8/"),
    )
    number = watcher.add(str(folder), HOURLY, author="hoa")
    publish(watcher, watcher.look(number))
    (disk / "the.txt").unlink()

    emptied = watcher.look(number)
    disk.rmdir()
    deleted = watcher.look(number)

    assert emptied.comparison is None
    assert "nay trống" in (emptied.watch.failure or "")
    assert deleted.comparison is not None
    assert deleted.comparison.removed == ("Nội quy làm thẻ mẫu",)


def test_a_renamed_file_is_the_same_document(
    published: Parts, watcher: Watcher, folder: Path, number: int
) -> None:
    (folder / "kho.txt").rename(folder / "kho-sach.txt")
    slugs = {one.slug for one in published.browser.documents()}

    look = watcher.look(number)

    assert look.comparison is not None
    assert look.comparison.removed == look.comparison.added == ()
    publish(watcher, look)
    assert {one.slug for one in published.browser.documents()} == slugs


def test_a_document_that_is_refused_is_named_once_and_the_others_go_on(
    watcher: Watcher, folder: Path
) -> None:
    (folder / "hong.pdf").write_bytes(b"%PDF-1.4 nothing else")
    number = watcher.add(str(folder), HOURLY, author="hoa")

    first, second = watcher.look(number), watcher.look(number)

    assert first.comparison is not None
    assert len(first.comparison.added) == 2
    (refusal,) = first.refused
    assert "hong.pdf" in refusal
    assert (second.refused, second.read) == ((), 0)


def test_a_changed_document_that_is_refused_stands_as_it_was(
    published: Parts, watcher: Watcher, folder: Path, number: int
) -> None:
    write(folder, "kho.txt", " ")

    look = watcher.look(number)

    assert "kho.txt" in look.refused[0]
    assert look.comparison is None
    assert "Nội quy kho sách mẫu" in titles(published)
