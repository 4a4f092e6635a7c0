"""Who may miss a message is told so, whatever goes wrong meanwhile."""

import asyncio
from datetime import timedelta

import pytest

from bot.delivery.notices import MOST_TRIES, Notices
from knowledge import outbox
from knowledge.post import Sent
from tests.bot.delivery.misbehaving import (
    BLOCKED,
    CUTS_AFTER,
    CUTS_BEFORE,
    FIREWALL,
    HANGS,
    Misbehaving,
    refuses,
    until,
)
from tests.bot.delivery.post import LAN, MINH, Post


async def test_who_may_miss_a_message_is_told_so_with_a_button(
    post: Post, server: Misbehaving
) -> None:
    post.courier.tell_of_doubts_by(post.notices)
    post.handle()
    server.expect("sendMessage", CUTS_AFTER)
    with pytest.raises(Exception, match="may have arrived"):
        await post.bot.send_message(LAN, "Lời đáp")
    await post.settled(2)

    answer, notice = server.sent(LAN)
    assert answer == "Lời đáp"
    assert "có thể chưa tới" in notice
    (row,) = post.rows()
    assert f'"1:sa:0:{row.id}"' in server.done[1].data["reply_markup"]
    assert row.notice == Sent.SENT


async def test_a_file_is_told_of_without_a_button(post: Post, server: Misbehaving) -> None:
    post.courier.tell_of_doubts_by(post.notices)
    post.handle()
    server.expect("sendDocument", CUTS_AFTER)
    with pytest.raises(Exception, match="may have arrived"):
        await post.bot.send_document(LAN, b"noi dung", filename="so.csv")
    await post.settled(2)

    assert "xin yêu cầu lại" in server.sent(LAN)[0]
    assert "reply_markup" not in server.done[1].data


async def test_what_an_earlier_process_left_is_told_at_the_start(
    post: Post, server: Misbehaving
) -> None:
    await post.doubt_by()
    await post.die(notices=True)
    await post.settled(1)

    assert len(server.sent(LAN)) == 1


