"""Laws and regulations: which lines open an article, a division, the closing words."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from knowledge.clauses import Article, article_drafts
from knowledge.divisions import Division, division_of
from knowledge.markers import in_strict_order
from knowledge.paragraphs import Paragraph, paragraphs_of
from knowledge.prose import prose_drafts
from knowledge.spans import Draft

_ARTICLE = re.compile(r"Điều (\d{1,4})([a-zđ]?) ?(?:[.:–-]+|$) ?", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết|Hiến pháp) này (?:đã )?được .{0,120} thông qua"
    r"|Nơi nhận ?:",
    re.IGNORECASE,
)
_TITLE_LENGTH = 250


def law_drafts(
    text: str,
    start: int,
    end: int,
    path: tuple[str, ...] = (),
    *,
    prefix: str = "",
    rejoin: bool = True,
) -> list[Draft]:
    """The passages of a text that is made of articles; empty where it has none.

    Args:
        path: the headings above this stretch.
        prefix: how prose outside the articles is cited, as in `prose_drafts`.
        rejoin: as in `paragraphs_of`.
    """
    paragraphs = paragraphs_of(text, start, end, rejoin=rejoin)
    openings = openings_of(paragraphs)
    if not openings.articles:
        return []
    law = _Law(text, path, prefix, rejoin)
    for place, paragraph in enumerate(paragraphs):
        if place in openings.articles:
            law.open_article(paragraph)
        else:
            law.take(paragraph, is_stray=place in openings.strays)
    return law.finished()


def article_opened_by(line: Paragraph, headings: tuple[str, ...]) -> Article | None:
    """The article that a line "Điều 5. …" opens; its body is still empty."""
    match = _ARTICLE.match(line.text)
    if match is None:
        return None
    return Article(f"{match[1]}{match[2].lower()}", headings, line, match.end())


@dataclass(frozen=True, slots=True)
class Openings:
    """Which paragraphs open an article, and lines that only look like an attached document."""

    articles: dict[int, str]  # place of the paragraph -> "5", "7a"
    strays: frozenset[int]


def openings_of(paragraphs: Sequence[Paragraph]) -> Openings:
    """Find the articles.

    Numbers must count on from one another, so that "Điều 5. …" quoted or mentioned at the head
    of a line is not taken; they may begin again below an attached document's name.
    """
    rows: list[tuple[int, list[tuple[int, int, str]]]] = [(-1, [])]
    for place, paragraph in enumerate(paragraphs):
        if match := _ARTICLE.match(paragraph.text):
            rows[-1][1].append((place, int(match[1]), match[2].lower()))
        elif (division := division_of(paragraph)) and division.is_attached:
            rows.append((place, []))
    articles: dict[int, str] = {}
    strays: set[int] = set()
    last = 0
    for head, row in rows:
        begins_anew = any(ordinal == 1 for _, ordinal, _ in row)
        chosen, last = _counted(row, 0 if begins_anew else last)
        articles |= chosen
        if chosen and not begins_anew:
            strays.add(head)
    return Openings(articles, frozenset(strays))


def _counted(row: Sequence[tuple[int, int, str]], last: int) -> tuple[dict[int, str], int]:
    """The articles of one row that counts on from `last`, and the last number."""
    plain = [(place, ordinal) for place, ordinal, suffix in row if not suffix]
    # An excerpt may begin with any number.
    before = last or (min(ordinal for _, ordinal in plain) - 1 if plain else 0)
    taken = set(in_strict_order([(place, ordinal - before) for place, ordinal in plain]))
    chosen: dict[int, str] = {}
    for place, ordinal, suffix in row:
        if place in taken:
            last = ordinal
            chosen[place] = f"{ordinal}"
        elif suffix and ordinal == last:  # "Điều 7a" stands behind Điều 7
            chosen[place] = f"{ordinal}{suffix}"
    return chosen, last


@dataclass(slots=True)
class _OpenDivision:
    division: Division
    lines: list[Paragraph]
    used: bool = False  # some passage stands below it

    @property
    def title(self) -> str:
        return " ".join(word for line in self.lines for word in line.text.split())


@dataclass(slots=True)
class _Law:
    """Goes down the paragraphs; what is open is written when the next thing opens."""

    text: str
    path: tuple[str, ...]
    prefix: str
    rejoin: bool
    drafts: list[Draft] = field(default_factory=list)
    divisions: list[_OpenDivision] = field(default_factory=list)  # every one, in order
    stack: list[_OpenDivision] = field(default_factory=list)  # those that are open
    article: Article | None = None
    loose: tuple[int, int] | None = None  # prose that stands outside articles

    def open_article(self, paragraph: Paragraph) -> None:
        self._close()
        self.article = article_opened_by(paragraph, self._headings())

    def take(self, paragraph: Paragraph, *, is_stray: bool = False) -> None:
        """Any line that opens no article; a stray one opens no division either."""
        division = None if is_stray else self._division(paragraph)
        if self._names_division(paragraph, division):
            self.stack[-1].lines.append(paragraph)
        elif division is not None:
            self._open(division, paragraph)
        elif self.article is not None and not _CLOSING.match(paragraph.text):
            self.article.body.append(paragraph)
        else:
            if self.article is not None:
                self._close()
            self.loose = (self.loose[0] if self.loose else paragraph.start, paragraph.end)

    def finished(self) -> list[Draft]:
        self._close()
        starts = [draft.start for draft in self.drafts]
        for division in self.divisions:
            if not division.used:
                self._keep(division, bisect_right(starts, division.lines[0].start))
        return self.drafts

    def _division(self, paragraph: Paragraph) -> Division | None:
        division = division_of(paragraph)
        begun = self.divisions or self.drafts or self.article
        return division if division and (division.is_certain or begun) else None

    def _open(self, division: Division, paragraph: Paragraph) -> None:
        self._close()
        while self.stack and self.stack[-1].division.rank >= division.rank:
            self.stack.pop()
        self.stack.append(_OpenDivision(division, [paragraph]))
        self.divisions.append(self.stack[-1])

    def _names_division(self, paragraph: Paragraph, division: Division | None) -> bool:
        """A bare "Chương IV." is named by the line below it."""
        if not self.stack or self.article is not None or self.loose is not None:
            return False
        if division is not None and division.is_certain:
            return False
        opened = self.stack[-1]
        bare = opened.division.is_bare and len(opened.lines) == 1 and not opened.used
        text = paragraph.text
        ended = text.endswith((".", ";", ":", ",")) or paragraph.marker is not None
        return bare and not ended and len(text) <= _TITLE_LENGTH

    def _close(self) -> None:
        if self.article is not None:
            self.drafts += article_drafts(self.article)
            self.article = None
        if self.loose is not None:
            self._write_loose(*self.loose)
            self.loose = None

    def _write_loose(self, start: int, end: int) -> None:
        place = "phần kết" if self.drafts and self.drafts[-1].article else "phần mở đầu"
        name = f"{self.prefix}, {place}" if self.prefix else place
        path = self._headings() if place == "phần mở đầu" else self.path
        self.drafts += prose_drafts(self.text, start, end, path, prefix=name, rejoin=self.rejoin)

    def _headings(self) -> tuple[str, ...]:
        for division in self.stack:
            division.used = True
        return (*self.path, *(division.title for division in self.stack))

    def _keep(self, division: _OpenDivision, place: int) -> None:
        """A division's line with nothing below it goes with the passage beside it."""
        if place:
            draft = self.drafts[place - 1]
            self.drafts[place - 1] = replace(draft, end=division.lines[-1].end)
        else:
            start = min(self.drafts[0].start, division.lines[0].start)
            self.drafts[0] = replace(self.drafts[0], start=start)
