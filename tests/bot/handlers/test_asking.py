import pytest

from bot import texts
from bot import texts_proving as proving
from bot.preview.control import Control
from bot.preview.jsontypes import Json
from bot.preview.people import HOA, LAN, MINH


def ask(control: Control, question: str, person: int = LAN.id) -> Json:
    return control.wait_reply(person, after=control.send(person, question))


def entities(message: Json, kind: str) -> list[str]:
    """The pieces of a message's text with this formatting; offsets are in UTF-16 units."""
    units = message["text"].encode("utf-16-le")
    return [
        units[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le")
        for one in message.get("entities", [])
        if one["type"] == kind
    ]


def labels(message: Json) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def test_a_question_gets_the_rule_word_for_word_with_its_source(control: Control) -> None:
    card = ask(control, "Có được rời phòng trực không?")

    assert card["text"].startswith("⛔ Không nên")
    assert entities(card, "expandable_blockquote")[0] == (
        "Cán bộ trực không nên rời phòng trực khi chưa có người thay."
    )
    assert "12-QC/TĐ “Quy chế trực ban” · Tỉnh Đoàn Mẫu · 06/05/2024" in card["text"]
    assert "Quy chế mẫu, đoạn 3" in card["text"]


def test_a_do_is_answered_as_a_do(control: Control) -> None:
    assert ask(control, "có phải ký sổ trực không")["text"].startswith("✅ Nên")


@pytest.mark.parametrize(
    "question",
    [
        "co duoc roi phong truc khong",
        "RỜI PHÒNG TRỰC?",
        "ro\u031b\u0300i pho\u0300ng tru\u031b\u0323c",
    ],
)
def test_without_marks_in_capitals_or_decomposed_the_rule_is_the_same(
    control: Control, question: str
) -> None:
    assert "không nên rời phòng trực" in ask(control, question)["text"]


def test_hoi_answers_too_and_alone_asks_back(control: Control) -> None:
    assert "rời phòng trực" in ask(control, "/hoi rời phòng trực")["text"]
    assert ask(control, "/hoi")["text"] == texts.ASK_WHAT


def test_what_is_not_there_is_not_found_and_goes_to_a_person(control: Control) -> None:
    card = ask(control, "Cách nấu phở bò?")
    assert card["text"] == texts.NOTHING_FOUND.strip()

    control.press(LAN.id, card["message_id"], texts.HAND_OVER)
    choice = control.wait_reply(LAN.id, after=card["message_id"])
    control.press(LAN.id, choice["message_id"], proving.ANONYMOUSLY)
    control.wait(LAN.id, lambda message: "phiếu số 1" in message["text"])
    control.send(HOA.id, "/start")  # nobody can be written to before
    ticket = control.wait(HOA.id, lambda message: "Cách nấu phở bò?" in message["text"])
    assert "Lan" not in ticket["text"]

    again = control.press(LAN.id, card["message_id"], texts.HAND_OVER)
    assert "đã gửi rồi, phiếu số 1" in control.callback_answer(again)["text"]


def test_who_asks_for_the_list_gets_all_of_it(control: Control) -> None:
    assert "Những điều không nên làm: 1 điều" in ask(control, "Những điều không nên làm?")["text"]


def test_an_edited_question_is_answered_again(control: Control) -> None:
    sent = control.send(LAN.id, "ký sổ trực")
    first = control.wait_reply(LAN.id, after=sent)
    control.edit(LAN.id, sent, "rời phòng trực")

    card = control.wait_reply(LAN.id, after=first["message_id"])
    assert card["text"].startswith(texts.ANSWER_TO_EDIT)
    assert "không nên rời phòng trực" in card["text"]


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        ("😀😀", "Câu hỏi chưa có chữ nào"),
        ("?!…", "Câu hỏi chưa có chữ nào"),
        ("phòng " * 400, "xin rút gọn"),
        ("/khongcolenhnay", texts.UNKNOWN_COMMAND),
    ],
)
def test_odd_messages_get_one_clear_sentence(control: Control, said: str, reply: str) -> None:
    sent = control.send(LAN.id, said)
    assert reply in control.wait_reply(LAN.id, after=sent)["text"]

    after = ask(control, "/hoi")
    replies = [one for one in control.transcript(LAN.id) if one["from"]["is_bot"]]
    assert len(replies) == 2
    assert after["text"] == texts.ASK_WHAT


def test_markup_and_control_characters_in_a_question_harm_nothing(control: Control) -> None:
    card = ask(control, "<script>alert(1)</script> & rời\x07 phòng trực </b>")

    assert "không nên rời phòng trực" in card["text"]
    assert control.errors == []


def test_five_thousand_characters_arrive_as_telegram_splits_them(control: Control) -> None:
    sent = control.send(LAN.id, "phòng " * 833)

    assert "xin rút gọn" in control.wait_reply(LAN.id, after=sent)["text"]


def test_a_sticker_is_told_that_only_text_is_read(control: Control) -> None:
    assert control.wait_reply(LAN.id, after=control.send_sticker(LAN.id))["text"] == texts.ONLY_TEXT


def test_two_people_are_answered_each_in_their_chat(control: Control) -> None:
    control.send(LAN.id, "ký sổ trực")
    control.send(MINH.id, "rời phòng trực")

    assert "nên ký sổ" in control.wait_reply(LAN.id)["text"]
    assert "không nên rời" in control.wait_reply(MINH.id)["text"]


def test_one_persons_questions_are_answered_in_order(control: Control) -> None:
    questions = ["ký sổ trực", "rời phòng trực", "bàn giao chìa khóa", "xé sách"]
    sent = [control.send(LAN.id, question) for question in questions]
    control.wait_until(
        lambda: [one for one in control.transcript(LAN.id) if one["from"]["is_bot"]][3:] or None,
        "bốn câu trả lời",
    )

    replies = [one["text"] for one in control.transcript(LAN.id) if one["message_id"] > sent[-1]]
    wanted = ["ký sổ", "rời phòng", "bàn giao", "xé sách"]
    assert all(piece in reply for piece, reply in zip(wanted, replies, strict=True))
