"""An admin refreshes the knowledge base in a chat; cadres ask meanwhile."""

import errno
from datetime import timedelta

import pytest
from sqlmodel import select

from bot import commands, texts
from bot import texts_drafting as said
from bot.difference.picture import WIDTH
from bot.parts import Parts
from bot.preview.control import Control
from bot.preview.people import HOA, MINH
from knowledge import golden, membership, releases, store
from knowledge.people import AuditEntry
from tests.bot.handlers.drafts import (
    NEW,
    NEW_RULES,
    OLD,
    QUESTION,
    card,
    compared,
    make_admin,
    send,
    uploads,
    word_file,
)
from tests.bot.handlers.running import RunningBot
from tests.bot.handlers.test_asking import ask, labels

pytestmark = pytest.mark.usefixtures("quick")


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


def test_a_correction_is_carried_to_the_next_version_with_one_tap(control: Control) -> None:
    report = send(control, "quy-che-moi.docx", NEW_RULES)
    control.press(HOA.id, report["message_id"], said.CORRECT)
    fields = card(control, "Sửa mục nào?")
    control.press(HOA.id, fields["message_id"], texts.HEAD_FIELDS["effective_from"])
    card(control, "Ngày hiệu lực hiện là: (chưa có)")
    report = card(control, "Đã sửa: ngày hiệu lực", after=control.send(HOA.id, "01/02/2026"))
    control.press(HOA.id, compared(control, report)["message_id"], said.PUBLISH)
    card(control, "Từ bây giờ bot trả lời theo bản số 2")

    report = send(control, "quy-che-moi.docx", NEW_RULES.replace("chín giờ", "mười giờ"))
    assert "sửa tay ngày hiệu lực: 01/02/2026; tệp này vẫn ghi: (chưa có)" in report["text"]
    control.press(HOA.id, report["message_id"], said.DO_CARRY.format(document="12-QC/TĐ"))
    kept = card(control, "Đã sửa: ngày hiệu lực", after=report["message_id"] - 1)
    assert "sửa tay" not in kept["text"]


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


def test_what_differs_is_sent_word_by_word_as_a_picture_and_as_a_file(control: Control) -> None:
    comparison = compared(control, send(control, "quy-che.docx", NEW_RULES))
    control.press(HOA.id, comparison["message_id"], said.DIFFERENCE)

    file = control.wait(HOA.id, lambda one: one["from"]["is_bot"] and "document" in one)
    page = control.file(file["document"]["file_id"]).decode()
    assert "chín giờ tối" in page
    assert "<ins>" in page
    picture = control.wait(HOA.id, lambda one: one["from"]["is_bot"] and "photo" in one)
    (size,) = picture["photo"]
    assert size["width"] == WIDTH
    assert picture["caption"].startswith("Hình 1/")
    assert picture["message_id"] < file["message_id"]
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
