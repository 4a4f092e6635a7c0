"""Groups of the loopback server: who hears what, and what the bot may do there."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from bot.preview.control import Control
from bot.preview.errors import PreviewError
from bot.preview.people import HOA, LAN, MINH
from bot.preview.server import Preview

PEOPLE = (HOA, LAN, MINH)


class Bot:
    """Calls the server as a bot does, without PTB."""

    def __init__(self, preview: Preview) -> None:
        self._client = httpx.Client(base_url=f"{preview.base_url}{preview.token}/")
        self._offset = 0

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:  # noqa: ANN401
        answer: dict[str, Any] = self._client.post(method, json=parameters).json()
        return answer

    def heard(self) -> list[dict[str, Any]]:
        """The updates since it last asked."""
        updates: list[dict[str, Any]] = self.call("getUpdates", offset=self._offset)["result"]
        self._offset = updates[-1]["update_id"] + 1 if updates else self._offset
        return updates

    def close(self) -> None:
        self._client.close()


@pytest.fixture
def bot(preview: Preview) -> Iterator[Bot]:
    calling = Bot(preview)
    yield calling
    calling.close()


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [one["message"]["text"] for one in updates if "text" in one.get("message", {})]


@pytest.fixture
def group(control: Control, bot: Bot) -> int:
    made = control.groups.create("Nhóm", PEOPLE)
    control.groups.add_bot(made, HOA.id)
    bot.heard()
    return made


def test_being_added_is_told_with_who_did_it(control: Control, bot: Bot) -> None:
    made = control.groups.create("Nhóm", PEOPLE)
    control.groups.send(made, LAN.id, "/hoi@nenchang_bot trước đó")
    control.groups.add_bot(made, LAN.id)
    standing, service = bot.heard()

    assert standing["my_chat_member"]["from"]["id"] == LAN.id
    assert standing["my_chat_member"]["old_chat_member"]["status"] == "left"
    assert standing["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert service["message"]["new_chat_members"][0]["username"] == "nenchang_bot"


def test_privacy_mode_delivers_commands_to_the_bot_and_replies_to_it(
    control: Control, bot: Bot, group: int
) -> None:
    ours = bot.call("sendMessage", chat_id=group, text="chào")["result"]["message_id"]
    control.groups.send_as_other_bot(group, "tôi cũng chào")
    send = control.groups.send
    send(group, LAN.id, "một")
    send(group, LAN.id, "/hoi hai")  # another bot spoke last
    send(group, LAN.id, "@nenchang_bot ba")
    send(group, LAN.id, "/hoi@khac_bot bốn")
    send(group, LAN.id, "/hoi@Nenchang_Bot năm")
    send(group, LAN.id, "sáu", reply_to=ours)
    bot.call("sendMessage", chat_id=group, text="chào lại")
    send(group, LAN.id, "/hoi bảy")
    control.groups.send_anonymously(group, "/hoi tám")

    assert texts(bot.heard()) == ["/hoi@Nenchang_Bot năm", "sáu", "/hoi bảy", "/hoi tám"]


@pytest.mark.parametrize("how", ["administrator", "reads_all"])
def test_all_but_other_bots_is_heard_without_privacy_mode(
    control: Control, bot: Bot, how: str
) -> None:
    made = control.groups.create("Nhóm", PEOPLE, reads_all=how == "reads_all")
    control.groups.add_bot(made, HOA.id)
    if how == "administrator":
        control.groups.promote_bot(made, HOA.id)
    sent = control.groups.send(made, LAN.id, "một")
    control.groups.edit(made, LAN.id, sent, "hai")
    control.groups.send_as_other_bot(made, "ba")
    control.groups.send_as_channel(made, "bốn")
    updates = bot.heard()

    assert texts(updates) == ["một", "bốn"]
    assert [one["edited_message"]["text"] for one in updates if "edited_message" in one] == ["hai"]


def test_an_anonymous_administrator_is_nobody(control: Control, bot: Bot, group: int) -> None:
    control.groups.send_anonymously(group, "/hoi@nenchang_bot một")
    (update,) = bot.heard()

    assert update["message"]["from"]["id"] == 1087968824
    assert update["message"]["sender_chat"]["id"] == group


def test_topics_hold_their_messages_and_general_has_no_number(control: Control, bot: Bot) -> None:
    forum = control.groups.create("Nhóm", PEOPLE, forum=True, reads_all=True)
    control.groups.add_bot(forum, HOA.id)
    topic = control.groups.open_topic(forum, HOA.id, "Hỏi đáp")
    asked = control.groups.send(forum, LAN.id, "một", topic=topic)
    control.groups.send(forum, LAN.id, "hai")
    in_topic, general = (one["message"] for one in bot.heard()[-2:])
    reply = {"message_id": asked}
    answer = bot.call("sendMessage", chat_id=forum, text="ba", reply_parameters=reply)["result"]
    refused = bot.call("sendMessage", chat_id=forum, text="x", message_thread_id=1)
    control.groups.close_topic(forum, HOA.id, topic)
    closed = bot.call("sendMessage", chat_id=forum, text="x", message_thread_id=topic)

    assert (in_topic["message_thread_id"], in_topic["is_topic_message"]) == (topic, True)
    assert in_topic["reply_to_message"]["forum_topic_created"]["name"] == "Hỏi đáp"
    assert "message_thread_id" not in general
    assert answer["message_thread_id"] == topic
    assert refused["description"] == "Bad Request: message thread not found"
    assert closed["description"] == "Bad Request: TOPIC_CLOSED"


def test_a_chain_of_replies_is_no_topic(control: Control, bot: Bot, group: int) -> None:
    first = control.groups.send(group, LAN.id, "một")
    control.groups.send(group, MINH.id, "/hoi@nenchang_bot", reply_to=first)
    (update,) = bot.heard()
    refused = bot.call("sendMessage", chat_id=group, text="x", message_thread_id=first)

    assert update["message"]["message_thread_id"] == first
    assert "is_topic_message" not in update["message"]
    assert refused["description"] == "Bad Request: message thread not found"


def test_a_bot_that_has_left_writes_no_more(control: Control, bot: Bot, group: int) -> None:
    assert bot.call("leaveChat", chat_id=group)["result"] is True
    (update,) = bot.heard()
    refused = bot.call("sendMessage", chat_id=group, text="x")

    assert update["my_chat_member"]["new_chat_member"]["status"] == "left"
    assert update["my_chat_member"]["from"]["is_bot"]
    assert refused["error_code"] == 403
    assert refused["description"] == "Forbidden: bot is not a member of the supergroup chat"


def test_a_bot_that_was_taken_out_is_told_so(control: Control, bot: Bot, group: int) -> None:
    control.groups.remove_bot(group, LAN.id)
    (update,) = bot.heard()

    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    refused = bot.call("sendMessage", chat_id=group, text="x")
    assert refused["description"] == "Forbidden: bot was kicked from the supergroup chat"


def test_a_group_that_has_become_a_supergroup_says_where_it_is(control: Control, bot: Bot) -> None:
    small = control.groups.create("Nhóm", PEOPLE, supergroup=False)
    control.groups.add_bot(small, HOA.id)
    bot.heard()
    large = control.groups.upgrade(small, LAN.id)
    standing, old, new = bot.heard()
    refused = bot.call("sendMessage", chat_id=small, text="x")

    assert standing["my_chat_member"]["chat"] == {
        "id": large,
        "title": "Nhóm",
        "type": "supergroup",
    }
    assert old["message"]["migrate_to_chat_id"] == large
    assert new["message"]["migrate_from_chat_id"] == small
    assert refused["parameters"] == {"migrate_to_chat_id": large}
    assert bot.call("sendMessage", chat_id=large, text="x")["ok"]
    with pytest.raises(PreviewError, match="nhóm lớn"):
        control.groups.send(small, LAN.id, "còn ai không")


def test_members_and_administrators_can_be_looked_up(bot: Bot, group: int) -> None:
    leading = bot.call("getChatAdministrators", chat_id=group)["result"]
    member = bot.call("getChatMember", chat_id=group, user_id=LAN.id)["result"]

    assert [one["user"]["id"] for one in leading] == [HOA.id]
    assert member["status"] == "member"
    assert bot.call("getChat", chat_id=group)["result"]["title"] == "Nhóm"


def test_only_who_is_in_a_group_writes_there(control: Control, group: int) -> None:
    with pytest.raises(PreviewError, match="không ở trong nhóm"):
        control.groups.send(group, 4, "x")
    with pytest.raises(PreviewError, match="Không có nhóm"):
        control.groups.send(LAN.id, LAN.id, "x")


def test_the_page_writes_in_a_group_as_one_of_its_people(preview: Preview, group: int) -> None:
    own = {"X-Nenchang-Preview": "1"}
    with httpx.Client(base_url=preview.page_url, headers=own) as page:
        asked = {"person": MINH.id, "chat": group, "text": "xin chào"}
        assert page.post("/page/send", json=asked).is_success
        state = page.get("/page/state").json()["chats"][-1]
        assert page.post("/page/remove_bot", json={"person": HOA.id, "chat": group}).is_success

    assert (state["id"], state["group"]["bot"]) == (group, True)
    assert [one["name"] for one in state["people"]] == ["Hoa", "Lan", "Minh"]
    assert state["messages"][-1]["from"]["id"] == MINH.id
    assert not preview.control.groups.bot_is_in(group)
