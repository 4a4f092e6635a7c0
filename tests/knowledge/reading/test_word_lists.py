"""Word files: automatic numbers and headings."""

from knowledge.structure import passages_of
from tests.knowledge.reading.word_files import (
    item,
    level,
    lists,
    num,
    paragraph,
    read,
    run,
    style,
    styled,
    text,
)

LAW = (
    level(0, "upperRoman", "Chương %1.")
    + level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>')
    + level(2, "decimal", "%3.")
    + level(3, "lowerLetter", "%4)")
)


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
