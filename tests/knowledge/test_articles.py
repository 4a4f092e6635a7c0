"""Laws: articles, clauses and points, cited as a lawyer cites them."""

from dataclasses import replace

import pytest

from knowledge.modality import Modality
from knowledge.reading.plain import read_plain
from knowledge.reading.reading import Heading
from knowledge.structure import passages_of
from tests.knowledge.cutting import LONG, lead, passages, spans

LAW = """THƯ VIỆN HUYỆN
Căn cứ yêu cầu của bạn đọc, thư viện ban hành nội quy.
Chương I NHỮNG QUY ĐỊNH CHUNG
Điều 1. Phạm vi
Nội quy này quy định việc đọc sách.
Điều 2. Giải thích
Các từ dưới đây được hiểu như sau:
1. Thẻ là giấy do thư viện cấp.
2. Sổ là nơi ghi tên sách theo
khoản 1 và khoản 2
Điều 7 của Nội quy cũ.
Chương II.
QUYỀN VÀ NGHĨA VỤ
Mục 1. VIỆC CẤM
Điều 3. Các hành vi bị nghiêm cấm
1. Nói to trong phòng đọc.
2. Mang ra khỏi phòng:
a) Sách quý;
b) Bản đồ;
đ) Báo cũ.
Điều 4. Nội quy này có hiệu lực từ ngày ký."""


def test_clauses_and_articles_are_cited_as_a_lawyer_cites_them() -> None:
    assert [locator for locator, _ in passages(LAW)] == [
        "phần mở đầu, đoạn 2",
        "Điều 1",
        "khoản 1 Điều 2",
        "khoản 2 Điều 2",
        "khoản 1 Điều 3",
        "khoản 2 Điều 3",
        "Điều 4",
    ]


def test_each_passage_of_an_article_knows_its_number_and_headings() -> None:
    span = spans(LAW)["khoản 1 Điều 3"]
    assert span.article == "3"
    assert span.heading_path == (
        "Chương II. QUYỀN VÀ NGHĨA VỤ",
        "Mục 1. VIỆC CẤM",
        "Điều 3. Các hành vi bị nghiêm cấm",
    )
    assert spans(LAW)["phần mở đầu, đoạn 2"].article is None


def test_a_line_broken_before_an_article_it_mentions_opens_no_article() -> None:
    assert dict(passages(LAW))["khoản 2 Điều 2"].endswith("Điều 7 của Nội quy cũ.")


def test_the_lead_in_stands_in_the_first_clause_and_leads_the_others() -> None:
    words = dict(passages(LAW))
    assert words["khoản 1 Điều 2"].startswith("Các từ dưới đây được hiểu như sau:\n1. Thẻ")
    assert lead(LAW, "khoản 1 Điều 2") is None
    assert lead(LAW, "khoản 2 Điều 2") == "Các từ dưới đây được hiểu như sau:"


def test_a_short_clause_keeps_its_points_together() -> None:
    assert dict(passages(LAW))["khoản 2 Điều 3"] == (
        "2. Mang ra khỏi phòng:\na) Sách quý;\nb) Bản đồ;\nđ) Báo cũ."
    )


def test_a_heading_that_forbids_gives_its_modality_to_the_clauses() -> None:
    found = spans(LAW)
    assert found["khoản 1 Điều 3"].modality is Modality.MUST_NOT
    assert found["Điều 1"].modality is None


def test_an_article_that_is_one_sentence_is_content_and_no_title() -> None:
    assert dict(passages(LAW))["Điều 4"] == "Điều 4. Nội quy này có hiệu lực từ ngày ký."
    assert spans(LAW)["Điều 4"].heading_path[-1] == "Điều 4"


LONG_CLAUSE = "Điều 1. Mượn sách\n1. Bạn đọc không được:\n" + "\n".join(
    f"{letter}) {LONG[:-1]}, lần {place};" for place, letter in enumerate("abcdđeghiklm", 1)
)


def test_points_of_a_long_clause_are_passages_with_the_clause_as_lead() -> None:
    found = spans(LONG_CLAUSE)
    assert list(found)[:5] == [
        "điểm a khoản 1 Điều 1",
        "điểm b khoản 1 Điều 1",
        "điểm c khoản 1 Điều 1",
        "điểm d khoản 1 Điều 1",
        "điểm đ khoản 1 Điều 1",
    ]
    assert len(found) == 12
    assert dict(passages(LONG_CLAUSE))["điểm a khoản 1 Điều 1"].startswith("1. Bạn đọc")
    assert lead(LONG_CLAUSE, "điểm a khoản 1 Điều 1") is None
    assert lead(LONG_CLAUSE, "điểm đ khoản 1 Điều 1") == "1. Bạn đọc không được:"
    assert {span.modality for span in found.values()} == {Modality.MUST_NOT}


