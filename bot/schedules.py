"""When a watched source is looked at: every so long, or once a day at a time in Viet Nam."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Self

from bot.clock import VIETNAM
from bot.errors import UsageError

SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(days=31)
_UNITS = {
    **dict.fromkeys(("m", "p", "phút", "phut"), 1),
    **dict.fromkeys(("h", "g", "giờ", "gio"), 60),
    **dict.fromkeys(("d", "ngày", "ngay"), 1_440),
}
_EVERY = re.compile(r"(\d{1,5})\s*(\w+)", re.IGNORECASE)
_AT = re.compile(r"(\d{1,2})(?::|h|g)(\d{2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Either `every_minutes` or `at`, "06:30" in Viet Nam."""

    every_minutes: int | None = None
    at: str | None = None

    @classmethod
    def every(cls, text: str) -> Self:
        """From "30m", "6h", "2d" or the same in words. Raises `UsageError`."""
        match = _EVERY.fullmatch(text.strip())
        unit = _UNITS.get(match[2].casefold()) if match else None
        if match is None or unit is None:
            raise UsageError(
                f"“{text[:40]}” không phải một khoảng thời gian; viết như 30m, 6h hoặc 2d."
            )
        minutes = int(match[1]) * unit
        if not SHORTEST <= timedelta(minutes=minutes) <= LONGEST:
            raise UsageError(
                f"Khoảng thời gian {text[:40]} không dùng được: phải từ 5 phút đến 31 ngày."
            )
        return cls(every_minutes=minutes)

    @classmethod
    def daily(cls, text: str) -> Self:
        """From "06:30" or "6h30". Raises `UsageError`."""
        match = _AT.fullmatch(text.strip())
        if match is None or int(match[1]) > 23 or int(match[2]) > 59:
            raise UsageError(f"“{text[:40]}” không phải một giờ trong ngày; viết như 06:30.")
        return cls(at=f"{int(match[1]):02}:{match[2]}")

    @classmethod
    def either(cls, text: str) -> Self:
        """From what an admin writes in the chat: a time of day or a length of time."""
        return cls.daily(text) if _AT.fullmatch(text.strip()) else cls.every(text)

    def next_look(self, checked_at: datetime | None, now: datetime) -> datetime:
        """The moment of the next look; one that is past is due now, and once only however many
        were missed. A source that was never looked at is due, and so is one that was looked at in
        the future: somebody has put the clock back."""
        if checked_at is None or checked_at > now:
            return now
        if self.at is None:
            return checked_at + timedelta(minutes=self.every_minutes or 0)
        local = checked_at.astimezone(VIETNAM)
        today = datetime.combine(local.date(), time.fromisoformat(self.at), VIETNAM)
        return today if today > local else today + timedelta(days=1)

    @property
    def words(self) -> str:
        """For a person: "mỗi 6 giờ", "mỗi ngày lúc 06:30"."""
        if self.at is not None:
            return f"mỗi ngày lúc {self.at}"
        minutes = self.every_minutes or 0
        for size, name in ((1_440, "ngày"), (60, "giờ")):
            if minutes % size == 0:
                return f"mỗi {minutes // size} {name}"
        return f"mỗi {minutes} phút"
