"""Groups, through the loopback server: where the bot stays."""

from functools import partial

import pytest

from bot import texts_groups as texts
from bot import texts_people as people_texts
from bot.parts import Parts
from bot.preview.control import Control
from bot.preview.jsontypes import Json
from bot.preview.people import HOA, LAN
from knowledge import audit, groups
from knowledge.people import Role
from tests.bot.handlers.in_groups import (
    HOI,
    NAM,
    OURS,
    QUESTION,
    RULE,
    create,
    said_in,
)
from tests.bot.handlers.running import RunningBot
from tests.bot.handlers.test_asking import ask, entities, labels


def test_an_admin_adds_the_bot_and_one_message_says_how_to_ask(
    published: Parts, control: Control, group: int
) -> None:
    greeting = control.transcript(group)[-1]

    assert greeting["text"] == texts.GREETING.format(bot=OURS)
    assert "hỏi riêng" in greeting["text"]
    with published.database.session() as session:
        assert [one.chat_id for one in groups.groups(session)] == [group]
        last = audit.entries(session, most=1)[0]
    assert (last.actor, last.action) == (f"telegram:{HOA.id}", "group add")


@pytest.mark.parametrize("by", [LAN.id, NAM.id, None])
def test_anybody_else_adds_it_and_it_leaves_with_one_sentence(
    control: Control, by: int | None
) -> None:
    made = control.groups.create("Nhóm lạ", (LAN, NAM, HOA))
    control.groups.add_bot(made, by)
    said = control.wait_reply(made)
    control.wait_until(lambda: not control.groups.bot_is_in(made) or None, "bot rời nhóm")

    assert said["text"] == texts.NOT_LISTED
    assert [one["text"] for one in control.transcript(made) if "text" in one] == [texts.NOT_LISTED]


def test_a_group_off_the_list_is_left_at_the_first_word_heard(
    published: Parts, control: Control, group: int
) -> None:
    """As it may be after a restore, or when the message that it was added was lost."""
    control.groups.promote_bot(group, HOA.id)
    with published.database.session() as session:
        groups.remove(session, group, actor="test")
        session.commit()
    control.groups.send(group, LAN.id, "chào cả nhà")
    control.wait_until(lambda: not control.groups.bot_is_in(group) or None, "bot rời nhóm")

    assert said_in(control, group) == []


def test_a_listed_group_may_have_it_back(control: Control, group: int) -> None:
    control.groups.remove_bot(group, LAN.id)
    control.groups.add_bot(group, LAN.id)
    control.wait_until(lambda: said_in(control, group) or None, "lời chào")

    assert said_in(control, group)[0]["text"] == texts.GREETING.format(bot=OURS)
    assert control.groups.bot_is_in(group)


def test_the_list_of_groups_takes_the_bot_out_of_one(
    published: Parts, control: Control, group: int
) -> None:
    card = ask(control, "/nhom", HOA.id)
    assert "Chi đoàn mẫu" in card["text"]
    for label in ("1", texts.GROUP_REMOVE, texts.GROUP_YES):
        press = control.press(HOA.id, card["message_id"], label)
        control.callback_answer(press)
        gone = partial(_is_gone, control, card, label)
        control.wait_until(gone, label)

    assert not control.groups.bot_is_in(group)
    assert shown(control, card)["text"] == texts.GROUPS_NONE
    with published.database.session() as session:
        assert groups.groups(session) == []
        assert audit.entries(session, most=1)[0].action == "group remove"


def _is_gone(control: Control, card: Json, label: str) -> bool | None:
    return None if label in labels(shown(control, card)) else True


def shown(control: Control, card: Json) -> Json:
    return control.message(HOA.id, card["message_id"]) or {}


def test_the_list_of_groups_is_for_admins(control: Control) -> None:
    refusal = people_texts.NEEDS[Role.ADMIN]

    assert ask(control, "/nhom", LAN.id)["text"] == refusal


def test_a_group_that_becomes_a_supergroup_stays_on_the_list(
    published: Parts, control: Control
) -> None:
    """Lan, who may not add the bot, turns the group: the bot seems to be added to another."""
    small = create(control, supergroup=False)
    large = control.groups.upgrade(small, LAN.id)
    asked = control.groups.send(large, LAN.id, f"{HOI} {QUESTION}")
    answer = control.wait_reply(large, after=asked)

    assert entities(answer, "expandable_blockquote") == [RULE]
    assert control.groups.bot_is_in(large)
    with published.database.session() as session:
        assert [one.chat_id for one in groups.groups(session)] == [large]
    written = [one for one in control.transcript(large) if one["from"]["username"] == OURS]
    assert [one["message_id"] for one in written] == [answer["message_id"]]


def test_an_answer_that_meets_the_migration_arrives_in_the_new_group(
    published: Parts, control: Control, running_bot: RunningBot
) -> None:
    small = create(control, supergroup=False)
    running_bot.stop()
    control.groups.send(small, LAN.id, f"{HOI} {QUESTION}")
    large = control.groups.upgrade(small, HOA.id)
    running_bot.start()
    answer = control.wait_reply(large)

    assert entities(answer, "expandable_blockquote") == [RULE]