def test_a_clause_title_without_colon_leads_its_points_too() -> None:
    raw = LONG_CLAUSE.replace("1. Bạn đọc không được:", "1. Với sách quý")
    assert lead(raw, "điểm b khoản 1 Điều 1") == "1. Với sách quý"


def test_a_long_clause_without_points_is_cut_between_sentences() -> None:
    raw = "Điều 1. Mượn sách\n1. " + " ".join([LONG] * 14)
    found = passages(raw)
    assert found[0][0] == "khoản 1 Điều 1 (câu 1–4)"
    assert all(words.endswith(".") for _, words in found)
    assert sum(words.count("Thủ thư") for _, words in found) == 14


@pytest.mark.parametrize(
    ("line", "title", "words"),
    [
        ("Điều 1. Giờ mở cửa. Mở từ tám giờ.", "Điều 1. Giờ mở cửa", "Mở từ tám giờ."),
        ("Điều 1. Giờ mở cửa\nMở từ tám giờ.", "Điều 1. Giờ mở cửa", "Mở từ tám giờ."),
        ("Điều 1.\nGiờ mở cửa\nMở từ tám giờ.", "Điều 1. Giờ mở cửa", "Mở từ tám giờ."),
        ("Điều 1: Giờ mở cửa\nMở từ tám giờ.", "Điều 1. Giờ mở cửa", "Mở từ tám giờ."),
        ("ĐIỀU 1. GIỜ MỞ CỬA\nMở từ tám giờ.", "Điều 1. GIỜ MỞ CỬA", "Mở từ tám giờ."),
        ("Điều 1. Quy định này được bãi bỏ.", "Điều 1", "Điều 1. Quy định này được bãi bỏ."),
        ("Điều 1. Nội quy này bỏ. Hết.", "Điều 1", "Điều 1. Nội quy này bỏ. Hết."),
    ],
)
def test_an_articles_title_is_told_from_its_words(line: str, title: str, words: str) -> None:
    reading = read_plain("a.txt", line)
    (span,) = passages_of(reading)
    assert span.heading_path == (title,)
    assert reading.text[span.start : span.end] == words


def test_an_article_that_does_not_count_on_is_text() -> None:
    raw = "Điều 1. Một\nSửa như sau:\nĐiều 9. Cũ\nChín.\nĐiều 2. Hai\nHai."
    assert [locator for locator, _ in passages(raw)] == ["Điều 1", "Điều 2"]
    assert "Điều 9. Cũ\nChín." in dict(passages(raw))["Điều 1"]


def test_a_missing_article_does_not_end_the_row() -> None:
    raw = "Điều 1. Một\nMột.\nĐiều 3. Ba\nBa.\nĐiều 4. Bốn\nBốn."
    assert [locator for locator, _ in passages(raw)] == ["Điều 1", "Điều 3", "Điều 4"]


def test_an_excerpt_may_begin_anywhere_and_an_added_article_stands_behind_its_number() -> None:
    raw = "Điều 7. Bảy\nBảy.\nĐiều 7a. Thêm\nThêm.\nĐiều 8. Tám\nTám."
    assert [(span.locator, span.article) for span in spans(raw).values()] == [
        ("Điều 7", "7"),
        ("Điều 7a", "7a"),
        ("Điều 8", "8"),
    ]


def test_an_attached_document_numbers_its_articles_anew() -> None:
    raw = (
        "Điều 1. Ban hành quy chế kèm theo.\nĐiều 2. Thủ thư thi hành.\n"
        "QUY CHẾ MƯỢN SÁCH\nĐiều 1. Phạm vi\nViệc mượn sách.\nĐiều 2. Thẻ\nMột thẻ."
    )
    assert list(spans(raw)) == [
        "Điều 1",
        "Điều 2",
        "Điều 1, QUY CHẾ MƯỢN SÁCH",
        "Điều 2, QUY CHẾ MƯỢN SÁCH",
    ]


def test_a_stray_name_of_an_appendix_does_not_head_the_articles_below() -> None:
    raw = "Điều 1. Một\nMột.\nPHỤ LỤC III Mẫu thẻ.doc\nĐiều 2. Hai\nHai."
    assert spans(raw)["Điều 2"].heading_path == ("Điều 2. Hai",)


