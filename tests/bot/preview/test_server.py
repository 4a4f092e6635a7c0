"""A real PTB application over HTTP: polling, commands, buttons, files, errors."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from bot.preview.control import Control
from bot.preview.people import LAN

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
