"""Word files: letters of fonts from before Unicode."""

from tests.knowledge.reading.word_files import (
    paragraph,
    read,
    run,
    style,
    styled,
    table,
    text,
)

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
