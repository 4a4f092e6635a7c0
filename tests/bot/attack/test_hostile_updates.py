import itertools
import time
from collections.abc import Callable, Iterable
from functools import cache

from hypothesis import HealthCheck, Phase, given, settings

from bot.app import UPDATES
from bot.polling import shapes
from bot.preview.people import HOA, LAN
from tests.bot.attack.conftest import Attacked
from tests.bot.attack.schema import KINDS, STRANGERS, TRUSTED, Json, updates

MANY = 1_000
AT_ONCE = 50
HEARD = ("message", "edited_message", "callback_query")
# What a member may add to: answers to them, tickets, opinions.
OWN = ("answerlog", "ticket", "opinion", "prompt", "gap")
_numbers = itertools.count(10_000)


@cache
def drawn(how_many: int) -> list[tuple[str, Json]]:
    """The same ones in each run."""
    found: list[tuple[str, Json]] = []

    @given(updates())
    @settings(
        max_examples=how_many,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def collect(update: tuple[str, Json]) -> None:
        found.append(update)

    collect()
    return found


def from_a_stranger(content: Json) -> Json:
    """The same from somebody without any right: who sent something is the one thing that Telegram
    vouches for."""
    sender = content.get("from")
    if isinstance(sender, dict) and sender.get("id") in TRUSTED:
        return content | {"from": sender | {"id": STRANGERS[next(_numbers) % len(STRANGERS)]}}
    return content


def sent_by(person: int) -> Callable[[Json], Json]:
    """The same from a person, in the private chat with them, so that it goes further in."""

    def change(content: Json) -> Json:
        chat = {"id": person, "type": "private", "first_name": "x"}
        who = {"id": person, "is_bot": False, "first_name": "<b>"}
        made = content | {"from": who}
        if "data" in content:
            version, verb, _, *args = [*str(content["data"]).split(":"), "", "", ""]
            made["data"] = ":".join((version, verb, format(person, "x"), *args)).rstrip(":")[:64]
            card = {"message_id": next(_numbers), "date": int(time.time()), "chat": chat}
            return made | {"id": str(next(_numbers)), "message": card}
        made.pop("sender_chat", None)
        return made | {"chat": chat, "message_id": next(_numbers), "date": int(time.time())}

    return change


def all_of(attacked: Attacked, sent: Iterable[tuple[str, Json]]) -> None:
    waiting = list(sent)
    while waiting:
        attacked.deliver(waiting[:AT_ONCE])
        del waiting[:AT_ONCE]


def unharmed(attacked: Attacked) -> None:
    """Nothing was unforeseen, nothing malformed was sent, and the bot answers."""
    assert attacked.faults.found == []
    assert [
        call.error.description
        for call in attacked.control.errors
        if call.error and any(word in call.error.description for word in ("entities", "too long"))
    ] == []
    assert attacked.control.unknown_methods == []
    asked = attacked.control.send(LAN.id, "mượn ba cuốn sách")
    answer = attacked.control.wait(
        LAN.id, lambda one: one["message_id"] > asked and "ba cuốn sách" in one.get("text", "")
    )
    assert "Luật Thư viện mẫu" in answer["text"]


def test_a_thousand_updates_of_any_shape_from_strangers_change_nothing(attacked: Attacked) -> None:
    before = attacked.rows()
    sent = drawn(MANY)
    assert {kind for kind, _ in sent} == set(KINDS)

    all_of(attacked, ((kind, from_a_stranger(content)) for kind, content in sent))

    assert attacked.rows() == before
    unharmed(attacked)


def test_a_member_who_forges_whatever_they_like_gains_no_right(attacked: Attacked) -> None:
    before = attacked.rows(*OWN)
    change = sent_by(LAN.id)
    sent = [(kind, content) for kind, content in drawn(MANY)[::2] if kind in HEARD]
    assert len(sent) > MANY / 6

    all_of(attacked, ((kind, change(content)) for kind, content in sent))

    assert attacked.rows(*OWN) == before
    unharmed(attacked)


def test_an_owner_who_presses_and_sends_anything_breaks_nothing(attacked: Attacked) -> None:
    change = sent_by(HOA.id)
    sent = [(kind, content) for kind, content in drawn(MANY)[1::2] if kind in HEARD]

    all_of(attacked, ((kind, change(content)) for kind, content in sent))

    unharmed(attacked)


def test_what_the_bot_hears_is_what_is_looked_at() -> None:
    assert set(UPDATES) == set(shapes.HEARD)


def test_neither_a_user_name_nor_guessed_invites_let_anybody_in(attacked: Attacked) -> None:
    """One warning, then silence, whoever they say they are."""
    before = attacked.rows()
    for person in STRANGERS[:3]:
        for number in range(12):
            attacked.control.send(person, f"/start i_{number:022d}")
        for text in ("/moi", "/thanhvien", "/capnhat", "ký sổ trực?", "/start p_1"):
            attacked.control.send(person, text)
    attacked.deliver([])

    assert attacked.rows() == before
    for person in STRANGERS[:3]:
        told = [one for one in attacked.control.transcript(person) if one["from"]["is_bot"]]
        assert 1 <= len(told) <= 7
        assert not any("ký sổ trực khi" in one["text"] for one in told)
    unharmed(attacked)
