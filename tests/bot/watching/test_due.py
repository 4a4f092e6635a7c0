"""When a source is looked at, which can be watched, and faults."""

from pathlib import Path

import pytest

from bot.errors import UsageError
from bot.parts import Parts
from bot.watching import FAULT, Watcher
from knowledge import releases
from tests.bot.watching.sources import HOURLY, Clock, titles


def test_what_is_due_is_looked_at_and_missed_times_count_once(
    watcher: Watcher, folder: Path, clock: Clock
) -> None:
    number = watcher.add(str(folder), HOURLY, author="hoa")
    assert watcher.due() == [number]
    watcher.look(number)
    assert watcher.due() == []
    clock.pass_(minutes=59)
    assert watcher.due() == []
    clock.pass_(hours=50)
    assert watcher.due() == [number]
    watcher.look(number)
    assert watcher.due() == []


def test_places_that_cannot_be_watched_are_refused(
    watcher: Watcher, folder: Path, number: int
) -> None:
    (folder / "con").mkdir()
    for place, why in (
        (str(folder), "đã được theo dõi"),
        (str(folder / "con"), "đã được theo dõi"),
        (str(folder.parent / "không có"), "không phải một thư mục"),
        ("ftp://thu-vien.example/a", "http"),
    ):
        with pytest.raises(UsageError, match=why):
            watcher.add(place, HOURLY, author="hoa")


def test_a_removed_watch_leaves_its_documents_and_gives_up_its_draft(
    published: Parts, watcher: Watcher, folder: Path, number: int
) -> None:
    (folder / "kho.txt").unlink()
    watcher.look(number)
    watcher.remove(number, author="hoa")

    assert watcher.watches() == []
    assert "Nội quy kho sách mẫu" in titles(published)
    with published.database.session() as session:
        assert releases.abandon_drafts(session) == 0


def test_a_fault_of_the_bot_is_told_once_and_waits_for_the_next_time(
    watcher: Watcher, folder: Path, number: int, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    monkeypatch.setattr("bot.watching.Glancing.at", lambda *_: 1 / 0)
    clock.pass_(hours=1)

    look = watcher.look(number)

    assert (look.is_new_failure, look.watch.failure) == (True, FAULT)
    assert watcher.due() == []
