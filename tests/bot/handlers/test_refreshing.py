"""An admin refreshes the knowledge base in a chat; cadres ask meanwhile."""

from io import BytesIO

import docx
import pytest

from bot import texts
from bot import texts_drafting as said
from bot.parts import Parts
from bot.preview.control import Control
from bot.preview.jsontypes import Json
from bot.preview.people import HOA, LAN
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
        timeout=30,
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
