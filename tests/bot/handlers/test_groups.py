"""Groups, through the loopback server: who is answered, where, and where the bot stays."""

import pytest

from bot import texts as common
from bot import texts_groups as texts
from bot.preview.control import Control
from bot.preview.jsontypes import Json
from bot.preview.people import HOA, LAN, MINH, Person
from tests.bot.handlers.test_asking import ask, entities, labels

QUESTION = "bàn giao chìa khóa cho ca sau"
RULE = "Cán bộ trực nên bàn giao chìa khóa cho ca sau."
HOI = "/hoi@nenchang_bot"
NAM = Person(2001, "Nam", "nam_khach", "khách")  # no member


def in_group(control: Control, group: int, by: int = HOA.id) -> int:
    """The bot added by Hoa, and what it said."""
    control.groups.add_bot(group, by)
    return int(control.wait_reply(group)["message_id"])


@pytest.fixture
def group(control: Control) -> int:
    made = control.groups.create("Chi đoàn mẫu", (LAN, MINH, HOA, NAM))
    in_group(control, made)
    return made


def said_in(control: Control, group: int) -> list[Json]:
    """What the bot wrote there, but for the greeting."""
    ours = [one for one in control.transcript(group) if one["from"]["username"] == "nenchang_bot"]
    return [one for one in ours if "left_chat_member" not in one][1:]


def settled(control: Control) -> None:
    """All that was sent before has been handled."""
    control.wait_until(lambda: True if not control.pending_updates() else None, "hàng đợi trống")
    ask(control, "/hoi", LAN.id)


def test_a_question_by_command_is_answered_once_short_and_in_reply(
    control: Control, group: int
) -> None:
    asked = control.groups.send(group, LAN.id, f"{HOI} {QUESTION}")
    answer = control.wait_reply(group, after=asked)

    assert entities(answer, "expandable_blockquote") == [RULE]
    assert answer["reply_to_message"]["message_id"] == asked
    assert labels(answer) == [texts.SEE_PRIVATELY]
    assert common.RELEASE.format(release=1, answer="")[:20] in answer["text"]
    settled(control)
    assert len(said_in(control, group)) == 1
