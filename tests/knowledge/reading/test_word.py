"""Word files: the text that a reader sees, and what is left out of it."""

from tests.knowledge.reading.word_files import (
    item,
    level,
    lists,
    paragraph,
    read,
    run,
    style,
    styled,
    table,
    text,
)


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
