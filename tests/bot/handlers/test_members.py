"""Who comes in, who may do what, and what nobody may."""

import re
from typing import Any

import pytest
from sqlmodel import select

from bot import commands, texts
from bot import texts_people as said
from bot.callbacks import Press, Verb
from bot.parts import Parts
from bot.preview.control import Control
from bot.preview.people import HOA, LAN, MINH
from bot.preview.record import Call
from bot.texts_privacy import AGREE
from knowledge import membership
from knowledge.invites import PAYLOAD
from knowledge.membership import Acting
from knowledge.people import AuditEntry, Role
from tests.bot.handlers.test_asking import ask, labels

QUESTION = "rời phòng trực"
ADMINS = [Verb.INVITE, Verb.INVITES, Verb.INVITE_REVOKE, Verb.MEMBERS, Verb.MEMBER, Verb.AUDIT]
ADMINS += [Verb.MEMBER_ROLE, Verb.MEMBER_REMOVE, Verb.MEMBER_REMOVED]


@pytest.fixture
def stranger(published: Parts, control: Control) -> int:
    """Minh, who is no member any more and has agreed to nothing."""
    with published.database.session() as session:
        membership.leave(session, MINH.id, HOA.id)
        session.commit()
    return MINH.id


def invited(control: Control, role: str, label: str = "") -> str:
    """The start command of an invite that Hoa has made."""
    card = ask(control, f"/moi {label}", HOA.id)
    control.press(HOA.id, card["message_id"], role)
    link = control.wait(HOA.id, lambda one: "/start i_" in one["text"])
    found = re.findall(r"/start (i_[\w-]+)", link["text"])
    assert f"start={found[0]}" in link["text"]
    return f"/start {found[0]}"


def says(control: Control, person: int, text: str) -> str:
    return str(ask(control, text, person)["text"])


def role_of(published: Parts, person: int) -> Role:
    with published.database.session() as session:
        return membership.role_of(session, person, HOA.id)


def test_a_stranger_is_told_once_how_to_come_in(control: Control, stranger: int) -> None:
    assert says(control, stranger, QUESTION) == said.MEMBERS_ONLY.format(id=stranger)

    control.send(stranger, "/nenlam")
    control.send(stranger, "/thanhvien")
    control.send(stranger, "/quyenriengtu")  # what everybody may read; it comes after the others
    control.wait(stranger, lambda one: "Bot giữ gì" in one["text"])
    replies = [one for one in control.transcript(stranger) if one["from"]["is_bot"]]
    assert len(replies) == 2


def test_an_invite_lets_a_stranger_in_who_agrees_and_is_answered(
    control: Control, published: Parts, stranger: int
) -> None:
    start = invited(control, "Thành viên", "Minh phòng 3")
    sent = control.send(stranger, start)
    joined = control.wait_reply(stranger, after=sent)
    assert joined["text"] == said.JOINED.format(role="thành viên")
    consent = control.wait_reply(stranger, after=joined["message_id"])
    assert labels(consent) == [AGREE]

    asked = ask(control, QUESTION, stranger)
    assert labels(asked) == [AGREE]
    control.press(stranger, asked["message_id"], AGREE)
    card = control.wait_reply(stranger, after=asked["message_id"])
    assert "không nên rời phòng trực" in card["text"]
    with published.database.session() as session:
        assert membership.find(session, stranger).label == "Minh phòng 3"


def test_a_link_that_was_used_lets_nobody_else_in(
    control: Control, published: Parts, stranger: int
) -> None:
    start = invited(control, "Cán bộ phụ trách")
    assert "đã vào với vai trò cán bộ phụ trách" in says(control, stranger, start)

    assert "đã được dùng" in says(control, LAN.id, start)
    assert role_of(published, LAN.id) is Role.MEMBER


def test_a_link_that_was_taken_back_or_guessed_is_refused(
    control: Control, published: Parts, stranger: int
) -> None:
    start = invited(control, "Thành viên")
    link = control.wait(HOA.id, lambda one: "/start i_" in one["text"])
    control.press(HOA.id, link["message_id"], said.REVOKE)
    control.wait(HOA.id, lambda one: one["text"].startswith("📨 Đã thu hồi"))

    assert "bị thu hồi" in says(control, stranger, start)
    for number in range(4):
        assert "không đúng" in says(control, stranger, f"/start {PAYLOAD}doan-{number}")
    assert says(control, stranger, f"/start {PAYLOAD}doan-5") == said.TOO_MANY_GUESSES
    assert role_of(published, stranger) is Role.STRANGER


def test_a_card_pressed_twice_makes_one_invite(control: Control, published: Parts) -> None:
    card = ask(control, "/moi", HOA.id)
    code = control.button(HOA.id, card["message_id"], "Thành viên")["callback_data"]
    first = control.press_data(HOA.id, card["message_id"], code)
    second = control.press_data(HOA.id, card["message_id"], code)

    assert control.callback_answer(first).get("text", "") == ""
    assert control.callback_answer(second)["text"] == said.INVITE_GIVEN
    with published.database.session() as session:
        actions = [one.action for one in session.exec(select(AuditEntry))]
    assert actions.count("invite") == 1


