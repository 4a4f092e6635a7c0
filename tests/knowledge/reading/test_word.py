"""Word files: the text that a reader sees, and what is left out of it."""

import pytest

from knowledge.errors import ReadingError
from knowledge.reading.reading import Reading
from knowledge.reading.word import read_word
from knowledge.structure import passages_of
from tests.knowledge.reading.word_files import (
    docx,
    item,
    level,
    lists,
    num,
    paragraph,
    run,
    style,
    styled,
    table,
)

LAW = (
    level(0, "upperRoman", "Chương %1.")
    + level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>')
    + level(2, "decimal", "%3.")
    + level(3, "lowerLetter", "%4)")
)


def read(body: str, **parts: str) -> Reading:
    return read_word("a.docx", docx(body, parts))


def text(body: str, **parts: str) -> str:
    return read(body, **parts).text


# Numbering


def test_automatic_numbers_stand_in_the_text_and_cut_it() -> None:
    reading = read(
        item("QUY ĐỊNH CHUNG", 1, 0)
        + item("Giờ mở cửa", 1, 1)
        + item("Phòng đọc mở từ tám giờ sáng.", 1, 2)
        + item("Bạn đọc phải:", 1, 2)
        + item("Giữ trật tự;", 1, 3)
        + item("Trả sách đúng hẹn.", 1, 3)
        + item("MƯỢN SÁCH", 1, 0)
        + item("Thẻ bạn đọc", 1, 1)
        + paragraph("Thẻ được cấp trong ba ngày."),
        numbering=lists(LAW),
    )

    assert reading.reader == "word"
    assert reading.text == (
        "Chương I. QUY ĐỊNH CHUNG\nĐiều 1. Giờ mở cửa\n1. Phòng đọc mở từ tám giờ sáng.\n"
        "2. Bạn đọc phải:\na) Giữ trật tự;\nb) Trả sách đúng hẹn.\n"
        "Chương II. MƯỢN SÁCH\nĐiều 2. Thẻ bạn đọc\nThẻ được cấp trong ba ngày."
    )
    assert {passage.article for passage in passages_of(reading)} == {"1", "2"}


def test_a_style_brings_its_list_and_a_paragraph_can_leave_it() -> None:
    numbers = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    linked = level(0, "decimal", "%1.") + level(
        1, "decimal", "Điều %2.", '<w:pStyle w:val="Dieu"/>'
    )
    styles = style("Dieu", numbers) + style("Dieu con", "", based_on="Dieu") + style("Khác", "")
    left = '<w:pStyle w:val="Dieu"/><w:numPr><w:numId w:val="0"/></w:numPr>'

    assert (
        text(
            styled("Một", "Dieu") + paragraph("Không số", left) + styled("Hai", "Dieu"),
            styles=styles,
            numbering=lists(linked),
        )
        == "Điều 1. Một\nKhông số\nĐiều 2. Hai"
    )
    assert text(styled("Con", "Dieucon"), styles=styles, numbering=lists(linked)) == "1. Con"


def test_a_family_may_name_a_style_that_names_the_list() -> None:
    styles = style(
        "Muc", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', kind="numbering"
    )
    numbering = lists(level(0, "decimal", "Mục %1:"), '<w:numStyleLink w:val="Muc"/>')

    assert text(item("Một", 2), styles=styles, numbering=numbering) == "Mục 1: Một"


def test_an_override_restarts_or_changes_a_list() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "lowerLetter", "%1)")}</w:lvlOverride>'
    numbering = lists(level(0, "decimal", "%1."), extra=num(2, 1, start) + num(3, 1, other))

    assert text(item("x") + item("y", 2) + item("z", 3), numbering=numbering) == "1. x\n7. y\nh) z"


def test_an_empty_item_is_counted_and_not_shown() -> None:
    assert (
        text(item("x") + item("") + item("y"), numbering=lists(level(0, "decimal", "%1.")))
        == "1. x\n3. y"
    )


def test_bullets_of_symbol_fonts_are_bullets() -> None:
    numbering = lists(level(0, "bullet", "\uf0b7") + level(1, "bullet", "-"))

    assert text(item("x") + item("y", 1, 1), numbering=numbering) == "• x\n- y"


