"""/theodoi through the loopback server, and the clock that really fires."""

from pathlib import Path
from typing import Any

import pytest

from bot import texts_watching as texts
from bot.parts import Parts
from bot.preview.control import Control
from bot.preview.people import HOA, LAN
from bot.preview.server import Preview
from bot.schedules import Schedule
from bot.watching import Watcher
from knowledge import golden
from tests.bot.handlers.test_asking import labels
from tests.bot.watching.sources import STORE, write

DAILY = Schedule(at="06:30")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, preview: Preview) -> None:
    """The clock is looked at all the time, and Hoa has started the bot."""
    monkeypatch.setattr("bot.handlers.watching.LOOK_EVERY", 0.05)
    preview.control.send(HOA.id, "/help")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "theo-doi"
    path.mkdir()
    write(path, "kho.txt", STORE)
    return path


@pytest.fixture
def watched(published: Parts, folder: Path) -> Watcher:
    """As a shell beside the bot: its watcher knows nothing of the bot's."""
    watcher = Watcher(published.database, published.publisher)
    watcher.add(str(folder), DAILY, author="shell")
    return watcher


def ask(control: Control, text: str, person: int = HOA.id) -> dict[str, Any]:
    if person == HOA.id:
        found(control, "/help —")  # the answer to her first message is there
    return control.wait_reply(person, after=control.send(person, text))


def found(control: Control, part: str, person: int = HOA.id) -> dict[str, Any]:
    return control.wait(person, lambda one: part in one.get("text", ""))


def turned(control: Control, shown: dict[str, Any], label: str) -> dict[str, Any]:
    """The card after a press that changes it."""
    control.press(HOA.id, shown["message_id"], label)
    return control.wait(
        HOA.id, lambda one: one["message_id"] == shown["message_id"] and one != shown
    )


def titles(parts: Parts) -> set[str]:
    return {document.title for document in parts.browser.documents()}


def test_the_clock_fires_and_an_admin_publishes_what_it_found(
    watched: Watcher, control: Control, published: Parts
) -> None:
    card = found(control, "có thay đổi")
    assert "➕ Thêm: Nội quy kho sách mẫu" in card["text"]
    assert labels(card) == [texts.SEE, texts.PUBLISH, texts.DISMISS]
    assert "Nội quy kho sách mẫu" not in titles(published)

    control.press(HOA.id, card["message_id"], texts.SEE)
    assert "Nội quy kho sách mẫu" in control.wait_reply(HOA.id, after=card["message_id"])["text"]
    file = control.wait(HOA.id, lambda one: "document" in one)["document"]
    assert "Bạn đọc phải trả sách" in control.file(file["file_id"]).decode()
    control.press(HOA.id, card["message_id"], texts.PUBLISH)
    done = found(control, "Đã công bố")
    assert done["message_id"] == card["message_id"]
    assert labels(done) == []
    assert "Nội quy kho sách mẫu" in titles(published)
    assert all("có thay đổi" not in one.get("text", "") for one in control.transcript(LAN.id))


def test_a_press_that_comes_too_late_is_told_so(
    watched: Watcher, control: Control, published: Parts
) -> None:
    card = found(control, "có thay đổi")
    waiting = watched.watch(1).release_id
    assert waiting is not None
    watched.dismiss(1, waiting, author="shell")

    control.press(HOA.id, card["message_id"], texts.PUBLISH)

    assert "không còn chờ" in found(control, "Chưa công bố")["text"]
    assert "Nội quy kho sách mẫu" not in titles(published)


def test_a_broken_golden_question_is_named_and_can_be_insisted_on(
    watched: Watcher, control: Control, published: Parts, folder: Path
) -> None:
    control.press(HOA.id, found(control, "có thay đổi")["message_id"], texts.PUBLISH)
    found(control, "Đã công bố")
    question = "Bạn đọc có phải trả sách vào kho không?"
    answer, _ = published.answerer.consider(question)
    with published.database.session() as session:
        golden.add(session, question, answer.citations[0].passage, author="hoa")
        session.commit()
    write(folder, "the.txt", STORE.replace("kho sách", "làm thẻ").replace("4/", "8/"))
    (folder / "kho.txt").unlink()
    shown = ask(control, "/theodoi 1")
    control.press(HOA.id, shown["message_id"], texts.LOOK_NOW)
    card = control.wait_reply(HOA.id, after=shown["message_id"])
    assert question in card["text"]

    control.press(HOA.id, card["message_id"], texts.PUBLISH)
    refused = found(control, "Chưa công bố")
    assert texts.INSIST in labels(refused)
    assert "Nội quy kho sách mẫu" in titles(published)
    control.press(HOA.id, card["message_id"], texts.INSIST)
    found(control, "Đã công bố bản số 3")
    assert "Nội quy kho sách mẫu" not in titles(published)


def test_what_a_shell_found_is_told_by_the_bot(
    watched: Watcher, folder: Path, request: pytest.FixtureRequest
) -> None:
    watched.look(1)

    control: Control = request.getfixturevalue("control")

    assert "Nội quy kho sách mẫu" in found(control, "có thay đổi")["text"]


def test_a_web_address_is_added_and_changed_and_removed_in_the_chat(
    control: Control, published: Parts
) -> None:
    assert texts.NONE_WATCHED in ask(control, "/theodoi")["text"]
    added = ask(control, "/theodoi http://127.0.0.1:9/noi-quy 6h")
    assert "nguồn số 1" in added["text"]
    assert "Mỗi 6 giờ" in added["text"]
    failed = found(control, texts.FAILS_QUIETLY)
    assert "127.0.0.1" in failed["text"]

    assert "Mỗi ngày lúc 20:15" in ask(control, "/theodoi 1 20h15")["text"]
    shown = ask(control, "/theodoi 1")
    for label in (texts.TIME, "mỗi 1 giờ", texts.LET_PUBLISH, texts.SURE_LET_PUBLISH):
        shown = turned(control, shown, label)
    assert "Mỗi 1 giờ" in shown["text"]
    assert texts.PUBLISHES_ITSELF in shown["text"]
    for label in (texts.REMOVE, texts.SURE_REMOVE):
        shown = turned(control, shown, label)
    assert texts.REMOVED.format(place="http://127.0.0.1:9/noi-quy") == shown["text"]


def test_a_folder_and_nonsense_are_refused_in_a_sentence(control: Control) -> None:
    assert ask(control, "/theodoi /etc 6h")["text"] == texts.FOLDER_FROM_SHELL
    assert "không có" in ask(control, "/theodoi 77")["text"].casefold()
    assert "khoảng thời gian" in ask(control, "/theodoi https://a.example mai")["text"]


def test_a_member_may_not_look_at_sources(control: Control) -> None:
    assert texts.NONE_WATCHED not in ask(control, "/theodoi", LAN.id)["text"]
