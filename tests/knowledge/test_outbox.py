"""What is kept of a message until it is settled."""

from datetime import timedelta

from sqlmodel import Session, select

from knowledge import inbox, outbox, reachable
from knowledge.models import now
from knowledge.outbox import Doubtful
from knowledge.post import OutboxMessage, Sent

LAN, MINH = 101, 102


def begun(session: Session, update_id: int = 7, step: int = 0, chat: int = LAN) -> int:
    entry = outbox.begin(session, update_id, step, chat, "sendMessage", '{"text": "Lời"}')
    return entry.number


def row(session: Session, number: int) -> OutboxMessage:
    return session.exec(select(OutboxMessage).where(OutboxMessage.id == number)).one()


def told(session: Session) -> list[int]:
    return [one.number for one in outbox.doubtful(session)]


def test_a_message_is_known_by_its_update_and_step(session: Session) -> None:
    number = begun(session)
    outbox.arrived(session, number, '{"message_id": 5}')

    again = outbox.begin(session, 7, 0, LAN, "sendMessage", "{}")

    assert (again.number, again.state, again.result) == (number, Sent.SENT, '{"message_id": 5}')
    assert begun(session, step=1) != number
    assert begun(session, update_id=8) != number


def test_what_has_arrived_keeps_no_words(session: Session) -> None:
    number = begun(session)
    outbox.arrived(session, number, "{}")

    assert row(session, number).payload is None


def test_what_was_certainly_not_sent_leaves_nothing(session: Session) -> None:
    outbox.withdraw(session, begun(session))

    assert outbox.find(session, 7, 0) is None


def test_what_a_dead_process_was_sending_is_in_doubt(session: Session) -> None:
    sent, left = begun(session), begun(session, step=1)
    outbox.arrived(session, sent, "{}")

    assert outbox.doubt_left_behind(session) == 1
    sent_at = row(session, left).created_at
    assert outbox.doubtful(session) == [Doubtful(left, LAN, sent_at, can_be_sent_again=True)]


def test_a_notice_that_a_dead_process_was_sending_is_due_again(session: Session) -> None:
    number = begun(session)
    outbox.doubt(session, number)
    assert outbox.begin_notice(session, number)
    assert told(session) == []

    outbox.doubt_left_behind(session)

    assert told(session) == [number]
    assert outbox.begin_notice(session, number)


def test_a_notice_that_was_certainly_not_sent_is_due_again(session: Session) -> None:
    number = begun(session)
    outbox.doubt(session, number)
    outbox.begin_notice(session, number)

    outbox.note_notice(session, number, None)

    assert told(session) == [number]


def test_a_notice_that_telegram_refuses_is_not_due_again(session: Session) -> None:
    number = begun(session)
    outbox.doubt(session, number)

    outbox.forgo_notice(session, number)

    assert told(session) == []


def test_only_its_own_chat_may_have_a_message_again_and_only_once(session: Session) -> None:
    number = begun(session)
    assert outbox.kept(session, number, LAN) is None  # it is on its way
    outbox.doubt(session, number)

    kept = outbox.kept(session, number, LAN)
    assert kept is not None
    assert kept.payload == '{"text": "Lời"}'
    assert outbox.kept(session, number, MINH) is None

    outbox.settle(session, number)
    assert outbox.kept(session, number, LAN) is None
    assert row(session, number).payload is None


def test_the_words_that_are_kept_are_counted_for_their_chat_alone(session: Session) -> None:
    on_its_way, arrived, file = (begun(session, step=step) for step in range(3))
    other = begun(session, step=3, chat=MINH)
    assert outbox.kept_words(session, LAN) == 0
    for number in (on_its_way, arrived, other):
        outbox.doubt(session, number)
    outbox.settle(session, arrived)
    outbox.doubt_unnoted(session, -6, LAN, "sendDocument", None)

    assert outbox.kept_words(session, LAN) == 1
    assert file not in told(session)


def test_a_message_of_no_update_can_be_in_doubt_too(session: Session) -> None:
    outbox.doubt_unnoted(session, -5, LAN, "sendMessage", "{}")
    outbox.doubt_unnoted(session, -6, LAN, "sendDocument", None)

    assert [one.can_be_sent_again for one in outbox.doubtful(session)] == [True, False]


def test_a_chat_that_cannot_be_written_to_gets_no_notice(session: Session) -> None:
    lan, minh = begun(session), begun(session, step=1, chat=MINH)
    outbox.doubt(session, lan)
    outbox.doubt(session, minh)

    outbox.give_up(session, LAN)

    assert told(session) == [minh]
    assert row(session, lan).payload is None


def test_a_group_that_moved_keeps_its_messages(session: Session) -> None:
    number = begun(session, chat=-5)
    outbox.doubt(session, number)

    outbox.move(session, -5, -1005)

    assert outbox.kept(session, number, -1005) is not None


def test_nothing_is_kept_of_who_wants_to_be_forgotten(session: Session) -> None:
    doubted, sent = begun(session), begun(session, step=1)
    on_its_way, other = begun(session, step=2), begun(session, step=3, chat=MINH)
    outbox.doubt(session, doubted)
    outbox.arrived(session, sent, "{}")

    outbox.forget_person(session, LAN)

    left = {one.id: one.payload for one in session.exec(select(OutboxMessage))}
    assert left == {on_its_way: None, other: '{"text": "Lời"}'}


def test_what_is_old_goes_settled_or_not(session: Session) -> None:
    doubted, sent, on_its_way = begun(session), begun(session, step=1), begun(session, step=2)
    outbox.doubt(session, doubted)
    outbox.arrived(session, sent, "{}")

    outbox.forget_before(session, now() - timedelta(hours=1))
    assert len(session.exec(select(OutboxMessage)).all()) == 3
    outbox.forget_before(session, now() + timedelta(hours=1))

    assert [one.id for one in session.exec(select(OutboxMessage))] == [on_its_way]


def test_chats_that_cannot_be_written_to_are_kept(session: Session) -> None:
    reachable.cut(session, LAN, 100)
    reachable.cut(session, LAN, 200)
    reachable.cut(session, MINH, 300)
    session.flush()

    reachable.restore(session, MINH)
    reachable.restore(session, 999)
    session.flush()

    assert reachable.unreachable(session) == {LAN: 200}


def test_an_update_that_is_handled_leaves_only_what_is_not_settled(session: Session) -> None:
    arrived, doubted, other = begun(session), begun(session, step=1), begun(session, update_id=8)
    outbox.arrived(session, arrived, "{}")
    outbox.arrived(session, other, "{}")
    outbox.doubt(session, doubted)

    inbox.finish(session, [7])

    assert [one.id for one in session.exec(select(OutboxMessage))] == [doubted, other]


def test_a_message_with_a_button_to_send_it_again_is_known_though_its_update_is_handled(
    session: Session,
) -> None:
    number = begun(session)
    outbox.doubt(session, number)
    outbox.begin_notice(session, number)
    outbox.note_notice(session, number, Sent.SENT)
    outbox.settle(session, number)

    inbox.finish(session, [7])

    assert row(session, number).state == Sent.SENT


def test_a_notice_in_doubt_whose_button_was_pressed_has_arrived(session: Session) -> None:
    number = begun(session)
    outbox.doubt(session, number)
    outbox.begin_notice(session, number)
    outbox.note_notice(session, number, None)
    outbox.settle(session, number)

    inbox.finish(session, [7])

    assert row(session, number).notice == Sent.SENT
