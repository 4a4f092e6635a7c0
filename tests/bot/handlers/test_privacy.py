"""Consent, seeing what is kept, deleting it, and forgetting what is old."""

from datetime import timedelta

import pytest
from sqlmodel import select

from bot import texts_privacy as said
from bot.callbacks import Press, Verb
from bot.keeping import Keeping
from bot.parts import Parts
from bot.people import People
from bot.preview.control import Control
from bot.preview.people import HOA, LAN, MINH
from bot.rights import Rights
from knowledge import membership, tickets
from knowledge.dialogue import AnswerLog, Feedback, Gap, Ticket, TicketStatus
from knowledge.errors import MembershipError
from knowledge.models import now
from knowledge.people import Role
from tests.bot.handlers.test_asking import ask, labels

QUESTION = "rời phòng trực, gọi 0912 345 678"
NOWHERE = "Cách nấu phở bò?"


@pytest.fixture
def disagreeing(published: Parts, control: Control) -> int:
    """Lan, a member who has not agreed to anything."""
    with published.database.session() as session:
        membership.leave(session, LAN.id, HOA.id)
        membership.admit(session, LAN.id, Role.MEMBER, "Lan", by="test")
        session.commit()
    return LAN.id


@pytest.mark.parametrize("words", [QUESTION, "/hoi rời phòng trực", "/nenlam", "/vanban", "/help"])
def test_before_the_yes_nothing_is_answered_and_nothing_kept(
    control: Control, published: Parts, disagreeing: int, words: str
) -> None:
    card = ask(control, words, disagreeing)

    assert labels(card) == [said.AGREE]
    assert "90 ngày" in card["text"]
    assert "Không lập thống kê theo từng người" in card["text"]
    with published.database.session() as session:
        assert session.exec(select(AnswerLog)).all() == []


def test_the_yes_answers_what_was_asked_and_is_asked_for_once(
    control: Control, disagreeing: int
) -> None:
    card = ask(control, "/hoi rời phòng trực", disagreeing)
    control.press(disagreeing, card["message_id"], said.AGREE)
    answer = control.wait_reply(disagreeing, after=card["message_id"])

    assert "không nên rời phòng trực" in answer["text"]
    assert "đã đồng ý ngày" in (control.message(disagreeing, card["message_id"]) or {})["text"]
    assert "không nên rời phòng trực" in ask(control, "rời phòng trực", disagreeing)["text"]
    assert "đã đồng ý ngày" in ask(control, "/quyenriengtu", disagreeing)["text"]


def test_an_old_button_does_nothing_before_the_yes(control: Control, disagreeing: int) -> None:
    card = ask(control, QUESTION, disagreeing)
    data = Press(Verb.EXAMPLE, disagreeing, ("0",)).encode()
    press = control.press_data(disagreeing, card["message_id"], data)

    assert control.callback_answer(press)["text"] == said.AGREE_FIRST


def test_nobody_says_yes_for_somebody_else(control: Control, disagreeing: int) -> None:
    card = ask(control, QUESTION, disagreeing)
    control.press(MINH.id, card["message_id"], said.AGREE, chat=disagreeing)

    assert labels(ask(control, QUESTION, disagreeing)) == [said.AGREE]


def test_what_is_kept_comes_as_a_file_without_numbers_of_telephones(control: Control) -> None:
    ask(control, QUESTION)
    ask(control, NOWHERE, MINH.id)
    sent = control.send(LAN.id, "/xemdulieu")
    shown = control.wait_reply(LAN.id, after=sent)
    content = control.file(shown["document"]["file_id"]).decode()

    assert shown["document"]["file_name"] == said.YOURS_FILE
    assert "Mã số Telegram: 1001" in content
    assert "rời phòng trực, gọi [số điện thoại]" in content
    assert "phở" not in content
    assert "0912" not in content


def test_answers_carry_a_keyed_hash_and_never_a_number(control: Control, published: Parts) -> None:
    ask(control, QUESTION)
    ask(control, QUESTION, MINH.id)
    with published.database.session() as session:
        keys = session.exec(select(AnswerLog.person_key)).all()

    assert len({*keys}) == 2
    assert all(key and len(key) == 32 and "1001" not in key for key in keys)


def test_deleting_takes_two_taps_and_leaves_nothing_of_the_person(
    control: Control, published: Parts
) -> None:
    card = ask(control, QUESTION)
    control.press(LAN.id, card["message_id"], "👍")
    ask(control, NOWHERE)
    with published.database.session() as session:
        handed = session.exec(select(AnswerLog).where(AnswerLog.question == NOWHERE)).one()
        tickets.open_ticket(session, answer_id=handed.id, asker_chat_id=LAN.id, asker_name="Lan")
        session.commit()
    theirs = ask(control, "ký sổ trực", MINH.id)
    assert theirs["text"].startswith("✅")

    asked = ask(control, "/xoadulieu")
    control.press(LAN.id, asked["message_id"], said.ERASE_NO)
    control.wait(LAN.id, lambda one: one["text"] == said.NOT_ERASED)
    again = ask(control, "/xoadulieu")
    control.press(LAN.id, again["message_id"], said.ERASE_YES)
    control.wait(LAN.id, lambda one: one["text"] == said.ERASED)

    with published.database.session() as session:
        answers = session.exec(select(AnswerLog).order_by(AnswerLog.asked_at)).all()  # type: ignore[arg-type]
        assert [one.question for one in answers] == ["", "", "ký sổ trực"]
        assert [one.person_key is None for one in answers] == [True, True, False]
        assert membership.member(session, LAN.id) is None
        assert session.exec(select(Gap)).all() == []
        (ticket,) = session.exec(select(Ticket))
        assert (ticket.asker_chat_id, ticket.asker_name) == (0, None)
        assert ticket.status == TicketStatus.WITHDRAWN
        assert all(one.person_key.startswith("-") for one in session.exec(select(Feedback)))
    assert "thành viên" in ask(control, QUESTION)["text"]


def test_what_is_too_old_is_forgotten_of_everybody(published: Parts) -> None:
    rights = Rights(published.database, HOA.id)
    keeping = Keeping(People(published.database, rights, HOA.id), 90)
    for number, question in enumerate((QUESTION, NOWHERE)):
        published.answerer.ask(question, person_key=f"key-{number}")
    with published.database.session() as session:
        old = session.exec(select(AnswerLog).where(AnswerLog.person_key == "key-1")).one()
        old.asked_at = now() - timedelta(days=91)
        tickets.open_ticket(session, answer_id=old.id, asker_chat_id=LAN.id)
        session.exec(select(Ticket)).one().opened_at = old.asked_at
        for gap in session.exec(select(Gap)):
            gap.last_asked_at = old.asked_at
        session.commit()

    assert keeping.forget_old() == 1
    assert keeping.forget_old() == 0
    with published.database.session() as session:
        kept = {one.question: one.person_key for one in session.exec(select(AnswerLog))}
        assert kept == {"rời phòng trực, gọi [số điện thoại]": "key-0", "": None}
        assert session.exec(select(Ticket)).one().asker_chat_id == 0
        assert session.exec(select(Gap)).all() == []


def test_the_last_owner_by_the_rows_cannot_delete_themselves_away(published: Parts) -> None:
    rights = Rights(published.database, None)
    keeping = Keeping(People(published.database, rights, None), 90)
    with published.database.session() as session:
        membership.admit(session, LAN.id, Role.OWNER, by="test")
        session.commit()

    with pytest.raises(MembershipError, match="chủ bot cuối cùng"):
        keeping.erase(LAN.id, "key")
    assert rights.of(LAN.id).role is Role.OWNER