def test_old_letters_in_a_number_are_read() -> None:
    font = '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:lvl>'
    numbering = lists(level(0, "decimal", "§iÒu %1.").replace("</w:lvl>", font))

    assert text(item("x"), numbering=numbering) == "Điều 1. x"


# Headings


def test_headings_are_those_of_styles_and_outline_levels() -> None:
    outline = '<w:pPr><w:outlineLvl w:val="{}"/></w:pPr>'
    styles = (
        style("heading 1", outline.format(0))
        + style("Chuong", "", based_on="heading1")
        + style("Tiêu đề 3", "")
        + style("Thân", outline.format(9), based_on="heading1")
    )
    reading = read(
        styled("Phần A", "Chuong")
        + styled("Mục nhỏ", "Tiêuđề3")
        + styled("Đoạn thường", "Thân")
        + paragraph("Tự đặt", '<w:outlineLvl w:val="1"/>')
        + styled("x" * 400, "Chuong"),
        styles=styles,
    )

    assert [(h.level, h.title) for h in reading.headings] == [
        (1, "Phần A"),
        (3, "Mục nhỏ"),
        (2, "Tự đặt"),
    ]
    assert all(reading.text[h.start : h.end] == h.title for h in reading.headings)


def test_a_heading_has_its_number_and_one_line() -> None:
    heading = paragraph(
        run("QUY ĐỊNH\nCHUNG"),
        '<w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr>',
    )

    assert read(heading, numbering=lists(LAW)).headings[0].title == "Chương I. QUY ĐỊNH CHUNG"


def test_a_style_based_on_itself_ends() -> None:
    styles = style("A", "", based_on="B") + style("B", "", based_on="A")

    assert text(styled("x", "A"), styles=styles) == "x"


# What is not read


def test_deleted_words_are_left_out_and_inserted_ones_kept() -> None:
    deleted = "<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('đi')}</w:moveFrom>"
    reading = read(paragraph(f"{run('Sách ')}{deleted}<w:ins>{run('mới')}</w:ins>{moved}"))

    assert reading.text == "Sách mới"
    assert reading.warnings == (
        "Tệp còn 2 chỗ xóa và 1 chỗ chèn chưa được chấp nhận (Track Changes): chỗ xóa đã bỏ,"
        " chỗ chèn được đọc như nội dung.",
    )


def test_a_deleted_paragraph_end_joins_two_and_a_deleted_paragraph_does_not_count() -> None:
    mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
    gone = "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"
    numbers = '<w:numPr><w:numId w:val="1"/></w:numPr>'

    assert (
        text(
            paragraph("Bạn đọc ", mark)
            + item("giữ sách")
            + paragraph(gone, numbers + mark)
            + item("y"),
            numbering=lists(level(0, "decimal", "%1.")),
        )
        == "1. Bạn đọc giữ sách\n2. y"
    )


def test_words_before_a_deleted_last_end_are_not_lost() -> None:
    assert text(paragraph("Giữ sách", '<w:rPr><w:del w:id="1"/></w:rPr>')) == "Giữ sách"


def test_deleted_rows_are_left_out() -> None:
    rows = table(("a", "b"), ("c", "d")).replace(
        "<w:tr>", '<w:tr><w:trPr><w:del w:id="1"/></w:trPr>', 1
    )

    assert text(rows) == "c | d"


def test_hidden_and_struck_words_are_left_out_and_counted() -> None:
    styles = style("Ẩn", "<w:rPr><w:vanish/></w:rPr>", kind="character")
    body = paragraph(
        run("a") + run("b", "<w:vanish/>") + run("c", '<w:rStyle w:val="Ẩn"/>')
        + run("d", '<w:rStyle w:val="Ẩn"/><w:vanish w:val="0"/>') + run("e", "<w:strike/>")
    )  # fmt: skip
    reading = read(body, styles=styles)

    assert reading.text == "ad"
    assert reading.warnings == ("Đã bỏ 2 đoạn chữ ẩn.", "Đã bỏ 1 đoạn chữ bị gạch ngang.")