async def test_a_notice_is_tried_until_it_gets_through(
    post: Post, server: Misbehaving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.errand.PATIENCE", 0.05)
    monkeypatch.setattr("bot.delivery.errand.BACKGROUND_PATIENCE", 5.0)
    await post.doubt_by()
    await server.close()
    post.courier.tell_of_doubts_by(post.notices)
    await asyncio.sleep(0.3)
    await server.listen()
    await post.settled(1)
    await until(lambda: [row.notice for row in post.rows()] == [Sent.SENT])

    assert len(server.sent()) == 1


async def test_a_notice_that_may_have_arrived_is_sent_again_until_one_has(
    post: Post, server: Misbehaving
) -> None:
    await post.doubt_by()
    server.expect("sendMessage", CUTS_AFTER, CUTS_BEFORE)
    post.courier.tell_of_doubts_by(post.notices)
    await post.settled(2)
    await until(lambda: [row.notice for row in post.rows()] == [Sent.SENT])

    assert len(server.sent()) == 2, "the first was done unseen, the second lost, the third arrived"


async def test_a_notice_that_never_is_known_to_have_arrived_is_tried_a_few_times(
    post: Post, server: Misbehaving
) -> None:
    await post.doubt_by()
    server.expect("sendMessage", *[CUTS_AFTER] * 10)
    post.courier.tell_of_doubts_by(post.notices)
    await post.settled(MOST_TRIES)
    await asyncio.sleep(0.3)  # for one more
    await post.notices.stop()

    assert len(server.sent()) == MOST_TRIES
    assert [row.notice for row in post.rows()] == [Sent.UNCERTAIN]


async def test_a_notice_on_its_way_when_the_process_died_is_sent_again(
    post: Post, server: Misbehaving
) -> None:
    number = await post.doubt_by()
    await post.scribe.write(lambda db: outbox.begin_notice(db, number))
    await post.die(notices=True)
    await post.settled(1)

    assert len(server.sent()) == 1


async def test_a_notice_in_doubt_when_the_process_died_is_sent_again(
    post: Post, server: Misbehaving, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dies(*_: object) -> bool:
        return await asyncio.Future()

    monkeypatch.setattr(Notices, "_is_tried_again", dies)
    await post.doubt_by()
    server.expect("sendMessage", CUTS_BEFORE)
    post.courier.tell_of_doubts_by(post.notices)
    await until(lambda: len(server.asked) >= 1)
    await until(lambda: [row.notice for row in post.rows()] != [Sent.NEW])
    await post.die(notices=True)
    await post.settled(1)

    assert len(server.sent()) == 1


async def test_a_notice_that_still_waits_when_the_bot_stops_is_for_the_next_process(
    post: Post, server: Misbehaving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.notices.STOPS_WITHIN", 0.05)
    monkeypatch.setattr("bot.delivery.errand.FIRST_PAUSE", 3.0)
    await post.doubt_by()
    server.expect("sendMessage", FIREWALL)
    post.courier.tell_of_doubts_by(post.notices)
    await until(lambda: len(server.asked) >= 1)
    await post.courier.shutdown()
    await post.die(notices=True)
    await post.settled(1)

    assert len(server.sent()) == 1


async def test_a_slow_notice_is_waited_for_when_the_bot_stops(
    post: Post, server: Misbehaving
) -> None:
    await post.doubt_by()
    server.expect("sendMessage", HANGS)
    post.courier.tell_of_doubts_by(post.notices)
    await post.settled(1)
    await post.courier.shutdown()

    assert [row.notice for row in post.rows()] == [None], "the next process sends it again"


async def test_a_notice_to_who_has_blocked_the_bot_is_not_tried_again(
    post: Post, server: Misbehaving
) -> None:
    await post.doubt_by()
    server.expect("sendMessage", BLOCKED)
    post.courier.tell_of_doubts_by(post.notices)
    await until(lambda: len(server.asked) >= 1)
    await asyncio.sleep(0.3)  # for a second, if there were one
    await post.notices.stop()

    assert server.asked == ["sendMessage"]
    assert await post.scribe.write(outbox.doubtful) == []


async def test_a_notice_that_telegram_refuses_is_tried_a_few_times(
    post: Post, server: Misbehaving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.notices.AGAIN_AFTER", 0.01)
    monkeypatch.setattr("bot.delivery.notices.MOST_TRIES", 3)
    await post.doubt_by()
    server.expect("sendMessage", *[refuses("CHAT_SEND_PLAIN_FORBIDDEN")] * 4)
    post.courier.tell_of_doubts_by(post.notices)
    await until(lambda: len(server.asked) >= 3)
    await asyncio.sleep(0.3)  # for a fourth
    await post.notices.stop()

    assert server.asked == ["sendMessage"] * 3
    assert await post.scribe.write(outbox.doubtful) == []


async def test_a_message_that_was_settled_meanwhile_needs_no_notice(
    post: Post, server: Misbehaving
) -> None:
    lan, minh = await post.doubt_by(), await post.doubt_by(MINH, update_id=4)
    left = await post.scribe.write(outbox.doubtful)
    await post.scribe.write(lambda db: outbox.settle(db, lan))

    assert await post.notices._tell_all(left)

    assert server.sent(LAN) == []
    assert len(server.sent(MINH)) == 1
    assert minh != lan


async def test_words_in_doubt_are_kept_for_a_day_at_most(
    post: Post, server: Misbehaving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.notices.FORGETS_EVERY", 0.05)
    monkeypatch.setattr("bot.delivery.notices.KEPT", timedelta(seconds=2))
    await post.doubt_by()
    post.courier.tell_of_doubts_by(post.notices)
    await post.settled(1)
    assert len(post.rows()) == 1
    await until(lambda: post.rows() == [])
