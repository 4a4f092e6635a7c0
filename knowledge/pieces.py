"""Long paragraphs cut into groups of whole sentences, long lists at their semicolons."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.counted import CountedItem, counted_items
from knowledge.modality import modality_of
from knowledge.sentences import sentence_spans

PARAGRAPH_LIMIT = 600  # characters; up to here a paragraph is one passage
_IDEAL = 375
_SPREAD = 125  # pieces of 250 to 500 characters cost little
_LARGEST = 900  # a piece of several sentences is never longer
_MOST = 60  # sentences or items in one piece, so that short ones by the thousand are no work
_MIXED = 6.0  # the cost of rules of different kinds in one piece

_SENTENCE_ENDS = (".", "!", "?", "…", ";")
_OPENING, _CLOSING = "([“", ")]”"
_NEGATED = re.compile(r"(?:và |hoặc )?(?:không|chưa|chẳng|đừng|cấm|nghiêm cấm|tránh)\b", re.I)


@dataclass(frozen=True, slots=True)
class Piece:
    """`start`, `end` and `lead` are offsets in the paragraph that was cut."""

    start: int
    end: int
    name: str  # "câu 1–2", "câu 3, phần 2"; "" where nothing was cut
    lead: tuple[int, int] | None = None
    counted: bool = False  # named by its own counting word, whatever the paragraph begins with


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is never cut: a sentence, or one item of a long sentence's list."""

    start: int
    end: int
    sentence: int  # from 1


def pieces_of(paragraph: str) -> list[Piece]:
    """Cut a paragraph; a short one comes back whole."""
    if len(paragraph) <= PARAGRAPH_LIMIT:
        return [Piece(0, len(paragraph), "")]
    if items := counted_items(paragraph):
        return list(_counted_pieces(paragraph, items))
    return _sentence_pieces(paragraph)


def _counted_pieces(paragraph: str, items: Sequence[CountedItem]) -> Iterator[Piece]:
    """Each item of "Một là …; hai là …" by itself, led by the sentence that introduces them; that
    stands in the first item where it is short, and by itself where more stands before them."""
    head = paragraph[: items[0].start].rstrip()
    lead = None if not head or head.endswith(_SENTENCE_ENDS) else sentence_spans(head)[-1]
    if len(head) > PARAGRAPH_LIMIT:
        yield from _cut_again(head, 0, "", None)
    for number, item in enumerate(items):
        joined = number == 0 and len(head) <= PARAGRAPH_LIMIT
        start = 0 if joined else item.start
        own_lead = None if joined else lead
        yield from _cut_again(paragraph[start : item.end], start, item.name, own_lead)


def _cut_again(words: str, begin: int, name: str, lead: tuple[int, int] | None) -> Iterator[Piece]:
    for piece in _sentence_pieces(words) if len(words) > _LARGEST else [Piece(0, len(words), "")]:
        inner = ", ".join(part for part in (name, piece.name) if part)
        yield Piece(begin + piece.start, begin + piece.end, inner, lead, counted=bool(name))


def _sentence_pieces(paragraph: str) -> list[Piece]:
    pieces: list[Piece] = []
    run: list[_Unit] = []
    for number, (start, end) in enumerate(sentence_spans(paragraph), 1):
        row = _row_of(paragraph, start, end) if end - start > PARAGRAPH_LIMIT else None
        if row is None:
            run.append(_Unit(start, end, number))
            continue
        pieces += _grouped(paragraph, run)
        run = []
        pieces += _list_pieces(paragraph, row, number)
    pieces += _grouped(paragraph, run)
    if len(pieces) == 1:
        return [Piece(pieces[0].start, pieces[0].end, "")]
    return pieces


def _grouped(paragraph: str, units: Sequence[_Unit]) -> list[Piece]:
    pieces = []
    for group in _best_groups(paragraph, units):
        first, last = group[0].sentence, group[-1].sentence
        name = f"câu {first}" if first == last else f"câu {first}–{last}"
        pieces.append(Piece(group[0].start, group[-1].end, name))
    return pieces


def _list_pieces(paragraph: str, row: "_Row", number: int) -> list[Piece]:
    """Groups of a list's items; the words before the colon lead each group but the first."""
    units = [_Unit(start, end, number) for start, end in row.items]
    groups = _best_groups(paragraph, units)
    if len(groups) == 1:
        return [Piece(units[0].start, units[-1].end, f"câu {number}")]
    return [
        Piece(
            group[0].start,
            group[-1].end,
            f"câu {number}, phần {part}",
            (units[0].start, row.colon + 1) if part > 1 else None,
        )
        for part, group in enumerate(groups, 1)
    ]


def _best_groups(paragraph: str, units: Sequence[_Unit]) -> list[list[_Unit]]:
    """The cheapest way to group neighbours (dynamic programming over the last group)."""
    kinds = [modality_of(paragraph[unit.start : unit.end]) for unit in units]
    costs = [0.0]
    begins = [0]
    for last in range(len(units)):
        options: list[tuple[float, int]] = []
        mixed = 0.0
        for first in range(last, max(-1, last - _MOST), -1):
            length = units[last].end - units[first].start
            if first < last and length > _LARGEST:
                break
            mixed = _MIXED if kinds[first] != kinds[last] else mixed
            options.append((costs[first] + ((length - _IDEAL) / _SPREAD) ** 2 + mixed, first))
        cost, first = min(options)
        costs.append(cost)
        begins.append(first)
    groups: list[list[_Unit]] = []
    stop = len(units)
    while stop:
        groups.append(list(units[begins[stop] : stop]))
        stop = begins[stop]
    return groups[::-1]


@dataclass(frozen=True, slots=True)
class _Row:
    """A sentence "head: item; item; item": where its colon is, and the items' spans."""

    colon: int
    items: tuple[tuple[int, int], ...]  # the first begins with the head


def _row_of(paragraph: str, start: int, end: int) -> _Row | None:
    """The row a sentence is made of; None where a cut could lose a governing word."""
    colons, cuts = _outer_marks(paragraph, start, end)
    if len(colons) != 1 or len(cuts) < 2 or cuts[0] < colons[0]:
        return None
    bounds = [start, *(cut + 1 for cut in cuts), end]
    items = [(b - len(paragraph[a:b].lstrip()), b) for a, b in pairwise(bounds)]
    words = [
        paragraph[colons[0] + 1 : items[0][1]].strip(),
        *(paragraph[a:b] for a, b in items[1:]),
    ]
    negated = [bool(_NEGATED.match(item)) for item in words]
    # "không a; b": nobody can tell whether b is denied as well.
    if any(negated) and not all(negated):
        return None
    return _Row(colons[0], tuple(items))


def _outer_marks(paragraph: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """Offsets of the colons and semicolons before a space that stand outside brackets."""
    marks: dict[str, list[int]] = {":": [], ";": []}
    depth = 0
    for i in range(start, end - 1):
        character = paragraph[i]
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth -= 1
        elif character in marks and depth == 0 and paragraph[i + 1].isspace():
            marks[character].append(i)
    return marks[":"], marks[";"]
