import pytest
from sqlmodel import Session, select

from knowledge import journal
from knowledge.dialogue import Feedback
from knowledge.errors import NotPublishedError
from tests.knowledge.documents import published, stored


@pytest.fixture
def answered(session: Session) -> Session:
    journal.record_answer(
        session,
        answer_id="a1",
        release_id=published(session, stored(session)),
        band="none",
        confidence=0.1,
        question="ai giữ chìa khóa, gọi 0912345678",
        spans=[],
        elapsed_ms=2.0,
    )
    session.flush()
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


def test_one_answer_has_one_ticket_that_waits_until_it_is_delivered(answered: Session) -> None:
    number, new = journal.open_ticket(answered, answer_id="a1", asker_chat_id=1001)
    again = journal.open_ticket(answered, answer_id="a1", asker_chat_id=1001)
    assert (new, again) == (True, (number, False))

    waiting = journal.waiting_tickets(answered)
    assert waiting == [(number, "ai giữ chìa khóa, gọi [số điện thoại]")]
    journal.mark_delivered(answered, number)
    assert journal.waiting_tickets(answered) == []
