"""What of a text can be quoted alone, and what must be quoted with it.

An item of a list says nothing, or the opposite, without its lead-in; a sentence says too much
without the exception that follows it; a lead-in says nothing without its list. Wherever the
structure is not certain, more is quoted rather than less.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from knowledge.inline_lists import inline_items
from knowledge.lines import LEADS_ON, Line, lines_of
from knowledge.markers import Marker

LONGEST = 20_000  # characters of a passage that is told apart
MOST_LINES = 400
# A sentence that takes back part of what stands before it.
_EXCEPTION = re.compile(
    r"\W*(?:(?:trừ|ngoại trừ|tuy nhiên|tuy vậy|tuy thế|nhưng|song|riêng|ngược lại|kể cả|nếu không|"
    r"trái lại|không áp dụng)\b|(?:các |những )?(?:quy định|nội dung|yêu cầu|hạn chế|điều|khoản|"
    r"điểm|việc)\b.{0,80}\bkhông áp dụng\b)",
    re.IGNORECASE,
)
# A lead-in that only points: what it introduces is said in the sentence before it.
_POINTER = re.compile(
    r"\W*(?:cụ thể|gồm|bao gồm|trong đó|như sau|sau đây|ví dụ|chẳng hạn|đó là|là)\b",
    re.IGNORECASE,
)
# A list behind a colon that its sentence does not end: its other items are sentences.
_RUNS_ON = re.compile(
    r"(?:\b(?:nên|không|được|cấm|phải|cần|phép|tránh|sau|đây|dưới|gồm|là) ?: "
    r"|: (?:1[.)]|a\)|[-–•+]|một là\b|thứ nhất\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, a lead-in or an item of a list, `text[start:end]`. The rest are places in the row
    of statements.

    leads: the lead-ins that govern it, outermost first. whole: what must be quoted with it because
    it says nothing alone: the items of a lead-in, the sentence that it limits. limits: the
    exceptions that follow it.
    """

    start: int
    end: int
    leads: tuple[int, ...] = ()
    whole: tuple[int, ...] = ()
    limits: tuple[int, ...] = ()


def statements_of(text: str) -> list[Statement]:
    """The statements of a passage, in order; together they hold all that is not white space.

    One longer than any rule is one statement: what governs what in it cannot be told, and each
    line would be quoted with all the others.
    """
    if len(text) > LONGEST or text.count("\n") > MOST_LINES:
        start = len(text) - len(text.lstrip())
        return [Statement(start, start + len(text.strip()))]
    row = _Row(text)
    for line in lines_of(text):
        row.read(line)
    return row.statements()


def complete(statements: Sequence[Statement], chosen: Iterable[int]) -> list[int]:
    """The chosen places with all that must be quoted with them, ascending."""
    meant = _reached(chosen, lambda place: statements[place].whole)
    found = _reached(meant, lambda place: (*statements[place].leads, *statements[place].limits))
    return sorted(found)


def _reached(places: Iterable[int], further: Callable[[int], Iterable[int]]) -> set[int]:
    found: set[int] = set()
    waiting = list(places)
    while waiting:
        place = waiting.pop()
        if place not in found:
            found.add(place)
            waiting += further(place)
    return found


@dataclass(slots=True)
class _Lead:
    """An open lead-in. `opens`: what its items begin with, "" for nothing, None before the first
    one; `block`: all that has stood below it."""

    place: int
    key: str | None
    is_title: bool
    opens: str | None = None
    last: int = 0
    block: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Draft:
    start: int
    end: int
    leads: tuple[int, ...]
    whole: list[int] = field(default_factory=list)
    limits: list[int] = field(default_factory=list)


