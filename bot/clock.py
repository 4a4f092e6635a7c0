"""Days and times in Viet Nam, wherever the machine stands."""

from datetime import UTC, date, datetime, timedelta, timezone

# All of Viet Nam, without summer time: no table of zones is needed.
VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


def today() -> date:
    """The day in Viet Nam, wherever the machine stands."""
    return day_of(datetime.now(UTC))


def day_of(moment: datetime) -> date:
    """The day in Viet Nam of an aware moment."""
    return moment.astimezone(VIETNAM).date()


def moment_text(moment: datetime) -> str:
    """An aware moment for a person: "06:30 ngày 07/05/2024", in Viet Nam."""
    return f"{moment.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"


def second_text(moment: datetime) -> str:
    """An aware moment to the second, for a person: "06:30:05 ngày 07/05/2024", in Viet Nam."""
    return f"{moment.astimezone(VIETNAM):%H:%M:%S ngày %d/%m/%Y}"
