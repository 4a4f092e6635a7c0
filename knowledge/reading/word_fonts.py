"""The letters of a .docx in fonts from before Unicode, read as what they draw."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from knowledge.reading.encodings.fonts import FontEncoding, encoding_of_font
from knowledge.reading.encodings.guessing import marked_words, sample, score, unchanged
from knowledge.reading.encodings.repairing import is_unicode
from knowledge.reading.encodings.tables import Encoding, from_symbol_font
from knowledge.reading.word_body import Block, Paragraph, Table
from knowledge.reading.word_text import Piece


def in_unicode(blocks: Sequence[Block]) -> tuple[list[Block], tuple[str, ...]]:
    """The blocks with their letters in Unicode, and Vietnamese warnings for the admin.

    A font only says how its letters were meant to be read: where they are Vietnamese as they
    stand, somebody typed Unicode in it, and they stay.
    """
    typed: dict[Encoding, list[str]] = defaultdict(list)
    for paragraph in _paragraphs(blocks):
        for text, font in _joined(paragraph.pieces):
            if font is not None and not is_unicode(text):
                typed[font.encoding].append(text)
    trusted = [encoding for encoding, texts in typed.items() if _is_typed_in(encoding, texts)]
    read = [_read_block(block, trusted) for block in blocks]
    return read, tuple(_warning(encoding, typed[encoding]) for encoding in trusted)


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from _paragraphs(cell)


def _read_block(block: Block, trusted: Sequence[Encoding]) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, pieces=tuple(_read(block.pieces, trusted)))
    return Table(
        tuple(
            tuple(tuple(_read_block(inner, trusted) for inner in cell) for cell in row)
            for row in block.rows
        )
    )


def _joined(pieces: Sequence[Piece]) -> Iterator[tuple[str, FontEncoding | None]]:
    """Words are often cut up into runs, letters that belong together among them."""
    for font, group in groupby(pieces, key=lambda piece: encoding_of_font(piece.font or "")):
        text = "".join(piece.text for piece in group)
        yield (text if font is None else from_symbol_font(text)), font


def _is_typed_in(encoding: Encoding, texts: Sequence[str]) -> bool:
    words = marked_words("\n".join(texts))
    return score(words, encoding.read).share >= score(words, unchanged).share


def _read(pieces: Sequence[Piece], trusted: Sequence[Encoding]) -> Iterator[Piece]:
    for text, font in _joined(pieces):
        if font is None or font.encoding not in trusted or is_unicode(text):
            yield Piece(text, None)
        else:
            yield Piece(font.read(text), None)


def _warning(encoding: Encoding, texts: Sequence[str]) -> str:
    text = next((text for text in texts if not text.isascii()), texts[0])
    before = sample(text)
    return (
        f"Chữ dùng phông của bảng mã cũ {encoding.name} đã được đổi sang Unicode, ví dụ “{before}”"
        f" thành “{encoding.read(before)}”; hãy xem lại."
    )
