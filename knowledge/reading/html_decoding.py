"""The bytes of a web page to its characters: byte order mark, the page's own word, good sense."""

import codecs
import re
from dataclasses import dataclass

from knowledge.reading.encodings.tables import as_windows_1252

_HEAD = 4096  # bytes in which a page says its encoding; browsers look into 1,024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAID = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,400}?\b(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
# What a page calls itself, and what browsers take it for (WHATWG Encoding Standard, 4.2): a page
# that says it is UTF-16 in letters of one byte is not.
_MEANT = {
    "unicode": "utf-8",
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "x-user-defined": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "x-sjis": "shift_jis",
}
# Python knows more that are called encodings: "hex", "idna", "rot13".
_OF_BROWSERS = re.compile(
    r"utf-8|cp125\d|cp874|cp866|iso8859-\d+|koi8-[ru]|mac-roman|gbk|gb2312|gb18030|big5\w*"
    r"|euc_\w+|shift_jis|iso2022_jp"
)
_WESTERN = "cp1252"  # pages in an encoding from before Unicode say this, or nothing
_BROKEN = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's characters; `broken` of them could not be read."""

    text: str
    encoding: str
    broken: int


def decode_page(data: bytes) -> Decoded:
    """The characters of a page.

    A byte order mark wins; then UTF-8 wherever the bytes are UTF-8, for no other encoding looks
    like it by chance; then what the page says; then Windows-1252, which loses no byte, so that
    the letters of older Vietnamese encodings can be read from it.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 0)
    except UnicodeDecodeError:
        return _decoded(data, _said(data) or _WESTERN)


def _said(data: bytes) -> str | None:
    match = _SAID.search(data[:_HEAD])
    return known_encoding(match[1].decode("ascii")) if match else None


def known_encoding(label: str) -> str | None:
    """The codec that a label of the web means; None for one that browsers do not know."""
    name = label.strip().strip("\"'").lower()
    try:
        found = codecs.lookup(_MEANT.get(name, name)).name
    except (LookupError, ValueError):
        return None
    return found if _OF_BROWSERS.fullmatch(found) else None


def _decoded(data: bytes, encoding: str) -> Decoded:
    if encoding == _WESTERN:
        return Decoded(as_windows_1252(data), encoding, 0)
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, text.count(_BROKEN))