def test_capitals_between_articles_are_a_chapters_name() -> None:
    raw = "Điều 1. Một\nMột.\nVIỆC CỦA BẠN ĐỌC\nĐiều 2. Hai\nHai."
    assert spans(raw)["Điều 2"].heading_path == ("VIỆC CỦA BẠN ĐỌC", "Điều 2. Hai")


def test_a_division_with_nothing_below_is_not_lost() -> None:
    raw = "Điều 1. Một\nMột.\nChương II PHẦN CUỐI"
    assert dict(passages(raw))["Điều 1"].endswith("Chương II PHẦN CUỐI")


def test_a_sentence_about_a_division_is_no_division() -> None:
    raw = "Điều 1. Một\nMục 2 của nội quy cũ nói về thẻ\nĐiều 2. Hai\nHai."
    assert spans(raw)["Điều 2"].heading_path == ("Điều 2. Hai",)


def test_the_closing_words_of_a_law_belong_to_no_article() -> None:
    raw = "Điều 1. Một\nMột.\nLuật này đã được Hội đồng bạn đọc thông qua ngày 1 tháng 2."
    assert spans(raw)["phần kết"].article is None


def test_clauses_must_count_on_too() -> None:
    raw = "Điều 1. Một\n1. Đầu tiên.\n3. Nhảy số.\n2. Thứ hai."
    assert list(spans(raw)) == ["khoản 1 Điều 1", "khoản 2 Điều 1"]


def test_an_article_mentioned_at_the_head_of_a_line_opens_none() -> None:
    raw = (
        "Điều 1. Một\nMở cửa theo quy định tại\nĐiều 2. Nội quy cũ vẫn dùng.\n"
        "Điều 2. của nội quy cũ đã bỏ.\nĐiều 2. Hai\nHai."
    )
    assert [locator for locator, _ in passages(raw)] == ["Điều 1", "Điều 2"]
    assert dict(passages(raw))["Điều 2"] == "Hai."


def test_all_divisions_stand_in_the_heading_path_outermost_first() -> None:
    raw = (
        "PHẦN THỨ NHẤT\nNHỮNG QUY ĐỊNH CHUNG\nChương I\nPHẠM VI\nMỤC 1\nPHÒNG ĐỌC\n"
        "Tiểu mục 1\nTHẺ\nĐiều 1. Một\nMột.\nTiểu mục 2\nSỔ\nĐiều 2. Hai\nHai.\n"
        "Chương II\nQUY ĐỊNH CHUNG\nĐiều 3. Ba\nBa."
    )
    found = spans(raw)
    assert found["Điều 2"].heading_path == (
        "PHẦN THỨ NHẤT NHỮNG QUY ĐỊNH CHUNG",
        "Chương I PHẠM VI",
        "MỤC 1 PHÒNG ĐỌC",
        "Tiểu mục 2 SỔ",
        "Điều 2. Hai",
    )
    assert found["Điều 3"].heading_path == (
        "PHẦN THỨ NHẤT NHỮNG QUY ĐỊNH CHUNG",
        "Chương II QUY ĐỊNH CHUNG",
        "Điều 3. Ba",
    )


DECISION = "Điều 1. Ban hành nội quy.\nĐiều 2. Thủ thư thi hành.\nNơi nhận:\n- Như Điều 2.\n"


def test_an_attached_document_is_known_by_the_note_below_its_name() -> None:
    raw = (
        f"{DECISION}NỘI QUY\nMượn sách của phòng đọc\n(Ban hành kèm theo Quyết định số 1)\n"
        "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\nViệc mượn sách.\nĐiều 2. Thẻ\nMột thẻ.\n"
        "Điều 3. Sổ\nMột sổ."
    )
    found = spans(raw)
    assert list(found)[-3:] == [
        "Điều 1, NỘI QUY Mượn sách của phòng đọc",
        "Điều 2, NỘI QUY Mượn sách của phòng đọc",
        "Điều 3",
    ]
    assert found["Điều 3"].heading_path == (
        "NỘI QUY Mượn sách của phòng đọc",
        "Chương I QUY ĐỊNH CHUNG",
        "Điều 3. Sổ",
    )


def test_articles_that_begin_again_without_a_name_are_a_document_of_their_own() -> None:
    raw = f"{DECISION}Điều 1. Phạm vi\nViệc mượn sách.\nĐiều 2. Thẻ\nMột thẻ.\nĐiều 3. Sổ\nSổ."
    assert [span.article for span in spans(raw).values() if span.article] == list("12123")


