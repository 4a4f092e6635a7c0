"""A question goes to those in charge, and one answer comes back."""

import pytest
from sqlalchemy import delete
from telegram import Bot

from bot import texts
from bot import texts_proving as said
from bot.context import Services
from bot.parts import Parts
from bot.preview.control import Control
from bot.preview.faults import LOST
from bot.preview.jsontypes import Json
from bot.preview.people import HOA, LAN, MINH
from bot.tickets import deliver, tell_askers
from knowledge import membership, tickets
from knowledge.dialogue import Prompt
from knowledge.people import Role
from tests.bot.handlers.running import RunningBot
from tests.bot.handlers.test_asking import ask, entities, labels

QUESTION = "Cách nấu phở bò?"
WORDS = "Đồng chí hỏi nhà ăn tầng một."
PLACE = "Điều 3 Luật Thư viện mẫu"
KEPT = "Đã ghi câu trả lời phiếu số 1"


@pytest.fixture
def reviewer(control: Control, published: Parts) -> Control:
    """Minh is in charge, as Hoa is; both have started the bot."""
    with published.database.session() as session:
        membership.admit(session, MINH.id, Role.REVIEWER, "Minh", by="test")
        session.commit()
    for person in (MINH, HOA):
        ask(control, "/start", person.id)
    return control


def hand_over(control: Control, how: str = said.ANONYMOUSLY) -> Json:
    """Lan hands a question over; the message that says so."""
    card = ask(control, QUESTION)
    control.press(LAN.id, card["message_id"], texts.HAND_OVER)
    choice = control.wait_reply(LAN.id, after=card["message_id"])
    assert labels(choice) == [said.ANONYMOUSLY, said.BY_NAME, said.NEVER_MIND]
    control.press(LAN.id, choice["message_id"], how)
    return control.wait(
        LAN.id,
        lambda one: one["message_id"] == choice["message_id"] and not labels(one),
    )


def ticket_of(control: Control, person: int) -> Json:
    return control.wait(person, lambda one: "📮 Phiếu số 1 ·" in one["text"])


def reply(control: Control, person: int, text: str) -> str:
    to = ticket_of(control, person)["message_id"]
    sent = control.send(person, text, reply_to=to)
    return str(control.wait_reply(person, after=sent)["text"])


def answers_of_lan(control: Control) -> list[Json]:
    return [one for one in control.transcript(LAN.id) if one["text"].startswith("📬")]


def test_it_reaches_everybody_in_charge_without_a_name(reviewer: Control) -> None:
    assert "phiếu số 1" in hand_over(reviewer)["text"]

    for person in (MINH, HOA):
        shown = ticket_of(reviewer, person.id)["text"]
        assert QUESTION in shown
        assert said.ASKED_ANONYMOUSLY in shown
        assert "Lan" not in shown


def test_with_a_name_only_where_the_asker_chose_it(reviewer: Control) -> None:
    hand_over(reviewer, said.BY_NAME)

    assert "Người hỏi: Lan" in ticket_of(reviewer, MINH.id)["text"]


def test_who_thinks_again_hands_nothing_over(reviewer: Control, published: Parts) -> None:
    assert hand_over(reviewer, said.NEVER_MIND)["text"] == said.NOT_HANDED_OVER

    with published.database.session() as session:
        assert tickets.waiting(session) == []


def test_a_reply_with_words_comes_back_as_a_persons_words(reviewer: Control) -> None:
    hand_over(reviewer)
    kept = reply(reviewer, MINH.id, WORDS)
    assert kept.startswith(KEPT)
    assert said.ASKER_TOLD in kept

    (answer,) = answers_of_lan(reviewer)
    assert said.ANSWER_OF_PERSON in answer["text"]
    assert WORDS in answer["text"]
    assert entities(answer, "expandable_blockquote") == []  # nobody's words pass for a text's
    reviewer.wait(HOA.id, lambda one: "Đã có câu trả lời lúc" in one["text"])


def test_a_ticket_whose_note_was_lost_is_answered_by_its_card(
    reviewer: Control, published: Parts
) -> None:
    hand_over(reviewer)
    ticket_of(reviewer, MINH.id)
    ticket_of(reviewer, HOA.id)
    with published.database.session() as session:
        session.exec(delete(Prompt))
        session.commit()

    assert reply(reviewer, MINH.id, WORDS).startswith(KEPT)


def test_a_reference_is_quoted_word_for_word(reviewer: Control) -> None:
    hand_over(reviewer)
    assert "nguyên văn" in reply(reviewer, MINH.id, PLACE)

    (answer,) = answers_of_lan(reviewer)
    assert entities(answer, "expandable_blockquote") == ["1. Nghiêm cấm xé sách."]
    assert said.ANSWER_OF_PERSON not in answer["text"]


def test_words_and_on_the_last_line_a_reference(reviewer: Control) -> None:
    hand_over(reviewer)
    reply(reviewer, MINH.id, f"{WORDS}\n{PLACE}")

    (answer,) = answers_of_lan(reviewer)
    assert WORDS in answer["text"]
    assert PLACE not in answer["text"].split(said.POINTED_TO)[0]
    assert entities(answer, "expandable_blockquote") == ["1. Nghiêm cấm xé sách."]


def test_a_place_that_is_not_there_is_not_sent_as_an_answer(reviewer: Control) -> None:
    hand_over(reviewer)

    assert "không có Điều 90" in reply(reviewer, MINH.id, "Điều 90 Luật Thư viện mẫu")
    assert answers_of_lan(reviewer) == []


