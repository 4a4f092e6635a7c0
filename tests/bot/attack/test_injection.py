"""Tags and entities in every place where somebody else's words are shown."""

import itertools

import pytest

from bot import commands
from bot.preview.jsontypes import Json
from bot.preview.people import HOA, LAN
from bot.sources import sources_at
from knowledge import golden, releases, store
from tests.bot.attack.conftest import Attacked
from tests.bot.handlers.drafts import word_file

TAGS = "</b></blockquote><a href='tg://user?id=1'>&lt;&#60;<script>&"
DOCUMENT = f"""Tiêu đề: Quy ước </b>{TAGS} mẫu
Số hiệu: 7/2031/<i>QU</i>-LTH
Cơ quan ban hành: Hội <pre>{TAGS}

Chương I
CHUNG {TAGS}
Điều 1. Báo trước {TAGS}
Người trực phải báo trước hai ngày {TAGS} cho tổ trưởng </blockquote> của mình.
Điều 2. Điều nên làm <b>
1. Người trực nên mang đèn <i>{TAGS}.
2. Người trực không nên <u>ngủ {TAGS}.
"""
QUESTIONS = (
    "Người trực phải báo trước mấy ngày?",
    f"{TAGS} báo trước mấy ngày?",
    f"mang đèn {TAGS}?",
    f"<b>không có gì như thế</b> {TAGS}",
    "điều 1 quy ước 7/2031",
)
FILES = ("<b>.docx", "../../../etc/passwd", "a\u202excod.exe", "&lt;i&gt;.pdf", "x" * 300 + ".docx")


@pytest.fixture
def hostile(attacked: Attacked) -> Attacked:
    """Published from a document full of tags, with notes, labels and terms of the same kind."""
    parts = attacked.parts
    path = parts.home.path.parent / "<b>quy-uoc.txt"
    path.write_text(DOCUMENT, encoding="utf-8")
    parts.publisher.refresh(sources_at([str(path)]), author=f"<b>{TAGS}", note=f"<i>{TAGS}")
    with parts.database.session() as session:
        current = releases.current_release(session) or 0
        passage = store.passages_of_revisions(session, releases.revision_ids_of(session, current))[
            -1
        ]
        golden.add(session, f"Câu {TAGS}?", passage, author=TAGS)
        session.commit()
    return attacked


def press_all(attacked: Attacked, person: int, pressed: set[str]) -> int:
    """Each button that the person has and that was not pressed before; how many there were."""
    count = 0
    for message in attacked.control.transcript(person):
        for button in buttons(message):
            data = button.get("callback_data", "")
            if data and data not in pressed:
                pressed.add(data)
                count += 1
                attacked.control.press_data(person, message["message_id"], data)
    attacked.deliver([])
    return count


def buttons(message: Json) -> list[Json]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return list(itertools.chain.from_iterable(rows))


def test_tags_in_documents_questions_names_and_notes_are_shown_as_they_are_written(
    hostile: Attacked,
) -> None:
    control = hostile.control
    listed = (*commands.COMMANDS, *commands.REVIEWER_COMMANDS, *commands.ADMIN_COMMANDS)
    for person in (LAN.id, HOA.id):
        for question in QUESTIONS:
            control.send(person, question)
        hostile.deliver([])
        press_all(hostile, person, set())
    for command in listed:
        control.send(HOA.id, f"/{command.name} {TAGS}")
        control.send(HOA.id, f"/{command.name}")
    control.send(HOA.id, f"/traloi 1 {TAGS}")
    for name in FILES:
        control.send_document(HOA.id, name, word_file(DOCUMENT), caption=TAGS)
    hostile.deliver([])
    pressed: set[str] = set()
    for _ in range(2):
        press_all(hostile, HOA.id, pressed)
    for person in (LAN.id, HOA.id):
        control.send(person, f"{TAGS} sau cùng")
    hostile.deliver([])

    assert hostile.faults.found == []
    assert [call for call in control.errors if call.error and "entities" in str(call.error)] == []
    shown = [one for one in control.transcript(LAN.id) if one["from"]["is_bot"]]
    assert any(TAGS in one["text"] and "phải báo trước hai ngày" in one["text"] for one in shown)
    entities = [each for one in shown for each in one.get("entities", ())]
    assert not [one for one in entities if "tg://user" in one.get("url", "")]
    assert not any(one["type"] in ("text_mention", "pre") for one in entities)
    assert len(pressed) > 15


def test_no_file_name_becomes_a_path(hostile: Attacked) -> None:
    home = hostile.parts.home.path
    before = {path for path in home.parent.rglob("*") if "uploads" not in path.parts}
    for name in FILES:
        hostile.control.send_document(HOA.id, name, word_file(DOCUMENT))
    hostile.deliver([])

    after = {path for path in home.parent.rglob("*") if "uploads" not in path.parts}
    made = {path for path in after - before if path.is_file() and "index" not in path.parts}
    assert {path.name for path in made} <= {"publishing.lock"}
    assert all(len(path.name) == 64 for path in (home / "uploads").glob("*"))
