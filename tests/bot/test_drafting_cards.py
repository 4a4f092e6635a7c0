"""Cards of drafts: within Telegram's limits, escaped, with the buttons that the draft allows."""

import re
from dataclasses import replace
from html import unescape

from bot import texts_drafting as said
from bot.cards import Card
from bot.comparison import Comparison, Proof
from bot.draft_report import DraftReport, FileReport
from bot.drafting_cards import comparison_card, refused_card, report_card
from bot.proposed import Proposed
from bot.publishing import Prepared
from knowledge.drafting import DraftState
from knowledge.drafts import DraftView, FileView
from tests.bot.builders import DOCUMENT, TODAY

FILE = FileView(1, "quy-che.docx", "ab", 3, "upload:quy-che.docx", 7, 7, None)
DRAFT = DraftView(3, 1003, 1003, 9, DraftState.READY, 5, 4, "", (FILE,))


def report(count: int) -> DraftReport:
    warned = replace(DOCUMENT, warnings=("Thiếu Điều <3> & Điều 4.",) * 9)
    proposed = (Proposed("number", "12-QC/TĐ", "Số: 12-QC/TĐ " * 30),) * 6
    one = FileReport(FILE, warned, articles=9, passages=30, proposed=proposed)
    return DraftReport(DRAFT, (one,) * count)


def parsed(card: Card) -> str:
    return unescape(re.sub(r"</?b>", "", card.html))


def labels(card: Card) -> list[str]:
    rows = card.keyboard.inline_keyboard if card.keyboard else ()
    return [button.text for row in rows for button in row]


def test_what_was_read_is_shown_with_the_words_it_came_from() -> None:
    card = report_card(report(1), TODAY)

    assert "theo “Số: 12-QC/TĐ" in parsed(card)
    assert "Điều &lt;3&gt; &amp; Điều 4." in card.html
    assert labels(card) == [said.RIGHT, said.CORRECT, said.DISCARD]


def test_fifty_files_fit_one_message_and_the_rest_is_counted() -> None:
    text = parsed(report_card(report(50), TODAY))

    assert len(text) <= 4096
    shown = len(re.findall(r"^\d+\. ", text, re.MULTILINE))
    assert 0 < shown < 50
    assert said.MORE_FILES.format(count=50 - shown) in text


def test_a_draft_of_nothing_readable_can_only_be_given_up() -> None:
    broken = replace(FILE, read_id=None, revision_id=None, problem="Tệp “<b>” hỏng.")
    card = report_card(DraftReport(DRAFT, (FileReport(broken),)), TODAY)

    assert "⛔ Tệp “&lt;b&gt;” hỏng." in card.html
    assert labels(card) == [said.DISCARD]


def test_many_changes_and_long_questions_fit_one_message() -> None:
    titles = tuple(f"Quyết định số {n} " + "rất dài " * 60 for n in range(40))
    proof = Proof(40, 0, broken=tuple("có được không " * 40 for _ in range(40)))
    comparison = Comparison(titles, titles, titles, 3, 900, 800, (), proof=proof)

    card = comparison_card(Prepared(5, 4, comparison), DRAFT)
    refused = refused_card(proof.broken, DRAFT)
    for shown in (parsed(card), parsed(refused)):
        assert len(shown) <= 4096
        assert said.MORE_BREAKS.format(count=30) in shown
    assert said.PUBLISH in labels(card)
    assert labels(refused)[0] == said.INSIST


def test_what_changes_nothing_cannot_be_published() -> None:
    comparison = Comparison((), (), (), 3, 0, 0, ())
    card = comparison_card(Prepared(None, 4, comparison), DRAFT)

    assert said.NOTHING_CHANGED in parsed(card)
    assert labels(card) == [said.CORRECT, said.DISCARD]
