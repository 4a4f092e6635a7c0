"""[Gửi lại], through the whole bot."""

import pytest
from sqlmodel import select

from bot import texts_delivery as said
from bot import texts_privacy as privacy
from bot.callbacks import Press, Verb
from bot.parts import Parts
from bot.preview.control import Control
from bot.preview.faults import DROPPED, LOST, Fault, page
from bot.preview.jsontypes import Json
from bot.preview.people import LAN, MINH
from knowledge.post import OutboxMessage, Sent
from tests.bot.handlers.running import RunningBot
from tests.bot.handlers.test_asking import labels

QUESTION = "Có được rời phòng trực không?"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.delivery.errand.FIRST_PAUSE", 0.01)


def notice_after(control: Control, question: str = QUESTION) -> Json:
    control.send(LAN.id, question)
    return control.wait(LAN.id, lambda one: labels(one) == [said.SEND_AGAIN])


def answers(control: Control, person: int = LAN.id) -> list[Json]:
    return [one for one in control.transcript(person) if "nên rời phòng trực" in one["text"]]


def rows(published: Parts) -> list[OutboxMessage]:
    with published.database.session() as session:
        return list(session.exec(select(OutboxMessage)))


@pytest.mark.parametrize("fault", [DROPPED, LOST, page(502, executed=True)])
def test_an_answer_that_may_be_lost_comes_again_when_it_is_asked_for(
    control: Control, published: Parts, fault: Fault
) -> None:
    control.inject(fault, "sendMessage", times=1)
    notice = notice_after(control)
    before = len(answers(control))

    control.press(LAN.id, notice["message_id"], said.SEND_AGAIN)
    control.wait_reply(LAN.id, after=notice["message_id"])
    control.wait(LAN.id, lambda one: "đã gửi lại" in one["text"])

    assert len(answers(control)) == before + 1
    assert labels(answers(control)[-1]) != []
    assert labels(control.message(LAN.id, notice["message_id"]) or {}) == []
    assert {row.payload for row in rows(published)} == {None}


def test_a_second_press_sends_nothing(control: Control) -> None:
    control.inject(DROPPED, "sendMessage", times=1)
    notice = notice_after(control)
    data = notice["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    control.press(LAN.id, notice["message_id"], said.SEND_AGAIN)
    control.wait(LAN.id, lambda one: "đã gửi lại" in one["text"])

    pressed = control.press_data(LAN.id, notice["message_id"], data)

    assert control.callback_answer(pressed)["text"] == said.NOTHING_TO_SEND
    assert len(answers(control)) == 1


def test_nobody_elses_chat_gets_it(control: Control) -> None:
    control.inject(DROPPED, "sendMessage", times=1)
    notice = notice_after(control)
    data = notice["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    theirs = control.wait_reply(MINH.id, after=control.send(MINH.id, "/help"))

    pressed = control.press_data(MINH.id, theirs["message_id"], data)

    assert control.callback_answer(pressed)["text"] == said.NOTHING_TO_SEND
    assert answers(control, MINH.id) == []


@pytest.mark.parametrize("odd", ["1:sa:0", "1:sa:0:x", "1:sa:0:-1", "1:sa:0:999999999999999999999"])
def test_a_forged_button_sends_nothing(control: Control, odd: str) -> None:
    mine = control.wait_reply(LAN.id, after=control.send(LAN.id, "/help"))

    pressed = control.press_data(LAN.id, mine["message_id"], odd)

    assert control.callback_answer(pressed).get("text") in (said.NOTHING_TO_SEND, None, "")
    assert answers(control) == []


def test_in_doubt_again_it_is_offered_again(control: Control) -> None:
    control.inject(DROPPED, "sendMessage", times=1)
    first = notice_after(control)
    control.inject(DROPPED, "sendMessage", times=1)

    control.press(LAN.id, first["message_id"], said.SEND_AGAIN)
    second = control.wait(
        LAN.id,
        lambda one: labels(one) == [said.SEND_AGAIN] and one["message_id"] > first["message_id"],
    )
    control.press(LAN.id, second["message_id"], said.SEND_AGAIN)
    control.wait(LAN.id, lambda one: "đã gửi lại" in one["text"])

    assert len(answers(control)) == 1


def test_it_is_still_offered_after_a_restart(
    control: Control, running_bot: RunningBot, published: Parts
) -> None:
    control.inject(DROPPED, "sendMessage", times=1)
    notice = notice_after(control)
    running_bot.restart()

    control.press(LAN.id, notice["message_id"], said.SEND_AGAIN)
    control.wait(LAN.id, lambda one: "đã gửi lại" in one["text"])

    assert len(answers(control)) == 1
    assert Sent.UNCERTAIN not in {row.state for row in rows(published)}


def test_whoever_asks_what_is_kept_is_told_of_a_message_that_waits(control: Control) -> None:
    control.inject(DROPPED, "sendMessage", times=1)
    notice_after(control)

    shown = control.wait_reply(LAN.id, after=control.send(LAN.id, "/xemdulieu"))

    content = control.file(shown["document"]["file_id"]).decode()
    assert privacy.YOURS_DOUBTFUL.format(count=1) in content


def test_whoever_wants_to_be_forgotten_leaves_no_words_to_be_sent_again(
    control: Control, published: Parts
) -> None:
    control.inject(DROPPED, "sendMessage", times=1)
    notice_after(control)
    card = control.wait_reply(LAN.id, after=control.send(LAN.id, "/xoadulieu"))
    yes = Press(Verb.ERASE, LAN.id, ("1",)).encode()
    control.press_data(LAN.id, card["message_id"], yes)
    control.wait(LAN.id, lambda one: one["message_id"] == card["message_id"] and not labels(one))

    assert Sent.UNCERTAIN not in {row.state for row in rows(published)}
