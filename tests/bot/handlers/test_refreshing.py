"""An admin refreshes the knowledge base in a chat; cadres ask meanwhile."""

import errno
from datetime import timedelta
from io import BytesIO

import docx
import pytest
from sqlmodel import select

from bot import commands, texts
from bot import texts_drafting as said
from bot.parts import Parts
from bot.preview.control import Control
from bot.preview.jsontypes import Json
from bot.preview.people import HOA, LAN, MINH
from knowledge import golden, membership, releases, store
from knowledge.people import AuditEntry, Role
from tests.bot.handlers.running import RunningBot
from tests.bot.handlers.test_asking import ask, labels

NEW_RULES = """Tiêu đề: Quy chế trực ban
Số hiệu: 12-QC/TĐ
Cơ quan ban hành: Tỉnh Đoàn Mẫu

Điều 1. Ký sổ trực
Cán bộ trực nên ký sổ trực khi giao ca.
Điều 2. Rời phòng trực
Cán bộ trực không nên rời phòng trực sau chín giờ tối.
"""
QUESTION = "Có được rời phòng trực không?"
OLD = "không nên rời phòng trực khi chưa có người thay"
NEW = "không nên rời phòng trực sau chín giờ tối"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.draft_steps.QUIET", 0.2)
    monkeypatch.setattr("bot.progress_message.EDIT_EVERY", 0.1)


def word_file(text: str) -> bytes:
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def card(control: Control, beginning: str, after: int = 0, person: int = HOA.id) -> Json:
    """The newest card with this in its text, once it is there."""
    return control.wait(
        person,
        lambda one: (
            one["from"]["is_bot"] and beginning in one.get("text", "") and one["message_id"] > after
        ),
        timeout=15,
    )


def send(control: Control, name: str, text: str) -> Json:
    """The report on one file."""
    sent = control.send_document(HOA.id, name, word_file(text))
    return card(control, "Bản nháp: 1 văn bản", after=sent)


def compared(control: Control, report: Json) -> Json:
    control.press(HOA.id, report["message_id"], said.RIGHT)
    return card(control, "So với bản số", after=report["message_id"])


def test_a_law_is_sent_corrected_compared_published_and_taken_back(
    control: Control, published: Parts
) -> None:
    assert OLD in ask(control, QUESTION)["text"]

    report = send(control, "quy-che-moi.docx", NEW_RULES)
    assert "12-QC/TĐ “Quy chế trực ban”" in report["text"]
    assert "2 điều, 2 đoạn" in report["text"]
    assert OLD in ask(control, QUESTION)["text"]

    control.press(HOA.id, report["message_id"], said.CORRECT)
    fields = card(control, "Sửa mục nào?")
    control.press(HOA.id, fields["message_id"], texts.HEAD_FIELDS["effective_from"])
    card(control, "Ngày hiệu lực hiện là: (chưa có)")
    control.send(HOA.id, "31/02/2026")
    card(control, "không phải một ngày có thật")
    typed = control.send(HOA.id, "01/02/2026")
    report = card(control, "Đã sửa: ngày hiệu lực", after=typed)
    assert OLD in ask(control, QUESTION)["text"]

    comparison = compared(control, report)
    assert "Đổi: Quy chế trực ban" in comparison["text"]
    assert OLD in ask(control, QUESTION)["text"]

    control.press(HOA.id, comparison["message_id"], said.PUBLISH)
    done = card(control, "Từ bây giờ bot trả lời theo bản số 2")
    answer = ask(control, QUESTION)["text"]
    assert NEW in answer
    assert "có hiệu lực" not in answer

    control.press(HOA.id, done["message_id"], said.UNDO.format(release=1))
    sure = card(control, "Chắc chưa?")
    assert NEW in ask(control, QUESTION)["text"]
    control.press(HOA.id, sure["message_id"], said.UNDO_SURE.format(release=1))
    card(control, "bot trả lời theo bản số 1")
    assert OLD in ask(control, QUESTION)["text"]
    assert labels(card(control, "bot trả lời theo bản số 1")) == []


def make_admin(parts: Parts, person: int) -> None:
    with parts.database.session() as session:
        membership.admit(session, person, Role.ADMIN, "Minh", by="test")
        session.commit()


def uploads(parts: Parts) -> list[str]:
    folder = parts.home.path / "uploads"
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []


