import pytest
from sqlmodel import Session, select

from knowledge import journal
from knowledge.dialogue import Feedback, Reason
from knowledge.errors import NotPublishedError
from tests.knowledge.documents import unanswered


@pytest.fixture
def answered(session: Session) -> Session:
    unanswered(session)
    return session


def test_the_later_thumb_counts(answered: Session) -> None:
    for helpful in (True, False):
        journal.record_feedback(answered, answer_id="a1", person_key="k", helpful=helpful)
    journal.record_feedback(answered, answer_id="a1", person_key="khác", helpful=True)

    given = {one.person_key: one.helpful for one in answered.exec(select(Feedback))}
    assert given == {"k": False, "khác": True}


def test_a_thumb_on_nothing_is_refused(session: Session) -> None:
    with pytest.raises(NotPublishedError, match="không còn được lưu"):
        journal.record_feedback(session, answer_id="x", person_key="k", helpful=True)


def test_the_later_reason_counts_and_a_thumb_up_takes_it_back(answered: Session) -> None:
    def given() -> tuple[bool, str | None]:
        (one,) = answered.exec(select(Feedback))
        return one.helpful, one.reason

    for reason in (Reason.OUTDATED, Reason.HARD_TO_READ):
        journal.record_reason(answered, answer_id="a1", person_key="k", reason=reason)
    assert given() == (False, Reason.HARD_TO_READ)
    journal.record_feedback(answered, answer_id="a1", person_key="k", helpful=False)
    assert given() == (False, Reason.HARD_TO_READ)
    journal.record_feedback(answered, answer_id="a1", person_key="k", helpful=True)
    assert given() == (True, None)
