"""PTB's bot against a server that misbehaves: what is sent how often, and what is known of it."""

import asyncio

import pytest
from telegram import InputFile
from telegram.constants import ChatAction
from telegram.error import Forbidden, NetworkError

from bot.delivery.errors import Uncertain, Undelivered
from knowledge import outbox
from knowledge.errors import DatabaseError
from knowledge.post import Sent
from tests.bot.delivery.misbehaving import (
    BAD_GATEWAY,
    BLOCKED,
    CUTS_AFTER,
    DATE,
    FIREWALL,
    HANGS,
    TRUNCATES,
    Behaviour,
    Misbehaving,
    too_many,
    until,
)
from tests.bot.delivery.post import LAN, MINH, Post

AMBIGUOUS = [HANGS, CUTS_AFTER, TRUNCATES, BAD_GATEWAY]
NAMES = ["hangs", "cuts", "truncates", "502"]


async def test_a_message_is_noted_before_it_is_sent_and_settled_after(
    post: Post, server: Misbehaving
) -> None:
    post.handle()

    sent = await post.bot.send_message(LAN, "Lời đáp")

    (row,) = post.rows()
    assert (row.update_id, row.step, row.state, row.payload) == (7, 0, Sent.SENT, None)
    assert "Lời" not in (row.result or "")
    assert sent.message_id == 1


@pytest.mark.parametrize("how", AMBIGUOUS, ids=NAMES)
async def test_a_message_that_may_have_arrived_is_not_sent_again(
    post: Post, server: Misbehaving, how: Behaviour
) -> None:
    post.handle()
    server.expect("sendMessage", how)

    with pytest.raises(Uncertain, match="may have arrived"):
        await post.bot.send_message(LAN, "Lời đáp")

    assert server.sent() == ["Lời đáp"]
    assert post.states() == [Sent.UNCERTAIN]


async def test_handling_ends_at_a_message_that_its_person_has_had_sent_again(
    post: Post, server: Misbehaving
) -> None:
    """Its process ended, the next one gave a notice, and somebody was quick to press."""
    number = await post.doubt_by(update_id=7)
    await post.scribe.write(lambda db: outbox.settle(db, number))
    post.handle(7, again=True)

    with pytest.raises(Uncertain, match="nothing more"):
        await post.bot.send_message(LAN, "Lời đáp")

    assert server.asked == []


@pytest.mark.parametrize("how", AMBIGUOUS, ids=NAMES)
async def test_what_does_no_harm_twice_is_done_again(
    post: Post, server: Misbehaving, how: Behaviour
) -> None:
    post.handle()
    server.expect("editMessageText", how)
    server.expect("answerCallbackQuery", how)

    await post.bot.edit_message_text("Lời đáp", LAN, 5)
    await post.bot.answer_callback_query("55")

    assert [one.method for one in server.done] == [
        "editMessageText",
        "editMessageText",
        "answerCallbackQuery",
        "answerCallbackQuery",
    ]
    assert post.rows() == []


@pytest.mark.parametrize("how", [FIREWALL, too_many(1)], ids=["firewall", "429"])
async def test_what_was_certainly_not_sent_is_sent_again(
    post: Post, server: Misbehaving, how: Behaviour
) -> None:
    post.handle()
    server.expect("sendMessage", how, how)

    await post.bot.send_message(LAN, "Lời đáp")

    assert server.sent() == ["Lời đáp"]
    assert post.states() == [Sent.SENT]


async def test_a_refused_connection_is_tried_again_until_there_is_one(
    post: Post, server: Misbehaving
) -> None:
    post.handle()
    await server.close()
    sending = asyncio.create_task(post.bot.send_message(LAN, "Lời đáp"))
    await asyncio.sleep(0.05)
    assert post.states() in ([], [Sent.NEW])
    await server.listen()

    await sending

    assert server.sent() == ["Lời đáp"]


