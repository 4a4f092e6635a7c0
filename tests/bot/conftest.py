"""A knowledge base of small documents, with an encoder that can be computed by hand."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.answering import Answerer
from bot.browsing import Browser
from bot.current import CurrentRelease
from bot.home import Home
from bot.indexing import Indexes
from bot.parts import Parts
from bot.publishing import Publisher
from bot.settings import Settings
from bot.sources import sources_at
from tests.bot.shell import Command
from tests.bot.word_encoders import WordEncoders
from tests.conftest import forget_settings
from tests.index.word_encoder import WordEncoder
from tests.knowledge.new_databases import new_database

WORDS = "ký sổ trực bàn giao chìa khóa phòng sách mượn"
RULES = """---
số hiệu: 12-QC/TĐ
tiêu đề: Quy chế trực ban
cơ quan ban hành: Tỉnh Đoàn Mẫu
ngày ban hành: 06/05/2024
hiệu lực từ: 01/06/2024
---
# Quy chế trực ban

## Điều nên làm

### 1. Ký sổ trực {#A1}
Cán bộ trực nên ký sổ trực khi nhận ca.
Nguồn: Quy chế mẫu, đoạn 1

### 2. Bàn giao chìa khóa {#A2}
Cán bộ trực nên bàn giao chìa khóa cho ca sau.
Nguồn: Quy chế mẫu, đoạn 2

## Điều không nên làm

### 1. Rời phòng trực {#B1}
Cán bộ trực không nên rời phòng trực khi chưa có người thay.
Nguồn: Quy chế mẫu, đoạn 3
"""

LAW = """Tiêu đề: Luật Thư viện mẫu
Số hiệu: 9/2021/QH0
Cơ quan ban hành: Quốc hội mẫu

Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
Luật này nói về thư viện xã.
Điều 2. Quyền của bạn đọc
1. Bạn đọc được quyền mượn ba cuốn sách.
2. Bạn đọc được quyền góp ý cho thủ thư.
Điều 3. Những việc bị nghiêm cấm
1. Nghiêm cấm xé sách.
2. Nghiêm cấm mang đồ ăn vào phòng đọc.
"""


@pytest.fixture
def nenchang(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The `nenchang` command, with the real embedded model."""
    return Command(monkeypatch, capsys)


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "quy-che-12.md"
    path.write_text(RULES, encoding="utf-8")
    return path


@pytest.fixture
def law(tmp_path: Path) -> Path:
    path = tmp_path / "luat-thu-vien.txt"
    path.write_text(LAW, encoding="utf-8")
    return path


@pytest.fixture
def parts(home: Path) -> Iterator[Parts]:
    """The parts below the front doors on an empty home; nothing published yet."""
    with parts_in(home) as made:
        yield made


@contextmanager
def parts_in(path: Path) -> Iterator[Parts]:
    home = Home.open(path)
    database = new_database(home.database)
    indexes = Indexes(database, home, WordEncoders(WordEncoder(WORDS)))
    publisher = Publisher(database, home, indexes)
    current = CurrentRelease(database, indexes.open)
    answerer, browser = Answerer(database, current), Browser(database)
    settings = Settings.load()
    yield Parts(settings, home, database, indexes, publisher, current, answerer, browser)
    current.close()
    database.close()


@pytest.fixture
def published(
    parts: Parts, published_once: Path, rules: Path, law: Path, monkeypatch: pytest.MonkeyPatch
) -> Parts:
    """Both documents published, and whatever is found at all counted as sure: the bands are
    calibrated on the real model."""
    monkeypatch.setattr("bot.answering.SURE", 0.15)
    monkeypatch.setattr("bot.answering.NEAR", 0.10)
    shutil.copytree(published_once / "index", parts.home.indexes)
    with (
        closing(sqlite3.connect(published_once / "nenchang.db")) as made,
        closing(sqlite3.connect(parts.home.database)) as mine,
    ):
        made.backup(mine)
        for path in (rules, law):  # as if they had been read where this test has them
            origin = str(published_once.parent / path.name)
            mine.execute("UPDATE document SET origin = ? WHERE origin = ?", (str(path), origin))
        mine.commit()
    return parts


@pytest.fixture(scope="session")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with both documents published, to be copied: making it takes half a second."""
    folder = tmp_path_factory.mktemp("published")
    (folder / "quy-che-12.md").write_text(RULES, encoding="utf-8")
    (folder / "luat-thu-vien.txt").write_text(LAW, encoding="utf-8")
    places = [str(folder / "quy-che-12.md"), str(folder / "luat-thu-vien.txt")]
    with pytest.MonkeyPatch.context() as patched:
        forget_settings(patched)  # no test's fixtures have done it yet
        with parts_in(folder / "home") as made:
            made.publisher.refresh(sources_at(places), only=True, author="hoa")
    return made.home.path
