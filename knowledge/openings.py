"""Which lines open an article of this text, and not of one that it quotes or mentions."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from knowledge.divisions import Division, attached_by_note, division_of
from knowledge.markers import Numbered, in_strict_order
from knowledge.paragraphs import Paragraph

# Ð (Eth) is what old files often write for Đ; [5] is a footnote of a consolidated text.
_ARTICLE = re.compile(
    r"[ĐÐ]iều (\d{1,4})([a-zđ]?) ?(?:\[\d{1,3}\]|\([^)]{1,60}\))? ?(?:[.:)–—-]+|$) ?"
    r"(?:\[\d{1,3}\] ?)?",
    re.IGNORECASE,
)
# A paragraph that ends so goes on in the next line: "… quy định tại" / "Điều 5. …".
_GOES_ON = re.compile(
    r"(?:,|\b(?:tại|theo|của|và|hoặc|với|từ|đến|các|trong|là|cùng|khoản này))$", re.IGNORECASE
)
_LOOK = 20  # characters, more than a match of it takes
_CONTENTS = 3  # articles in a row that have nothing below them are a table of contents


@dataclass(frozen=True, slots=True)
class Opening:
    """The head of an article's line: its number, and where its own words begin."""

    ordinal: int
    suffix: str
    begin: int  # offset in the paragraph

    @property
    def number(self) -> str:
        return f"{self.ordinal}{self.suffix}"


def opening_of(paragraph: Paragraph) -> Opening | None:
    """What a line "Điều 5. …" opens; None for "Điều 5. của Luật này" and for what is quoted."""
    match = None if paragraph.quoted else _ARTICLE.match(paragraph.text)
    if match is None or paragraph.text[match.end() : match.end() + 1].islower():
        return None
    return Opening(int(match[1]), match[2].lower(), match.end())


@dataclass(slots=True)
class Row:
    """The articles of one document of a text: of the law, of a regulation attached to it."""

    head: int  # place of the line that names it; -1 for the text's own beginning
    candidates: list[Numbered] = field(default_factory=list)
    doubtful: list[Numbered] = field(default_factory=list)  # mentioned, as the line above says
    taken: list[int] = field(default_factory=list)  # places of its articles

    @property
    def numbers(self) -> list[Numbered]:
        chosen = set(self.taken)
        return [number for number in self.candidates if number[0] in chosen]

    def missing(self) -> list[int]:
        """The numbers that should stand between its first article, or 1, and its last."""
        found = {ordinal for _, ordinal, _ in self.numbers}
        return [number for number in range(1, max(found, default=0)) if number not in found]

    def repeated(self) -> list[str]:
        """The numbers that more than one line opens."""
        counted = Counter(f"{ordinal}{suffix}" for _, ordinal, suffix in self.candidates)
        taken = [f"{ordinal}{suffix}" for _, ordinal, suffix in self.numbers]
        return [number for number in taken if counted[number] > 1]


@dataclass(frozen=True, slots=True)
class Openings:
    """The articles of a text by the place of the paragraph that opens them ("5", "7a"), and the
    lines that name a document with articles of its own (`heads`) or without (`annexes`)."""

    rows: tuple[Row, ...]
    articles: dict[int, Opening]
    heads: dict[int, Division]
    annexes: frozenset[int]
    strays: frozenset[int]  # look like one of them, but the articles above count on below
    order: tuple[tuple[int, bool], ...]  # places of articles and heads; whether an article

    def is_above_article(self, place: int) -> bool:
        """Whether an article follows before another document begins."""
        following = bisect_right(self.order, (place, True))
        return following < len(self.order) and self.order[following][1]


def openings_of(paragraphs: Sequence[Paragraph]) -> Openings:
    """Find the articles.

    Numbers must count on from one another, so that "Điều 5. …" quoted or mentioned at the head
    of a line is not taken; they may begin again below an attached document's name, or where a
    whole row begins anew.
    """
    heads, rows, found = _rows(paragraphs)
    annexes: set[int] = set()
    strays: set[int] = set()
    last = 0
    counted: list[Row] = []
    for row in rows:
        begins_anew = any(ordinal == 1 for _, ordinal, _ in row.candidates)
        row.taken = _counted(row.candidates, 0 if begins_anew else last)
        if row.taken:
            last = max(found[place].ordinal for place in row.taken)
        if row.head in heads and not row.taken:
            annexes.add(row.head)
        elif row.taken and not begins_anew:
            strays.add(row.head)
            if above := next((one for one in reversed(counted) if one.taken), None):
                above.candidates += row.candidates
                above.taken += row.taken
                continue
        counted.append(row)
    articles = {place: found[place] for row in counted for place in row.taken}
    heads = {place: head for place, head in heads.items() if place not in strays}
    return Openings(
        tuple(row for row in counted if row.taken),
        articles,
        heads,
        frozenset(annexes),
        frozenset(strays),
        tuple(sorted((place, place in articles) for place in (*articles, *heads))),
    )


