"""/thongke through the loopback server."""

import pytest

from bot import texts_figures as texts
from bot.preview.control import Control
from bot.preview.people import HOA, LAN
from tests.bot.handlers.test_asking import ask

QUESTION = "Có được rời phòng trực không?"


def test_an_admin_gets_a_picture_and_a_table(control: Control) -> None:
    ask(control, QUESTION)
    sent = control.send(HOA.id, "/thongke 7")
    picture = control.wait(HOA.id, lambda one: "photo" in one)
    table = control.wait(HOA.id, lambda one: "document" in one)

    assert picture["message_id"] > sent
    assert "1 câu hỏi" in picture["caption"]
    assert texts.NOT_BY_PERSON in picture["caption"]
    assert control.file(picture["photo"][-1]["file_id"]).startswith(b"\x89PNG")
    assert table["document"]["file_name"].endswith(".csv")
    lines = control.file(table["document"]["file_id"]).decode("utf-8-sig").splitlines()
    assert sum(line.startswith(("0", "1", "2", "3")) for line in lines) == 7
    for said in (picture["caption"], "\n".join(lines)):
        assert str(LAN.id) not in said
        assert LAN.first_name not in said


@pytest.mark.parametrize("days", ["0", "1000", "hôm nay"])
def test_a_number_of_days_that_makes_no_sense_is_told_so(control: Control, days: str) -> None:
    said = control.wait_reply(HOA.id, after=control.send(HOA.id, f"/thongke {days}"))

    assert "từ 1 đến 366" in said["text"]


def test_a_member_gets_no_figures(control: Control) -> None:
    control.wait_reply(LAN.id, after=control.send(LAN.id, "/thongke"))

    assert all("photo" not in one and "document" not in one for one in control.transcript(LAN.id))
