"""The day on which a question is answered."""

from datetime import UTC, date, datetime, timedelta, timezone

# All of Viet Nam, without summer time: no table of zones is needed.
_VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


def today() -> date:
    """The day in Viet Nam, wherever the machine stands."""
    return day_of(datetime.now(UTC))


def day_of(moment: datetime) -> date:
    """The day in Viet Nam of an aware moment."""
    return moment.astimezone(_VIETNAM).date()
