"""Whatever happens to the bot's process: each question is answered, and once."""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, func, select

from bot import texts
from bot.context import Services
from bot.parts import Parts
from bot.preview.control import Control
from bot.preview.faults import AGAIN, TWINNED, UPDATES
from bot.preview.jsontypes import Json
from bot.preview.people import HOA, LAN, MINH
from bot.preview.server import Preview
from knowledge import membership
from knowledge.database import Database
from knowledge.dialogue import AnswerLog, Gap
from knowledge.errors import DatabaseUnavailableError
from knowledge.people import Role
from knowledge.post import InboxUpdate, OutboxMessage, Received, Sent
from tests.bot.handlers.dying import begun
from tests.bot.handlers.running import RunningBot

KNOWN = "Có được rời phòng trực không?"
UNKNOWN = "thời tiết ngày mai thế nào"


def replies(control: Control, person: int = LAN.id) -> list[Json]:
    return [one for one in control.transcript(person) if one["from"]["is_bot"]]


def count(database: Database, *which: Any) -> int:  # noqa: ANN401 -- any condition
    with database.session() as session:
        return session.exec(select(func.count()).select_from(InboxUpdate).where(*which)).one()


def unfinished(database: Database) -> int:
    return count(database, col(InboxUpdate.state) == Received.RECEIVED)


def sent(database: Database) -> int:
    with database.session() as session:
        known = select(OutboxMessage).where(col(OutboxMessage.state) == Sent.SENT)
        return len(session.exec(known).all())


