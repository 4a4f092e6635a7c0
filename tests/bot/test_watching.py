"""Watched sources over real folders and a loopback web server, with a clock of the test's own."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.answer import Band
from bot.errors import GoldenBroken, PublishingError, StaleDraft, UsageError
from bot.parts import Parts
from bot.publishing import Publisher
from bot.schedules import Schedule
from bot.sources import sources_at
from bot.watching import FAULT, Look, Watcher
from knowledge import golden, releases
from knowledge.models import Release
from tests.knowledge.web.site import Page, Site, site

HOURLY = Schedule(every_minutes=60)
READING_ROOM = """Tiêu đề: Nội quy phòng đọc mẫu
Số hiệu: 3/NQ-TV

Điều 1. Giữ trật tự
Bạn đọc nên giữ trật tự trong phòng đọc.
"""
STORE = """Tiêu đề: Nội quy kho sách mẫu
Số hiệu: 4/NQ-TV

Điều 1. Trả sách
Bạn đọc phải trả sách vào kho trong mười ngày.
"""


class Clock:
    """Two hours past the files' times at first, so that these can be relied on."""

    def __init__(self) -> None:
        self.moment = datetime.now(UTC) + timedelta(hours=2)

    def __call__(self) -> datetime:
        return self.moment

    def pass_(self, **length: float) -> None:
        self.moment += timedelta(**length)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watcher(published: Parts, clock: Clock) -> Watcher:
    private = Publisher(published.database, published.home, published.indexes, private=True)
    return Watcher(published.database, private, clock)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "theo-doi"
    path.mkdir()
    write(path, "phong-doc.txt", READING_ROOM)
    write(path, "kho.txt", STORE)
    return path


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def titles(parts: Parts) -> set[str]:
    return {document.title for document in parts.browser.documents()}


def publish(watcher: Watcher, look: Look) -> None:
    assert look.watch.release_id is not None
    watcher.publish(look.watch.id, look.watch.release_id, author="hoa")


@pytest.fixture
def number(watcher: Watcher, folder: Path) -> int:
    """Of the watch of the folder, whose two documents are published."""
    number = watcher.add(str(folder), HOURLY, author="hoa")
    publish(watcher, watcher.look(number))
    return number


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


def test_a_dismissed_change_does_not_come_back_until_it_changes_again(
    published: Parts, watcher: Watcher, folder: Path, number: int
) -> None:
    write(folder, "kho.txt", STORE.replace("mười ngày", "chín ngày"))
    look = watcher.look(number)
    assert look.watch.release_id is not None
    watcher.dismiss(number, look.watch.release_id, author="hoa")

    assert not watcher.look(number).has_news
    write(folder, "kho.txt", STORE.replace("mười ngày", "tám ngày"))
    assert watcher.look(number).comparison is not None


def test_what_waits_is_told_once_and_grows_with_what_is_found_later(
    watcher: Watcher, folder: Path
) -> None:
    number = watcher.add(str(folder), HOURLY, author="hoa")
    first = watcher.look(number)
    write(folder, "the.txt", READING_ROOM.replace("phòng đọc", "làm thẻ").replace("3/", "8/"))

    grown = watcher.look(number)

    assert grown.comparison is not None
    assert len(grown.comparison.added) == 3
    assert grown.watch.release_id != first.watch.release_id
    assert not watcher.look(number).has_news


def test_a_source_that_publishes_itself_does_so_where_golden_questions_hold(
    published: Parts, watcher: Watcher, folder: Path
) -> None:
    number = watcher.add(str(folder), HOURLY, publishes_itself=True, author="hoa")

    look = watcher.look(number)

    assert look.published is not None
    assert "Nội quy kho sách mẫu" in titles(published)
    assert look.watch.release_id is None


def test_it_waits_and_says_why_where_a_golden_question_breaks(
    published: Parts, watcher: Watcher, folder: Path, number: int
) -> None:
    question = "Bạn đọc có phải trả sách vào kho không?"
    answer, _ = published.answerer.consider(question)
    assert answer.band is Band.ANSWER
    with published.database.session() as session:
        golden.add(session, question, answer.citations[0].passage, author="hoa")
        session.commit()
    watcher.let_publish(number, True, author="hoa")
    (folder / "kho.txt").unlink()

    look = watcher.look(number)

    assert look.published is None
    assert question in look.held_back
    assert look.watch.release_id is not None
    assert "Nội quy kho sách mẫu" in titles(published)
    with pytest.raises(GoldenBroken, match="câu hỏi mẫu"):
        watcher.publish(number, look.watch.release_id, author="hoa")
    watcher.publish(number, look.watch.release_id, author="hoa", insist=True)
    assert "Nội quy kho sách mẫu" not in titles(published)


