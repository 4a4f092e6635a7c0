"""What is watched in these tests, and a clock of their own."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.parts import Parts
from bot.schedules import Schedule
from bot.watching import Look, Watcher

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


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def titles(parts: Parts) -> set[str]:
    return {document.title for document in parts.browser.documents()}


def publish(watcher: Watcher, look: Look) -> None:
    assert look.watch.release_id is not None
    watcher.publish(look.watch.id, look.watch.release_id, author="hoa")
