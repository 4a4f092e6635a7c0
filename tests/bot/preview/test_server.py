"""A real PTB application over HTTP: polling, commands, buttons, files, errors."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from telegram import ReplyParameters
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter

from bot.preview.control import Control
from bot.preview.errors import PreviewError
from bot.preview.people import HOA, LAN, MINH
from tests.bot.preview.echo_bot import AnyApplication
from tests.bot.preview.test_files import PNG

pytestmark = pytest.mark.usefixtures("echo_bot")


async def during(work: Callable[..., Any], *arguments: Any) -> Any:  # noqa: ANN401
    """Do what blocks in a thread while the bot runs in this event loop."""
    return await asyncio.to_thread(work, *arguments)


async def say(control: Control, person: int, text: str) -> dict[str, Any]:
    sent = control.send(person, text)
    reply: dict[str, Any] = await during(control.wait_reply, person, sent)
    return reply


async def test_a_command_reaches_its_handler_and_is_answered(control: Control) -> None:
    reply = await say(control, LAN.id, "/start")
    assert reply["text"] == "Chào đồng chí!"
    assert reply["chat"]["id"] == LAN.id
    assert control.unknown_methods == []


async def test_text_is_echoed_with_entities_and_a_keyboard(control: Control) -> None:
    reply = await say(control, LAN.id, "Hỏi 😀 <b>")
    assert reply["text"] == "Nhắc lại: Hỏi 😀 <b>"
    assert reply["entities"] == [{"type": "bold", "offset": 10, "length": 10}]
    labels = [b["text"] for row in reply["reply_markup"]["inline_keyboard"] for b in row]
    assert labels == ["Hữu ích", "Cảnh báo", "Sao chép"]
    assert [call.method for call in control.calls][-2:] == ["sendChatAction", "sendMessage"]


async def test_a_pressed_button_is_answered_and_the_message_changes(control: Control) -> None:
    reply = await say(control, LAN.id, "xin chào")
    pressed = control.press(LAN.id, reply["message_id"], "Hữu ích")
    answer = await during(control.callback_answer, pressed)
    assert answer == {"text": "Cảm ơn đồng chí.", "show_alert": False}
    edited = await during(control.wait, LAN.id, lambda message: "edit_date" in message)
    assert edited["message_id"] == reply["message_id"]
    assert edited["text"] == "Đã ghi nhận góp ý."
    assert control.unanswered_callbacks() == []
    assert control.errors == []


async def test_an_alert_is_told_from_a_toast(control: Control) -> None:
    reply = await say(control, LAN.id, "xin chào")
    pressed = control.press(LAN.id, reply["message_id"], "v1:alert")
    answer = await during(control.callback_answer, pressed)
    assert answer == {"text": "Đây là hộp báo.", "show_alert": True}


async def test_an_edited_message_is_told_of_as_edited(control: Control) -> None:
    sent = control.send(LAN.id, "lần một")
    await during(control.wait_reply, LAN.id, sent)
    control.edit(LAN.id, sent, "lần hai")
    reply = await during(
        control.wait, LAN.id, lambda message: message["text"] == "Đã sửa thành: lần hai"
    )
    assert reply["from"]["is_bot"]


async def test_a_document_goes_up_and_comes_back(control: Control) -> None:
    sent = control.send_document(HOA.id, "số liệu.txt", "ăâ".encode())
    reply = await during(control.wait_reply, HOA.id, sent)
    assert reply["document"]["file_name"] == "nguoc.txt"
    assert control.file(reply["document"]["file_id"]) == "ăâ".encode()[::-1]


async def test_people_have_chats_of_their_own(control: Control) -> None:
    await say(control, LAN.id, "tôi là Lan")
    await say(control, MINH.id, "tôi là Minh")
    assert [message["text"] for message in control.transcript(MINH.id)] == [
        "tôi là Minh",
        "Nhắc lại: tôi là Minh",
    ]
    assert [message["message_id"] for message in control.transcript(MINH.id)] == [1, 2]


async def test_the_bots_commands_are_its_menu(control: Control) -> None:
    commands = control.commands()
    assert [command["command"] for command in commands] == ["start", "trich"]


async def test_a_button_of_another_persons_card_names_who_pressed(
    control: Control, echo_bot: AnyApplication
) -> None:
    reply = await say(control, LAN.id, "xin chào")
    pressed = control.press(MINH.id, reply["message_id"], "Hữu ích", chat=LAN.id)
    await during(control.callback_answer, pressed)
    edited = await during(control.wait, LAN.id, lambda message: "edit_date" in message)
    assert edited["message_id"] == reply["message_id"]


@pytest.mark.parametrize(
    ("arguments", "kind", "reason"),
    [
        ({"chat_id": 5, "text": "a"}, BadRequest, "Chat not found"),
        ({"chat_id": MINH.id, "text": "a"}, Forbidden, "bot can't initiate conversation"),
        ({"chat_id": LAN.id, "text": ""}, BadRequest, "Message text is empty"),
        ({"chat_id": LAN.id, "text": "\u200b"}, BadRequest, "Text must be non-empty"),
        ({"chat_id": LAN.id, "text": "a" * 4097}, BadRequest, "Message is too long"),
        (
            {"chat_id": LAN.id, "text": "a", "reply_to_message_id": 99},
            BadRequest,
            "Message to be replied not found",
        ),
        (
            {"chat_id": LAN.id, "text": "<x>", "parse_mode": "HTML"},
            BadRequest,
            "Can't parse entities: unsupported start tag",
        ),
    ],
)
async def test_a_message_that_cannot_be_sent_is_refused_in_telegrams_words(
    control: Control,
    echo_bot: AnyApplication,
    arguments: dict[str, Any],
    kind: type[Exception],
    reason: str,
) -> None:
    await say(control, LAN.id, "/start")
    with pytest.raises(kind, match=f"(?i){reason}"):
        await echo_bot.bot.send_message(**arguments)
    assert [call.method for call in control.errors] == ["sendMessage"]


async def test_edits_are_refused_as_on_telegram(control: Control, echo_bot: AnyApplication) -> None:
    reply = await say(control, LAN.id, "/start")
    where = {"chat_id": LAN.id, "message_id": reply["message_id"]}
    bot = echo_bot.bot
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("Chào đồng chí!", **where)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("a", LAN.id, 99)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("a", LAN.id, 1)
    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.edit_message_text("a" * 4097, **where)
    assert control.message(LAN.id, reply["message_id"]) == reply


async def test_an_edit_without_a_keyboard_takes_the_keyboard_away(
    control: Control, echo_bot: AnyApplication
) -> None:
    reply = await say(control, LAN.id, "xin chào")
    await echo_bot.bot.edit_message_text("mới", LAN.id, reply["message_id"])
    assert "reply_markup" not in (control.message(LAN.id, reply["message_id"]) or {})
    with pytest.raises(PreviewError, match="không có nút “Hữu ích”"):
        control.press(LAN.id, reply["message_id"], "Hữu ích")


async def test_a_reply_may_quote_only_words_of_the_message(
    control: Control, echo_bot: AnyApplication
) -> None:
    sent = control.send(LAN.id, "Uống rượu bia có được không?")
    await during(control.wait_reply, LAN.id, sent)
    message = await echo_bot.bot.send_message(
        LAN.id, "a", reply_parameters=ReplyParameters(sent, quote="rượu bia")
    )
    assert message.quote
    assert (message.quote.text, message.quote.position) == ("rượu bia", 5)
    with pytest.raises(BadRequest, match="Quote_text_invalid"):
        await echo_bot.bot.send_message(
            LAN.id, "a", reply_parameters=ReplyParameters(sent, quote="trà đá")
        )


async def test_a_person_who_blocks_the_bot_cannot_be_written_to(
    control: Control, echo_bot: AnyApplication
) -> None:
    await say(control, LAN.id, "/start")
    control.block(LAN.id)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await echo_bot.bot.send_message(LAN.id, "a")
    control.unblock(LAN.id)
    await echo_bot.bot.send_message(LAN.id, "a")


async def test_photos_captions_copies_and_deletions_work(
    control: Control, echo_bot: AnyApplication
) -> None:
    await say(control, LAN.id, "/start")
    bot = echo_bot.bot
    photo = await bot.send_photo(LAN.id, PNG, caption="<b>Ảnh</b>", parse_mode="HTML")
    assert (photo.photo[0].width, photo.photo[0].height) == (640, 480)
    assert photo.caption_entities[0].type == "bold"
    await bot.edit_message_caption(LAN.id, photo.message_id, caption="mới")
    copied = await bot.copy_message(LAN.id, LAN.id, photo.message_id)
    assert (control.message(LAN.id, copied.message_id) or {})["caption"] == "mới"
    forwarded = await bot.forward_message(LAN.id, LAN.id, 1)
    assert forwarded.forward_origin
    assert await bot.delete_message(LAN.id, photo.message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(LAN.id, photo.message_id)
    assert await bot.delete_messages(LAN.id, [copied.message_id, 99])
    assert control.message(LAN.id, copied.message_id) is None


async def test_a_reaction_is_one_known_emoji(control: Control, echo_bot: AnyApplication) -> None:
    await say(control, LAN.id, "/start")
    assert await echo_bot.bot.set_message_reaction(LAN.id, 1, "👀")
    assert control.reaction(LAN.id, 1) == "👀"
    with pytest.raises(BadRequest, match="Reaction_invalid"):
        await echo_bot.bot.set_message_reaction(LAN.id, 1, "🧾")


async def test_the_bot_can_read_who_it_and_its_people_are(echo_bot: AnyApplication) -> None:
    bot = echo_bot.bot
    assert (await bot.get_chat(LAN.id)).first_name == "Lan"
    assert (await bot.get_chat_member(LAN.id, LAN.id)).status == "member"
    assert (await bot.get_my_description()).description.startswith("Bot thử")
    assert (await bot.get_webhook_info()).pending_update_count == 0
    assert [one.command for one in await bot.get_my_commands()] == ["start", "trich"]


async def test_a_planned_failure_reaches_the_bot_once(
    control: Control, echo_bot: AnyApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    await say(control, LAN.id, "/start")
    control.fail_next("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
    with pytest.raises(RetryAfter, match="Flood control exceeded"):
        await echo_bot.bot.send_message(LAN.id, "a")
    await echo_bot.bot.send_message(LAN.id, "a")


async def test_an_unknown_method_is_404_and_remembered(
    control: Control, echo_bot: AnyApplication
) -> None:
    with pytest.raises(InvalidToken, match="Not Found"):
        await echo_bot.bot.send_dice(LAN.id)
    assert control.unknown_methods == ["sendDice"]


async def test_typing_is_seen_until_the_next_message(
    control: Control, echo_bot: AnyApplication
) -> None:
    await say(control, LAN.id, "/start")
    await echo_bot.bot.send_chat_action(LAN.id, "typing")
    assert control.action(LAN.id) == "typing"
    control.advance(5)
    assert control.action(LAN.id) == ""
    await echo_bot.bot.send_chat_action(LAN.id, "typing")
    await echo_bot.bot.send_message(LAN.id, "a")
    assert control.action(LAN.id) == ""
