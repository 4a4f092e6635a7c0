"""Plain and Markdown texts made to harm."""

import random
from collections.abc import Iterator

from benchmarks.hostile.samples import LINES

_SOUND = "\n".join(LINES)


def word_files() -> Iterator[tuple[str, bytes]]:
    """What is wrong, and the text; each is read as plain text and as Markdown."""
    yield "one line of 19 MB", b"chu " * 4_900_000
    yield "one line of 4,900,000 letters", b"chu " * 1_225_000
    yield "5 million line ends", b"a" + b"\n" * 5_000_000
    yield "1 million short lines", b"a b\n" * 1_000_000
    yield "nothing but zeroes", bytes(1_000_000)
    yield "zeroes between", _SOUND.encode().replace(b" ", b" \0")
    yield "UTF-16", _SOUND.encode("utf-16")
    yield "UTF-16 without its mark", _SOUND.encode("utf-16-le")
    yield "UTF-16 cut in half", _SOUND.encode("utf-16")[:-1]
    yield "UTF-32", _SOUND.encode("utf-32")
    yield "half pairs", _SOUND.encode() + b"\xed\xa0\x80\xed\xb0\x80"
    yield "letters too long", _SOUND.encode() + b"\xc0\xaf\xf8\x88\x80\x80\x80"
    yield "noise", random.Random(1).randbytes(200_000)
    yield "high bytes only", bytes(128 + i % 128 for i in range(200_000))
    yield "a million marks on one letter", ("a" + "\u0301\u0316" * 500_000).encode()
    yield "a million joints of Hangul", ("\u1100\u1161\u11a8" * 330_000).encode()
    yield "signs that turn the line", ("\u202e\u2066 Cán bộ nên \x1b[31m" * 9_999).encode()
    yield "spaces of every kind", ("\u00a0\u2003\t \u3000" * 500_000 + "a").encode()
    yield "200,000 articles on a line", "Điều 1. ".encode() * 200_000
    yield "200,000 articles", b"".join(f"Điều {i}.\n".encode() for i in range(200_000))
    yield "the same article 100,000 times", "Điều 1. Cán bộ\n".encode() * 100_000
    yield "chapters in chapters", "Phần I\nChương I\nMục 1\nĐiều 1.\n".encode() * 50_000
    yield "a number of 1,000,000 parts", b"1." * 1_000_000 + b" a"
    yield "a number of 1,000,000 figures", b"1" * 1_000_000 + b". a"
    yield "letters of lists", "".join(f"{c}) a\n" for c in "abcdđe" * 50_000).encode()
    yield "key lines only", "số hiệu: 1\n".encode() * 100_000
    yield "front matter that never closes", b"---\n" + "số hiệu: 1\n".encode() * 100_000
    yield "dates only", "ngày 31 tháng 02 năm 9999 ".encode() * 100_000
    yield "quotation marks", "“".encode() * 500_000
    yield "full stops", b"." * 1_000_000 + b"a"
    yield "capital letters", "ỦY BAN ".encode() * 200_000
    yield "numbers of documents", "số 1/2020/NĐ-CP ".encode() * 60_000
    for label, mark in _MARKUP.items():
        yield f"{label}, 20,000", (mark * 20_000 + "a").encode()
        yield f"{label}, 1 MB", (mark * (1_000_000 // len(mark)) + "a").encode()
    yield "quotations 500 deep", "\n".join("> " * i + "a" for i in range(500)).encode()
    yield "lists 500 deep", "\n".join("  " * i + "- a" for i in range(500)).encode()
    yield "a table of 5,000 columns", (("|a" * 5_000 + "|\n") + ("|-" * 5_000 + "|\n")).encode() * 9
    yield "200,000 references", b"".join(b"[a%d]: /b\n" % i for i in range(200_000))
    yield "fences", b"\n".join(b"`" * (3 + i) for i in range(2_000))


_MARKUP = {
    "brackets": "[",
    "brackets and signs": "![",
    "brackets in brackets": "[a](",
    "stars": "*",
    "stars with words": "*a ",
    "stars and lines": "**a__",
    "quotations": "> ",
    "ticks": "`a``",
    "angles": "<a ",
    "comments": "<!--",
    "signs": "&",
    "backslashes": "\\[",
    "rules": "- ",
    "bars": "|",
    "underlines": "_a_",
}