def test_a_hidden_paragraph_of_a_list_does_not_count() -> None:
    hidden = '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>'
    body = item("x") + paragraph(run("ẩn", "<w:vanish/>"), hidden) + item("y")

    assert text(body, numbering=lists(level(0, "decimal", "%1."))) == "1. x\n2. y"


def test_the_result_of_a_field_is_read_and_its_instruction_not() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = mark("begin") + run("MERGEFIELD") + mark("separate") + run("không") + mark("end")
    body = paragraph(
        run("trang ") + mark("begin") + "<w:r><w:instrText> REF x </w:instrText></w:r>" + inner
        + mark("separate") + run("5") + mark("end") + run(" đó")
    )  # fmt: skip

    assert text(body) == "trang 5 đó"
    assert text(paragraph(mark("begin") + run("x")) + paragraph("còn")) == "còn"


def test_notes_are_counted_and_contents_left_out() -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    gallery = (
        '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        "</w:sdtPr>"
    )
    contents = f"<w:sdt>{gallery}<w:sdtContent>{paragraph('Điều 1 … 3')}</w:sdtContent></w:sdt>"
    reading = read(
        contents + styled("Chương I 4", "toc1") + paragraph(run("Sách") + note),
        styles=style("toc 1", ""),
    )

    assert reading.text == "Sách"
    assert reading.warnings == ("Đã bỏ 1 chú thích ở cuối trang hoặc cuối văn bản.",)


def test_what_stands_in_controls_and_links_is_read_once() -> None:
    control = f"<w:sdt><w:sdtContent>{run('b')}</w:sdtContent></w:sdt>"
    empty = control.replace("<w:sdt>", "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>")
    body = paragraph(f"<w:hyperlink>{run('a')}</w:hyperlink>{control}{empty}")

    assert text(f"<w:sdt><w:sdtContent>{body}</w:sdtContent></w:sdt>") == "ab"


def test_a_text_box_is_read_once_below_its_paragraph() -> None:
    def box(words: str, name: str) -> str:
        return f"<{name}><w:txbxContent>{paragraph(words)}</w:txbxContent></{name}>"

    drawing = f"<w:drawing>{box('trong khung', 'wps:txbx')}</w:drawing>"
    copy = f"<w:pict>{box('trong khung', 'v:textbox')}</w:pict>"
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{copy}</mc:Fallback></mc:AlternateContent></w:r>"
    )

    assert text(paragraph(run("Ngoài") + both) + paragraph("Sau")) == "Ngoài\ntrong khung\nSau"


def test_copies_of_a_box_in_a_drawing_are_one() -> None:
    def box(words: str) -> str:
        return f"<wps:txbx><w:txbxContent>{paragraph(words)}</w:txbxContent></wps:txbx>"

    copies = (
        f"<mc:AlternateContent><mc:Choice>{box('Trong khung')}</mc:Choice>"
        f"<mc:Fallback>{box('Trong khung')}</mc:Fallback></mc:AlternateContent>"
    )

    assert text(paragraph(f"<w:r><w:drawing>{copies}</w:drawing></w:r>")) == "Trong khung"


def test_signs_are_the_characters_they_stand_for() -> None:
    signs = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/></w:r>"
    )
    formula = "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"

    assert text(paragraph(signs + formula)) == "a b-cx+1"


# Lines


def test_line_breaks_part_titles_and_join_sentences() -> None:
    long = "Bạn đọc mượn sách phải trình thẻ và giữ sách sạch sẽ cho đến khi"

    assert text(paragraph(run("QUY CHẾ\nPhòng đọc"))) == "QUY CHẾ\nPhòng đọc"
    assert text(paragraph(run("Bạn đọc phải\ngiữ sách"))) == "Bạn đọc phải giữ sách"
    assert text(paragraph(run(f"{long}\nThủ thư nhận lại."))) == f"{long} Thủ thư nhận lại."
    assert text(paragraph(run("Gồm:\n- sách;\n- báo."))) == "Gồm:\n- sách;\n- báo."


