from datetime import timedelta

import pytest
from sqlmodel import Session

from knowledge import membership, tickets
from knowledge.dialogue import Ticket, TicketStatus
from knowledge.errors import NotPublishedError, TicketError
from knowledge.models import now
from knowledge.people import Role
from tests.knowledge.documents import unanswered

LAN, MINH, HOA = 1001, 1002, 1003


@pytest.fixture
def number(session: Session) -> int:
    """An open ticket of Lan's."""
    unanswered(session)
    opened, new = tickets.open_ticket(session, answer_id="a1", asker_chat_id=LAN, asker_name="Lan")
    assert new
    return opened


def test_one_answer_has_one_ticket_that_waits_until_it_is_delivered(
    session: Session, number: int
) -> None:
    assert tickets.open_ticket(session, answer_id="a1", asker_chat_id=LAN) == (number, False)

    (waiting,) = tickets.undelivered(session)
    assert waiting.question == "ai giữ chìa khóa, gọi [số điện thoại]"
    tickets.mark_delivered(session, number)
    assert tickets.undelivered(session) == []
    assert [one.number for one in tickets.waiting(session)] == [number]


def test_a_ticket_on_nothing_is_refused(session: Session) -> None:
    with pytest.raises(NotPublishedError, match="không còn được lưu"):
        tickets.open_ticket(session, answer_id="x", asker_chat_id=LAN)
    with pytest.raises(NotPublishedError, match="Không có phiếu số 7"):
        tickets.claim(session, 7, by=MINH)


def test_one_holds_a_claim_until_it_is_given_back_or_a_day_is_over(
    session: Session, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    tickets.claim(session, number, by=MINH)
    assert tickets.claim(session, number, by=MINH).claimed_by == MINH
    with pytest.raises(TicketError, match="người khác trả lời"):
        tickets.answer_ticket(session, number, by=HOA, words="Tôi giữ.")
    assert not tickets.let_go(session, number, by=HOA)
    assert tickets.let_go(session, number, by=MINH)
    tickets.claim(session, number, by=MINH)

    later = now() + timedelta(hours=25)
    monkeypatch.setattr("knowledge.tickets.now", lambda: later)
    assert not tickets.ticket(session, number).is_claimed
    assert tickets.claim(session, number, by=HOA).claimed_by == HOA


def test_it_is_answered_once_and_told_once(session: Session, number: int) -> None:
    tickets.answer_ticket(session, number, by=MINH, words="Chị Hoa giữ.")
    with pytest.raises(TicketError, match="đã có câu trả lời rồi"):
        tickets.answer_ticket(session, number, by=HOA, words="Tôi giữ.")
    assert tickets.answer_by_release(session, ["a1"], passage_id=1, release_id=2) == []

    (told,) = tickets.to_tell(session)
    assert (told.answer, told.answered_by, told.passage_id) == ("Chị Hoa giữ.", MINH, None)
    assert tickets.mark_told(session, number)
    assert not tickets.mark_told(session, number)
    assert tickets.to_tell(session) == []


def test_a_release_answers_what_nobody_did(session: Session, number: int) -> None:
    assert tickets.answer_by_release(session, ["a1"], passage_id=1, release_id=2) == [number]

    (told,) = tickets.to_tell(session)
    assert (told.passage_id, told.answered_in, told.answered_by) == (1, 2, None)


def test_an_asker_who_is_forgotten_is_told_nothing_and_the_question_stays(
    session: Session, number: int
) -> None:
    assert tickets.forget_asker(session, LAN) == 1

    (waiting,) = tickets.waiting(session)
    assert (waiting.asker_chat_id, waiting.asker_name) == (tickets.NOBODY, None)
    tickets.answer_ticket(session, number, by=MINH, words="Chị Hoa giữ.")
    assert tickets.to_tell(session) == []


def test_a_withdrawn_ticket_waits_for_nobody(session: Session, number: int) -> None:
    row = session.get(Ticket, number)
    assert row is not None
    row.status = TicketStatus.WITHDRAWN
    session.flush()

    assert tickets.waiting(session) == []
    assert not tickets.ticket(session, number).is_answered
    with pytest.raises(TicketError, match="Người hỏi đã rút phiếu"):
        tickets.answer_ticket(session, number, by=MINH, words="Chị Hoa giữ.")


def test_who_leaves_lets_all_claims_go(session: Session, number: int) -> None:
    tickets.claim(session, number, by=MINH)
    tickets.let_go_all(session, MINH)

    assert not tickets.ticket(session, number).is_claimed


def test_reviewers_and_admins_who_are_there_are_in_charge(session: Session) -> None:
    for person, role in ((LAN, Role.MEMBER), (MINH, Role.REVIEWER), (HOA, Role.ADMIN)):
        membership.admit(session, person, role, by="test")
    gone = 1004
    membership.admit(session, gone, Role.ADMIN, by="test")
    row = membership.member(session, gone)
    assert row is not None
    row.left_at = now()
    session.flush()

    assert tickets.people_with(session, tickets.IN_CHARGE) == [MINH, HOA]
