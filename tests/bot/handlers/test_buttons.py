from typing import Any

import pytest

from bot import commands, texts
from bot import texts_proving as proving
from bot.answer import Answer
from bot.answering import Answerer
from bot.callbacks import Press, Verb
from bot.cards import shortened
from bot.preview.control import Control
from bot.preview.people import LAN, MINH
from tests.bot.handlers.test_asking import ask, entities, labels

QUESTION = "Có được rời phòng trực không?"


def test_start_offers_three_examples_that_answer_when_pressed(control: Control) -> None:
    hello = ask(control, "/start")
    assert labels(hello) == [shortened(text) for text in texts.EXAMPLES]

    control.press(LAN.id, hello["message_id"], labels(hello)[0])
    card = control.wait_reply(LAN.id, after=hello["message_id"])
    assert texts.EXAMPLES[0] in card["text"]


def test_help_and_the_menu_show_every_command(control: Control) -> None:
    shown = ask(control, "/help")["text"]
    menu = {entry["command"]: entry["description"] for entry in control.commands(LAN.id)}

    assert menu == {command.name: command.description for command in commands.COMMANDS}
    for command in commands.COMMANDS:
        assert f"/{command.name} — {command.description}" in shown


def test_thumbs_are_taken_and_can_be_changed(control: Control) -> None:
    card = ask(control, QUESTION)
    for label, said in ((texts.HELPFUL, texts.THANKS), (texts.NOT_HELPFUL, proving.WHY)):
        press = control.press(LAN.id, card["message_id"], label)
        assert control.callback_answer(press)["text"] == said


def test_neighbours_open_below_and_then_turn_in_place(control: Control) -> None:
    card = ask(control, QUESTION)
    control.press(LAN.id, card["message_id"], texts.PREVIOUS)
    opened = control.wait_reply(LAN.id, after=card["message_id"])
    assert entities(opened, "expandable_blockquote") == [
        "Cán bộ trực nên bàn giao chìa khóa cho ca sau."
    ]

    control.press(LAN.id, opened["message_id"], texts.PREVIOUS)
    turned = control.wait(
        LAN.id,
        lambda one: one["message_id"] == opened["message_id"] and "ký sổ" in one["text"],
    )
    assert texts.PREVIOUS not in labels(turned)
    assert control.message(LAN.id, card["message_id"]) == card


def test_beyond_the_last_passage_there_is_a_word_and_no_message(control: Control) -> None:
    card = ask(control, QUESTION)
    press = control.press(LAN.id, card["message_id"], texts.NEXT)

    assert control.callback_answer(press)["text"] == texts.LAST_PASSAGE


def test_full_text_shows_the_section_word_for_word(control: Control) -> None:
    card = ask(control, "mượn ba cuốn sách")
    control.press(LAN.id, card["message_id"], texts.FULL_TEXT)
    full = control.wait_reply(LAN.id, after=card["message_id"])

    assert "1. Bạn đọc được quyền mượn ba cuốn sách.\n2. Bạn đọc được quyền góp ý" in full["text"]


def test_the_do_list_is_complete_and_counted_from_rows(control: Control) -> None:
    shown = ask(control, "/nenlam")

    assert "Những điều nên làm: 2 điều, trong 1 mục" in shown["text"]
    assert "Ký sổ trực" in shown["text"]
    assert "Bàn giao chìa khóa" in shown["text"]
    assert "Rời phòng" not in shown["text"]
    control.press(LAN.id, shown["message_id"], "2")
    opened = control.wait_reply(LAN.id, after=shown["message_id"])
    assert "nên bàn giao chìa khóa" in opened["text"]


def test_the_dont_list_holds_only_donts(control: Control) -> None:
    shown = ask(control, "/khongnen")["text"]

    assert "Những điều không nên làm: 1 điều" in shown
    assert "Rời phòng trực" in shown
    assert "Ký sổ" not in shown


def test_documents_lead_to_every_passage(control: Control) -> None:
    shown = ask(control, "/vanban")
    assert "Quy chế trực ban" in shown["text"]

    control.press(LAN.id, shown["message_id"], "2")
    outline = control.wait(LAN.id, lambda one: "Điều 2. Quyền của bạn đọc" in one["text"])
    place = next(
        line.split(".")[0]
        for line in outline["text"].splitlines()
        if "Điều 2. Quyền của bạn đọc" in line
    )
    control.press(LAN.id, outline["message_id"], place)
    clause = control.wait_reply(LAN.id, after=outline["message_id"])
    assert "mượn ba cuốn sách" in clause["text"]
    control.press(LAN.id, clause["message_id"], texts.NEXT)
    control.wait(LAN.id, lambda one: "góp ý cho thủ thư" in one["text"])


def test_a_button_of_another_persons_card_does_nothing(control: Control) -> None:
    card = ask(control, QUESTION)
    control.send(MINH.id, "/start")
    press = control.press(MINH.id, card["message_id"], texts.HELPFUL, chat=LAN.id)

    assert control.callback_answer(press)["text"] == texts.OTHERS_BUTTON


@pytest.mark.parametrize(
    "data",
    [
        "0:cũ",
        "v0:answer:12",
        Press(Verb.OPEN, LAN.id, ("999999", "0")).encode(),
        Press(Verb.TURN, LAN.id, ("999999",)).encode(),
        Press(Verb.FULL, LAN.id, ("999999", "0")).encode(),
        Press(Verb.DOCUMENT, LAN.id, ("999999", "0")).encode(),
        Press(Verb.HELPFUL, LAN.id, ("ffffff",)).encode(),
        Press(Verb.HAND_OVER, LAN.id, ("ffffff",)).encode(),
        Press(Verb.CHOOSE, LAN.id, ("ffffff", "1")).encode(),
        Press(Verb.CHOOSE, LAN.id, ("ffffff",)).encode(),
        Press(Verb.LIST, LAN.id, ("must", "x")).encode(),
        Press(Verb.LIST, LAN.id, ("không", "0")).encode(),
        Press(Verb.EXAMPLE, LAN.id, ("99",)).encode(),
        Press(Verb.HELPFUL, LAN.id).encode(),
    ],
)
def test_an_old_or_forged_button_gets_one_sentence(control: Control, data: str) -> None:
    hello = ask(control, "/start")
    press = control.press_data(LAN.id, hello["message_id"], data)

    assert control.callback_answer(press)["text"] == texts.OLD_BUTTON


def test_while_the_bot_thinks_it_says_so(control: Control, monkeypatch: pytest.MonkeyPatch) -> None:
    answered = Answerer.ask

    def slowly(*args: Any, **named: Any) -> Answer:  # noqa: ANN401 -- whatever it takes
        control.wait_until(lambda: control.action(LAN.id) or None, "dấu hiệu đang viết")
        return answered(*args, **named)

    monkeypatch.setattr(Answerer, "ask", slowly)
    ask(control, QUESTION)

    called = [call.method.lower() for call in control.calls]
    assert called.index("sendchataction") < called.index("sendmessage")