def test_the_command_answers_too(reviewer: Control) -> None:
    hand_over(reviewer)
    ticket_of(reviewer, MINH.id)

    assert ask(reviewer, "/traloi", MINH.id)["text"] == said.ANSWER_HOW
    assert ask(reviewer, "/traloi 7 xin chào", MINH.id)["text"] == "Không có phiếu số 7."
    assert ask(reviewer, f"/traloi 1 {WORDS}", MINH.id)["text"].startswith(KEPT)
    assert WORDS in answers_of_lan(reviewer)[0]["text"]


def test_two_do_not_answer_the_same(reviewer: Control) -> None:
    hand_over(reviewer)
    card = ticket_of(reviewer, MINH.id)
    reviewer.press(MINH.id, card["message_id"], said.CLAIM)
    other = reviewer.wait(HOA.id, lambda one: said.CLAIMED_BY_OTHER in one["text"])
    assert labels(other) == []

    assert "đang có người khác trả lời" in reply(reviewer, HOA.id, "Tôi trả lời")
    reviewer.press(MINH.id, card["message_id"], said.LET_GO)
    free = reviewer.wait(HOA.id, lambda one: labels(one) == [said.CLAIM])
    assert said.CLAIMED_BY_OTHER not in free["text"]
    assert reply(reviewer, HOA.id, "Tôi trả lời").startswith(KEPT)
    assert "đã có câu trả lời rồi" in reply(reviewer, MINH.id, WORDS)
    assert len(answers_of_lan(reviewer)) == 1


@pytest.mark.parametrize("coming_back", ["/start", "rời phòng trực"])
def test_an_asker_who_blocked_the_bot_is_told_when_they_come_back(
    reviewer: Control, coming_back: str
) -> None:
    hand_over(reviewer)
    ticket_of(reviewer, MINH.id)
    reviewer.block(LAN.id)
    assert said.ASKER_BLOCKED in reply(reviewer, MINH.id, WORDS)
    assert answers_of_lan(reviewer) == []

    reviewer.unblock(LAN.id)
    reviewer.send(LAN.id, coming_back)
    answer = reviewer.wait(LAN.id, lambda one: one["text"].startswith("📬"))
    assert WORDS in answer["text"]
    ask(reviewer, "/start")
    assert len(answers_of_lan(reviewer)) == 1


def test_an_asker_who_deleted_their_data_is_told_nothing(
    reviewer: Control, published: Parts
) -> None:
    hand_over(reviewer, said.BY_NAME)
    ticket_of(reviewer, MINH.id)
    with published.database.session() as session:
        tickets.forget_asker(session, LAN.id)
        session.commit()

    assert said.ASKER_GONE in reply(reviewer, MINH.id, WORDS)
    assert answers_of_lan(reviewer) == []


def test_who_lost_the_role_gets_one_sentence_and_frees_the_ticket(
    reviewer: Control, published: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.rights.FRESH", 0.0)
    hand_over(reviewer)
    card = ticket_of(reviewer, MINH.id)
    reviewer.press(MINH.id, card["message_id"], said.CLAIM)
    reviewer.wait(HOA.id, lambda one: said.CLAIMED_BY_OTHER in one["text"])
    with published.database.session() as session:
        membership.admit(session, MINH.id, Role.MEMBER, by="test")
        session.commit()

    assert reply(reviewer, MINH.id, WORDS) == said.NO_LONGER_IN_CHARGE.format(number=1)
    assert answers_of_lan(reviewer) == []
    assert reply(reviewer, HOA.id, WORDS).startswith(KEPT)


def test_the_list_opens_tickets_that_can_be_replied_to(reviewer: Control) -> None:
    assert ask(reviewer, "/phieu", MINH.id)["text"] == said.NO_TICKETS
    hand_over(reviewer)
    ticket_of(reviewer, MINH.id)
    shown = ask(reviewer, "/phieu", MINH.id)
    assert QUESTION in shown["text"]

    reviewer.press(MINH.id, shown["message_id"], "1")
    opened = reviewer.wait_reply(MINH.id, after=shown["message_id"])
    sent = reviewer.send(MINH.id, WORDS, reply_to=opened["message_id"])
    assert reviewer.wait_reply(MINH.id, after=sent)["text"].startswith(KEPT)


def test_a_reply_to_anything_else_is_a_question(reviewer: Control) -> None:
    card = ask(reviewer, QUESTION)
    sent = reviewer.send(LAN.id, "có phải ký sổ trực không", reply_to=card["message_id"])

    assert "nên ký sổ trực" in reviewer.wait_reply(LAN.id, after=sent)["text"]


def test_a_member_sees_no_tickets(control: Control) -> None:
    assert "cán bộ phụ trách" in ask(control, "/phieu")["text"]


async def go_round(bot: Bot, services: Services) -> None:
    await tell_askers(bot, services)


def test_an_answer_that_may_have_arrived_is_not_taken_to_the_asker_again(
    reviewer: Control, running_bot: RunningBot
) -> None:
    hand_over(reviewer)
    reviewer.inject(LOST, "sendMessage", chats=[LAN.id], times=1)

    reply(reviewer, MINH.id, WORDS)
    running_bot.do(go_round)

    offered = reviewer.wait(LAN.id, lambda one: "có thể chưa tới" in one["text"])
    assert offered
    assert len(answers_of_lan(reviewer)) == 1


def test_a_ticket_that_may_have_arrived_is_not_delivered_again(
    reviewer: Control, running_bot: RunningBot
) -> None:
    reviewer.inject(LOST, "sendMessage", chats=[MINH.id], times=1)
    hand_over(reviewer)
    reviewer.wait(MINH.id, lambda one: "có thể chưa tới" in one["text"])

    running_bot.do(deliver)

    cards = [one for one in reviewer.transcript(MINH.id) if "📮 Phiếu số 1 ·" in one["text"]]
    assert len(cards) == 1
