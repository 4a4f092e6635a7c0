"""Answers on days on which other documents stand."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Band
from bot.answering import Answerer
from bot.cards import answer_card
from bot.console import answer_text
from bot.parts import Parts
from bot.sources import sources_at
from knowledge.modality import Modality

HEAD = "THƯ VIỆN MẪU\nSố: {number}\nQUY ĐỊNH\nvề việc mượn sách\n"
OLD = HEAD.format(number="47-QĐ/TVM") + (
    "Điều 1. Mượn sách\nBạn đọc được mượn ba cuốn sách.\n"
    "Điều 2. Hiệu lực\nQuy định này có hiệu lực từ ngày 01 tháng 11 năm 2011.\n"
)
NEW = HEAD.format(number="37-QĐ/TVM") + (
    "Điều 1. Mượn sách\nBạn đọc không được mượn ba cuốn sách cùng một ngày.\n"
    "Điều 2. Hiệu lực\nQuy định này có hiệu lực từ ngày 25 tháng 10 năm 2021 và thay thế Quy định"
    " số 47-QĐ/TVM.\n"
)
KEYS = (
    "Số hiệu: 5-NQ/TVM\nTiêu đề: Nội quy trực\nHiệu lực từ: 01/01/2015\n"
    "Hết hiệu lực: 31/12/2019\n\n"
    "Điều 1. Chìa khóa\nCán bộ trực phải bàn giao chìa khóa phòng.\n"
    "Điều 2. Sổ\nCán bộ trực ký sổ.\n"
)
BEFORE, AFTER = date(2021, 10, 24), date(2021, 10, 25)
LENDING = "có được mượn ba cuốn sách không"

Ask = Callable[[str, date], Answer]


@pytest.fixture
def ask(parts: Parts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Asks on a day, of an old and a new rule on lending and one on keys that has expired."""
    monkeypatch.setattr("bot.answering.SURE", 0.15)
    monkeypatch.setattr("bot.answering.NEAR", 0.10)
    for name, text in (("cu.txt", OLD), ("moi.txt", NEW), ("khoa.txt", KEYS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = [str(tmp_path / name) for name in ("cu.txt", "moi.txt", "khoa.txt")]
    parts.publisher.refresh(sources_at(paths), only=True, author="hoa")

    def asked(question: str, day: date) -> Answer:
        return Answerer(parts.database, parts.current, today=lambda: day).ask(question)

    return asked


def cited(answer: Answer) -> list[str | None]:
    return [one.document.number for one in answer.citations]


def test_the_rule_in_force_answers_and_the_day_changes_which(ask: Ask) -> None:
    before, after = ask(LENDING, BEFORE), ask(LENDING, AFTER)

    assert (before.band, before.modality) == (Band.ANSWER, Modality.MAY)
    assert (after.band, after.modality) == (Band.ANSWER, Modality.MUST_NOT)
    assert set(cited(before)) == {"47-QĐ/TVM"}
    assert set(cited(after)) == {"37-QĐ/TVM"}


@pytest.mark.parametrize(
    "question",
    [
        f"theo Quy định 47 {LENDING}",
        f"theo quy định cũ {LENDING}",
        f"năm 2015 {LENDING}",
        "điều 1 47-QĐ/TVM",
        "điều 1 quy định 47",
    ],
)
def test_an_older_rule_answers_when_it_is_asked_for_and_is_marked(ask: Ask, question: str) -> None:
    answer = ask(question, AFTER)

    assert answer.band is Band.ANSWER
    assert set(cited(answer)) == {"47-QĐ/TVM"}
    said = "đã được thay thế bởi 37-QĐ/TVM từ 25/10/2021"
    assert f"⚠️ Văn bản này {said}." in answer_text(answer)
    assert f"⚠️ Văn bản này {said}." in answer_card(answer, 1).html
    document = answer.as_json()["citations"][0]["document"]
    assert (document["validity"], document["replaced_by"]) == ("replaced", "37-QĐ/TVM")


def test_a_rule_in_force_is_not_marked(ask: Ask) -> None:
    assert "⚠️" not in answer_text(ask(LENDING, AFTER))
    assert "⚠️" not in answer_card(ask(LENDING, AFTER), 1).html


def test_of_two_versions_of_an_article_the_one_in_force_is_shown(ask: Ask) -> None:
    assert cited(ask("điều 1 quy định về việc mượn sách", AFTER)) == ["37-QĐ/TVM"]
    assert cited(ask("điều 1 quy định về việc mượn sách", BEFORE)) == ["47-QĐ/TVM"]


def test_what_only_an_expired_rule_answers_is_no_answer_but_can_be_opened(ask: Ask) -> None:
    question = "có phải bàn giao chìa khóa phòng không"
    then, now = ask(question, date(2019, 12, 31)), ask(question, date(2020, 1, 1))

    assert (then.band, then.modality) == (Band.ANSWER, Modality.MUST)
    assert (now.band, now.modality) == (Band.SUGGEST, None)
    assert now.suggestions[0].passage_id == now.citations[0].passage.id
    assert now.note == (
        "🔎 Không tìm thấy nội dung này trong các văn bản đang có hiệu lực. Gần nhất là 5-NQ/TVM"
        " “Nội quy trực”, nhưng văn bản này đã hết hiệu lực từ 01/01/2020."
    )
    assert answer_card(now, 1).html.startswith("🔎 Không tìm thấy")


def test_a_rule_that_has_not_begun_is_no_answer_yet(ask: Ask) -> None:
    answer = ask("có phải bàn giao chìa khóa phòng không", date(2014, 12, 31))
    assert answer.band is Band.SUGGEST
    assert answer.note is not None
    assert answer.note.endswith("văn bản này chưa có hiệu lực, có hiệu lực từ 01/01/2015.")


def test_a_question_about_later_days_is_answered_from_what_will_stand(ask: Ask) -> None:
    assert set(cited(ask(f"năm 2023 {LENDING}", BEFORE))) == {"37-QĐ/TVM"}
    assert set(cited(ask(f"quy định sắp tới {LENDING}", BEFORE))) == {"37-QĐ/TVM"}


def test_an_answer_opens_again_as_it_stood_on_its_day(parts: Parts, ask: Ask) -> None:
    then = ask(LENDING, BEFORE)
    again = Answerer(parts.database, parts.current, today=lambda: AFTER).reopen(then.id)
    assert cited(again) == cited(then)


def test_a_list_of_donts_holds_only_what_is_in_force(parts: Parts, tmp_path: Path) -> None:
    names = []
    for name, end in (("a.md", "31/12/2019"), ("b.md", "31/12/2029")):
        (tmp_path / name).write_text(
            f"---\nsố hiệu: {name}\ntiêu đề: Nội quy {name}\nhiệu lực từ: 01/01/2015\n"
            f"hết hiệu lực: {end}\n---\n# Nội quy {name}\n\n## Điều không nên làm\n\n"
            "### 1. Nói to\nBạn đọc không nên nói to.\n",
            encoding="utf-8",
        )
        names.append(str(tmp_path / name))
    parts.publisher.refresh(sources_at(names), only=True, author="hoa")

    groups = parts.browser.listing(Modality.SHOULD_NOT)
    assert [group.document.source for group in groups] == ["b.md"]
