"""What people can do, without a bot behind the preview."""

import threading
from typing import Any

import pytest

from bot.preview.control import Control
from bot.preview.errors import PreviewError, PreviewTimeout
from bot.preview.people import HOA, LAN, MINH, PEOPLE, BotAccount
from bot.preview.world import World
from tests.bot.preview.test_files import PNG


@pytest.fixture
def world() -> World:
    return World(PEOPLE, BotAccount(1, "Nên Chăng", "nenchang_bot"))


@pytest.fixture
def control(world: World) -> Control:
    return Control(world)


def updates(world: World) -> list[dict[str, Any]]:
    return world.updates.read(0, 100, world.clock.now())


def post(world: World, text: str, **content: Any) -> int:  # noqa: ANN401
    """A message of the bot in Lan's chat."""
    with world.bell.lock:
        message = world.post(world.chats[LAN.id], world.account.user(), {"text": text, **content})
    return int(message["message_id"])


KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Có", "callback_data": "y"}, {"text": "Chép", "copy_text": {"text": "z"}}]
    ]
}


def test_a_text_becomes_an_update_with_entities(control: Control, world: World) -> None:
    assert control.send(LAN.id, " 😀 /hoi ") == 1
    (update,) = updates(world)
    message = update["message"]
    assert message["text"] == "😀 /hoi"
    assert message["entities"] == [{"type": "bot_command", "offset": 3, "length": 4}]
    assert message["from"]["language_code"] == "vi"
    assert message["chat"]["type"] == "private"


def test_a_text_over_4096_characters_goes_as_two_messages(control: Control, world: World) -> None:
    assert control.send(LAN.id, "ă" * 5000) == 1
    assert [len(update["message"]["text"]) for update in updates(world)] == [4096, 904]


@pytest.mark.parametrize("text", ["", " \n", "\u200b"])
def test_nothing_is_sent_for_an_empty_text(control: Control, world: World, text: str) -> None:
    with pytest.raises(PreviewError, match="tin nhắn trống"):
        control.send(LAN.id, text)
    assert updates(world) == []


def test_nobody_else_is_in_the_preview(control: Control) -> None:
    with pytest.raises(PreviewError, match="mã 5"):
        control.send(5, "a")


def test_stickers_photos_and_documents_become_updates(control: Control, world: World) -> None:
    control.send_sticker(LAN.id, "😀")
    control.send_photo(LAN.id, PNG, "xem /hoi")
    control.send_document(LAN.id, "a.md", b"# A")
    sticker, photo, document = (update["message"] for update in updates(world))
    assert sticker["sticker"]["emoji"] == "😀"
    assert photo["photo"][0]["width"] == 640
    assert photo["caption_entities"][0]["type"] == "bot_command"
    assert document["document"]["file_name"] == "a.md"
    assert control.file(document["document"]["file_id"]) == b"# A"


def test_files_that_telegram_would_not_take_are_refused(control: Control) -> None:
    with pytest.raises(PreviewError, match="tệp này có 0 byte"):
        control.send_document(LAN.id, "a.md", b"")
    with pytest.raises(PreviewError, match="PNG, JPEG hoặc GIF"):
        control.send_photo(LAN.id, b"text")


def test_a_press_carries_the_message_and_who_pressed(control: Control, world: World) -> None:
    card = post(world, "Đồng ý?", reply_markup=KEYBOARD)
    pressed = control.press(MINH.id, card, "Có", chat=LAN.id)
    query = updates(world)[0]["callback_query"]
    assert (query["id"], query["data"]) == (pressed, "y")
    assert query["from"]["id"] == MINH.id
    assert query["message"]["chat"]["id"] == LAN.id
    assert [press.id for press in control.unanswered_callbacks()] == [pressed]


def test_a_button_that_only_copies_cannot_be_pressed(control: Control, world: World) -> None:
    card = post(world, "Đồng ý?", reply_markup=KEYBOARD)
    with pytest.raises(PreviewError, match="“Chép” không gửi gì cho bot"):
        control.press(LAN.id, card, "Chép")
    assert control.button(LAN.id, card, "Chép")["copy_text"] == {"text": "z"}


def test_a_button_that_is_not_there_is_named_with_the_transcript(
    control: Control, world: World
) -> None:
    card = post(world, "Đồng ý?", reply_markup=KEYBOARD)
    with pytest.raises(PreviewError, match=r"(?s)không có nút “Không”.*Đồng ý\? \[Có\] \[Chép\]"):
        control.press(LAN.id, card, "Không")


def test_a_press_on_a_deleted_message_is_still_sent(control: Control, world: World) -> None:
    control.press_data(LAN.id, 77, "old")
    message = updates(world)[0]["callback_query"]["message"]
    assert (message["message_id"], message["date"]) == (77, 0)


def test_an_edit_becomes_an_edited_message(control: Control, world: World) -> None:
    sent = control.send(LAN.id, "một")
    control.edit(LAN.id, sent, "hai")
    assert updates(world)[1]["edited_message"]["text"] == "hai"
    with pytest.raises(PreviewError, match="Không có tin nhắn số 9"):
        control.edit(LAN.id, 9, "ba")


def test_the_bots_messages_cannot_be_edited_by_people(control: Control, world: World) -> None:
    card = post(world, "a")
    with pytest.raises(PreviewError, match="để sửa"):
        control.edit(LAN.id, card, "b")


def test_blocking_is_told_once_and_keeps_people_from_writing(
    control: Control, world: World
) -> None:
    control.block(LAN.id)
    control.block(LAN.id)
    with pytest.raises(PreviewError, match="đang chặn bot"):
        control.send(LAN.id, "a")
    control.unblock(LAN.id)
    states = [update["my_chat_member"]["new_chat_member"]["status"] for update in updates(world)]
    assert states == ["kicked", "member"]


def test_waiting_ends_when_a_message_comes_from_another_thread(
    control: Control, world: World
) -> None:
    later = threading.Timer(0.05, post, (world, "đây rồi"))
    later.start()
    assert control.wait_reply(LAN.id)["text"] == "đây rồi"
    later.join()


def test_waiting_in_vain_tells_what_is_in_the_chats(control: Control, world: World) -> None:
    control.send(HOA.id, "câu hỏi")
    with pytest.raises(PreviewTimeout, match=r"(?s)tin nhắn mong đợi ở mã 1003.*1 Hoa: câu hỏi"):
        control.wait_reply(HOA.id, timeout=0.01)
    with pytest.raises(PreviewTimeout, match="câu trả lời cho lần bấm nút 5"):
        control.callback_answer("5", timeout=0.01)


def test_the_transcript_is_a_copy(control: Control) -> None:
    control.send(LAN.id, "a")
    control.transcript(LAN.id)[0]["text"] = "b"
    assert control.transcript(LAN.id)[0]["text"] == "a"


def test_the_clock_can_be_moved(control: Control, world: World) -> None:
    control.press_data(LAN.id, 1, "x")
    control.advance(151)
    assert updates(world) == []
