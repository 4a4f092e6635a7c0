"""Telegram's HTML, read by the rules of TDLib's parser.

A port of the behaviour of `parse_html` and `decode_html_entity` (TDLib,
td/telegram/MessageEntity.cpp), in our own code: the same tags, the same leniencies, the same words
and byte offsets in the errors. It reads bytes, as TDLib does, because the offsets count bytes.
"""

import re

from bot.preview.cleaning import FormattedText
from bot.preview.entities import Entity, in_order, utf16_length
from bot.preview.errors import MarkupError, bad_request
from bot.preview.tags import TAGS, OpenTag, close_tag, read_attribute, without_code_languages

_NAMED = {b"lt": 0x3C, b"gt": 0x3E, b"amp": 0x26, b"quot": 0x22}
_SPACES = b" \t\r\n\x00\x0b"
_PLAIN_RUN = re.compile(rb"[^<&]+")
_NAME = re.compile(rb"&([a-zA-Z]*)")
_NUMBER = re.compile(rb"&#(?:x([0-9a-fA-F]*)|([0-9]*))")
_NAME_TOKEN = re.compile(rb"[a-zA-Z0-9.-]*")
_ATTRIBUTE = re.compile(rb"[^ \t\r\n\x00\x0b=>/\"']*")


def parse_html(text: str) -> FormattedText:
    """The plain text and the entities of a text with HTML tags; not cleaned, not settled.

    Raises:
        ApiError: what Telegram would answer, e.g. "can't parse entities: Unsupported start tag".
    """
    try:
        return _Reader(text).read()
    except MarkupError as error:
        raise bad_request(f"can't parse entities: {error}") from error


class _Reader:
    def __init__(self, text: str) -> None:
        self._data = text.encode()
        self._at = 0
        self._out = bytearray()
        self._offset = 0
        self._open: list[OpenTag] = []
        self._entities: list[Entity] = []

    def read(self) -> FormattedText:
        while self._at < len(self._data):
            if self._byte() != b"<":
                self._read_text()
            elif self._data[self._at + 1 : self._at + 2] == b"/":
                self._read_end_tag()
            else:
                self._read_start_tag()
        if self._open:
            tag = self._open[-1].tag
            raise MarkupError(f'Can\'t find end tag corresponding to start tag "{tag}"')
        return FormattedText(self._text(), tuple(without_code_languages(in_order(self._entities))))

    def _text(self) -> str:
        try:
            return self._out.decode()
        except UnicodeDecodeError as error:
            raise MarkupError(
                "Text contains invalid Unicode characters after decoding HTML entities,"
                " check for unmatched surrogate code units"
            ) from error

    def _byte(self) -> bytes:
        return self._data[self._at : self._at + 1]

    def _skip_spaces(self) -> None:
        while self._byte() and self._byte() in _SPACES:
            self._at += 1

    def _name_until_space(self) -> str:
        start = self._at
        while self._byte() and self._byte() not in _SPACES and self._byte() != b">":
            self._at += 1
        name = self._data[start : self._at]
        # Only ASCII letters have a lower case here, as in TDLib.
        return name.lower().decode(errors="replace")

    def _read_text(self) -> None:
        character = self._read_reference() if self._byte() == b"&" else ""
        if character:
            self._out += character.encode(errors="surrogatepass")
        else:
            run = _PLAIN_RUN.match(self._data, self._at)
            piece = run.group() if run else self._byte()
            self._at += len(piece)
            self._out += piece
            character = piece.decode()
        self._offset += utf16_length(character)

    def _read_reference(self) -> str:
        """The character that a reference stands for; "" and no step forward if it is none."""
        number = _NUMBER.match(self._data, self._at)
        name = _NAME.match(self._data, self._at)
        match = number or name
        code = _code_of_number(number) if number else _NAMED.get(name.group(1) if name else b"", 0)
        if match is None or not code:
            return ""
        self._at = match.end()
        if self._byte() == b";":
            self._at += 1
        return chr(code)

    def _read_start_tag(self) -> None:
        begin = self._at
        self._at += 1
        tag = self._name_until_space()
        if not self._byte():
            raise MarkupError(f"Unclosed start tag at byte offset {begin}")
        if tag not in TAGS:
            raise MarkupError(f'Unsupported start tag "{tag}" at byte offset {begin}')
        argument = ""
        while (attribute := self._read_attribute(tag, begin)) is not None:
            argument = read_attribute(tag, *attribute) or argument
        self._at += 1
        if tag == "span" and argument != "spoiler":
            raise MarkupError(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self._open.append(OpenTag(tag, argument, self._offset, len(self._out)))

    def _read_attribute(self, tag: str, begin: int) -> tuple[str, str] | None:
        """The next attribute of a tag, or None at its end."""
        self._skip_spaces()
        if self._byte() == b">":
            return None
        match = _ATTRIBUTE.match(self._data, self._at)
        name = match.group() if match else b""
        if not name:
            raise MarkupError(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        self._at += len(name)
        self._skip_spaces()
        value = ""
        if self._byte() == b"=":
            self._at += 1
            self._skip_spaces()
            self._need_more(f'Unclosed start tag "{tag}" at byte offset {begin}')
            value = self._read_value()
            self._need_more(f"Unclosed start tag at byte offset {begin}")
        self._need_more(f'Unclosed start tag "{tag}" at byte offset {begin}')
        return name.decode(errors="replace"), value

    def _need_more(self, complaint: str) -> None:
        if not self._byte():
            raise MarkupError(complaint)

    def _read_value(self) -> str:
        quote = self._byte()
        if quote not in (b'"', b"'"):
            return self._read_name_token()
        self._at += 1
        value = bytearray()
        while self._byte() and self._byte() != quote:
            character = self._read_reference() if self._byte() == b"&" else ""
            if character:
                value += character.encode(errors="surrogatepass")
            else:
                value += self._byte()
                self._at += 1
        self._at += 1
        return value.decode(errors="replace")

    def _read_name_token(self) -> str:
        start = self._at
        match = _NAME_TOKEN.match(self._data, start)
        token = match.group() if match else b""
        self._at += len(token)
        if self._byte() and self._byte() not in _SPACES and self._byte() != b">":
            raise MarkupError(f"Unexpected end of name token at byte offset {start}")
        return token.lower().decode()

    def _read_end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise MarkupError(f"Unexpected end tag at byte offset {begin}")
        self._at += 2
        found = self._name_until_space()
        self._skip_spaces()
        if self._byte() != b">":
            raise MarkupError(f"Unclosed end tag at byte offset {begin}")
        self._at += 1
        tag = self._open[-1].tag
        if found and found != tag:
            raise MarkupError(
                f'Unmatched end tag at byte offset {begin}, expected "</{tag}>", found "</{found}>"'
            )
        self._close(self._open.pop())

    def _close(self, opened: OpenTag) -> None:
        shown = self._out[opened.start :].decode(errors="replace")
        close_tag(opened, self._offset - opened.offset, shown, self._entities)


def _code_of_number(match: re.Match[bytes]) -> int:
    """The code point of a numeric reference; 0 where TDLib leaves it as it stands."""
    hexadecimal, decimal = match.groups()
    digits = hexadecimal if hexadecimal is not None else decimal
    if not digits or len(match.group()) >= 10:
        return 0
    code = int(digits, 16 if hexadecimal is not None else 10)
    return code if code < 0x10FFFF else 0
