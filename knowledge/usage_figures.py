"""How the bot is used, counted over everybody: nothing here is by person, and no table is read in
a way that could tell people apart."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from sqlmodel import Session, col, select

from knowledge.dialogue import AnswerLog, Feedback, Gap

BANDS = ("answer", "suggest", "none")
MOST_GAPS = 20


@dataclass(frozen=True, slots=True)
class DayFigures:
    """One day; times in milliseconds, None on a day without questions."""

    day: date
    by_band: tuple[int, int, int]  # as `BANDS`
    p50_ms: float | None
    p95_ms: float | None
    helpful: int
    not_helpful: int

    @property
    def questions(self) -> int:
        return sum(self.by_band)


@dataclass(frozen=True, slots=True)
class OpenGap:
    """A question (masked) that found nothing, and how often it has been asked since the first."""

    question: str
    times: int
    first_asked: date
    last_asked: date


@dataclass(frozen=True, slots=True)
class UsageFigures:
    """The days in order, without holes; gaps most asked first."""

    days: tuple[DayFigures, ...]
    p50_ms: float | None
    p95_ms: float | None
    gaps: tuple[OpenGap, ...]
    reasons: tuple[tuple[str, int], ...]  # of thumbs down, most given first

    @property
    def by_band(self) -> tuple[int, int, int]:
        first, second, third = (sum(one.by_band[place] for one in self.days) for place in range(3))
        return first, second, third

    @property
    def questions(self) -> int:
        return sum(self.by_band)

    @property
    def helpful(self) -> int:
        return sum(one.helpful for one in self.days)

    @property
    def not_helpful(self) -> int:
        return sum(one.not_helpful for one in self.days)


def usage_figures(session: Session, until: date, days: int, zone: tzinfo) -> UsageFigures:
    """The figures of so many days up to and with `until`, days as they run in `zone`."""
    first = until - timedelta(days=days - 1)
    since = datetime.combine(first, time(), zone).astimezone(UTC)
    end = datetime.combine(until + timedelta(days=1), time(), zone).astimezone(UTC)
    asked: dict[date, list[tuple[str, float]]] = {}
    rows = session.exec(
        select(AnswerLog.asked_at, AnswerLog.band, AnswerLog.elapsed_ms).where(
            col(AnswerLog.asked_at) >= since, col(AnswerLog.asked_at) < end
        )
    )
    for asked_at, band, elapsed_ms in rows:
        asked.setdefault(asked_at.astimezone(zone).date(), []).append((band, elapsed_ms))
    thumbs: Counter[tuple[date, bool]] = Counter()
    reasons: Counter[str] = Counter()
    given = select(Feedback.given_at, Feedback.helpful, Feedback.reason).where(
        col(Feedback.given_at) >= since, col(Feedback.given_at) < end
    )
    for given_at, helpful, reason in session.exec(given):
        thumbs[given_at.astimezone(zone).date(), helpful] += 1
        if reason and not helpful:
            reasons[reason] += 1
    calendar = [first + timedelta(days=number) for number in range(days)]
    times = [elapsed for held in asked.values() for _, elapsed in held]
    return UsageFigures(
        days=tuple(_day(day, asked.get(day, []), thumbs) for day in calendar),
        p50_ms=percentile(times, 50),
        p95_ms=percentile(times, 95),
        gaps=tuple(_gaps(session, since, zone)),
        reasons=tuple(reasons.most_common()),
    )


def percentile(values: Sequence[float], percent: int) -> float | None:
    """The nearest-rank percentile: the smallest value that so many percent do not exceed; None of
    nothing."""
    if not values:
        return None
    rank = -(-percent * len(values) // 100)  # rounded up
    return sorted(values)[max(rank, 1) - 1]


def _day(
    day: date, asked: Sequence[tuple[str, float]], thumbs: Counter[tuple[date, bool]]
) -> DayFigures:
    bands = Counter(band for band, _ in asked)
    times = [elapsed for _, elapsed in asked]
    answered, suggested, refused = (bands[band] for band in BANDS)
    return DayFigures(
        day,
        (answered, suggested, refused),
        percentile(times, 50),
        percentile(times, 95),
        thumbs[day, True],
        thumbs[day, False],
    )


def _gaps(session: Session, since: datetime, zone: tzinfo) -> Iterable[OpenGap]:
    rows = session.exec(
        select(Gap)
        .where(col(Gap.closed_at).is_(None), col(Gap.last_asked_at) >= since)
        .order_by(col(Gap.times).desc(), col(Gap.last_asked_at).desc())
        .limit(MOST_GAPS)
    )
    for row in rows:
        moments = (row.first_asked_at, row.last_asked_at)
        yield OpenGap(row.question, row.times, *(one.astimezone(zone).date() for one in moments))
