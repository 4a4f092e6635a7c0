"""What Telegram refuses, and what is made of it, by PTB's bot against a real server."""

import logging

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken

from knowledge.post import Sent
from tests.bot.delivery.misbehaving import (
    BLOCKED,
    FIREWALL,
    Behaviour,
    Misbehaving,
    refuses,
)
from tests.bot.delivery.post import GROUP, LAN, MINH, TOKEN, Post


async def test_tags_that_telegram_does_not_take_are_left_out_and_the_words_stay(
    post: Post, server: Misbehaving, caplog: pytest.LogCaptureFixture
) -> None:
    post.handle()
    server.expect("sendMessage", refuses('can\'t parse entities: Unsupported start tag "bí"'))
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Mở", callback_data="x")]])
    marked = "<b>Nên</b> ký sổ &amp; bàn giao <blockquote>3 &lt; 5</blockquote>"

    with caplog.at_level(logging.ERROR):
        await post.bot.send_message(LAN, marked, parse_mode=ParseMode.HTML, reply_markup=keyboard)

    (done,) = server.done
    assert done.data["text"] == "Nên ký sổ & bàn giao 3 < 5"
    assert "parse_mode" not in done.data
    assert "reply_markup" in done.data
    assert [one.getMessage() for one in caplog.records] == [
        "sendMessage was refused and goes as plain text: can't parse entities"
    ]


async def test_what_is_too_long_goes_in_parts_with_the_buttons_under_the_last(
    post: Post, server: Misbehaving
) -> None:
    post.handle()
    server.expect("sendMessage", refuses("message is too long"))
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Mở", callback_data="x")]])
    words = "\n".join(f"dòng {number}" for number in range(1_000))

    await post.bot.send_message(LAN, words, reply_markup=keyboard)

    assert "\n".join(server.sent()) == words
    assert ["reply_markup" in one.data for one in server.done] == [False, False, True]
    assert post.states() == [Sent.SENT] * 3


async def test_what_stays_refused_is_refused(post: Post, server: Misbehaving) -> None:
    post.handle()
    server.expect("sendMessage", *[refuses("can't parse entities")] * 2)

    with pytest.raises(BadRequest, match="parse entities"):
        await post.bot.send_message(LAN, "Lời")

    assert post.rows() == []


async def test_a_reply_to_what_is_gone_is_no_reply(post: Post, server: Misbehaving) -> None:
    server.expect("sendMessage", refuses("message to be replied not found"))

    await post.bot.send_message(LAN, "Lời", reply_parameters=ReplyParameters(3))

    assert [sorted(one.data) for one in server.done] == [["chat_id", "text"]]


async def test_a_topic_that_is_gone_is_no_topic(post: Post, server: Misbehaving) -> None:
    server.expect("sendMessage", refuses("message thread not found"))

    await post.bot.send_message(GROUP, "Lời", message_thread_id=3)

    assert [sorted(one.data) for one in server.done] == [["chat_id", "text"]]


async def test_an_edit_of_what_is_gone_becomes_a_message_and_later_edits_find_it(
    post: Post, server: Misbehaving
) -> None:
    post.handle()
    server.expect("editMessageText", refuses("message to edit not found"))

    new = await post.bot.edit_message_text("Một", LAN, 55)
    await post.bot.edit_message_text("Hai", LAN, 55)

    assert isinstance(new, Message)
    assert [(one.method, one.data.get("message_id")) for one in server.done] == [
        ("sendMessage", None),
        ("editMessageText", str(new.message_id)),
    ]
    assert post.states() == [Sent.SENT]


async def test_an_edit_to_the_same_is_done(post: Post, server: Misbehaving) -> None:
    server.expect("editMessageText", refuses("message is not modified: bla"))

    assert await post.bot.edit_message_text("Một", LAN, 55) is True


async def test_a_press_that_is_too_old_is_answered(post: Post, server: Misbehaving) -> None:
    too_old = "query is too old and response timeout expired or query ID is invalid"
    server.expect("answerCallbackQuery", refuses(too_old))

    assert await post.bot.answer_callback_query("55")


@pytest.mark.parametrize("how", [BLOCKED, refuses("chat not found")])
async def test_after_a_403_nothing_goes_to_the_chat_whatever_restarts(
    post: Post, server: Misbehaving, how: Behaviour
) -> None:
    post.handle()
    server.expect("sendMessage", how)
    with pytest.raises((Forbidden, BadRequest), match=r"blocked|not found"):
        await post.bot.send_message(LAN, "Một")

    with pytest.raises(Forbidden, match="heard of"):
        await post.bot.send_message(LAN, "Hai")
    await post.die()
    with pytest.raises(Forbidden, match="heard of"):
        await post.bot.edit_message_text("Ba", LAN, 4)
    await post.bot.send_chat_action(LAN, ChatAction.TYPING)
    await post.bot.send_message(MINH, "Cho Minh")

    assert server.asked == ["sendMessage", "sendMessage"]
    assert post.states() == [Sent.SENT]


async def test_a_firewalls_403_cuts_nobody_off(post: Post, server: Misbehaving) -> None:
    server.expect("sendMessage", FIREWALL)

    await post.bot.send_message(LAN, "Một")
    await post.bot.send_message(LAN, "Hai")

    assert server.sent() == ["Một", "Hai"]


async def test_a_refused_look_at_a_chat_cuts_nobody_off(post: Post, server: Misbehaving) -> None:
    server.expect("getChat", refuses("chat not found"))
    with pytest.raises(BadRequest, match="not found"):
        await post.bot.get_chat(LAN)

    await post.bot.send_message(LAN, "Một")

    assert server.sent() == ["Một"]


async def test_a_group_that_moved_is_written_to_where_it_is_now(
    post: Post, server: Misbehaving
) -> None:
    post.handle()
    told: list[tuple[int, int]] = []

    async def moved(old: int, new: int) -> None:
        told.append((old, new))

    post.courier.moved = moved
    server.expect("sendMessage", refuses("group chat was upgraded", migrate_to_chat_id=-1005))

    await post.bot.send_message(GROUP, "Một")
    await post.bot.send_message(GROUP, "Hai")

    assert server.sent(-1005) == ["Một", "Hai"]
    assert told == [(GROUP, -1005)]
    assert [row.chat_id for row in post.rows()] == [-1005, -1005]


async def test_a_revoked_token_goes_through_and_is_not_named(
    post: Post, server: Misbehaving
) -> None:
    post.handle()
    server.expect("sendMessage", Behaviour(False, 401, "Unauthorized"))

    with pytest.raises(InvalidToken) as caught:
        await post.bot.send_message(LAN, "Một")

    assert TOKEN not in f"{caught.value!r} {caught.value.__cause__!r} {caught.value.__context__!r}"
    assert post.rows() == []
