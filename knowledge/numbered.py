"""Documents without articles whose parts are numbered: resolutions, conclusions, appendices.

I, II, … are cited as mục, the 1, 2, … below as khoản, 2.1 and a) as điểm, as official texts cite
them: "điểm 2.1 khoản 2 mục III".
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.clauses import clause_places, content_drafts
from knowledge.closings import is_closing
from knowledge.divisions import division_of
from knowledge.markers import Numbered, in_strict_order
from knowledge.paragraphs import Paragraph, paragraphs_of
from knowledge.prose import prose_drafts
from knowledge.spans import Draft

_LONGEST_TITLE = 250
_CAPITAL = re.compile(r"(?:PHẦN |Phần )?([A-H])(?:[.)/]|\s?[-–—])\s?(?=\w)")
_PART = re.compile(r"phần (thứ \w+|[ivxlc]{1,7}|\d{1,2}|[a-h])\b", re.IGNORECASE)


def numbered_drafts(
    text: str,
    start: int,
    end: int,
    path: tuple[str, ...] = (),
    *,
    of: str = "",
    rejoin: bool = True,
    plain: bool = False,
) -> list[Draft]:
    """The passages of a text whose parts are numbered; empty where they are not.

    Args:
        path: the headings above this stretch.
        of: what the stretch is cited as, as in "mục I Phụ lục II"; "" for a whole document.
        rejoin: as in `paragraphs_of`.
        plain: whether 1, 2, … without a mục above are enough, as in a directive.
    """
    paragraphs = paragraphs_of(text, start, end, rejoin=rejoin)
    last = next((i for i, one in enumerate(paragraphs) if is_closing(one)), len(paragraphs))
    writer = _Writer(text, rejoin)
    body = paragraphs[:last]
    drafts = writer.parts(body, path, of) or writer.sections(body, path, of)
    if plain and not drafts:
        drafts = writer.directive(body, path, of)
    if drafts and last < len(paragraphs):
        drafts += writer.prose(paragraphs[last:], path, f"phần kết {of}".rstrip())
    return drafts


@dataclass(frozen=True, slots=True)
class _Writer:
    text: str
    rejoin: bool

    def parts(self, paragraphs: Sequence[Paragraph], path: tuple[str, ...], of: str) -> list[Draft]:
        """Phần thứ nhất, Phần thứ hai, … or A, B, …, each with its own mục."""
        heads = _part_places(paragraphs)
        if len(heads) < 2:
            return []
        drafts = self.prose(paragraphs[: heads[0]], path, f"phần mở đầu {of}".rstrip())
        for part in _stretches(paragraphs, heads):
            name = f"{_part_name(part[0])} {of}".rstrip()
            title, body = _titled(part)
            below = (*path, title)
            drafts += self.sections(body, below, name) or self.items(body, below, name)
        return drafts

    def sections(
        self, paragraphs: Sequence[Paragraph], path: tuple[str, ...], of: str
    ) -> list[Draft]:
        """Mục I, mục II, …"""
        heads = _row(paragraphs, "roman", _is_title)
        if len(heads) < 2:
            return []
        drafts = self.prose(paragraphs[: heads[0]], path, f"phần mở đầu {of}".rstrip())
        for section in _stretches(paragraphs, heads):
            marker = section[0].marker
            name = f"mục {marker.label if marker else ''} {of}".rstrip()
            drafts += self.items(section[1:], (*path, _words(section[0])), name) or [
                Draft(name, section[0].start, section[0].end, path)
            ]
        return drafts

    def directive(
        self, paragraphs: Sequence[Paragraph], path: tuple[str, ...], of: str
    ) -> list[Draft]:
        """Words of introduction, then khoản 1, khoản 2, …"""
        places = clause_places(paragraphs)
        if len(places) < 2:
            return []
        first = places[0] - (places[0] > 0 and paragraphs[places[0] - 1].text.endswith(":"))
        return [
            *self.prose(paragraphs[:first], path, f"phần mở đầu {of}".rstrip()),
            *self.items(paragraphs[first:], path, of),
        ]

    def items(self, paragraphs: Sequence[Paragraph], path: tuple[str, ...], of: str) -> list[Draft]:
        """Khoản 1, khoản 2, … and what stands below them."""
        drafts = content_drafts(paragraphs, of) if paragraphs else []
        return [replace(draft, heading_path=path) for draft in drafts]

    def prose(
        self, paragraphs: Sequence[Paragraph], path: tuple[str, ...], name: str
    ) -> list[Draft]:
        if not paragraphs:
            return []
        start, end = paragraphs[0].start, paragraphs[-1].end
        return prose_drafts(self.text, start, end, path, prefix=name, rejoin=self.rejoin)


def _part_places(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Where a Phần begins, or a part A, B, …: whichever the text has two of."""
    named = [i for i, one in enumerate(paragraphs) if _is_part(one)]
    if len(named) > 1:
        return named
    letters: list[Numbered] = []
    for place, one in enumerate(paragraphs):
        if not one.quoted and _is_title(one) and (match := _CAPITAL.match(one.text)):
            letters.append((place, ord(match[1]) - ord("A") + 1, ""))
    return in_strict_order(letters)


def _is_part(paragraph: Paragraph) -> bool:
    return (
        not paragraph.quoted
        and _PART.match(paragraph.text) is not None
        and division_of(paragraph) is not None
    )


def _part_name(head: Paragraph) -> str:
    if match := _PART.match(head.text):
        number = match[1].lower() if match[1].lower().startswith("thứ") else match[1].upper()
        return f"phần {number}"
    letter = _CAPITAL.match(head.text)
    return f"phần {letter[1]}" if letter else ""


def _titled(part: Sequence[Paragraph]) -> tuple[str, Sequence[Paragraph]]:
    """A part's title and what stands below it; a bare "PHẦN I" is named by the next line."""
    head = part[0]
    bare = (division := division_of(head)) is not None and division.is_bare
    if bare and len(part) > 2 and part[1].marker is None and _is_title(part[1]):
        return f"{_words(head)} {_words(part[1])}", part[2:]
    return _words(head), part[1:] or part


def _row(
    paragraphs: Sequence[Paragraph], kind: str, fits: Callable[[Paragraph], bool]
) -> list[int]:
    markers = [(i, one.marker) for i, one in enumerate(paragraphs) if not one.quoted and fits(one)]
    return in_strict_order(
        [(i, m.ordinal, m.suffix) for i, m in markers if m is not None and m.kind == kind]
    )


def _is_title(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return len(text) <= _LONGEST_TITLE and (not text.endswith((".", ";", ",")) or text.isupper())


def _stretches(
    paragraphs: Sequence[Paragraph], places: Sequence[int]
) -> Iterator[Sequence[Paragraph]]:
    for first, stop in zip(places, [*places[1:], len(paragraphs)], strict=True):
        yield paragraphs[first:stop]


def _words(paragraph: Paragraph) -> str:
    return " ".join(paragraph.text.split())
