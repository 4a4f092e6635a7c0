"""Groups, through the loopback server: who is answered, and where."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import texts as common
from bot import texts_groups as texts
from bot import texts_people as people_texts
from bot.parts import Parts
from bot.preview.control import Control
from bot.preview.jsontypes import Json
from bot.preview.people import HOA, LAN, MINH, Person
from bot.rationing import Allowance
from bot.texts_privacy import AGREE
from knowledge import membership
from knowledge.people import Role
from tests.bot.handlers.in_groups import (
    HOI,
    NAM,
    OURS,
    QUESTION,
    RULE,
    create,
    said_in,
    settle,
)
from tests.bot.handlers.running import RunningBot
from tests.bot.handlers.test_asking import ask, entities, labels

# Spoken to


def test_a_question_by_command_is_answered_once_shortly_and_in_reply(
    control: Control, group: int
) -> None:
    asked = control.groups.send(group, LAN.id, f"{HOI} {QUESTION}")
    answer = control.wait_reply(group, after=asked)

    assert entities(answer, "expandable_blockquote") == [RULE]
    assert answer["reply_to_message"]["message_id"] == asked
    assert labels(answer) == [texts.SEE_PRIVATELY]
    assert "Bản công bố số 1" in answer["text"]
    assert len(settle(control, group)) == 1


def test_a_command_in_reply_asks_what_somebody_else_wrote(control: Control, group: int) -> None:
    wondered = control.groups.send(group, NAM.id, QUESTION)
    asked = control.groups.send(group, LAN.id, HOI, reply_to=wondered)
    answer = control.wait_reply(group, after=asked)

    assert entities(answer, "expandable_blockquote") == [RULE]
    assert answer["reply_to_message"]["message_id"] == wondered


def test_a_reply_to_the_bot_is_a_question(control: Control, group: int) -> None:
    asked = control.groups.send(group, LAN.id, f"{HOI} rời phòng trực")
    first = control.wait_reply(group, after=asked)["message_id"]
    control.groups.send(group, MINH.id, QUESTION, reply_to=first)

    assert entities(control.wait_reply(group, after=first), "expandable_blockquote") == [RULE]


@pytest.mark.parametrize("words", [f"@{OURS} {QUESTION}", f"{QUESTION} @Nenchang_Bot"])
def test_a_mention_is_answered_where_it_is_delivered(control: Control, words: str) -> None:
    reading, private = create(control, reads_all=True), create(control)
    asked = control.groups.send(reading, LAN.id, words)
    control.groups.send(private, LAN.id, words)

    assert entities(control.wait_reply(reading, after=asked), "expandable_blockquote") == [RULE]
    assert settle(control, private) == []


def test_an_administrator_of_the_group_hears_all_and_answers_no_more(
    control: Control, group: int
) -> None:
    control.groups.promote_bot(group, HOA.id)
    control.groups.send(group, LAN.id, QUESTION)
    control.groups.send(group, LAN.id, "/help")
    control.groups.send(group, LAN.id, f"/hoi@khac_bot {QUESTION}")

    assert settle(control, group) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (HOI, texts.ASK_WHAT.format(bot=OURS)),
        (f"/nenlam@{OURS}", texts.ONLY_ASKING.format(bot=OURS)),
        (f"/thanhvien@{OURS}", texts.ONLY_ASKING.format(bot=OURS)),
        (f"/nhom@{OURS}", texts.ONLY_ASKING.format(bot=OURS)),
        (f"{HOI} xyzzy plugh", None),
    ],
)
def test_what_is_not_answered_there_is_one_sentence(
    control: Control, group: int, words: str, sentence: str | None
) -> None:
    asked = control.groups.send(group, HOA.id, words)
    answer = control.wait_reply(group, after=asked)

    assert sentence is None or answer["text"] == sentence
    assert len(labels(answer)) == 1
    assert len(answer["text"]) < 200


def test_an_edited_question_is_not_answered_again(control: Control, group: int) -> None:
    asked = control.groups.send(group, LAN.id, f"{HOI} rời phòng trực")
    control.wait_reply(group, after=asked)
    control.groups.edit(group, LAN.id, asked, f"{HOI} {QUESTION}")

    assert len(settle(control, group)) == 1


def test_nobody_who_is_no_one_person_is_answered(control: Control, group: int) -> None:
    control.groups.send_anonymously(group, f"{HOI} {QUESTION}")
    control.groups.send_as_channel(group, f"{HOI} {QUESTION}")
    control.groups.send_as_other_bot(group, f"{HOI} {QUESTION}")

    assert settle(control, group) == []


def test_a_list_opens_in_private_only(control: Control, group: int) -> None:
    asked = control.groups.send(group, LAN.id, f"{HOI} Những điều cán bộ không nên làm?")

    assert labels(control.wait_reply(group, after=asked)) == [texts.SEE_PRIVATELY]


# Topics


def test_the_answer_stands_in_the_topic_of_the_question(control: Control) -> None:
    forum = create(control, forum=True)
    topic = control.groups.open_topic(forum, HOA.id, "Hỏi đáp")
    asked = control.groups.send(forum, LAN.id, f"{HOI} {QUESTION}", topic=topic)
    answer = control.wait_reply(forum, after=asked)
    in_general = control.groups.send(forum, LAN.id, f"{HOI} {QUESTION}")
    general = control.wait_reply(forum, after=in_general)

    assert (answer["message_thread_id"], answer["is_topic_message"]) == (topic, True)
    assert "message_thread_id" not in general
    assert general["reply_to_message"]["message_id"] == in_general


def test_a_command_alone_in_a_topic_asks_nothing_of_the_topics_name(control: Control) -> None:
    forum = create(control, forum=True)
    topic = control.groups.open_topic(forum, HOA.id, QUESTION)
    asked = control.groups.send(forum, LAN.id, HOI, topic=topic)

    assert control.wait_reply(forum, after=asked)["text"] == texts.ASK_WHAT.format(bot=OURS)


# Who


def test_a_stranger_is_sent_away_once_and_without_their_number(
    control: Control, group: int
) -> None:
    asked = control.groups.send(group, NAM.id, f"{HOI} {QUESTION}")
    refusal = control.wait_reply(group, after=asked)
    control.groups.send(group, NAM.id, f"{HOI} {QUESTION}")

    assert refusal["text"] == texts.MEMBERS_ONLY
    assert labels(refusal) == [texts.ASK_PRIVATELY]
    assert len(settle(control, group)) == 1


def test_a_name_gives_no_right(control: Control, group: int) -> None:
    named = {"id": 77, "is_bot": False, "first_name": "Hoa", "username": HOA.username}
    text = f"{HOI} {QUESTION}"
    control.deliver(
        "message",
        {
            "message_id": 900,
            "date": 1_700_000_000,
            "chat": {"id": group, "type": "supergroup", "title": "x"},
            "from": named,
            "text": text,
            "entities": [{"type": "bot_command", "offset": 0, "length": len(HOI)}],
        },
    )

    assert control.wait_reply(group, after=2)["text"] == texts.MEMBERS_ONLY


def test_a_group_that_asks_too_fast_is_told_once_and_heard_again_later(
    running_bot: RunningBot, control: Control, group: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running_bot.services, "group_questions", Allowance(((2, 60.0),)))
    for one in range(5):
        control.groups.send(group, (LAN, MINH)[one % 2].id, f"{HOI} {QUESTION}")
    control.advance(61)
    settle(control, group)

    written = [one["text"] for one in said_in(control, group)]
    assert written[2] == texts.TOO_MANY
    assert len(written) == 4, "two answers, one sentence, and the one after the minute"
    assert texts.TOO_MANY not in written[3]


def test_consent_is_asked_in_private_and_opens_the_answer(
    published: Parts, control: Control, group: int
) -> None:
    with published.database.session() as session:
        membership.leave(session, MINH.id, None)
        membership.admit(session, MINH.id, Role.MEMBER, "Minh", by="test")
        session.commit()
    asked = control.groups.send(group, MINH.id, f"{HOI} {QUESTION}")
    refusal = control.wait_reply(group, after=asked)
    asked = control.groups.send(group, LAN.id, f"{HOI} {QUESTION}")
    address = link(control, group, control.wait_reply(group, after=asked))
    card = ask(control, address, MINH.id)
    control.press(MINH.id, card["message_id"], AGREE)
    opened = control.wait_reply(MINH.id, after=card["message_id"])

    assert refusal["text"] == texts.AGREE_IN_PRIVATE
    assert RULE in entities(opened, "expandable_blockquote")


def link(control: Control, group: int, answer: Json) -> str:
    """What Telegram sends when somebody follows the button."""
    button = control.button(group, answer["message_id"], texts.SEE_PRIVATELY)
    return f"/start {button['url'].partition('?start=')[2]}"


def test_the_whole_answer_opens_in_private_for_members_only(control: Control, group: int) -> None:
    asked = control.groups.send(group, LAN.id, f"{HOI} {QUESTION}")
    address = link(control, group, control.wait_reply(group, after=asked))
    with_all = ask(control, address, LAN.id)

    assert common.FULL_TEXT in labels(with_all)
    control.deliver("message", private(NAM, address))
    called = control.wait_until(lambda: to(control, NAM.id) or None, "câu trả lời cho người ngoài")
    assert called[0]["text"] == people_texts.MEMBERS_ONLY.format(id=NAM.id)


def private(person: Person, text: str) -> Json:
    command = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
    return {
        "message_id": 1,
        "date": 1_700_000_000,
        "chat": person.chat(),
        "from": person.user(),
        "text": text,
        "entities": [command],
    }


def to(control: Control, chat: int) -> list[Any]:
    """Texts that were sent, or tried, to somebody whom the preview does not know."""
    return [one.parameters for one in control.calls if one.parameters.get("chat_id") == str(chat)]


def test_no_button_acts_in_a_group(control: Control, group: int) -> None:
    asked = control.groups.send(group, LAN.id, f"{HOI} {QUESTION}")
    answer = control.wait_reply(group, after=asked)["message_id"]
    private_card = ask(control, QUESTION)
    data = control.button(LAN.id, private_card["message_id"], common.FULL_TEXT)["callback_data"]
    for person in (LAN.id, MINH.id):
        press = control.press_data(person, answer, data, group)
        assert control.callback_answer(press)["text"] == people_texts.PRIVATE_ONLY
    assert len(settle(control, group)) == 1


# Silence


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "/help",
                    "/start",
                    "/nenlam",
                    "/hoi@khac_bot a",
                    "@khac_bot b",
                    "a /hoi",
                    "@nenchang_botx",
                ]
            ),
            st.text(alphabet="ab@/ ?\n", min_size=1, max_size=12).filter(
                lambda text: bool(text.strip()) and not text.strip().startswith("/hoi")
            ),
        ),
        max_size=6,
    )
)
def test_in_a_group_nothing_is_ever_sent_unless_spoken_to(
    control: Control, words: list[str]
) -> None:
    """Though the bot hears every message."""
    reading = create(control, reads_all=True)
    before = len(control.calls)
    for text in words:
        for person in (LAN, NAM):
            sent = control.groups.send(reading, person.id, text)
            control.groups.edit(reading, person.id, sent, f"{text} c")
        control.groups.send_anonymously(reading, text)
    assert settle(control, reading) == []

    sending = [one for one in control.calls[before:] if one.method.lower().startswith("send")]
    assert len(sending) <= 1  # the answer that it was waited for by
