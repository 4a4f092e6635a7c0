import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlmodel import select

from bot.comparison import Comparison
from bot.errors import HomeError, PublishingError, UsageError
from bot.parts import Parts
from bot.publishing import Outcome
from bot.sources import handbook_sources, sources_at
from index.search_index import SearchIndex
from knowledge import releases, store
from knowledge.errors import NotPublishedError
from knowledge.models import Document
from knowledge.reading.reading import Reading
from knowledge.spans import PassageSpan
from knowledge.structure import passages_of
from tests.bot.conftest import RULES
from tests.index.word_encoder import WordEncoder


def refresh(parts: Parts, *paths: Path, only: bool = True) -> Outcome:
    return parts.publisher.refresh(sources_at(map(str, paths)), only=only, author="hoa")


def titles(parts: Parts) -> list[str]:
    return [document.title for document in parts.browser.documents()]


def found(parts: Parts, question: str) -> str:
    _, ranked = parts.answerer.consider(question)
    return ranked[0][0].text


def test_a_source_with_nothing_to_cite_is_named_before_any_document_is_made(
    parts: Parts, rules: Path, law: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(reading: Reading) -> list[PassageSpan]:
        return [] if reading.source == rules.name else passages_of(reading)

    monkeypatch.setattr("bot.revising.passages_of", cut)
    with pytest.raises(PublishingError, match=rf"{rules.name}: không tách được đoạn nào"):
        refresh(parts, law, rules)
    with parts.database.session() as session:
        assert session.exec(select(Document)).all() == []


def test_the_first_release_holds_the_handbook_and_what_was_given(parts: Parts, rules: Path) -> None:
    outcome = refresh(parts, rules, only=False)

    assert outcome.release == 1
    assert titles(parts)[-1] == "Quy chế trực ban"
    assert len(titles(parts)) == len(handbook_sources()) + 1


def test_only_holds_nothing_but_the_sources(parts: Parts, rules: Path) -> None:
    parts.publisher.ensure_published()
    outcome = refresh(parts, rules)

    assert titles(parts) == ["Quy chế trực ban"]
    assert len(outcome.comparison.removed) == len(handbook_sources())


def test_a_source_is_added_to_what_stands(parts: Parts, rules: Path, law: Path) -> None:
    refresh(parts, rules)
    outcome = refresh(parts, law, only=False)

    assert titles(parts) == ["Quy chế trực ban", "Luật Thư viện mẫu"]
    assert outcome.comparison.added == ("Luật Thư viện mẫu",)
    assert outcome.comparison.unchanged == 1


def test_an_unchanged_folder_is_no_work(parts: Parts, rules: Path, law: Path) -> None:
    refresh(parts, rules.parent)
    again = refresh(parts, law.parent)

    assert again.release is None
    assert again.comparison.nothing_changed
    with parts.database.session() as session:
        assert [release.id for release in releases.releases(session)] == [1]


def test_a_changed_file_changes_its_document_and_nothing_else(
    parts: Parts, rules: Path, law: Path
) -> None:
    refresh(parts, rules, law)
    rules.write_text(RULES.replace("chìa khóa", "sổ mượn xe"), encoding="utf-8")
    outcome = refresh(parts, rules, only=False)

    assert outcome.comparison.changed == ("Quy chế trực ban",)
    assert outcome.comparison.passages_added == 1
    assert outcome.comparison.passages_removed == 1
    assert "sổ mượn xe" in found(parts, "bàn giao sổ mượn xe")


def test_an_anchor_that_has_another_name_is_published(parts: Parts, rules: Path) -> None:
    refresh(parts, rules)
    rules.write_text(RULES.replace("{#A2}", "{#ban-giao}"), encoding="utf-8")

    assert refresh(parts, rules).comparison.changed == ("Quy chế trực ban",)
    with parts.database.session() as session:
        revisions = releases.revision_ids_of(session, 2)
        anchors = [one.anchor for one in store.passages_of_revisions(session, revisions)]
    assert anchors == ["A1", "ban-giao", "B1"]


def test_passages_that_did_not_change_keep_their_vectors(
    parts: Parts, rules: Path, law: Path
) -> None:
    refresh(parts, rules)
    encoder = parts.indexes.encoders.chosen()
    assert isinstance(encoder, WordEncoder)
    encoder.asked.clear()
    refresh(parts, law, only=False)

    assert any("xé sách" in text for text in encoder.asked)
    assert not any("trực" in text for text in encoder.asked)


def test_a_dry_run_says_what_would_change_and_changes_nothing(parts: Parts, rules: Path) -> None:
    seen: list[Comparison] = []

    def look(comparison: Comparison) -> bool:
        seen.append(comparison)
        return False

    outcome = parts.publisher.refresh(sources_at([str(rules)]), only=True, author="hoa", agree=look)

    assert outcome.release is None
    assert seen[0].added == ("Quy chế trực ban",)
    assert titles(parts) == []


def test_one_bad_source_stops_the_refresh_and_loses_nothing(
    parts: Parts, rules: Path, tmp_path: Path
) -> None:
    refresh(parts, rules)
    (tmp_path / "rong.txt").write_text("", encoding="utf-8")
    (tmp_path / "nhi-phan.txt").write_bytes(b"\x00\x01\x02")

    with pytest.raises(PublishingError, match=r"nhi-phan\.txt[^\n]*\n[^\n]*rong\.txt"):
        refresh(parts, tmp_path)
    assert titles(parts) == ["Quy chế trực ban"]


def test_a_renamed_file_is_the_same_document(parts: Parts, rules: Path) -> None:
    refresh(parts, rules)
    refresh(parts, rules.rename(rules.with_name("quy-che-moi.md")), only=False)

    assert titles(parts) == ["Quy chế trực ban"]


def test_rolling_back_answers_from_the_words_of_then(parts: Parts, rules: Path) -> None:
    refresh(parts, rules)
    rules.write_text(RULES.replace("ký sổ trực", "điểm danh"), encoding="utf-8")
    refresh(parts, rules)
    assert "điểm danh" in found(parts, "ký sổ trực điểm danh khi nhận ca")

    assert parts.publisher.roll_back(None, author="hoa") == 1
    assert "ký sổ trực" in found(parts, "ký sổ trực điểm danh khi nhận ca")
    assert parts.current.get().id == 1


def test_there_is_nothing_before_the_first_release(parts: Parts, rules: Path) -> None:
    refresh(parts, rules)

    with pytest.raises(NotPublishedError, match="Không có bản công bố nào trước"):
        parts.publisher.roll_back(None, author="hoa")
    with pytest.raises(NotPublishedError, match="số 1 đang được dùng"):
        parts.publisher.roll_back(1, author="hoa")
    with pytest.raises(NotPublishedError, match="Không có bản công bố số 99"):
        parts.publisher.roll_back(99, author="hoa")


def test_an_index_that_was_damaged_is_built_again(parts: Parts, rules: Path) -> None:
    refresh(parts, rules)
    for file in parts.home.indexes.rglob("*.json"):
        file.write_text("{", encoding="utf-8")

    assert "ký sổ" in found(parts, "ký sổ trực")


def test_the_last_ten_indexes_are_kept(parts: Parts, rules: Path) -> None:
    for number in range(12):
        rules.write_text(RULES.replace("ca sau", f"ca số {number}"), encoding="utf-8")
        refresh(parts, rules)

    assert len(list(parts.home.indexes.iterdir())) == releases.KEPT
    assert parts.publisher.roll_back(1, author="hoa") == 1
    assert "ca số 0" in found(parts, "bàn giao chìa khóa ca số 0")


def test_a_running_bot_follows_what_another_process_publishes(
    parts: Parts, rules: Path, law: Path
) -> None:
    refresh(parts, rules)
    before = parts.current.get()
    refresh(parts, law, only=False)

    assert before.id == 1
    assert parts.current.get().id == 2
    assert "xé sách" in found(parts, "xé sách")


def test_a_refresh_waits_for_nobody(parts: Parts, rules: Path) -> None:
    with (
        parts.home.publishing_lock(),
        pytest.raises(HomeError, match="đang có một lần cập nhật khác"),
    ):
        refresh(parts, rules)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "no space"), "hết chỗ trên ổ đĩa"),
        (OSError("246597 requested and 28640 written"), "ổ đĩa có thể đã đầy"),
    ],
)
def test_a_full_disk_gets_a_sentence_and_the_old_release_answers_on(
    parts: Parts, rules: Path, law: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    refresh(parts, rules)

    def full(index: SearchIndex, folder: Path) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(SearchIndex, "save", full)
        with pytest.raises(HomeError, match=said):
            refresh(parts, law, only=False)

    assert titles(parts) == ["Quy chế trực ban"]
    assert refresh(parts, law, only=False).release == 3  # the second one died unpublished


def test_a_wrong_address_and_an_empty_folder_get_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="tên đăng nhập hoặc mật khẩu"):
        sources_at(["https://hoa:x@example.org/quy-che"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=r"không có tệp nào đọc được \(\.md, \.txt, "):
        sources_at([str(tmp_path / "empty")])


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.1, 0.2, 0.4])
def test_killing_a_refresh_leaves_the_old_release_answering(
    parts: Parts, rules: Path, law: Path, delay: float
) -> None:
    refresh(parts, rules)
    process = subprocess.Popen([sys.executable, "-c", REFRESH, str(parts.home.path), str(law)])
    _wait_for_lock(parts, process)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()

    assert "ký sổ" in found(parts, "ký sổ trực")
    refresh(parts, law, only=False)
    assert titles(parts) == ["Quy chế trực ban", "Luật Thư viện mẫu"]
    with parts.database.session() as session:
        current = releases.current_release(session)
        assert current is not None
        assert len(store.documents_of(session, current)) == 2