def test_a_table_of_contents_is_no_row_of_articles() -> None:
    titles = [f"Điều {number}. Thẻ {number}" for number in range(1, 6)]
    body = [f"{title}\nThẻ này màu đỏ." for title in titles]
    found = spans("\n".join(["MỤC LỤC", *titles, *body]))
    assert [locator for locator in found if locator.startswith("Điều")] == [
        f"Điều {number}" for number in range(1, 6)
    ]
    assert found["Điều 5"].heading_path == ("Điều 5. Thẻ 5",)


def test_a_signature_in_capitals_is_no_chapter_and_belongs_to_no_article() -> None:
    raw = "Điều 1. Một\nMột.\nĐiều 2. Hai\nHai.\nCHỦ TỊCH HỘI ĐỒNG\nNguyễn Thị Sách"
    assert dict(passages(raw))["Điều 2"] == "Hai."
    assert spans(raw)["phần kết, đoạn 1–2"].article is None


def test_headings_that_a_file_marks_do_not_spoil_a_law() -> None:
    plain = read_plain("a.txt", LAW)
    marked = tuple(
        Heading(2, line, plain.text.index(line), plain.text.index(line) + len(line))
        for line in ("THƯ VIỆN HUYỆN", "Điều 2. Giải thích", "Mục 1. VIỆC CẤM")
    )
    styled = replace(plain, reader="word", headings=marked)
    unmarked = replace(plain, reader="word")
    assert passages_of(styled) == passages_of(unmarked)
    assert "khoản 1 Điều 3" in [span.locator for span in passages_of(styled)]


def test_headings_decide_where_a_text_counts_no_articles() -> None:
    plain = read_plain("a.txt", f"Giờ mở cửa\n{LONG}\nMượn sách\n{LONG}")
    marked = tuple(
        Heading(1, line, plain.text.index(line), plain.text.index(line) + len(line))
        for line in ("Giờ mở cửa", "Mượn sách")
    )
    styled = replace(plain, reader="html", headings=marked)
    assert [span.locator for span in passages_of(styled)] == ["mục Giờ mở cửa", "mục Mượn sách"]


def test_a_line_above_that_lacks_its_end_hides_no_article() -> None:
    raw = "Điều 1. Một\nMột,\nĐiều 2. Hai\nHai:\nĐiều 3. Ba\nBa.\nĐiều 4. Bốn\nTheo\nĐiều 9. Chín."
    assert [locator for locator, _ in passages(raw)] == ["Điều 1", "Điều 2", "Điều 3", "Điều 4"]


def test_roman_sections_head_articles_that_count_through_and_stand_below_them() -> None:
    raw = (
        f"QUY ĐỊNH\nI- VIỆC KHÔNG LÀM\nĐiều 1. Nói to. {LONG}\nII- VIỆC NÊN LÀM\n"
        f"Điều 2. Trả sách. {LONG}\nIII- TỔ CHỨC THỰC HIỆN\n1. Thủ thư. {LONG}\n"
        f"2. Bạn đọc. {LONG}\nIV- HIỆU LỰC\nTừ ngày ký.\nNơi nhận:\n- Như trên."
    )
    found = spans(raw)
    assert [locator for locator in found if not locator.startswith("phần")] == [
        "Điều 1",
        "Điều 2",
        "khoản 1 mục III",
        "khoản 2 mục III",
        "mục IV",
    ]
    assert found["Điều 2"].heading_path == ("II- VIỆC NÊN LÀM", "Điều 2. Trả sách")
    assert found["khoản 2 mục III"].heading_path == ("III- TỔ CHỨC THỰC HIỆN",)


@pytest.mark.parametrize("head", ["Điều 2.[3] Thẻ", "Điều 2[3]. Thẻ", "Điều 2 (sửa đổi). Thẻ"])
def test_a_footnote_or_a_bracket_beside_an_articles_number_hides_nothing(head: str) -> None:
    raw = f"Điều 1. Một\nMột.\n{head}\n1.[4] Thẻ đỏ.\n2. Thẻ xanh.\nĐiều 3. Ba\nBa."
    assert list(spans(raw)) == ["Điều 1", "khoản 1 Điều 2", "khoản 2 Điều 2", "Điều 3"]
    assert spans(raw)["khoản 1 Điều 2"].heading_path == ("Điều 2. Thẻ",)
