"""Everyday words and what official texts say instead: a table that people edit.

A line of the table is `everyday, everyday : official; official`; `#` begins a comment.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from index.text import syllables

SHIPPED = Path(__file__).parent / "language" / "synonyms.txt"

Words = tuple[str, ...]


class Synonyms:
    """Official wordings by the everyday one; constant."""

    def __init__(self, entries: Iterable[tuple[str, Sequence[str]]]) -> None:
        self._official: dict[Words, list[Words]] = {}
        for everyday, officials in entries:
            known = self._official.setdefault(tuple(syllables(everyday)), [])
            known += [tuple(syllables(official)) for official in officials]
        self._longest = max(map(len, self._official), default=0)

    @classmethod
    def read(cls, text: str) -> "Synonyms":
        """The table of a file's text; a line without a colon says nothing."""
        rows = (line.partition(":") for line in text.splitlines() if not line.startswith("#"))
        return cls(
            (everyday, officials.split(";"))
            for left, _, officials in rows
            for everyday in left.split(",")
            if officials.strip()
        )

    def of(self, words: Sequence[str], wanted: Callable[[Words], bool]) -> list[Words]:
        """Official wordings for what stands in a question and is `wanted`, once each. The longest
        match at each place counts: "nghỉ thai sản" is not asked for as "nghỉ" too."""
        found: dict[Words, None] = {}
        place = 0
        while place < len(words):
            length = self._match(words, place)
            everyday = tuple(words[place : place + length])
            if length and wanted(everyday):
                found |= dict.fromkeys(self._official[everyday])
            place += max(length, 1)
        return list(found)

    def _match(self, words: Sequence[str], place: int) -> int:
        """The length of the longest entry that begins here; 0 where none does."""
        for length in range(min(self._longest, len(words) - place), 0, -1):
            if tuple(words[place : place + length]) in self._official:
                return length
        return 0


@cache
def shipped_synonyms() -> Synonyms:
    """The table that comes with the product."""
    return Synonyms.read(SHIPPED.read_text(encoding="utf-8"))