def test_members_are_listed_changed_and_sent_away_with_two_taps(
    control: Control, published: Parts
) -> None:
    ask(control, "/start", LAN.id)
    listed = ask(control, "/thanhvien", HOA.id)
    assert "Thành viên: 3" in listed["text"]
    at = listed["message_id"]
    place = next(line.split(".")[0] for line in listed["text"].splitlines() if "Lan" in line)

    control.press(HOA.id, at, place)
    control.wait(HOA.id, lambda one: said.REMOVE in labels(one))
    control.press(HOA.id, at, said.MAKE.format(role="quản trị"))
    control.wait(LAN.id, lambda one: one["text"] == said.YOUR_ROLE_NOW.format(role="quản trị"))
    assert role_of(published, LAN.id) is Role.ADMIN
    assert commands.MEMBERS.name in {one["command"] for one in control.commands(LAN.id)}
    assert "Thành viên: 3" in says(control, LAN.id, "/thanhvien")

    control.press(HOA.id, at, said.REMOVE)
    control.wait(HOA.id, lambda one: said.REMOVE_YES in labels(one))
    assert role_of(published, LAN.id) is Role.ADMIN
    control.press(HOA.id, at, said.REMOVE_YES)
    control.wait(LAN.id, lambda one: one["text"] == said.YOU_WERE_REMOVED)
    assert commands.MEMBERS.name not in {one["command"] for one in control.commands(LAN.id)}
    assert says(control, LAN.id, "/thanhvien") == said.MEMBERS_ONLY.format(id=LAN.id)
    assert "đã rời" in says(control, HOA.id, "/thanhvien")


def test_the_audit_names_every_change(control: Control) -> None:
    invited(control, "Quản trị")
    page = says(control, HOA.id, "/nhatky")

    assert "mời · invite 1 admin" in page
    assert "telegram:1003" in page


@pytest.mark.parametrize("verb", ADMINS)
def test_a_member_who_forges_an_admins_button_gets_one_sentence(
    control: Control, published: Parts, verb: Verb
) -> None:
    hello = ask(control, "/start", LAN.id)
    for owner in (LAN.id, HOA.id):
        data = Press(verb, owner, (str(LAN.id), "owner")).encode()
        press = control.press_data(LAN.id, hello["message_id"], data)
        assert control.callback_answer(press)["text"] == said.NEEDS[Role.ADMIN]
    assert role_of(published, LAN.id) is Role.MEMBER


def test_an_admin_cannot_make_an_admin_nor_touch_the_owner(
    control: Control, published: Parts
) -> None:
    with published.database.session() as session:
        owner = Acting("hoa", Role.OWNER, HOA.id)
        membership.change_role(session, LAN.id, Role.ADMIN, owner)
        session.commit()
    assert labels(ask(control, "/moi", LAN.id)) == ["Thành viên", "Cán bộ phụ trách"]

    tries: list[tuple[Verb, tuple[Any, ...]]] = [
        (Verb.INVITE, ("admin",)),
        (Verb.INVITE, ("owner",)),
        (Verb.MEMBER_ROLE, (MINH.id, "admin")),
        (Verb.MEMBER_ROLE, (LAN.id, "owner")),
        (Verb.MEMBER_ROLE, (HOA.id, "member")),
        (Verb.MEMBER_REMOVED, (HOA.id,)),
    ]
    for verb, args in tries:
        data = Press(verb, LAN.id, tuple(map(str, args))).encode()
        # Another message each time: one card makes one invite.
        on = ask(control, "/moi", LAN.id)["message_id"]
        answer = control.callback_answer(control.press_data(LAN.id, on, data))["text"]
        assert "không có quyền" in answer or "NENCHANG_OWNER" in answer, (verb, args)
    assert role_of(published, MINH.id) is Role.MEMBER
    assert role_of(published, LAN.id) is Role.ADMIN


def test_a_members_command_of_an_admin_and_one_put_into_an_old_message_do_nothing(
    control: Control,
) -> None:
    for command in (commands.MEMBERS, commands.INVITE, commands.AUDIT):
        assert says(control, LAN.id, f"/{command.name}") == said.NEEDS[Role.ADMIN]

    sent = control.send(HOA.id, "/help")
    shown = control.wait_reply(HOA.id, after=sent)
    control.edit(HOA.id, sent, "/thanhvien")
    later = ask(control, "/hoi", HOA.id)
    assert later["text"] == texts.ASK_WHAT
    between = range(shown["message_id"] + 1, later["message_id"])
    said_between = [control.message(HOA.id, number) for number in between]
    assert not any(one and one["from"]["is_bot"] for one in said_between)


def _user(number: int, username: str, *, is_bot: bool = False) -> dict[str, Any]:
    return {"id": number, "is_bot": is_bot, "first_name": "Hoa", "username": username}


def _in_group(text: str, sender: dict[str, Any], **more: object) -> dict[str, Any]:
    command = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
    return {
        "message_id": 7,
        "date": 1_700_000_000,
        "chat": {"id": -100_123, "type": "supergroup", "title": "Cơ quan"},
        "from": sender,
        "text": text,
        "entities": [command],
        **more,
    }


GROUP = {"id": -100_123, "type": "supergroup", "title": "Cơ quan"}


def test_a_channel_post_and_a_shared_id_in_private_change_nothing(control: Control) -> None:
    post = _in_group("/thanhvien", _user(HOA.id, "x"))
    control.deliver("channel_post", {**post, "chat": {"id": -100_9, "type": "channel"}})
    control.deliver("edited_message", {**post, "edit_date": 1_700_000_001})
    assert ask(control, "/hoi", LAN.id)["text"] == texts.ASK_WHAT

    assert to_the_group(control) == []


def to_the_group(control: Control) -> list[Call]:
    return [one for one in control.calls if one.parameters.get("chat_id", "").startswith("-")]
