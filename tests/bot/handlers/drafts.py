"""What an admin does in these tests: sends files, reads cards."""

from io import BytesIO

import docx

from bot import texts_drafting as said
from bot.parts import Parts
from bot.preview.control import Control
from bot.preview.jsontypes import Json
from bot.preview.people import HOA
from knowledge import membership
from knowledge.people import Role

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


def make_admin(parts: Parts, person: int) -> None:
    with parts.database.session() as session:
        membership.admit(session, person, Role.ADMIN, "Minh", by="test")
        session.commit()


def uploads(parts: Parts) -> list[str]:
    folder = parts.home.path / "uploads"
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []
