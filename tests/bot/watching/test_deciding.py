"""What was found waits, is published or left."""

from pathlib import Path

import pytest

from bot.answer import Band
from bot.errors import GoldenBroken, PublishingError, StaleDraft
from bot.parts import Parts
from bot.sources import sources_at
from bot.watching import Watcher
from knowledge import golden
from knowledge.models import Release
from tests.bot.watching.sources import HOURLY, READING_ROOM, STORE, Clock, publish, titles, write


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


def test_what_waits_is_shown_word_by_word(watcher: Watcher, folder: Path, number: int) -> None:
    write(folder, "kho.txt", STORE.replace("mười ngày", "chín ngày"))
    look = watcher.look(number)
    assert look.watch.release_id is not None

    comparison = watcher.waiting(number, look.watch.release_id)
    difference = watcher.difference(number, look.watch.release_id)

    assert comparison.changed == ("Nội quy kho sách mẫu",)
    assert len(difference.changed) == 1