def test_nothing_is_lost_when_the_bot_restarts_at_each_step(
    control: Control, running_bot: RunningBot
) -> None:
    report = send(control, "quy-che-moi.docx", NEW_RULES)
    running_bot.restart()
    report = card(
        control, "Bản nháp: 1 văn bản", after=control.send(HOA.id, f"/{commands.REFRESH.name}")
    )
    control.press(HOA.id, report["message_id"], said.CORRECT)
    fields = card(control, "Sửa mục nào?")
    control.press(HOA.id, fields["message_id"], texts.HEAD_FIELDS["issuer"])
    card(control, "Cơ quan ban hành hiện là: Tỉnh Đoàn Mẫu")
    running_bot.restart()
    report = card(control, "Đã sửa", after=control.send(HOA.id, "Tỉnh Đoàn Khác"))
    assert "Tỉnh Đoàn Khác" in report["text"]

    comparison = compared(control, report)
    running_bot.restart()
    assert OLD in ask(control, QUESTION)["text"]
    control.press(HOA.id, comparison["message_id"], said.PUBLISH)
    done = card(control, "Từ bây giờ bot trả lời theo bản số 2")
    running_bot.restart()
    answer = ask(control, QUESTION)["text"]
    assert NEW in answer
    assert "Tỉnh Đoàn Khác" in answer

    control.press(HOA.id, done["message_id"], said.UNDO.format(release=1))
    card(control, "Chắc chưa?")
    running_bot.restart()
    control.press(HOA.id, done["message_id"], said.UNDO_SURE.format(release=1))
    card(control, "bot trả lời theo bản số 1")
    assert OLD in ask(control, QUESTION)["text"]


def test_files_that_were_not_read_before_a_restart_are_read_when_asked_for(
    control: Control, running_bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    running_bot.services.drafting.receive(HOA.id, HOA.id, "a.docx", word_file(NEW_RULES), "")
    running_bot.restart()

    sent = control.send(HOA.id, f"/{commands.REFRESH.name}")
    assert "2 điều" in card(control, "Bản nháp: 1 văn bản", after=sent)["text"]


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
    data = word_file(NEW_RULES)
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


def test_a_draft_that_breaks_a_golden_question_is_refused_by_name_unless_one_insists(
    control: Control, published: Parts
) -> None:
    with published.database.session() as session:
        revisions = releases.revision_ids_of(session, 1)
        right = next(
            one for one in store.passages_of_revisions(session, revisions) if OLD in one.text
        )
        golden.add(session, QUESTION, right, author="test")
        session.commit()
    rules = NEW_RULES.split("Điều 2")[0].replace("Điều 1. Ký", "Điều 2. Ghi\nGhi.\nĐiều 1. Ký")
    comparison = compared(control, send(control, "quy-che.docx", rules))
    assert f"“{QUESTION}”" in comparison["text"]

    control.press(HOA.id, comparison["message_id"], said.PUBLISH)
    refused = card(control, "Chưa công bố: bản nháp làm hỏng 1 câu hỏi mẫu")
    assert f"“{QUESTION}”" in refused["text"]
    assert OLD in ask(control, QUESTION)["text"]

    control.press(HOA.id, refused["message_id"], said.INSIST)
    card(control, "Từ bây giờ bot trả lời theo bản số 2")
    with published.database.session() as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.action == "insist")).all()
    assert [(one.actor, one.subject) for one in entries] == [
        (membership.actor(HOA.id), f"release 2: {QUESTION}")
    ]


def test_of_two_admins_the_second_sees_what_changed_and_decides_again(
    control: Control, published: Parts
) -> None:
    make_admin(published, MINH.id)
    sent = control.send_document(
        MINH.id, "sach.docx", word_file(NEW_RULES.replace("12-QC/TĐ", "13-QC/TĐ"))
    )
    report = card(control, "Bản nháp", after=sent, person=MINH.id)
    control.press(MINH.id, report["message_id"], said.RIGHT)
    theirs = card(control, "So với bản số 1", person=MINH.id)

    comparison = compared(control, send(control, "quy-che.docx", NEW_RULES))
    control.press(HOA.id, comparison["message_id"], said.PUBLISH)
    card(control, "Từ bây giờ bot trả lời theo bản số")
    control.press(MINH.id, theirs["message_id"], said.PUBLISH)

    again = card(control, "So với bản số 3", person=MINH.id)
    assert "Trong lúc chờ, bản số 3 đã được công bố" in again["text"]
    control.press(MINH.id, again["message_id"], said.PUBLISH)
    card(control, "Từ bây giờ bot trả lời theo bản số 4", person=MINH.id)
    assert NEW in ask(control, QUESTION)["text"]