@pytest.mark.usefixtures("impatient")
async def test_what_does_not_get_through_at_all_is_undelivered_and_leaves_nothing_in_doubt(
    post: Post, server: Misbehaving
) -> None:
    begun = post.handle()
    await server.close()

    with pytest.raises(Undelivered, match="sendMessage does not get through"):
        await post.bot.send_message(LAN, "Lời đáp")

    assert post.rows() == []
    await server.listen()
    begun.begin_again()
    await post.bot.send_message(LAN, "Lời đáp")
    assert server.sent() == ["Lời đáp"]
    assert [(row.step, row.state) for row in post.rows()] == [(0, Sent.SENT)]


@pytest.mark.usefixtures("impatient")
async def test_an_edit_that_does_not_get_through_has_its_update_handled_again(
    post: Post, server: Misbehaving
) -> None:
    await server.close()

    with pytest.raises(NetworkError, match="ConnectError"):
        await post.bot.edit_message_text("Lời đáp", LAN, 5)
    post.handle()
    with pytest.raises(Undelivered, match="editMessageText"):
        await post.bot.edit_message_text("Lời đáp", LAN, 5)


@pytest.mark.usefixtures("impatient")
async def test_a_press_that_cannot_be_answered_keeps_nothing_from_being_done(
    post: Post, server: Misbehaving
) -> None:
    begun = post.handle()
    await server.close()

    assert await post.bot.answer_callback_query("55")
    assert begun.answered


async def test_a_press_is_answered_once_though_two_answer_it(
    post: Post, server: Misbehaving
) -> None:
    begun = post.handle()

    assert await post.bot.answer_callback_query("55")
    assert await post.bot.answer_callback_query("55", "Nút đã cũ", show_alert=True)
    assert await post.bot.answer_callback_query("55", "Đã ghi")

    assert server.asked == ["answerCallbackQuery"]
    assert begun.unsaid == "Nút đã cũ"


async def test_typing_is_tried_once(post: Post, server: Misbehaving) -> None:
    server.expect("sendChatAction", BAD_GATEWAY)

    assert await post.bot.send_chat_action(LAN, ChatAction.TYPING)

    assert server.asked == ["sendChatAction"]


async def test_a_429_stops_its_chat_alone(post: Post, server: Misbehaving) -> None:
    post.handle()
    server.expect("sendMessage", too_many(20))

    with pytest.raises(Undelivered, match="does not get through"):
        await post.bot.send_message(LAN, "Lời đáp")
    with pytest.raises(Undelivered, match="left alone"):
        await post.bot.send_message(LAN, "Lời đáp")
    await post.bot.send_chat_action(LAN, ChatAction.TYPING)
    await post.bot.send_message(MINH, "Lời khác")

    assert server.asked == ["sendMessage", "sendMessage"]
    assert server.sent() == ["Lời khác"]


async def test_handled_again_a_message_that_has_arrived_is_not_sent_again(
    post: Post, server: Misbehaving
) -> None:
    post.handle()
    first = await post.bot.send_message(LAN, "Lời đáp")
    await post.die()
    post.handle(again=True)

    again = await post.bot.send_message(LAN, "Lời đáp")
    await post.bot.send_message(LAN, "Lời tiếp")

    assert server.sent() == ["Lời đáp", "Lời tiếp"]
    assert (again.message_id, again.chat.id, again.date) == (first.message_id, LAN, first.date)


async def test_handled_again_a_message_that_was_on_its_way_is_in_doubt(
    post: Post, server: Misbehaving
) -> None:
    post.handle()
    server.expect("sendMessage", HANGS)
    sending = asyncio.create_task(post.bot.send_message(LAN, "Lời đáp"))
    await post.settled(1)
    await post.scribe.write(lambda _: None)
    post.scribe.close()  # as good as dead: nothing more is noted
    with pytest.raises(RuntimeError, match="after shutdown"):
        await sending
    await post.begin()

    assert post.states() == [Sent.UNCERTAIN]
    post.handle(again=True)
    with pytest.raises(Uncertain, match="sent before"):
        await post.bot.send_message(LAN, "Lời đáp")
    assert server.sent() == ["Lời đáp"]


