"""Figures of usage: by day in Viet Nam, over everybody."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlmodel import Session

from knowledge import releases
from knowledge.dialogue import AnswerLog, Feedback, Gap, Reason
from knowledge.usage_figures import percentile, usage_figures
from tests.knowledge.new_databases import new_database

VIETNAM = timezone(timedelta(hours=7))
TODAY = date(2026, 3, 10)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    database = new_database(tmp_path / "f.db")
    with database.session() as opened:
        releases.draft(opened, [], author="test", note="")
        yield opened
    database.close()


def asked(session: Session, at: datetime, band: str = "answer", elapsed_ms: float = 10.0) -> str:
    key = f"{at.isoformat()} {band} {elapsed_ms}"
    row = AnswerLog(
        id=key, release_id=1, band=band, confidence=0.5, question="q", spans=[],
        elapsed_ms=elapsed_ms, asked_at=at,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return key


def test_a_question_after_midnight_in_viet_nam_is_of_the_new_day(session: Session) -> None:
    asked(session, datetime(2026, 3, 8, 16, 59, tzinfo=UTC))
    asked(session, datetime(2026, 3, 8, 17, 0, tzinfo=UTC), "none")

    found = usage_figures(session, TODAY, 3, VIETNAM)

    assert [one.day.day for one in found.days] == [8, 9, 10]
    assert [one.by_band for one in found.days] == [(1, 0, 0), (0, 0, 1), (0, 0, 0)]


def test_what_is_older_than_the_days_asked_for_is_not_counted(session: Session) -> None:
    asked(session, datetime(2026, 3, 7, 16, 59, tzinfo=UTC))
    asked(session, datetime(2026, 3, 10, 17, 0, tzinfo=UTC))  # tomorrow there

    assert usage_figures(session, TODAY, 3, VIETNAM).questions == 0


def test_times_are_nearest_rank_percentiles(session: Session) -> None:
    for number in range(1, 21):
        asked(session, datetime(2026, 3, 9, 1, number, tzinfo=UTC), elapsed_ms=float(number))

    found = usage_figures(session, TODAY, 3, VIETNAM)

    assert (found.p50_ms, found.p95_ms) == (10.0, 19.0)
    assert found.days[2].p50_ms is None
    assert percentile([], 50) is None
    assert percentile([7.0], 95) == 7.0


def test_thumbs_and_their_reasons_are_counted(session: Session) -> None:
    key = asked(session, datetime(2026, 3, 9, 1, tzinfo=UTC))
    for person, helpful, reason in (
        ("a", True, None),
        ("b", False, Reason.OUTDATED),
        ("c", False, None),
    ):
        given = Feedback(answer_id=key, person_key=person, helpful=helpful, reason=reason)
        given.given_at = datetime(2026, 3, 9, 2, tzinfo=UTC)
        session.add(given)

    found = usage_figures(session, TODAY, 3, VIETNAM)

    assert (found.helpful, found.not_helpful) == (1, 2)
    assert found.reasons == (("outdated", 1),)


def test_open_gaps_come_most_asked_first_and_closed_ones_not(session: Session) -> None:
    lately = datetime(2026, 3, 9, tzinfo=UTC)
    for key, times, last, closed in (
        ("a", 2, lately, None),
        ("b", 5, lately, None),
        ("c", 9, lately, lately),
        ("d", 9, datetime(2025, 1, 1, tzinfo=UTC), None),
    ):
        session.add(Gap(key=key, question=key, times=times, last_asked_at=last, closed_at=closed))

    found = usage_figures(session, TODAY, 3, VIETNAM)

    assert [(one.question, one.times) for one in found.gaps] == [("b", 5), ("a", 2)]


def test_nothing_in_the_figures_tells_people_apart(session: Session) -> None:
    found = usage_figures(session, TODAY, 3, VIETNAM)

    names = {field.name for one in (found, found.days[0]) for field in fields(one)}
    assert not {name for name in names if "person" in name or "member" in name or "asker" in name}
