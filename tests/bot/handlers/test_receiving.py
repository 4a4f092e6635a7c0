"""Files and addresses that come in: good, bad, several, twice."""

import errno
from functools import partial

import pytest

from bot import commands
from bot import texts_drafting as said
from bot.parts import Parts
from bot.preview.control import Control
from bot.preview.people import HOA, LAN
from bot.sources import SCANNED_PAGES
from knowledge import releases, store
from knowledge.reading.limited import LimitedReader
from tests.bot.handlers.drafts import (
    NEW_RULES,
    OLD,
    QUESTION,
    card,
    compared,
    send,
    uploads,
    word_file,
)
from tests.bot.handlers.running import RunningBot
from tests.bot.handlers.test_asking import ask, labels

pytestmark = pytest.mark.usefixtures("quick")


def test_files_that_were_not_read_before_a_restart_are_read_when_asked_for(
    control: Control, running_bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    running_bot.services.drafting.receive(HOA.id, HOA.id, "a.docx", word_file(NEW_RULES), "")
    running_bot.restart()

    sent = control.send(HOA.id, f"/{commands.REFRESH.name}")
    assert "2 điều" in card(control, "Bản nháp: 1 văn bản", after=sent)["text"]


def test_reading_that_takes_long_says_how_far_it_is_and_can_be_given_up(
    control: Control, running_bot: RunningBot, published: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    crawling = partial(LimitedReader, "tests.knowledge.reading.misbehaving")
    monkeypatch.setattr("bot.sources.LimitedReader", crawling)
    control.send_document(HOA.id, "quet.txt", b"crawl")  # for a minute

    shown = card(control, f"{SCANNED_PAGES}: 3/40")
    assert labels(shown) == [said.STOP]
    control.press(HOA.id, shown["message_id"], said.STOP)
    control.wait(
        HOA.id,
        lambda one: (
            one["message_id"] == shown["message_id"]
            and one["text"] == said.DISCARDED
            and not running_bot.services.drafting.busy
        ),
    )
    assert uploads(published) == []
    sent = control.send(HOA.id, f"/{commands.REFRESH.name}")
    assert control.wait_reply(HOA.id, after=sent)["text"] == said.HOW


def test_a_stop_of_the_bot_does_not_wait_for_reading_and_it_is_read_later(
    control: Control, running_bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        crawling = partial(LimitedReader, "tests.knowledge.reading.misbehaving")
        patch.setattr("bot.sources.LimitedReader", crawling)
        control.send_document(HOA.id, "quet.txt", b"crawl")
        card(control, f"{SCANNED_PAGES}: 3/40")
        running_bot.stop()  # waits for twenty seconds at most
    running_bot.start()
    card(control, "Bản nháp: 1 văn bản", after=control.send(HOA.id, f"/{commands.REFRESH.name}"))


def test_a_bot_that_stops_before_reading_begins_begins_it_no_more(
    control: Control, running_bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.draft_steps.QUIET", 1.0)
    control.send_document(HOA.id, "a.docx", word_file(NEW_RULES))
    drafting = running_bot.services.drafting
    control.wait_until(lambda: drafting.current(HOA.id), "tệp được nhận")
    running_bot.stop()

    assert not drafting.busy
    running_bot.start()
    card(control, "Bản nháp: 1 văn bản", after=control.send(HOA.id, f"/{commands.REFRESH.name}"))


def test_a_step_that_a_stopping_bot_cannot_begin_is_taken_by_its_next_process(
    control: Control, running_bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = send(control, "a.docx", NEW_RULES)

    async def stop(_: object) -> None:
        await running_bot.stop_from_within()

    with monkeypatch.context() as patch:
        patch.setattr("bot.handlers.refreshing._without_buttons", stop)
        control.press(HOA.id, report["message_id"], said.RIGHT)
        assert running_bot.has_ended()
    running_bot.start()

    card(control, "So với bản số", after=report["message_id"])


def test_an_album_is_one_draft_with_one_report_and_what_cannot_be_read_is_said(
    control: Control, published: Parts
) -> None:
    first = control.send_document(
        HOA.id, "mot.docx", word_file(NEW_RULES), "Bản sửa tháng Hai", album="7"
    )
    control.send_document(HOA.id, "hong.docx", b"PK\x03\x04 day khong phai tep Word", album="7")
    second = NEW_RULES.replace("12-QC/TĐ", "13-QC/TĐ").replace("trực ban", "thư viện")
    last = control.send_document(HOA.id, "hai.docx", word_file(second), album="7")

    report = card(control, "Bản nháp: 3 văn bản", after=last)
    assert "Ghi chú: Bản sửa tháng Hai" in report["text"]
    assert "12-QC/TĐ" in report["text"]
    assert "13-QC/TĐ" in report["text"]
    assert "⛔ Tệp “hong.docx”" in report["text"]
    cards = [one for one in control.transcript(HOA.id) if one["message_id"] > first]
    assert len([one for one in cards if one["from"]["is_bot"]]) == 1

    control.press(HOA.id, compared(control, report)["message_id"], said.PUBLISH)
    card(control, "Từ bây giờ bot trả lời theo bản số 2")
    with published.database.session() as session:
        assert len(store.documents_of(session, 2)) == 3
    assert uploads(published) == []


def test_a_file_sent_later_joins_the_draft_and_the_older_card_loses_its_buttons(
    control: Control,
) -> None:
    first = send(control, "mot.docx", NEW_RULES)
    comparison = compared(control, first)
    sent = control.send_document(
        HOA.id, "hai.docx", word_file(NEW_RULES.replace("12-QC/TĐ", "13-QC/TĐ"))
    )

    report = card(control, "Bản nháp: 2 văn bản", after=sent)
    control.wait(
        HOA.id, lambda one: one["message_id"] == comparison["message_id"] and not labels(one)
    )
    assert said.RIGHT in labels(report)


def test_the_same_file_twice_and_another_under_its_name_are_said(control: Control) -> None:
    send(control, "quy-che.docx", NEW_RULES)
    data = word_file(NEW_RULES.replace("12-QC/TĐ", "14-QC/TĐ"))
    control.send_document(HOA.id, "lan-mot.docx", data)
    card(control, "Bản nháp: 2 văn bản")
    sent = control.send_document(HOA.id, "lan-hai.docx", data)
    reply = control.wait_reply(HOA.id, after=sent)["text"]
    assert reply == said.SAME_FILE.format(name="lan-hai.docx")

    sent = control.send_document(HOA.id, "lan-mot.docx", word_file(NEW_RULES + "Hết.\n"))
    assert control.wait_reply(HOA.id, after=sent)["text"] == said.OTHER_FILE.format(
        name="lan-mot.docx"
    )
    card(control, "Bản nháp: 2 văn bản", after=sent)


def test_a_file_over_the_limit_is_told_both_numbers_and_not_downloaded(
    control: Control, published: Parts
) -> None:
    sent = control.send_document(HOA.id, "to.pdf", b"%PDF-" + bytes(20 << 20))

    reply = control.wait_reply(HOA.id, after=sent)["text"]
    assert reply == "Tệp “to.pdf” quá lớn: 20,0 MB, trong khi tối đa là 20,0 MB."
    assert "getFile" not in [call.method for call in control.calls]
    assert uploads(published) == []


def test_a_members_album_is_refused_once(control: Control, published: Parts) -> None:
    for number in range(3):
        control.send_document(LAN.id, f"{number}.docx", word_file(NEW_RULES), album="9")
    after = ask(control, QUESTION)

    replies = [one["text"] for one in control.transcript(LAN.id) if one["from"]["is_bot"]]
    assert len(replies) == 2
    assert "quản trị" in replies[0]
    assert OLD in after["text"]
    assert uploads(published) == []


def test_a_full_disk_while_a_file_is_kept_is_one_sentence(
    control: Control, published: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("bot.uploads.os.fsync", full)
        sent = control.send_document(HOA.id, "quy-che.docx", word_file(NEW_RULES))
        assert "hết chỗ trên ổ đĩa" in control.wait_reply(HOA.id, after=sent)["text"]
    assert uploads(published) == []
    assert "2 điều" in send(control, "quy-che.docx", NEW_RULES)["text"]


def test_a_file_of_the_wrong_kind_is_said_and_leaves_nothing_to_publish(control: Control) -> None:
    sent = control.send_document(HOA.id, "chay.exe", b"MZ\x90\x00" + bytes(64))

    report = card(control, "Bản nháp: 1 văn bản", after=sent)
    assert "⛔ Tệp “chay.exe”" in report["text"] or "“.exe”" in report["text"]
    assert labels(report) == [said.DISCARD]


def test_the_command_alone_says_how_and_takes_only_addresses(control: Control) -> None:
    assert ask(control, f"/{commands.REFRESH.name}", HOA.id)["text"] == said.HOW
    assert ask(control, f"/{commands.REFRESH.name} tệp.docx", HOA.id)["text"] == (
        said.NOT_AN_ADDRESS.format(words="tệp.docx")
    )
    sent = control.send(HOA.id, f"/{commands.REFRESH.name} http://127.0.0.1:9/luat")
    report = card(control, "Bản nháp: 1 văn bản", after=sent)
    assert "127.0.0.1" in report["text"]
    assert labels(report) == [said.DISCARD]


def test_a_file_of_another_document_under_a_published_ones_name_takes_nothing_away(
    control: Control, published: Parts
) -> None:
    for number in ("21-QĐ/XX", "22-QĐ/XX"):
        rules = NEW_RULES.replace("12-QC/TĐ", number)
        comparison = compared(control, send(control, "Quyết định.docx", rules))
        control.press(HOA.id, comparison["message_id"], said.PUBLISH)
        card(control, "Từ bây giờ", after=comparison["message_id"] - 1)

    with published.database.session() as session:
        current = releases.current_release(session)
        assert current is not None
        numbers = {one.number for one in store.documents_of(session, current)}
    assert {"12-QC/TĐ", "21-QĐ/XX", "22-QĐ/XX"} <= numbers