async def test_a_message_that_was_still_waiting_when_the_process_died_is_just_sent(
    post: Post, server: Misbehaving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.errand.FIRST_PAUSE", 3.0)
    post.handle()
    server.expect("sendMessage", FIREWALL)
    sending = asyncio.create_task(post.bot.send_message(LAN, "Lời đáp"))
    await until(lambda: bool(server.asked) and not post.rows())  # refused, and paused
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    await post.die()
    post.handle(again=True)

    await post.bot.send_message(LAN, "Lời đáp")

    assert server.sent() == ["Lời đáp"]


async def test_handled_again_another_message_is_not_taken_for_one_that_was_sent(
    post: Post, server: Misbehaving
) -> None:
    post.handle()
    await post.bot.send_message(LAN, "Cho Lan")
    await post.die()
    post.handle(again=True)

    await post.bot.send_message(MINH, "Cho Minh")

    assert server.sent() == ["Cho Lan", "Cho Minh"]


async def test_a_send_that_is_called_off_may_have_arrived(post: Post, server: Misbehaving) -> None:
    post.handle()
    server.expect("sendMessage", HANGS)
    sending = asyncio.create_task(post.bot.send_message(LAN, "Lời đáp"))
    await post.settled(1)

    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending

    assert post.states() == [Sent.UNCERTAIN]


async def test_a_message_of_no_update_is_noted_only_when_it_is_in_doubt(
    post: Post, server: Misbehaving
) -> None:
    await post.bot.send_message(LAN, "Tin một")
    assert post.rows() == []
    server.expect("sendMessage", CUTS_AFTER)

    with pytest.raises(Uncertain, match="may have arrived"):
        await post.bot.send_message(LAN, "Tin hai")

    (row,) = post.rows()
    assert (row.state, row.chat_id) == (Sent.UNCERTAIN, LAN)
    assert row.update_id < 0


async def test_a_file_is_sent_again_whole(post: Post, server: Misbehaving) -> None:
    post.handle()
    server.expect("sendDocument", FIREWALL)

    await post.bot.send_document(LAN, InputFile(b"noi dung", "so.csv"))

    assert server.asked == ["sendDocument", "sendDocument"]
    assert "noi dung" in str(server.done)


async def test_a_database_that_takes_nothing_keeps_no_message_from_being_sent(
    post: Post, server: Misbehaving, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DatabaseError("hết chỗ trên ổ đĩa")

    monkeypatch.setattr(outbox, "begin", full)
    post.handle()
    await post.bot.send_message(LAN, "Một")
    assert server.sent() == ["Một"]

    post.handle(again=True)
    with pytest.raises(Undelivered, match="not known"):
        await post.bot.send_message(LAN, "Một")
    assert server.sent() == ["Một"]


async def test_the_date_of_what_was_sent_tells_telegrams_time(
    post: Post, server: Misbehaving
) -> None:
    post.handle()
    await post.bot.send_message(MINH, "Một")
    server.expect("sendMessage", BLOCKED)
    with pytest.raises(Forbidden, match="blocked"):
        await post.bot.send_message(LAN, "Hai")

    old = {"message": {"chat": {"id": LAN}, "date": DATE - 60}}
    await post.reach.heard([old])
    assert post.reach.is_cut(LAN)
    await post.reach.heard([{"message": {"chat": {"id": LAN}, "date": DATE + 60}}])
    assert not post.reach.is_cut(LAN)


async def test_a_message_that_telegram_takes_its_time_for_lets_the_next_update_begin(
    post: Post, server: Misbehaving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.handling.TAKES_LONG", 0.05)
    monkeypatch.setattr("bot.handling.MUCH_LATE", 10.0)
    made_way = asyncio.Event()
    post.handle().makes_way = made_way.set
    slow = Behaviour(hangs=0.2)
    server.expect("sendChatAction", slow)
    server.expect("sendMessage", slow)

    await post.bot.send_chat_action(LAN, ChatAction.TYPING)
    assert not made_way.is_set()  # it is shown beside the work
    await post.bot.send_message(LAN, "Lời đáp")
    assert made_way.is_set()
