import re
from html import unescape

from bot import texts_releases as texts
from bot.difference.documents import Difference, DocumentChange, FieldChange
from bot.difference.page import page
from bot.difference.passages import changes_between
from bot.difference.summary import CONTEXT, LONGEST, MOST_ENTITIES, card_text, plain_text
from knowledge.modality import Modality
from tests.bot.builders import DOCUMENT, passage
from tests.bot.difference.test_passages import LEAVE, SIGN, written

FIELD = FieldChange("Ngày hiệu lực", "01/06/2024", "01/07/2024")
LATER = SIGN.replace("17", "18")


def between(*old: str, new: tuple[str, ...], unchanged: int = 0) -> Difference:
    changes = changes_between(written(*old), written(*new))
    changed = DocumentChange(DOCUMENT, DOCUMENT, (FIELD,), changes, len(new))
    return Difference((changed,), unchanged)


def parsed(html: str) -> str:
    return unescape(re.sub(r"</?[bs]>", "", html))


def test_a_card_shows_what_went_struck_through_and_what_came_in_bold() -> None:
    html = card_text(between(SIGN, new=(LATER,), unchanged=3))

    assert "• Ngày hiệu lực: <s>01/06/2024</s> <b>01/07/2024</b>" in html
    assert "khi nhận ca trước <s>17</s> <b>18</b> giờ." in html
    assert texts.UNCHANGED_DOCUMENTS.format(count=3) in html


def test_words_of_a_document_are_never_markup() -> None:
    html = card_text(between("Ký <b>sổ</b> & ca trực.", new=("Ký <b>sổ</b> & ca <s>gác.",)))

    assert "&lt;b&gt;sổ&lt;/b&gt; &amp; ca" in html
    assert "<b>&lt;s&gt;gác</b>" in html
    assert html.count("<") == 2 * html.count("</")


def test_a_card_of_many_changes_stays_within_the_entities_that_telegram_parses() -> None:
    old = tuple(f"Khoản {number} nói về ca {number} ở phòng <{number}>." for number in range(400))
    new = tuple(words.replace("phòng", "kho") for words in old)
    html = card_text(between(*old, new=new))

    assert html.count("</") in (MOST_ENTITIES - 1, MOST_ENTITIES)
    assert html.endswith(texts.MORE_CHANGES.format(count=400 - html.count("• khoản")))


def test_a_card_of_long_changes_stays_within_a_message() -> None:
    new = tuple(f"Khoản {number}: " + f"chữ{number} & chữ " * 40 for number in range(60))
    html = card_text(between(new=new))

    assert LONGEST - 400 < len(parsed(html)) < LONGEST + 200
    assert html.endswith(texts.MORE_CHANGES.format(count=62 - html.count("• ")))


def test_far_from_a_change_a_card_shows_no_words() -> None:
    far = "Đoạn mở đầu rất dài về việc trực ca. " * 20
    html = card_text(between(far + "Trước 17 giờ.", new=(far + "Trước 18 giờ.",)))

    excerpt = html.splitlines()[-1].split(":", 1)[1]
    assert len(parsed(excerpt)) < CONTEXT + 40
    assert excerpt.strip().startswith("…")


def test_a_document_is_told_as_new_gone_or_the_same() -> None:
    def of(before: bool, after: bool) -> DocumentChange:
        return DocumentChange(DOCUMENT if before else None, DOCUMENT if after else None, (), (), 7)

    text = plain_text(Difference((of(False, True), of(True, False), of(True, True)), 0))
    name = "12-QC/TĐ “Quy chế trực ban”"
    assert text.splitlines() == [
        texts.DOCUMENT_ADDED.format(document=name, count=7),
        texts.DOCUMENT_REMOVED.format(document=name, count=7),
        texts.DOCUMENT_CHANGED.format(document=name),
        texts.SAME_WORDS,
    ]
    assert plain_text(Difference((), 4)) == texts.NO_DIFFERENCE


def test_a_shell_marks_words_without_colours() -> None:
    assert "trước [-17-] [+18+] giờ." in plain_text(between(SIGN, new=(LATER,)))


def test_a_turn_from_do_to_dont_is_said() -> None:
    old, new = (
        [passage(LEAVE, modality=modality)] for modality in (Modality.SHOULD, Modality.SHOULD_NOT)
    )
    changed = DocumentChange(DOCUMENT, DOCUMENT, (), changes_between(old, new), 1)
    difference = Difference((changed,), 0)

    for shown in (card_text(difference), page(difference, "a", "b")):
        assert "(✅ Nên → ⛔ Không nên)" in shown


def test_a_page_shows_every_word_of_what_changed_and_needs_nothing_else() -> None:
    html = page(between(SIGN, LEAVE, new=(LATER, LEAVE)), "bản số 1", "bản số 2 <nháp>")

    assert "Cán bộ trực ký sổ trực khi nhận ca trước <del>17</del> <ins>18</ins> giờ." in html
    assert "<title>So sánh bản số 1 với bản số 2 &lt;nháp&gt;</title>" in html
    assert LEAVE not in html
    assert not re.search(r"<script|<link|<img|\bsrc=|\bhref=|@import|url\(|\bon\w+=", html)


def test_a_page_never_takes_words_for_markup() -> None:
    html = page(between("Ca trực.", new=("Ca <script>alert(1)</script> trực.",)), "a", "b")

    assert "<script" not in html
    assert "&lt;script&gt;" in html
