"""Questions without an answer: grouped, pointed at, closed by a release, told in a digest."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import rounds, texts
from bot import texts_proving as said
from bot.parts import Parts
from bot.preview.control import Control
from bot.preview.jsontypes import Json
from bot.preview.people import HOA, LAN, MINH
from bot.sources import sources_at
from knowledge import golden, prompts, unanswered
from knowledge.prompts import PromptView
from tests.bot.handlers.running import RunningBot
from tests.bot.handlers.test_asking import ask, entities, labels

PARKING = "Gửi xe máy ở đâu?"
PARKING_AGAIN = "xe máy gửi ở đâu vậy"
COOKING = "Cách nấu phở bò?"
YARD = """---
tiêu đề: Nội quy nhà xe
---
# Nội quy nhà xe

## Điều nên làm

### 1. Gửi xe máy {#C1}
Cán bộ nên gửi xe máy ở đâu có mái che của nhà xe.
"""


@pytest.fixture
def yard(tmp_path: Path) -> Path:
    path = tmp_path / "nha-xe.md"
    path.write_text(YARD, encoding="utf-8")
    return path


def go_round(bot: RunningBot) -> None:
    """What happens once a minute, now."""
    bot.do(rounds.one_round)


def hand_over(control: Control, question: str) -> None:
    card = ask(control, question)
    control.press(LAN.id, card["message_id"], texts.HAND_OVER)
    choice = control.wait_reply(LAN.id, after=card["message_id"])
    control.press(LAN.id, choice["message_id"], said.ANONYMOUSLY)
    control.wait(LAN.id, lambda one: "phiếu số" in one["text"])


def open_gaps(published: Parts) -> list[str]:
    with published.database.session() as session:
        return [group.name for group in unanswered.open_groups(session)]


def pressed(control: Control, card: Json, label: str) -> str:
    press = control.press(HOA.id, card["message_id"], label)
    return str(control.callback_answer(press).get("text", ""))


def test_wordings_that_ask_the_same_are_one_group_with_how_often(control: Control) -> None:
    for question in (PARKING, PARKING, PARKING_AGAIN, COOKING):
        ask(control, question)

    shown = ask(control, "/khoangtrong", HOA.id)
    assert "2 nhóm" in shown["text"]
    assert f"1. {PARKING}\n    3 lượt" in shown["text"]
    assert "2 cách hỏi" in shown["text"]
    control.press(HOA.id, shown["message_id"], "1")
    group = control.wait(HOA.id, lambda one: "Khoảng trống số 1" in one["text"])
    assert f"• {PARKING} (2)" in group["text"]
    assert f"• {PARKING_AGAIN} (1)" in group["text"]
    assert COOKING not in group["text"]
    control.press(HOA.id, group["message_id"], said.ALL_GAPS)
    control.wait(HOA.id, lambda one: "2 nhóm" in one["text"])


def test_a_telephone_number_in_a_question_is_shown_to_nobody(control: Control) -> None:
    ask(control, "gọi 0912345678 hỏi chỗ gửi xe máy")

    shown = ask(control, "/khoangtrong", HOA.id)["text"]
    assert "0912345678" not in shown
    assert "[số điện thoại]" in shown


def test_a_suggestion_that_is_opened_is_no_gap(
    control: Control, published: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.answering.SURE", 2.0)
    card = ask(control, "rời phòng trực")
    assert open_gaps(published) == ["rời phòng trực"]

    control.press(LAN.id, card["message_id"], "Rời phòng trực")
    control.wait(LAN.id, lambda one: "không nên rời phòng trực" in one["text"])
    control.wait_until(lambda: open_gaps(published) == [] or None, "khoảng trống được khép")


def asked_where(parts: Parts, message_id: int) -> PromptView | None:
    """It is written down a moment after it is seen."""
    with parts.database.session() as session:
        return prompts.at(session, HOA.id, message_id)


def test_an_admin_points_to_the_passage_and_the_asker_is_told_once(
    running_bot: RunningBot, control: Control, published: Parts
) -> None:
    ask(control, "/start", HOA.id)
    hand_over(control, PARKING)
    control.wait(HOA.id, lambda one: one["text"].startswith("📮"))
    shown = ask(control, "/khoangtrong", HOA.id)
    control.press(HOA.id, shown["message_id"], "1")
    group = control.wait(HOA.id, lambda one: "Khoảng trống số 1" in one["text"])
    assert "Phiếu đang chờ: 1" in group["text"]
    pressed(control, group, said.HAS_ANSWER)
    prompt = control.wait(HOA.id, lambda one: one["text"].startswith("📌"))
    control.wait_until(lambda: asked_where(published, prompt["message_id"]), "câu hỏi được ghi lại")
    sent = control.send(HOA.id, "Điều 1 Luật Thư viện mẫu", reply_to=prompt["message_id"])
    done = control.wait_reply(HOA.id, after=sent)["text"]
    assert done.startswith("Đã khép khoảng trống số 1")
    assert "1 người hỏi được báo" in done

    answer = control.wait(LAN.id, lambda one: one["text"].startswith("📬"))
    assert entities(answer, "expandable_blockquote") == ["Luật này nói về thư viện xã."]
    assert open_gaps(published) == []
    closed = control.wait(HOA.id, lambda one: "🎯 1" in labels(one))
    assert "câu hỏi mẫu số 1" in pressed(control, closed, "🎯 1")
    with published.database.session() as session:
        assert [one.question for one in golden.questions(session)] == [PARKING]
    go_round(running_bot)
    assert sum(one["text"].startswith("📬") for one in control.transcript(LAN.id)) == 1


def test_a_release_that_answers_closes_the_gap_and_tells_who_asked(
    running_bot: RunningBot, control: Control, published: Parts, yard: Path
) -> None:
    ask(control, "/start", HOA.id)
    hand_over(control, PARKING)
    ask(control, COOKING)
    go_round(running_bot)
    assert sorted(open_gaps(published)) == [COOKING, PARKING]

    published.publisher.refresh(sources_at([str(yard)]), author="hoa")
    go_round(running_bot)
    assert open_gaps(published) == [COOKING]
    answer = control.wait(LAN.id, lambda one: one["text"].startswith("📬"))
    assert "từ bản công bố số 2" in answer["text"]
    assert "nên gửi xe máy" in entities(answer, "expandable_blockquote")[0]
    told = control.wait(HOA.id, lambda one: "trả lời được 1 câu" in one["text"])
    assert PARKING in told["text"]
    assert "câu hỏi mẫu số 1" in pressed(control, told, "🎯 1")

    go_round(running_bot)
    assert sum(one["text"].startswith("📬") for one in control.transcript(LAN.id)) == 1
    published.publisher.roll_back(None, author="hoa")
    go_round(running_bot)
    assert sorted(open_gaps(published)) == [COOKING, PARKING]


def test_the_digest_comes_once_a_week_to_admins(running_bot: RunningBot, control: Control) -> None:
    for person in (HOA, MINH):
        ask(control, "/start", person.id)
    ask(control, COOKING)
    monday = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # eight in Viet Nam

    def digests(moment: datetime) -> int:
        running_bot.do(lambda bot, services: rounds.send_digest(bot, services, moment))
        return sum(one["text"].startswith("🗓") for one in control.transcript(HOA.id))

    before = digests(monday - timedelta(minutes=1))
    assert digests(monday) == before + 1
    assert digests(monday + timedelta(days=6)) == before + 1
    assert digests(monday + timedelta(days=7)) == before + 2
    assert COOKING in control.transcript(HOA.id)[-1]["text"]
    assert not any(one["text"].startswith("🗓") for one in control.transcript(MINH.id))


def test_without_gaps_there_is_one_sentence_and_members_see_none(control: Control) -> None:
    assert ask(control, "/khoangtrong", HOA.id)["text"] == said.NO_GAPS
    assert "cán bộ phụ trách" in ask(control, "/khoangtrong")["text"]
