"""The encoding of a page: its mark, its bytes, its word, in this order."""

import codecs

import pytest

from knowledge.reading.encodings.tables import bytes_behind
from knowledge.reading.html_decoding import decode_page, known_encoding

WORDS = "<p>Thủ thư được nghỉ</p>"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (codecs.BOM_UTF8 + WORDS.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), "utf-16-be"),
        (WORDS.encode(), "utf-8"),
        (b"<meta charset=windows-1252>" + WORDS.encode(), "utf-8"),
    ],
)
def test_the_words_come_out_whatever_the_encoding(data: bytes, encoding: str) -> None:
    decoded = decode_page(data)

    assert decoded.text.endswith(WORDS)
    assert (decoded.encoding, decoded.broken) == (encoding, 0)


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        (b'<meta charset="windows-1252"><p>caf\xe9', "cp1252"),
        (
            b"<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>caf\xe9",
            "cp1252",
        ),
        (b"<?xml version='1.0' encoding='windows-1252'?><p>caf\xe9", "cp1252"),
    ],
)
def test_a_page_that_is_not_utf_8_is_what_it_says(page: bytes, encoding: str) -> None:
    decoded = decode_page(page)

    assert decoded.text.endswith("café")
    assert decoded.encoding == encoding


@pytest.mark.parametrize("said", [b"", b"<meta charset=x-user-defined>"])
def test_a_page_in_no_encoding_of_today_loses_no_byte(said: bytes) -> None:
    decoded = decode_page(said + bytes(range(0x80, 0x100)))

    assert bytes_behind(decoded.text) == said + bytes(range(0x80, 0x100))


def test_characters_that_cannot_be_read_are_counted() -> None:
    decoded = decode_page(b"<meta charset=utf-8><p>\xff\xfe ab")

    assert decoded.broken == 2


@pytest.mark.parametrize("label", ["no-such-thing", "hex", "idna", "", "utf-8\0", "rot13"])
def test_a_label_that_is_no_encoding_of_the_web_is_none(label: str) -> None:
    assert known_encoding(label) is None
