import pytest
from sqlmodel import Session

from knowledge import journal, tickets, unanswered
from knowledge.errors import NotPublishedError
from tests.knowledge.documents import published, stored

QUESTION = "gửi xe máy ở đâu, gọi 0912345678"
MASKED = "gửi xe máy ở đâu, gọi [số điện thoại]"


@pytest.fixture
def release(session: Session) -> int:
    return published(session, stored(session))


def answered(session: Session, answer_id: str, release: int, band: str = "answer") -> None:
    counts = band != "answer"
    gap_id = count(session, release) if counts else None
    spans = [{"passage": 1, "start": 0, "end": 5, "score": 1.0}] if band == "answer" else []
    journal.record_answer(
        session,
        answer_id=answer_id,
        release_id=release,
        band=band,
        confidence=0.3,
        question=QUESTION,
        spans=spans,
        elapsed_ms=1.0,
        gap_id=gap_id,
    )
    session.flush()


def count(session: Session, release: int, question: str = QUESTION) -> int:
    return unanswered.count_gap(session, key=question, question=question, release_id=release)


def times(session: Session) -> list[int]:
    return [group.times for group in unanswered.open_groups(session)]


def test_one_wording_is_one_gap_counted_and_masked(session: Session, release: int) -> None:
    assert count(session, release) == count(session, release)

    (group,) = unanswered.open_groups(session)
    assert (group.name, group.times) == (MASKED, 2)
    assert group.since <= group.last_asked_at


def test_a_thumb_down_counts_once_and_a_thumb_up_takes_it_back(
    session: Session, release: int
) -> None:
    answered(session, "a1", release)
    for _ in range(2):
        journal.record_feedback(session, answer_id="a1", person_key="k", helpful=False)
        session.flush()
        unanswered.miss(session, "a1", QUESTION)
    assert times(session) == [1]
    assert unanswered.disliked_passages(session, unanswered.open_groups(session)[0].gaps[0].id)

    unanswered.meet(session, "a1")
    assert times(session) == [1], "the thumb still points down"
    journal.record_feedback(session, answer_id="a1", person_key="k", helpful=True)
    session.flush()
    unanswered.meet(session, "a1")
    assert times(session) == []


def test_what_was_not_sure_is_met_by_opening_it_but_not_once_it_is_a_ticket(
    session: Session, release: int
) -> None:
    for answer_id in ("a1", "a2", "a3"):
        answered(session, answer_id, release, band="suggest" if answer_id != "a3" else "none")
    tickets.open_ticket(session, answer_id="a2", asker_chat_id=1001)
    for answer_id in ("a1", "a1", "a2", "a3"):
        unanswered.meet(session, answer_id)
        session.flush()

    assert times(session) == [2]


def test_a_closed_gap_that_is_asked_again_is_open_again(session: Session, release: int) -> None:
    gap = count(session, release)
    unanswered.set_asked(session, gap, release, answered=True)
    assert times(session) == []
    assert count(session, release) == gap

    assert times(session) == [2]


def test_each_release_is_asked_once_and_an_earlier_one_that_comes_back_again(
    session: Session, release: int
) -> None:
    gap = count(session, release)
    assert unanswered.to_ask_again(session, release) == []
    later = release + 1
    assert [one.id for one in unanswered.to_ask_again(session, later)] == [gap]
    unanswered.set_asked(session, gap, later, answered=True)
    assert unanswered.to_ask_again(session, later) == []
    assert unanswered.to_ask_again(session, later + 1) == []

    assert [one.id for one in unanswered.to_ask_again(session, release)] == [gap]
    unanswered.set_asked(session, gap, release, answered=False)
    assert times(session) == [1]


def test_groups_are_named_by_their_most_usual_wording(session: Session, release: int) -> None:
    one, two = count(session, release, "một"), count(session, release, "hai")
    count(session, release, "hai")
    unanswered.set_groups(session, {one: one, two: one})

    (group,) = unanswered.open_groups(session)
    assert (group.number, group.name, group.times) == (one, "hai", 3)
    assert unanswered.open_group(session, one) == group
    with pytest.raises(NotPublishedError, match=f"số {two} không còn"):
        unanswered.open_group(session, two)
