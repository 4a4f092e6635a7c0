"""Laws and regulations: which lines open an article, a division, the closing words."""

from bisect import bisect_right
from dataclasses import dataclass, field, replace

from knowledge.clauses import Article, article_drafts
from knowledge.closings import is_closing
from knowledge.divisions import Division, annex_name, division_of
from knowledge.numbered import numbered_drafts
from knowledge.openings import Openings, opening_of, openings_of
from knowledge.paragraphs import Paragraph, paragraphs_of
from knowledge.prose import prose_drafts
from knowledge.spans import Draft

_SECTION = "mục "
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
    law = _Law(text, path, prefix, rejoin, openings)
    for place, paragraph in enumerate(paragraphs):
        law.take(place, paragraph)
    return law.finished()


def counts_articles(text: str) -> bool:
    """Whether a text has articles that count on from one another: a law, whatever its headings."""
    return len(openings_of(paragraphs_of(text, rejoin=False)).articles) > 1


def article_opened_by(line: Paragraph, headings: tuple[str, ...]) -> Article | None:
    """The article that a line "Điều 5. …" opens; its body is still empty."""
    opening = opening_of(line)
    return Article(opening.number, headings, line, opening.begin) if opening else None


def _is_section(paragraph: Paragraph) -> bool:
    """ "II- TỔ CHỨC THỰC HIỆN", above or below articles that count through."""
    marker = None if paragraph.quoted else paragraph.marker
    return marker is not None and marker.kind == "roman" and paragraph.text.isupper()


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
    openings: Openings
    drafts: list[Draft] = field(default_factory=list)
    divisions: list[_OpenDivision] = field(default_factory=list)  # every one, in order
    stack: list[_OpenDivision] = field(default_factory=list)  # those that are open
    article: Article | None = None
    loose: tuple[int, int] | None = None  # prose that stands outside articles
    part: str = ""  # the attached document or annex that is open
    annexed: bool = False  # it has no articles
    ended: bool = False  # its closing words have begun

    def take(self, place: int, paragraph: Paragraph) -> None:
        """One paragraph more: it opens something, names what is open, or stands inside it."""
        if opening := self.openings.articles.get(place):
            self._close()
            headings = self._headings()
            self.article = Article(opening.number, headings, paragraph, opening.begin)
            return
        division = self._division(place, paragraph)
        if self._names_division(paragraph, division):
            self._name_division(paragraph)
        elif division is not None:
            below = _is_section(paragraph) and not self.openings.is_above_article(place)
            self._open(division, paragraph, annexed=below or place in self.openings.annexes)
        elif self.article is not None and not self._closes(place, paragraph):
            self.article.body.append(paragraph)
        else:
            if self.article is not None:
                self._close()
            elif self.annexed and is_closing(paragraph):
                self._close()
                self.annexed, self.ended = False, True
            self.loose = (self.loose[0] if self.loose else paragraph.start, paragraph.end)

    def finished(self) -> list[Draft]:
        self._close()
        starts = [draft.start for draft in self.drafts]
        for division in self.divisions:
            if not division.used:
                self._keep(division, bisect_right(starts, division.lines[0].start))
        return self.drafts

    def _division(self, place: int, paragraph: Paragraph) -> Division | None:
        if paragraph.quoted or place in self.openings.strays:
            return None
        if head := self.openings.heads.get(place):
            return head if self.divisions or self.drafts or self.article else None
        section = _is_section(paragraph)
        if self.annexed and not (section and self.part.startswith(_SECTION)):
            return None  # an annex has titles of its own
        division = division_of(paragraph)
        if division is None or division.is_attached or division.is_certain or section:
            return division
        # Capitals below the last article are a signature, above the first one a letterhead.
        begun = self.divisions or self.drafts or self.article
        return division if begun and self.openings.is_above_article(place) else None

    def _closes(self, place: int, paragraph: Paragraph) -> bool:
        if is_closing(paragraph):
            return True
        capitals = None if paragraph.quoted else division_of(paragraph)
        return (
            capitals is not None
            and not capitals.is_certain
            and not self.openings.is_above_article(place)
        )

    def _open(self, division: Division, paragraph: Paragraph, *, annexed: bool) -> None:
        self._close()
        self.ended = False
        while self.stack and self.stack[-1].division.rank >= division.rank:
            self.stack.pop()
        self.stack.append(_OpenDivision(division, [paragraph]))
        self.divisions.append(self.stack[-1])
        if division.rank == 0:
            self.annexed = annexed
            self.part = annex_name(division) if division.is_attached else ""
        elif annexed and paragraph.marker:
            self.annexed, self.part = True, f"{_SECTION}{paragraph.marker.label}"

    def _name_division(self, paragraph: Paragraph) -> None:
        opened = self.stack[-1]
        opened.lines.append(paragraph)
        if opened.division.rank == 0 and opened.division.is_attached and not self.annexed:
            self.part = opened.title

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
        drafts: list[Draft] = []
        if self.article is not None:
            drafts = article_drafts(self.article)
            self.article = None
        if self.loose is not None:
            drafts += self._loose_drafts(*self.loose)
            self.loose = None
        self.drafts += [replace(draft, part=self.part) for draft in drafts]

    def _loose_drafts(self, start: int, end: int) -> list[Draft]:
        if self.annexed:
            return self._annex_drafts(start, end)
        below = self.ended or (bool(self.drafts) and self.drafts[-1].article is not None)
        opened = bool(self.stack) and not self.stack[-1].used
        place = "phần kết" if below and not opened else "phần mở đầu"
        name = f"{self.prefix}, {place}" if self.prefix else place
        path = self._headings() if place == "phần mở đầu" else self.path
        return prose_drafts(self.text, start, end, path, prefix=name, rejoin=self.rejoin)

    def _annex_drafts(self, start: int, end: int) -> list[Draft]:
        path = self._headings()
        drafts = numbered_drafts(
            self.text, start, end, path, of=self.part, rejoin=self.rejoin, plain=True
        )
        return drafts or prose_drafts(
            self.text, start, end, path, prefix=self.part, rejoin=self.rejoin
        )

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