def test_a_sentence_broken_over_paragraphs_is_put_together() -> None:
    assert text(paragraph("Thẻ được cấp") + paragraph("trong ba ngày.")) == (
        "Thẻ được cấp trong ba ngày."
    )
    assert text(paragraph("Thẻ") + paragraph() + paragraph("trong ngày")) == "Thẻ\ntrong ngày"
    assert text(paragraph("Gồm sách") + paragraph("a) báo")) == "Gồm sách\na) báo"


def test_head_lines_are_the_head_and_no_text() -> None:
    reading = read(paragraph("Số hiệu: 3-NQ/TV") + paragraph("Phòng đọc mở cửa."))

    assert (reading.head.number, reading.text) == ("3-NQ/TV", "Phòng đọc mở cửa.")


# Tables


def test_a_row_is_a_line_and_merged_cells_stand_once() -> None:
    below = "<w:tcPr><w:vMerge/></w:tcPr>"
    rows = table(
        ("Vi phạm", "Mức"),
        ('<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("Mất sách"), "đền"),
        (below + paragraph("Mất sách"), "nộp phạt"),
        ("", ""),
    )

    assert text(rows) == "Vi phạm | Mức\nMất sách | đền\nnộp phạt"


def test_numbers_in_a_table_count_and_show_alone() -> None:
    numbers = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    rows = table((paragraph("", numbers), "sách"), (paragraph("", numbers), "báo"))

    assert text(rows, numbering=lists(level(0, "decimal", "%1"))) == "1 | sách\n2 | báo"


def test_a_letterhead_is_read_side_by_side_as_lines() -> None:
    rows = table(
        ("THƯ VIỆN HUYỆN", paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + paragraph("Độc lập")),
        ("Số: 3/QĐ-TV", "Hà Nội, ngày 2 tháng 3 năm 2020"),
    )

    assert text(rows).split("\n") == [
        "THƯ VIỆN HUYỆN",
        "Số: 3/QĐ-TV",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập",
        "Hà Nội, ngày 2 tháng 3 năm 2020",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        table((paragraph("Điều 1. Một") + paragraph("Sách."),)),
        table(("Điều 1. Một", "Sách.")),
        table((table(("Điều 1. Một",), ("Sách.",)) + paragraph(), "")),
    ],
    ids=["one column", "an article in a cell", "a table in a table"],
)
def test_a_table_that_lays_a_page_out_is_paragraphs(rows: str) -> None:
    assert text(rows) == "Điều 1. Một\nSách."


def test_a_frame_around_words_is_no_table() -> None:
    assert text(table((paragraph("Một") + paragraph("Hai"),))) == "Một\nHai"


def test_recipients_and_signature_are_left_out() -> None:
    closing = table((paragraph("Nơi nhận:") + paragraph("- Như trên;"), "GIÁM ĐỐC"))

    assert text(paragraph("Điều 1. Một") + closing + paragraph("Phụ lục I")) == (
        "Điều 1. Một\nPhụ lục I"
    )


# Fonts from before Unicode

OLD = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}"/>'


def test_old_letters_are_read_by_their_font() -> None:
    reading = read(
        paragraph(run("§", OLD.format(".VnTime")) + run("iÒu 1. ng", OLD.format(".VnTime")))
        + paragraph(run("ch\u00ad¬ng i", OLD.format(".VnTimeH")))
        + paragraph(run("Ngöôøi ñoïc", OLD.format("VNI-Times")) + run(" giữ sách")),
    )

    assert reading.text == "Điều 1. ng\nCHƯƠNG I\nNgười đọc giữ sách"
    assert len(reading.warnings) == 2
    assert reading.warnings[0].startswith("Chữ dùng phông của bảng mã cũ TCVN3 (ABC)")


def test_a_letterhead_in_old_letters_is_known() -> None:
    font = OLD.format(".VnTimeH")
    motto = paragraph(run("céng hoµ x· héi chñ nghÜa viÖt nam", font))
    rows = table((paragraph(run("th­ viÖn", font)), motto), (paragraph("Số: 3/QĐ-TV"), ""))

    assert text(rows) == "THƯ VIỆN\nSố: 3/QĐ-TV\nCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_a_soft_hyphen_of_word_is_a_letter_of_such_a_font() -> None:
    fonts = OLD.format(".VnTime")
    sign = f"<w:r><w:rPr>{fonts}</w:rPr><w:softHyphen/></w:r>"

    assert text(paragraph(run("ng", fonts) + sign + run("êi", fonts))) == "người"