def until(look: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait for what the loopback server does not see."""
    for _ in range(int(seconds / 0.02)):
        if look():
            return
        time.sleep(0.02)
    raise AssertionError("waited in vain")


@pytest.fixture
def admitted(published: Parts) -> Parts:
    with published.database.session() as session:
        membership.admit(session, LAN.id, Role.MEMBER, LAN.first_name, by="test")
        membership.agree(session, LAN.id)
        session.commit()
    return published


@contextmanager
def killed_after(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """No process outlives its test."""
    try:
        yield
    finally:
        process.kill()
        process.wait()


def test_a_question_whose_process_was_killed_before_it_answered_is_answered_by_the_next(
    admitted: Parts, preview: Preview
) -> None:
    control, home = preview.control, admitted.home.path
    with killed_after(begun(home, preview, "answering")):
        control.send(LAN.id, UNKNOWN)
        until(lambda: control.pending_updates() == 0)
        until(lambda: unfinished(admitted.database) == 1)
    assert replies(control) == []  # Telegram has forgotten the question, nobody has answered it

    with killed_after(begun(home, preview)):
        control.wait_reply(LAN.id, timeout=60)
        until(lambda: unfinished(admitted.database) == 0)
    assert len(replies(control)) == 1


def test_an_answer_that_was_sent_before_its_process_was_killed_is_not_sent_again(
    admitted: Parts, preview: Preview
) -> None:
    control, home = preview.control, admitted.home.path
    with killed_after(begun(home, preview, "done")):
        asked = control.send(LAN.id, UNKNOWN)
        control.wait_reply(LAN.id, after=asked, timeout=60)
        until(lambda: sent(admitted.database) == 1)  # it knows: what it does not, it asks about
    assert unfinished(admitted.database) == 1

    with killed_after(begun(home, preview)):
        later = control.send(LAN.id, KNOWN)
        control.wait_reply(LAN.id, after=later, timeout=60)  # in order: the first was handled again
        until(lambda: unfinished(admitted.database) == 0)
    assert len(replies(control)) == 2
    with admitted.database.session() as session:
        assert session.exec(select(func.count()).select_from(AnswerLog)).one() == 2
        assert session.exec(select(Gap.times)).all() == [1]


def test_a_bot_that_is_stopped_answers_what_it_has_fetched(
    control: Control, running_bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering = Services.answering

    async def slowly(services: Services, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 -- as it is
        await services.run(time.sleep, 0.2)
        return await answering(services, *args, **kwargs)

    monkeypatch.setattr(Services, "answering", slowly)
    for person in (LAN, MINH, HOA):
        control.send(person.id, KNOWN)
        control.send(person.id, KNOWN)
    until(lambda: control.pending_updates() == 0)
    running_bot.stop()
    assert [len(replies(control, person.id)) for person in (LAN, MINH, HOA)] == [2, 2, 2]
    running_bot.start()


def test_what_telegram_sends_again_or_under_other_ids_is_answered_once(control: Control) -> None:
    control.inject(AGAIN, UPDATES, times=3)
    control.inject(TWINNED, UPDATES, times=3)
    for _ in range(3):
        control.wait_reply(LAN.id, after=control.send(LAN.id, KNOWN))
    until(lambda: control.pending_updates() == 0)
    control.wait_reply(MINH.id, after=control.send(MINH.id, KNOWN))
    assert len(replies(control)) == 3


def test_nothing_is_confirmed_that_the_database_does_not_take(
    control: Control, running_bot: RunningBot, published: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[int] = []

    def refuse(*_: object) -> None:
        refused.append(1)
        raise DatabaseUnavailableError("hết chỗ trên ổ đĩa")

    with monkeypatch.context() as full:
        full.setattr("knowledge.inbox.receive", refuse)
        asked = control.send(LAN.id, KNOWN)
        until(lambda: refused)
        assert control.pending_updates() == 1
        assert count(published.database) == 0
    assert "rời phòng trực" in control.wait_reply(LAN.id, after=asked, timeout=60)["text"]


def test_a_question_that_the_database_did_not_take_is_answered_once_it_does(
    control: Control, running_bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[int] = []
    monkeypatch.setattr("bot.order.BACKOFF", (0.0,))
    with monkeypatch.context() as full:

        def refuse(*_: object, **__: object) -> None:
            refused.append(1)
            raise DatabaseUnavailableError("hết chỗ trên ổ đĩa")

        full.setattr("knowledge.journal.record_answer", refuse)
        asked = control.send(LAN.id, KNOWN)
        until(lambda: len(refused) > 1)
        assert replies(control) == []
    assert "rời phòng trực" in control.wait_reply(LAN.id, after=asked)["text"]
    assert len(replies(control)) == 1


def test_too_much_from_one_person_is_told_once_and_keeps_nobody_else_waiting(
    control: Control, running_bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.context.MESSAGES", ((5, 10.0),))
    running_bot.restart()
    for _ in range(16):
        control.send(LAN.id, KNOWN)
    control.wait_reply(MINH.id, after=control.send(MINH.id, KNOWN))
    until(lambda: len(replies(control)) == 6)
    running_bot.stop()  # which finishes all that was fetched
    said = [one["text"] for one in replies(control)]
    told = texts.TOO_MUCH.partition("{until}")[0]
    assert [text.startswith(told) for text in said] == [False] * 5 + [True]
    running_bot.start()


def test_an_admin_may_ask_as_much_as_they_like(
    control: Control, running_bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.context.MESSAGES", ((1, 10.0),))
    running_bot.restart()
    for _ in range(3):
        control.wait_reply(HOA.id, after=control.send(HOA.id, KNOWN))
    assert all("rời phòng trực" in one["text"] for one in replies(control, HOA.id))


def test_a_question_handled_late_is_answered_and_says_that_it_is_late(
    control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.handling.LATE", timedelta(0))
    for question in (KNOWN, "/hoi " + KNOWN, "liệt kê những điều không nên làm"):
        answer = control.wait_reply(LAN.id, after=control.send(LAN.id, question))["text"]
        assert answer.startswith("⏰ Trả lời muộn")


def test_a_press_and_a_change_that_come_late_are_not_carried_out(
    control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = control.wait_reply(LAN.id, after=control.send(LAN.id, KNOWN))
    monkeypatch.setattr("bot.handling.LATE", timedelta(0))
    control.press(LAN.id, card["message_id"], "👍")
    said = control.wait_reply(LAN.id, after=card["message_id"])["text"]
    assert said.startswith(texts.LATE_PRESS.partition("{moment}")[0])

    told = control.wait_reply(HOA.id, after=control.send(HOA.id, "/traloi 1 nộp ở văn phòng"))
    assert told["text"].startswith(texts.LATE_COMMAND.partition("{moment}")[0])


def test_where_there_is_no_room_it_says_so_but_not_to_an_admin(
    control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.context.MOST_QUESTIONS", 0)
    assert control.wait_reply(LAN.id, after=control.send(LAN.id, KNOWN))["text"] == texts.BUSY
    admin = control.wait_reply(HOA.id, after=control.send(HOA.id, KNOWN))["text"]
    assert "không nên rời phòng trực" in admin


def test_what_ended_too_many_processes_is_not_begun_with_again(
    control: Control, running_bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.handling.MOST_ATTEMPTS", -1)
    assert control.wait_reply(LAN.id, after=control.send(LAN.id, KNOWN))["text"] == texts.GIVEN_UP
