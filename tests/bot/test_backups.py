import contextlib
import hashlib
import json
import signal
import sqlite3
import subprocess
import sys
import threading
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot import exchange
from bot.backups import Restored, back_up, restore
from bot.carrying.carrier import Carrier
from bot.carrying.container import Manifest
from bot.errors import ArchiveError, HomeBusy, HomeError
from bot.home import Home
from bot.parts import Parts
from bot.secret import secret_of
from bot.sources import sources_at
from bot.uploads import Uploads
from knowledge import membership
from knowledge.errors import DatabaseError
from knowledge.people import Role
from knowledge.post import InboxUpdate, OutboxMessage, Received
from tests.bot.carrying.test_carrier import QUESTIONS, answers, rewritten
from tests.bot.conftest import RULES, parts_in
from tests.bot.shell import Command

ROOT = Path(__file__).parents[2]
MINH = 424242


@pytest.fixture
def full(published: Parts) -> Parts:
    """With a member, a key, and a file of a draft."""
    with published.database.session() as session:
        membership.admit(session, MINH, Role.MEMBER, "Trần Văn Mẫu", by="hoa")
        session.commit()
    secret_of(published.home)
    Uploads(published.home).keep(b"mot tep cua ban nhap")
    return published


@pytest.fixture
def file(full: Parts, tmp_path: Path) -> Path:
    path = tmp_path / "sao-luu.zip"
    back_up(full.home, path)
    return path


def yes(_: Manifest) -> bool:
    return True


def take_back(path: Path, home: Path) -> Restored | None:
    return restore(Home.open(home), path, yes)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def is_member(parts: Parts, person: int) -> bool:
    with parts.database.session() as session:
        return membership.member(session, person) is not None


def test_another_machine_answers_word_for_word_as_before(
    full: Parts, file: Path, tmp_path: Path
) -> None:
    take_back(file, tmp_path / "khac")

    with parts_in(tmp_path / "khac") as restored:
        assert answers(restored) == answers(full)
        assert is_member(restored, MINH)
        assert secret_of(restored.home) == secret_of(full.home)
        kept = Uploads(restored.home).path(hashlib.sha256(b"mot tep cua ban nhap").hexdigest())
        assert kept.read_bytes() == b"mot tep cua ban nhap"


def test_what_came_after_the_backup_is_gone_and_kept_beside(
    full: Parts, file: Path, rules: Path
) -> None:
    rules.write_text(RULES.replace("ca sau", "ca đêm"), encoding="utf-8")
    full.publisher.refresh(sources_at([str(rules)]), author="hoa")
    before = answers(full)
    full.current.close()
    full.database.close()
    restored = take_back(file, full.home.path)

    assert restored
    assert restored.aside
    with parts_in(full.home.path) as now:
        assert "ca sau" in answers(now)[0]["citations"][0]["passage"]
    with parts_in(restored.aside) as old:
        assert answers(old) == before