def _rows(
    paragraphs: Sequence[Paragraph],
) -> tuple[dict[int, Division], list[Row], dict[int, Opening]]:
    heads: dict[int, Division] = {}
    rows = [Row(-1)]
    found: dict[int, Opening] = {}
    for place, paragraph in enumerate(paragraphs):
        if opening := opening_of(paragraph):
            mentioned = place > 0 and _is_mentioned(paragraphs[place - 1], opening)
            found[place] = opening
            seen = rows[-1].doubtful if mentioned else rows[-1].candidates
            seen.append((place, opening.ordinal, opening.suffix))
        elif head := _head_at(paragraphs, place):
            heads[place] = head
            rows.append(Row(place))
    for row in rows:
        row.candidates = sorted([*row.candidates, *_filling_gaps(row)])
    return heads, [part for row in rows for part in _begun_anew(row, paragraphs)], found


def _filling_gaps(row: Row) -> list[Numbered]:
    """The doubtful ones whose number is missing between two others: the line above only lacks its
    end."""
    ordinals = {ordinal for _, ordinal, _ in row.candidates}
    last = max(ordinals, default=0)
    filling: list[Numbered] = []
    for number in row.doubtful:
        ordinal = number[1]
        if ordinal < last and ordinal not in ordinals and (ordinal == 1 or ordinal - 1 in ordinals):
            filling.append(number)
            ordinals.add(ordinal)
    return filling


def _is_mentioned(above: Paragraph, opening: Opening) -> bool:
    """Whether the line above goes on in this one, or introduces what it quotes."""
    if _GOES_ON.search(above.text[-_LOOK:]):
        return True
    introduced = above.text.endswith(":") and opening.ordinal > 1
    return introduced and division_of(above) is None


def _head_at(paragraphs: Sequence[Paragraph], place: int) -> Division | None:
    """The document that a line names: "QUY CHẾ …", "Phụ lục I", or any above "(Ban hành kèm …)"."""
    if paragraphs[place].quoted:
        return None
    above = division_of(paragraphs[place - 1]) if place else None
    if above and above.is_certain and above.is_bare:
        return None  # the name of a chapter
    division = division_of(paragraphs[place])
    if division and division.is_attached:
        return division
    return attached_by_note(paragraphs, place)


def _begun_anew(row: Row, paragraphs: Sequence[Paragraph]) -> list[Row]:
    """A row cut where its articles begin again with Điều 1 and go on from there."""
    ordinals = [ordinal for _, ordinal, _ in row.candidates]
    second = ordinals.index(2) if 2 in ordinals else len(ordinals)
    cuts = [
        i
        for i in range(second + 1, len(ordinals) - 1)
        if ordinals[i : i + 2] == [1, 2]
        and not paragraphs[row.candidates[i][0] - 1].text.endswith(":")
    ]
    bounds = [0, *cuts, len(row.candidates)]
    parts = [
        Row(row.head if begin == 0 else row.candidates[begin][0], row.candidates[begin:stop])
        for begin, stop in pairwise(bounds)
    ]
    if len(parts) > 1 and _is_table_of_contents(parts[0], parts[1]):
        parts = [Row(row.head, parts[1].candidates), *parts[2:]]
    return parts


def _is_table_of_contents(row: Row, below: Row) -> bool:
    """Whether a row lists the articles of the one below, with nothing under them."""
    places = [place for place, _, _ in row.candidates]
    close = sum(after - before <= 2 for before, after in pairwise(places))
    names = {number[1:] for number in row.candidates}
    repeated = names & {number[1:] for number in below.candidates}
    return len(places) > _CONTENTS and close >= 0.8 * len(places) and len(repeated) > len(names) / 2


def _counted(row: Sequence[Numbered], last: int) -> list[int]:
    """The articles of one row that counts on from `last`."""
    plain = [ordinal for _, ordinal, suffix in row if not suffix]
    ahead = [ordinal for ordinal in plain if ordinal > last]
    if last and ahead:
        return in_strict_order(row, last + 1 if last + 1 in ahead else ahead[0])
    # An excerpt may begin with any number.
    first = 1 if 1 in plain else plain[0] if plain else row[0][1] + 1 if row else 1
    return in_strict_order(row, first)
