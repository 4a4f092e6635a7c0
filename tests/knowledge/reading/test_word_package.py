"""Word files that are not what they should be."""

import pytest

from knowledge.errors import ReadingError
from knowledge.reading.word import read_word
from tests.knowledge.reading.word_files import (
    docx,
    paragraph,
)


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