def test_a_button_pressed_again_after_the_decision_says_what_was_decided(
    control: Control, published: Parts
) -> None:
    comparison = compared(control, send(control, "quy-che.docx", NEW_RULES))
    publish = control.button(HOA.id, comparison["message_id"], said.PUBLISH)["callback_data"]
    control.press(HOA.id, comparison["message_id"], said.PUBLISH)
    card(control, "Từ bây giờ bot trả lời theo bản số 2")

    again = control.press_data(HOA.id, comparison["message_id"], publish)
    assert control.callback_answer(again)["text"] == ("Bản nháp này đã công bố rồi, là bản số 2.")
    with published.database.session() as session:
        assert releases.current_release(session) == 2


def test_a_discarded_draft_leaves_nothing_and_its_buttons_say_so(
    control: Control, published: Parts
) -> None:
    comparison = compared(control, send(control, "quy-che.docx", NEW_RULES))
    publish = control.button(HOA.id, comparison["message_id"], said.PUBLISH)["callback_data"]
    control.press(HOA.id, comparison["message_id"], said.DISCARD)
    card(control, said.DISCARDED)

    again = control.press_data(HOA.id, comparison["message_id"], publish)
    assert "đã huỷ rồi" in control.callback_answer(again)["text"]
    assert uploads(published) == []
    assert OLD in ask(control, QUESTION)["text"]
    sent = control.send(HOA.id, f"/{commands.REFRESH.name}")
    assert control.wait_reply(HOA.id, after=sent)["text"] == said.HOW


def test_another_admin_cannot_press_the_buttons_of_a_draft(
    control: Control, published: Parts
) -> None:
    make_admin(published, MINH.id)
    control.send(MINH.id, "/start")
    report = send(control, "quy-che.docx", NEW_RULES)
    data = control.button(HOA.id, report["message_id"], said.DISCARD)["callback_data"]

    press = control.press_data(MINH.id, report["message_id"], data, chat=HOA.id)
    assert control.callback_answer(press)["text"] == texts.OTHERS_BUTTON


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


def test_a_full_disk_while_building_is_one_sentence_and_can_be_tried_again(
    control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(index: object, folder: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    report = send(control, "quy-che.docx", NEW_RULES)
    with monkeypatch.context() as patch:
        patch.setattr("index.search_index.SearchIndex.save", full)
        control.press(HOA.id, report["message_id"], said.RIGHT)
        failed = card(control, "hết chỗ trên ổ đĩa")
    assert OLD in ask(control, QUESTION)["text"]

    control.press(HOA.id, failed["message_id"], said.TRY_AGAIN)
    control.press(HOA.id, card(control, "So với bản số 1")["message_id"], said.PUBLISH)
    card(control, "Từ bây giờ bot trả lời theo bản số")
    assert NEW in ask(control, QUESTION)["text"]


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


def test_what_differs_is_sent_word_by_word_and_as_a_file(control: Control) -> None:
    comparison = compared(control, send(control, "quy-che.docx", NEW_RULES))
    control.press(HOA.id, comparison["message_id"], said.DIFFERENCE)

    file = control.wait(HOA.id, lambda one: one["from"]["is_bot"] and "document" in one)
    page = control.file(file["document"]["file_id"]).decode()
    assert "chín giờ tối" in page
    assert "<ins>" in page
    shown = card(control, "chín giờ tối", after=comparison["message_id"])
    assert "Quy chế trực ban" in shown["text"]


def test_a_document_replaces_another_unless_the_admin_says_no(control: Control) -> None:
    rules = NEW_RULES.replace("12-QC/TĐ", "13-QC/TĐ").replace(
        "Cơ quan", "Thay thế: 12-QC/TĐ\nHiệu lực từ: 01/01/2025\nCơ quan"
    )
    report = send(control, "moi.docx", rules)
    assert "Thay thế 12-QC/TĐ “Quy chế trực ban”" in report["text"]

    control.press(HOA.id, report["message_id"], said.DO_SPARE.format(document="12-QC/TĐ"))
    spared = card(control, "Không thay thế 12-QC/TĐ")
    control.press(HOA.id, spared["message_id"], said.DO_END.format(document="12-QC/TĐ"))
    control.wait(
        HOA.id,
        lambda one: one["message_id"] == spared["message_id"] and "⤵️ Thay thế" in one["text"],
    )


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


def test_a_question_asked_long_after_a_value_was_is_answered(
    control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = send(control, "quy-che.docx", NEW_RULES)
    control.press(HOA.id, report["message_id"], said.CORRECT)
    fields = card(control, "Sửa mục nào?")
    control.press(HOA.id, fields["message_id"], texts.HEAD_FIELDS["title"])
    card(control, "Tiêu đề hiện là")
    monkeypatch.setattr("knowledge.drafts.ASKED_FOR", timedelta(0))

    assert OLD in ask(control, QUESTION, HOA.id)["text"]