# Slow on purpose, so that a kill falls into each of its steps.
REFRESH = """
import sys, time
from pathlib import Path
from bot.home import Home
from bot.indexing import Indexes
from bot.publishing import Publisher
from bot.sources import sources_at
from knowledge.database import Database, sqlite_url
from tests.bot.word_encoders import WordEncoders
from tests.index.word_encoder import WordEncoder
home = Home.open(Path(sys.argv[1]))
database = Database.open(sqlite_url(home.database))
slowly = lambda stage, done, total: time.sleep(0.1)
indexes = Indexes(database, home, WordEncoders(WordEncoder('sổ trực')), slowly)
publisher = Publisher(database, home, indexes, slowly)
publisher.refresh(sources_at(sys.argv[2:]), author="hoa")
"""


def _wait_for_lock(parts: Parts, process: subprocess.Popen[bytes]) -> None:
    """Until the child is refreshing: it holds the lock from its first step to its last."""
    while process.poll() is None:
        try:
            with parts.home.publishing_lock():
                pass
        except HomeError:
            return
        os.sched_yield()


def test_articles_that_are_missing_are_a_warning_on_the_document(
    parts: Parts, tmp_path: Path
) -> None:
    path = tmp_path / "noi-quy.txt"
    path.write_text("Điều 1. Thẻ\nThẻ đỏ.\nĐiều 3. Sổ\nSổ đen.", encoding="utf-8")
    outcome = refresh(parts, path)

    said = "Văn bản có từ Điều 1 đến Điều 3 nhưng thiếu Điều 2."
    assert said in parts.browser.documents()[0].warnings
    assert any(said in warning for warning in outcome.comparison.warnings)