def test_only_its_owner_may_read_the_file(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600
    assert names(file.parent) == {"home", "sao-luu.zip", "quy-che-12.md", "luat-thu-vien.txt"}


def test_a_backup_while_another_process_writes_is_whole(full: Parts, tmp_path: Path) -> None:
    """Two rows that are always written together are both in it or neither."""
    writing = f"""
import sqlite3, time
database = sqlite3.connect({str(full.home.database)!r}, timeout=30)
database.execute("CREATE TABLE pair (number INTEGER, half TEXT)")
for number in range(100_000):
    with database:
        database.execute("INSERT INTO pair VALUES (?, 'left')", (number,))
        database.execute("INSERT INTO pair VALUES (?, ?)", (number, "r" * 500))
    print(number, flush=True)
    time.sleep(0.002)
"""
    with running(writing) as process:
        for number in range(5):
            assert process.stdout
            process.stdout.readline()
            path = tmp_path / f"{number}.zip"
            answering = threading.Thread(target=full.answerer.ask, args=(QUESTIONS[0],))
            answering.start()
            back_up(full.home, path)
            answering.join()
            halves = pairs_in(path, tmp_path)
            assert sum(halves.values()) == 2 * len(halves) > 0


@contextmanager
def running(code: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def pairs_in(path: Path, folder: Path) -> dict[int, int]:
    with zipfile.ZipFile(path) as stored:
        (folder / "copy.db").write_bytes(stored.read("nenchang.db"))
    with closing(sqlite3.connect(folder / "copy.db")) as copy:
        return dict(copy.execute("SELECT number, count(*) FROM pair GROUP BY number").fetchall())


def test_the_index_is_not_carried_but_built_again(full: Parts, file: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(file) as stored:
        held = sorted(name.split("/")[0] for name in stored.namelist())
    take_back(file, tmp_path / "khac")

    assert held == ["manifest.json", "nenchang.db", "secret.key", "uploads"]
    assert "index" not in names(tmp_path / "khac")


def test_a_home_in_use_is_not_touched(full: Parts, file: Path) -> None:
    with full.home.running_lock(), pytest.raises(HomeBusy, match="đã có một bot đang chạy"):
        restore(full.home, file, yes)
    with exchange.used(full.home), pytest.raises(HomeBusy, match="đang có lệnh khác dùng"):
        restore(full.home, file, yes)
    with full.home.publishing_lock(), pytest.raises(HomeBusy, match="một lần cập nhật khác"):
        restore(full.home, file, yes)


def test_who_says_no_has_changed_nothing(full: Parts, file: Path) -> None:
    before = names(full.home.path)

    assert restore(full.home, file, lambda _: False) is None
    locks = {"running.lock", "publishing.lock", "home.lock"}
    assert names(full.home.path) - locks == before - locks


def test_what_was_being_answered_then_is_not_answered_again(full: Parts, tmp_path: Path) -> None:
    with full.database.session() as session:
        session.add(InboxUpdate(update_id=7, payload="câu hỏi"))
        session.add(OutboxMessage(update_id=7, step=0, chat_id=1, method="sendMessage"))
        session.commit()
    back_up(full.home, tmp_path / "sao-luu.zip")
    take_back(tmp_path / "sao-luu.zip", tmp_path / "khac")

    with parts_in(tmp_path / "khac") as restored, restored.database.session() as session:
        held = session.get(InboxUpdate, 7)
        assert held
        assert (held.state, held.payload) == (Received.DONE, None)
        assert session.get(OutboxMessage, 1) is None


def test_a_damaged_database_makes_no_backup(full: Parts, tmp_path: Path) -> None:
    full.current.close()
    full.database.close()
    data = bytearray(full.home.database.read_bytes())
    data[8192:12288] = b"\xff" * 4096
    full.home.database.write_bytes(data)

    with pytest.raises(DatabaseError, match="đã hỏng; hãy khôi phục từ bản sao lưu"):
        back_up(full.home, tmp_path / "sao-luu.zip")
    assert not list(tmp_path.glob("*.zip"))
    assert not list(tmp_path.glob(".*"))


def test_nothing_is_backed_up_from_an_empty_home(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match="chưa có dữ liệu để sao lưu"):
        back_up(Home.open(tmp_path / "khac"), tmp_path / "sao-luu.zip")


def test_a_file_is_never_written_over(full: Parts, file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(ArchiveError, match="Đã có tệp"):
        back_up(full.home, file)

    assert file.read_bytes() == before


def test_an_export_is_no_backup_and_a_backup_no_export(
    full: Parts, file: Path, tmp_path: Path
) -> None:
    carrier = Carrier(full.publisher)
    carrier.export(tmp_path / "kho.zip")
    with pytest.raises(ArchiveError, match=r"kho\.zip không phải là bản sao lưu"):
        take_back(tmp_path / "kho.zip", tmp_path / "khac")
    with pytest.raises(ArchiveError, match=r"sao-luu\.zip không phải là tệp xuất"):
        carrier.bring_in(file, author="minh", agree=lambda _: True)


def test_newer_files_are_refused(full: Parts, file: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer.zip"
    with closing(sqlite3.connect(full.home.database)) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
    back_up(full.home, newer)

    with pytest.raises(ArchiveError, match="do bản Nên Chăng mới hơn ghi ra"):
        take_back(newer, tmp_path / "khac")
    with pytest.raises(ArchiveError, match=r"định dạng 7.*đến định dạng 1\."):
        take_back(rewritten(file, "", format=7), tmp_path / "khac")
    assert not (tmp_path / "khac" / "nenchang.db").exists()


@pytest.mark.parametrize(
    "name", ["../../x", "/etc/cron.d/x", "uploads/../../x", "index/x", "uploads/" + "a" * 63]
)
def test_no_name_leads_out_of_the_home(file: Path, tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(file, "a") as stored:
        stored.writestr(name, b"x")
    with pytest.raises(ArchiveError, match="có phần lạ, thiếu phần hoặc trùng phần"):
        take_back(file, tmp_path / "khac")

    with zipfile.ZipFile(file) as stored:
        parts = json.loads(stored.read("manifest.json"))["parts"]
    parts[name] = {"sha256": hashlib.sha256(b"x").hexdigest(), "size": 1, "rows": 1}
    with pytest.raises(ArchiveError, match="bản kê không nêu đúng các phần"):
        take_back(rewritten(file, "", parts=parts), tmp_path / "khac")
    assert names(tmp_path / "khac") <= {"running.lock", "publishing.lock", "home.lock"}


def test_a_part_that_comes_twice_is_refused(file: Path, tmp_path: Path) -> None:
    with warnings.catch_warnings(), zipfile.ZipFile(file, "a") as stored:
        warnings.simplefilter("ignore", UserWarning)
        stored.writestr("secret.key", b"x" * 32)
    with pytest.raises(ArchiveError, match="trùng phần"):
        take_back(file, tmp_path / "khac")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("CREATE TRIGGER t AFTER INSERT ON release BEGIN DELETE FROM member; END", "không phải là"),
        ("CREATE VIEW v AS SELECT 1", "không phải là"),
        ("DROP TABLE alembic_version", "không phải là"),
    ],
)
def test_a_database_that_is_not_ours_is_refused(
    full: Parts, file: Path, tmp_path: Path, code: str, said: str
) -> None:
    with zipfile.ZipFile(file) as stored:
        copy, parts = tmp_path / "x.db", json.loads(stored.read("manifest.json"))["parts"]
        copy.write_bytes(stored.read("nenchang.db"))
    with closing(sqlite3.connect(copy)) as database:
        database.execute(code)
        database.commit()
    data = copy.read_bytes()
    parts["nenchang.db"] |= {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}

    with pytest.raises(ArchiveError, match=said):
        take_back(rewritten(file, "nenchang.db", data, parts=parts), full.home.path)
    assert not list(full.home.path.glob("before-*"))


def test_every_flipped_byte_is_found_or_changes_nothing(
    full: Parts, file: Path, tmp_path: Path
) -> None:
    data, expected, refused = file.read_bytes(), answers(full), 0
    places = [*range(0, len(data), len(data) // 40), *range(len(data) - 400, len(data), 25)]
    for place in places:
        file.write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
        with contextlib.suppress(ArchiveError):
            take_back(file, tmp_path / f"khac-{place}")
            with parts_in(tmp_path / f"khac-{place}") as restored:
                assert answers(restored) == expected
            continue
        assert not (tmp_path / f"khac-{place}" / "nenchang.db").exists()
        refused += 1

    assert refused > 0.8 * len(places)


@pytest.mark.parametrize("kept", [0, 10, -30])
def test_a_file_that_was_cut_off_is_refused(file: Path, tmp_path: Path, kept: int) -> None:
    file.write_bytes(file.read_bytes()[:kept])

    with pytest.raises(ArchiveError, match=r"sao-luu\.zip đã hỏng, hoặc không phải là bản sao lưu"):
        take_back(file, tmp_path / "khac")


def test_what_a_killed_backup_left_is_cleared_by_the_next(full: Parts, tmp_path: Path) -> None:
    killed = f"""
import os, signal
from pathlib import Path
from bot import backups
from bot.home import Home, flush
backups.check_copy = lambda path: os.kill(os.getpid(), signal.SIGKILL)
backups.back_up(Home.open(Path({str(full.home.path)!r})), Path({str(tmp_path / "a.zip")!r}))
"""
    ended = subprocess.run([sys.executable, "-c", killed], check=False, cwd=ROOT)
    assert ended.returncode == -signal.SIGKILL
    assert list(tmp_path.glob(".nenchang.*"))
    assert not (tmp_path / "a.zip").exists()

    back_up(full.home, tmp_path / "b.zip")
    assert not list(tmp_path.glob(".nenchang.*"))


def test_the_commands_carry_a_home_there_and_back(nenchang: Command, tmp_path: Path) -> None:
    asked = ("ask", "Uống rượu bia trong giờ làm việc có được không?", "--json")
    before = nenchang(*asked).json()["citations"]
    made = nenchang("backup", tmp_path / "a.zip")
    back = nenchang("restore", tmp_path / "a.zip", "--home", tmp_path / "khac")

    assert made.status == back.status == 0
    assert "chỉ mục không có trong tệp, sẽ được lập lại" in made.out
    assert "xin gỡ, xoá lại" in back.out
    assert nenchang(*asked, "--home", tmp_path / "khac").json()["citations"] == before


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_another_database_is_left_to_its_own_tools(
    nenchang: Command, tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NENCHANG_DATABASE_URL", "postgresql://nc:bimat@db.example/nc")
    said = nenchang(command, tmp_path / "a.zip")

    assert said.status == 1
    assert "pg_dump" in said.err
    assert "bimat" not in said.err
