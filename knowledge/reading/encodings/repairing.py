"""A text whose letters are not Unicode yet: put right where that is certain, else reported."""

import re
from collections.abc import Sequence

from knowledge.reading.encodings.guessing import (
    Guess,
    guess,
    marked_words,
    sample,
    score,
    unchanged,
)
from knowledge.reading.encodings.tables import Encoding, from_symbol_font
from knowledge.reading.encodings.twice import lost_letters, read_twice

# Letters that only Unicode has: a line with one of them was not typed in an old encoding.
_UNICODE = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0"
    "\u0300-\u0323\u1ea0-\u1ef9]"
)
_STANDS_ALONE = 0.5  # share of a line's marked words that are Vietnamese as they stand
_MOSTLY = 0.6  # share of the lines with marks; then the others are in the old encoding, too
_ETH = re.compile("[\u00d0\u00f0](?=\\w)|(?<=\\w)[\u00d0\u00f0]")  # looks like Đ, đ

_Lines = list[str]


def repaired(text: str) -> tuple[str, tuple[str, ...]]:
    """Put right what was typed in TCVN3, VNI, VPS or Windows-1258, or decoded once too often.

    Args:
        text: not cleaned yet, since soft hyphens and control characters are letters of the old
            encodings.

    Returns:
        The text, unchanged wherever it is not certain, and Vietnamese warnings for the admin.
    """
    lines = from_symbol_font(text).split("\n")
    twice = _repair_twice(lines)
    warnings = [*twice, *_repair_old(lines)]
    result = "\n".join(lines)
    if is_unicode(result):
        result = _ETH.sub(lambda match: "Đ" if match[0] == "\u00d0" else "đ", result)
    return result, tuple(warnings)


def is_unicode(text: str) -> bool:
    """Whether a text holds a letter that the old encodings did not have at its place."""
    return _UNICODE.search(text) is not None


def _repair_twice(lines: _Lines) -> list[str]:
    candidates = {i: line for i, line in enumerate(lines) if not line.isascii()}
    mended = read_twice({i: s for i, s in candidates.items() if not is_unicode(s)})
    if not mended:
        return []
    first = min(mended)
    before, after = sample(lines[first]), sample(mended[first])
    for i, line in mended.items():
        lines[i] = line
    lost = sum(map(lost_letters, mended.values()))
    unread = f", còn {lost} chữ không khôi phục được" if lost else ""
    return [
        f"Chữ của {len(mended)} dòng bị giải mã UTF-8 sai đã được sửa lại, ví dụ “{before}” thành"
        f" “{after}”{unread}; hãy xem lại."
    ]


def _repair_old(lines: _Lines) -> list[str]:
    words = {i: marked for i, line in enumerate(lines) if (marked := _suspicious_words(line))}
    odd = [i for i, marked in words.items() if score(marked, unchanged).share < _STANDS_ALONE]
    found = guess(frozenset[str]().union(*(words[i] for i in odd)))
    if found.encoding is None:
        return [_doubt("\n".join(lines[i] for i in odd), found)] if found.nearest else []
    before = sample("\n".join(lines[i] for i in odd))
    _convert(lines, odd, words, found.encoding)
    return [
        f"Chữ gõ bằng bảng mã cũ {found.encoding.name} đã được đổi sang Unicode, ví dụ “{before}”"
        f" thành “{sample(found.encoding.read(before))}”; hãy xem lại."
    ]


def _suspicious_words(line: str) -> frozenset[str]:
    return frozenset() if line.isascii() or is_unicode(line) else marked_words(line)


def _convert(
    lines: _Lines, odd: Sequence[int], words: dict[int, frozenset[str]], encoding: Encoding
) -> None:
    everywhere = len(odd) >= _MOSTLY * sum(not line.isascii() for line in lines)
    for i in words if everywhere else odd:
        if i in odd or score(words[i], encoding.read).share >= score(words[i], unchanged).share:
            lines[i] = encoding.read(lines[i])


def _doubt(text: str, found: Guess) -> str:
    before = sample(text)
    readings = " hoặc ".join(f"“{e.read(before)}” ({e.name})" for e in found.nearest)
    return (
        "Chưa chắc chữ được gõ bằng bảng mã nào nên được giữ nguyên:"
        f" “{before}” có thể là {readings}."
    )
