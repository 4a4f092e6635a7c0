"""An article that several documents have: the bot asks back, a button answers."""

from pathlib import Path

import pytest

from bot import texts
from bot.callbacks import LIMIT
from bot.parts import Parts
from bot.preview.control import Control
from bot.preview.people import LAN, MINH
from bot.sources import sources_at
from tests.bot.handlers.test_asking import ask, entities, labels

KEYS = """Tiêu đề: Quy định về chìa khóa
Số hiệu: 37-QĐ/XX

Điều 1. Nơi để
Chìa khóa để ở phòng trực.
Điều 2. Người giữ
1. Người trực giữ chìa khóa.
2. Người trực nên:
a) Ghi sổ khi giao;
b) Báo khi mất.
"""
LAW_LABEL = "9/2021/QH0 “Luật Thư viện mẫu”"
KEYS_LABEL = "37-QĐ/XX “Quy định về chìa khóa”"


@pytest.fixture
def control(control: Control, published: Parts, tmp_path: Path) -> Control:
    """With a second document that has articles."""
    path = tmp_path / "chia-khoa.txt"
    path.write_text(KEYS, encoding="utf-8")
    published.publisher.refresh(sources_at([str(path)]), author="hoa")
    return control


def test_the_document_is_asked_for_and_a_button_answers_with_the_article(control: Control) -> None:
    card = ask(control, "điều 2")
    assert card["text"] == "❓ 2 văn bản có Điều 2. Đồng chí hỏi văn bản nào?"
    assert labels(card) == [LAW_LABEL, KEYS_LABEL, texts.HAND_OVER]
    for row in card["reply_markup"]["inline_keyboard"]:
        assert all(len(button["callback_data"].encode()) <= LIMIT for button in row)

    control.press(LAN.id, card["message_id"], KEYS_LABEL)
    answer = control.wait_reply(LAN.id, after=card["message_id"])
    assert answer["text"].startswith("❓ điều 2\n")
    assert entities(answer, "expandable_blockquote")[0] == "1. Người trực giữ chìa khóa."
    assert "📖 khoản 1 Điều 2, 37-QĐ/XX “Quy định về chìa khóa”" in answer["text"]
    assert "Luật Thư viện mẫu" not in answer["text"]

    control.press(LAN.id, card["message_id"], LAW_LABEL)  # the first card stays of use
    other = control.wait_reply(LAN.id, after=answer["message_id"])
    assert "mượn ba cuốn sách" in other["text"]


def test_a_point_asked_for_keeps_to_the_point_when_the_document_is_chosen(control: Control) -> None:
    card = ask(control, "điểm b khoản 2 đ2 qd37")
    quotes = entities(card, "expandable_blockquote")
    assert quotes == ["2. Người trực nên:", "b) Báo khi mất."]
    assert texts.ONE_OF_MANY in card["text"]


def test_what_is_not_there_is_said_with_what_there_is(control: Control) -> None:
    card = ask(control, "điều 90 luật thư viện")

    assert card["text"] == (
        "9/2021/QH0 “Luật Thư viện mẫu” không có Điều 90; văn bản có từ Điều 1 đến Điều 3."
    )
    assert labels(card) == [texts.HAND_OVER]


def test_a_document_alone_opens_its_contents(control: Control) -> None:
    card = ask(control, "37-QĐ/XX")
    assert labels(card) == [
        texts.TO_DOCUMENT,
        "Điều 1. Nơi để",
        "Điều 2. Người giữ",
        texts.HAND_OVER,
    ]

    control.press(LAN.id, card["message_id"], texts.TO_DOCUMENT)
    outline = control.wait(LAN.id, lambda one: "Điều 2. Người giữ" in one["text"])
    assert "trang 1/1" in outline["text"]


def test_a_question_about_an_article_is_answered_from_it_alone(control: Control) -> None:
    card = ask(control, "theo điều 1 QĐ 37 thì chìa khóa để ở đâu")

    assert entities(card, "expandable_blockquote") == ["Chìa khóa để ở phòng trực."]


def test_another_person_cannot_choose(control: Control) -> None:
    card = ask(control, "điều 2")
    control.send(MINH.id, "/start")
    data = card["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    press = control.press_data(MINH.id, card["message_id"], data, chat=LAN.id)

    assert control.callback_answer(press)["text"] == texts.OTHERS_BUTTON
