"""A group that the bot is in, for tests."""

from typing import Any

from bot.preview.control import Control
from bot.preview.jsontypes import Json
from bot.preview.people import HOA, LAN, MINH, Person

QUESTION = "bàn giao chìa khóa cho ca sau"
RULE = "Cán bộ trực nên bàn giao chìa khóa cho ca sau."
HOI = "/hoi@nenchang_bot"
NAM = Person(2001, "Nam", "nam_khach", "khách")  # no member
OURS = "nenchang_bot"


def create(control: Control, **how: Any) -> int:  # noqa: ANN401 -- whatever groups can be
    """A group that Hoa, the owner, has put the bot into."""
    made = control.groups.create("Chi đoàn mẫu", (LAN, MINH, HOA, NAM), **how)
    control.groups.add_bot(made, HOA.id)
    control.wait_reply(made)
    return made


def said_in(control: Control, group: int) -> list[Json]:
    """What the bot wrote there, but for the greeting."""
    written = [one for one in control.transcript(group) if "text" in one]
    return [one for one in written if one["from"]["username"] == OURS][1:]


def settle(control: Control, group: int) -> list[Json]:
    """What the bot has said there when all that was sent before has been handled: a question of the
    same chat comes after it."""
    asked = control.groups.send(group, HOA.id, f"{HOI} rời phòng trực")
    control.wait(group, lambda one: one.get("reply_to_message", {}).get("message_id") == asked)
    return said_in(control, group)[:-1]