def test_publishing_after_somebody_else_did_shows_the_change_anew(
    published: Parts, watcher: Watcher, folder: Path, rules: Path
) -> None:
    look = watcher.look(watcher.add(str(folder), HOURLY, author="hoa"))
    assert look.watch.release_id is not None
    rules.write_text(rules.read_text(encoding="utf-8") + "\nMột dòng nữa.\n", encoding="utf-8")
    published.publisher.refresh(sources_at([str(rules)]), author="lan")

    with pytest.raises(StaleDraft, match="xin xem lại"):
        watcher.publish(look.watch.id, look.watch.release_id, author="hoa")
    waiting = watcher.watch(look.watch.id).release_id
    assert waiting not in (None, look.watch.release_id)
    with pytest.raises(PublishingError, match="không còn chờ"):
        watcher.publish(look.watch.id, look.watch.release_id, author="hoa")
    assert waiting is not None
    watcher.publish(look.watch.id, waiting, author="hoa")
    assert "Nội quy kho sách mẫu" in titles(published)


def test_a_draft_survives_a_restart_and_other_refreshes(
    published: Parts, watcher: Watcher, folder: Path, rules: Path, clock: Clock
) -> None:
    look = watcher.look(watcher.add(str(folder), HOURLY, author="hoa"))
    published.publisher.refresh(sources_at([str(rules)]), author="lan")  # clears remains
    later = Watcher(published.database, published.publisher, clock)

    assert later.offered(look.watch.id) == look.comparison
    publish(later, look)
    assert "Nội quy kho sách mẫu" in titles(published)


def test_a_draft_whose_build_was_killed_is_drafted_again(
    published: Parts, watcher: Watcher, folder: Path
) -> None:
    look = watcher.look(watcher.add(str(folder), HOURLY, author="hoa"))
    assert look.watch.release_id is not None
    with published.database.session() as session:
        row = session.get(Release, look.watch.release_id)
        assert row is not None
        row.index_digest = None
        session.commit()

    again = watcher.look(look.watch.id)

    assert again.comparison == look.comparison
    publish(watcher, again)


# Web addresses


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as opened:
        opened.pages["/noi-quy"] = page("Bạn đọc nên giữ trật tự trong phòng đọc của xã.", '"1"')
        yield opened


def page(rule: str, etag: str) -> Page:
    body = (
        "<!doctype html><html><head><meta charset=utf-8></head><body><main><h1>Nội quy trên mạng"
        f"</h1><p>Ban quản lý nhắc bạn đọc điều sau đây:</p><p>{rule}</p></main></body></html>"
    )
    return Page(body.encode(), headers={"ETag": etag})


def test_an_unchanged_page_is_asked_for_by_its_etag_and_not_read(
    published: Parts, watcher: Watcher, web: Site
) -> None:
    number = watcher.add(f"{web.address}/noi-quy", HOURLY, author="hoa")
    publish(watcher, watcher.look(number))

    assert not watcher.look(number).has_news
    assert web.asked[-1][1]["if-none-match"] == '"1"'
    web.pages["/noi-quy"] = page("Bạn đọc phải giữ trật tự trong phòng đọc của xã.", '"2"')
    look = watcher.look(number)
    assert look.comparison is not None
    assert look.comparison.changed == ("Nội quy trên mạng",)


def test_a_failure_is_told_once_and_once_again_when_it_is_over(
    published: Parts, watcher: Watcher, web: Site
) -> None:
    number = watcher.add(f"{web.address}/noi-quy", HOURLY, author="hoa")
    publish(watcher, watcher.look(number))
    kept = web.pages.pop("/noi-quy")
    looks = []
    for status in (500, 503, 404):
        web.pages["/noi-quy"] = Page(status=status)
        looks.append(watcher.look(number))
        watcher.told(looks[-1])
    web.pages["/noi-quy"] = kept
    for _ in range(2):
        looks.append(watcher.look(number))
        watcher.told(looks[-1])

    assert [one.is_new_failure for one in looks] == [True, False, False, False, False]
    assert [one.is_over for one in looks] == [False, False, False, True, False]
    assert "Nội quy trên mạng" in titles(published)


# Schedules


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


def test_what_waits_is_shown_word_by_word(watcher: Watcher, folder: Path, number: int) -> None:
    write(folder, "kho.txt", STORE.replace("mười ngày", "chín ngày"))
    look = watcher.look(number)
    assert look.watch.release_id is not None

    comparison = watcher.waiting(number, look.watch.release_id)
    difference = watcher.difference(number, look.watch.release_id)

    assert comparison.changed == ("Nội quy kho sách mẫu",)
    assert len(difference.changed) == 1