class _Row:
    """Reads lines from the first to the last and remembers the lead-ins that are open."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._drafts: list[_Draft] = []
        self._open: list[_Lead] = []
        self._above: Line | None = None

    def statements(self) -> list[Statement]:
        """All that was read; a lead-in with nothing below it goes with what stands above."""
        for lead in self._open:
            if lead.place and not lead.block and not lead.is_title:
                self._drafts[lead.place].whole.append(lead.place - 1)
        return [
            Statement(d.start, d.end, d.leads, tuple(dict.fromkeys(d.whole)), tuple(d.limits))
            for d in self._drafts
        ]

    def read(self, line: Line) -> None:
        """Add a line's statements. One that may or may not stand under the open lead-in is quoted
        with all that stands between the two."""
        doubtful = self._is_doubtful(line)
        governed = any(not lead.is_title for lead in self._open)
        block = tuple(self._open[-1].block) if doubtful else ()
        if governed and line.marker:
            self._add((line.start, line.end), block)
        else:
            self._add_sentences(line, block)
        if line.leads_on or (line.is_title and not governed):
            self._open.append(_Lead(len(self._drafts) - 1, line.key, not line.leads_on))
        self._above = line

    def _add_sentences(self, line: Line, block: Sequence[int]) -> None:
        running: tuple[int, ...] = ()
        for sentence in line.sentences:
            place = self._add(sentence, block, running)
            words = self._text[slice(*sentence)].rpartition(";")[2]
            if not running and ": " in words and _RUNS_ON.search(words):
                running = (place,)

    def _is_doubtful(self, line: Line) -> bool:
        """Close what this line ends; whether it is uncertain that the open lead-in governs it."""
        if line.marker is None:
            return self._place_unmarked(line)
        return self._place_marked(line, line.marker)

    def _place_marked(self, line: Line, marker: Marker) -> bool:
        if not marker.ordinal and self._is_dash_below_dash(line):
            return self._above is not None and self._above.ended
        for depth in range(len(self._open) - 1, -1, -1):
            lead = self._open[depth]
            if lead.opens == line.key and (marker.ordinal > lead.last or not marker.ordinal):
                del self._open[depth + 1 :]
                lead.last = marker.ordinal
                return False
        while self._open and self._is_beside(line, marker, self._open[-1]):
            self._open.pop()
        if not self._open:
            return False
        lead = self._open[-1]
        if lead.opens is None:
            lead.opens, lead.last = line.key, marker.ordinal
            return False
        return True

    def _is_dash_below_dash(self, line: Line) -> bool:
        """Whether a lead-in with a dash governs this line, whose dash is the same: nothing tells
        its items from those beside it. Another lead-in stands beside it."""
        top = self._open[-1] if self._open else None
        if top is None or top.is_title or top.key != line.key or top.opens not in (None, top.key):
            return False
        if line.leads_on:
            self._open.pop()
            return False
        top.opens = line.key
        return True

    def _is_beside(self, line: Line, marker: Marker, lead: _Lead) -> bool:
        """Whether a numbered line stands at the level of a lead-in and not below it."""
        if lead.key != line.key:
            return False
        return lead.is_title or lead.opens is not None or marker.ordinal > 1

    def _place_unmarked(self, line: Line) -> bool:
        if not self._open or self._above is None:
            return False
        lead = self._open[-1]
        if lead.opens is None:
            lead.opens = ""
            return False
        if self._above.goes_on:
            return False
        if line.leads_on if not lead.is_title else line.is_title:
            self._open.pop()
            return False
        return not lead.is_title

    def _add(
        self, unit: tuple[int, int], block: Sequence[int], running: tuple[int, ...] = ()
    ) -> int:
        """One more statement, and its place; the numbered items of a list in it are one each."""
        leads = (*(lead.place for lead in self._open), *running)
        items = inline_items(self._text, *unit)
        place = self._append(unit if not items else (unit[0], items[0][0]), leads, block)
        for start, end in items:
            item = self._append((start, end), (*leads, place), ())
            self._drafts[place].whole.append(item)
        return place

    def _append(self, unit: tuple[int, int], leads: tuple[int, ...], block: Sequence[int]) -> int:
        place = len(self._drafts)
        start, end = unit
        end = start + len(self._text[start:end].rstrip())
        words = self._text[start:end]
        draft = _Draft(start, end, leads, list(block))
        self._drafts.append(draft)
        for lead in self._open:
            lead.block.append(place)
            self._drafts[lead.place].whole.append(place)
        if place and _EXCEPTION.match(words):
            draft.whole.append(place - 1)
            for limited in {place - 1, *block}:
                self._drafts[limited].limits.append(place)
        if place and LEADS_ON.search(words) and _POINTER.match(words):
            draft.leads = (*leads, place - 1)
        return place
