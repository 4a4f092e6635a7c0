from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import select

from bot.answer import Answer, Band
from bot.answering import Answerer
from bot.console import answer_text
from bot.errors import UsageError
from bot.parts import Parts
from bot.sources import sources_at
from knowledge.dialogue import AnswerLog, Gap
from knowledge.errors import NotPublishedError
from knowledge.modality import Modality
from tests.bot.conftest import RULES

LONG_LIST = (
    ("a", "Mang đồ ăn, thức uống, vật nuôi"),
    ("b", "Nói to, cãi nhau, gọi điện thoại"),
    ("c", "Viết, vẽ, tẩy xóa lên sách báo"),
    ("d", "Hút thuốc, đánh bài, đốt lửa"),
    ("đ", "Bán hàng, phát tờ rơi, quyên góp"),
    ("e", "Tự ý di chuyển bàn ghế, giá sách"),
)


def test_an_answer_names_its_release_and_quotes_spans_of_the_source(published: Parts) -> None:
    answer = published.answerer.ask("có được rời phòng trực không")
    best = answer.citations[0]

    assert (answer.band, answer.release) == (Band.ANSWER, 1)
    assert answer.modality is Modality.SHOULD_NOT
    assert best.quote == "Cán bộ trực không nên rời phòng trực khi chưa có người thay."
    assert best.end - best.start == len(best.quote)


def test_an_answer_opens_again_as_it_was_after_the_document_has_changed(
    published: Parts, rules: Path
) -> None:
    then = published.answerer.ask("có được rời phòng trực không")
    rules.write_text(RULES.replace("không nên rời phòng trực", "nên xin phép"), encoding="utf-8")
    published.publisher.refresh(sources_at([str(rules)]), author="hoa")

    again = published.answerer.reopen(then.id)
    assert _comparable(again) == _comparable(then)


def test_an_item_of_a_long_list_is_quoted_with_its_lead_in_and_opens_again_so(
    published: Parts, tmp_path: Path
) -> None:
    items = [f"{mark}) {what} ở bất cứ chỗ nào trong thư viện;" for mark, what in LONG_LIST]
    lead = "1. Bạn đọc không được làm những việc dưới đây:"
    path = tmp_path / "noi-quy.txt"
    path.write_text("\n".join(["Điều 1. Nội quy", lead, *items]), encoding="utf-8")
    published.publisher.refresh(sources_at([str(path)]), only=True, author="hoa")

    answer = published.answerer.ask("có được hút thuốc trong thư viện không")

    assert [span.text for span in answer.citations[0].spans] == [lead, items[3]]
    assert answer_text(answer).split("\n")[2:5] == [f"“{lead}”", "[…]", f"“{items[3]}”"]
    assert _comparable(published.answerer.reopen(answer.id)) == _comparable(answer)


def test_an_answer_that_was_never_given_does_not_open(published: Parts) -> None:
    with pytest.raises(NotPublishedError, match="không còn được lưu"):
        published.answerer.reopen("ffffff")


def test_what_is_not_there_is_counted_once_a_wording(published: Parts) -> None:
    for question in ("Nấu phở bò?", "nau pho bo?"):
        assert published.answerer.ask(question).band is Band.NONE

    with published.database.session() as session:
        gap = session.exec(select(Gap)).one()
    assert (gap.question, gap.times) == ("Nấu phở bò?", 2)


def test_the_question_is_kept_masked(published: Parts) -> None:
    answer = published.answerer.ask("rời phòng trực, gọi 0912345678 được không")

    with published.database.session() as session:
        kept = session.get(AnswerLog, answer.id)
    assert kept is not None
    assert kept.question == "rời phòng trực, gọi [số điện thoại] được không"


def test_a_reference_by_number_is_looked_up_and_not_searched(published: Parts) -> None:
    answer = published.answerer.ask("khoản 2 điều 2 luật thư viện quy định gì")

    assert answer.confidence == 1.0
    assert [one.passage.locator for one in answer.citations] == ["khoản 2 Điều 2"]


def test_an_article_that_is_not_there_is_not_answered_with_another(published: Parts) -> None:
    answer = published.answerer.ask("điều 99 luật thư viện")

    assert (answer.band, answer.citations) == (Band.NONE, ())


SECOND = "Số hiệu: 37-QĐ/XX\nTiêu đề: Quy định trực\nĐiều 2. Kho\nCán bộ trực khóa kho.\n"


@pytest.fixture
def two_laws(published: Parts, tmp_path: Path) -> Parts:
    path = tmp_path / "quy-dinh.txt"
    path.write_text(SECOND, encoding="utf-8")
    published.publisher.refresh(sources_at([str(path)]), author="hoa")
    return published


def test_an_article_of_two_documents_asks_back_and_says_what_to_type(two_laws: Parts) -> None:
    answer = two_laws.answerer.ask("điều 2")

    assert (answer.band, answer.modality) == (Band.SUGGEST, None)
    assert answer.note == "❓ 2 văn bản có Điều 2. Đồng chí hỏi văn bản nào?"
    typed = [one.reference for one in answer.suggestions]
    assert typed == ["Điều 2, 9/2021/QH0", "Điều 2, 37-QĐ/XX"]
    assert [line.strip() for line in answer_text(answer).splitlines()[1:]] == [
        "- 9/2021/QH0 “Luật Thư viện mẫu”: gõ: Điều 2, 9/2021/QH0",
        "- 37-QĐ/XX “Quy định trực”: gõ: Điều 2, 37-QĐ/XX",
    ]
    assert two_laws.answerer.ask(typed[1]).citations[0].quote == "Cán bộ trực khóa kho."


def test_the_document_is_chosen_after_a_restart_too(two_laws: Parts) -> None:
    asked = two_laws.answerer.ask("điều 2")
    restarted = Answerer(two_laws.database, two_laws.current)

    answer = restarted.choose(asked.id, asked.suggestions[1].revision_id)
    assert [one.quote for one in answer.citations] == ["Cán bộ trực khóa kho."]


@pytest.mark.parametrize("question", ["điều 2", "điều 99 luật thư viện", "37-QĐ/XX"])
def test_what_was_asked_back_or_said_to_be_absent_opens_again_as_it_was(
    two_laws: Parts, question: str
) -> None:
    then = two_laws.answerer.ask(question)

    assert then.note
    assert _comparable(two_laws.answerer.reopen(then.id)) == _comparable(then)


def test_a_document_that_is_gone_cannot_be_chosen(two_laws: Parts) -> None:
    asked = two_laws.answerer.ask("điều 2")

    with pytest.raises(NotPublishedError, match="không còn dùng"):
        two_laws.answerer.choose(asked.id, 999)


@pytest.mark.parametrize("question", ["", "   ", "\n\t", "?!", "😀"])
def test_a_question_without_a_word_gets_a_sentence(published: Parts, question: str) -> None:
    with pytest.raises(UsageError, match="chưa có chữ nào"):
        published.answerer.ask(question)


def test_a_question_that_is_too_long_says_both_numbers(published: Parts) -> None:
    with pytest.raises(UsageError, match=r"dài 1199 ký tự.*tối đa 1000"):
        published.answerer.ask("hỏi " * 300)


def test_nothing_is_answered_before_anything_is_published(parts: Parts) -> None:
    with pytest.raises(LookupError, match="nothing is published"):
        parts.answerer.ask("rời phòng trực")


def _comparable(answer: Answer) -> Answer:
    return replace(answer, question="", elapsed_ms=0.0, answered_on=answer.answered_on)