def test_the_font_may_come_from_a_style_or_the_theme() -> None:
    theme = '<a:fontScheme><a:minorFont><a:latin typeface=".VnTime"/></a:minorFont></a:fontScheme>'
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:hAnsiTheme="minorHAnsi"/></w:rPr></w:rPrDefault></w:docDefaults>'
    )
    usual = style("Thân", f"<w:rPr>{OLD.format('VNI-Times')}</w:rPr>")

    assert text(paragraph("§iÒu 1"), styles=defaults, theme=theme) == "Điều 1"
    assert text(styled("Ñieàu 1", "Thân"), styles=usual) == "Điều 1"


def test_unicode_typed_in_an_old_font_stays() -> None:
    font = OLD.format(".VnTime")
    reading = read(paragraph(run("Điều là các có", font)) + paragraph(run("Là và các", font)))

    assert reading.text == "Điều là các có\nLà và các"
    assert reading.warnings == ()
    mixed = paragraph(run("§iÒu 1 ®Õn ®iÒu 3", font)) + paragraph(run("Các điều", font))
    assert text(mixed) == "Điều 1 đến điều 3\nCác điều"


def test_old_letters_in_a_font_of_unicode_are_found_too() -> None:
    reading = read(paragraph("§iÒu 3. B¹n ®äc ph¶i gi÷ trËt tù trong phßng ®äc vµ tr¶ s¸ch"))

    assert reading.text == "Điều 3. Bạn đọc phải giữ trật tự trong phòng đọc và trả sách"
    assert "TCVN3" in reading.warnings[0]


# Files that are not what they should be


def test_a_file_with_macros_is_read_and_says_so() -> None:
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r" Type="{kind}" Target="vbaProject.bin"/></Relationships>'
    )
    data = docx(
        paragraph("Sách"),
        files={
            "word/_rels/document.xml.rels": relations.encode(),
            "word/vbaProject.bin": b"\xd0\xcf",
        },
    )

    assert read_word("a.docm", data).warnings == (
        "Tệp có macro; chỉ phần chữ được đọc, macro không được mở.",
    )


def test_the_strict_names_of_iso_are_read() -> None:
    data = docx(
        "",
        files={
            "word/document.xml": b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/'
            b'main"><w:body><w:p><w:r><w:t>Iso</w:t></w:r></w:p></w:body></w:document>'
        },
    )

    assert read_word("a.docx", data).text == "Iso"


BOMB = b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><document>&b;</document>'


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"word/document.xml": BOMB}, "có khai báo DTD trong phần “word/document.xml”"),
        (
            {"word/document.xml": b"<w:document"},
            "phần “word/document.xml” bên trong không đúng XML",
        ),
        ({"word/document.xml": b"<document/>"}, "không có phần chữ của Word bên trong"),
        ({"word/media/a.png": b"x"}, "chỉ có ảnh, không có chữ"),
    ],
)
def test_a_broken_part_is_one_sentence(files: dict[str, bytes], sentence: str) -> None:
    with pytest.raises(ReadingError, match=rf"^Tệp “a\.docx” .*{sentence}"):
        read_word("a.docx", docx("", files=files))


def test_what_is_no_zip_is_one_sentence() -> None:
    whole = docx(paragraph("Sách " * 500))

    for data in (b"PK\x03\x04", b"", whole[: len(whole) // 2], whole.replace(b"\x78", b"\x79")):
        with pytest.raises(ReadingError, match=r"^Tệp “a\.docx” hỏng"):
            read_word("a.docx", data)


def test_elements_in_elements_without_end_are_one_sentence() -> None:
    deep = "<w:sdt><w:sdtContent>" * 2000 + "</w:sdtContent></w:sdt>" * 2000

    with pytest.raises(ReadingError, match="không đúng XML"):
        read_word("a.docx", docx(deep))
