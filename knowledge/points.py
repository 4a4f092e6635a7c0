"""What stands below a khoản: điểm, tiết, dashes, each a passage where the whole is too long."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.lists import OpenLists, Span
from knowledge.markers import Marker, Numbered, in_strict_order
from knowledge.paragraphs import Paragraph
from knowledge.pieces import pieces_of
from knowledge.spans import Draft

CLAUSE_LIMIT = 900  # characters; up to here a clause and its points are one passage
_LEAD_LIMIT = 400  # a longer lead-in is a passage of its own
_ENDS = (".", ";", "”", '"')
_DASHES = {"+": "plus", **dict.fromkeys("-–—", "dash")}  # the others are bullets
_UNORDERED = ("dash", "bullet", "plus")
_ABOVE = frozenset(("decimal1", "roman"))  # they number what stands above points


def cut(
    paragraphs: Sequence[Paragraph],
    name: str,
    lead: Span | None = None,
    outer: tuple[Span, ...] = (),
    *,
    opened_by: frozenset[str] = _ABOVE,
) -> list[Draft]:
    """A stretch of an article as one passage, or its points, or its paragraphs and sentences.

    Args:
        name: how the stretch is cited.
        lead: the lead-in that governs it from outside.
        outer: the lead-ins that govern the lead-in, outermost first.
        opened_by: the families of numbers that it stands below, its own among them.
    """
    start, end = paragraphs[0].start, paragraphs[-1].end
    if end - start <= CLAUSE_LIMIT:
        return [Draft(name, start, end, lead=lead, outer=outer)]
    family, points = _row_below(paragraphs, opened_by)
    if not points:
        return _parts(paragraphs, name, lead, outer)
    before = paragraphs[: points[0]]
    own_lead = lead_span(before)
    drafts: list[Draft] = []
    if before and own_lead is None:
        drafts = _parts(before, name, lead, outer)
        own_lead = before[-1].introduction()
    below = (own_lead, (*outer, lead) if lead else outer) if own_lead else (lead, outer)
    for number, point in enumerate(_stretches(paragraphs, points), 1):
        place = _cited(point[0], family, number, name)
        drafts += cut(point, place, *below, opened_by=opened_by | {family})
        if before and drafts[0].start != start:
            # The lead-in stands in one passage only; its first point reads on from it.
            drafts[0] = replace(drafts[0], start=start, lead=lead, outer=outer)
    return drafts


def lead_span(paragraphs: Sequence[Paragraph]) -> Span | None:
    """The span of a lead-in short enough to be read together with what it governs."""
    if not paragraphs or paragraphs[-1].text.endswith((".", ";")):
        return None
    start, end = paragraphs[0].start, paragraphs[-1].end
    return (start, end) if end - start <= _LEAD_LIMIT else None


def _row_below(
    paragraphs: Sequence[Paragraph], opened_by: frozenset[str]
) -> tuple[str, Sequence[int]]:
    """The family of the outermost numbers inside a stretch, and where they stand.

    It is the one that comes first; but dashes may stand inside any other list.
    """
    rows: dict[str, list[tuple[int, Marker]]] = {}
    for place, paragraph in enumerate(paragraphs):
        if not paragraph.quoted and (marker := paragraph.marker):
            rows.setdefault(_family(paragraph, marker), []).append((place, marker))
    for family in sorted(rows, key=lambda family: family in _UNORDERED):
        if family in opened_by:
            continue
        if family in _UNORDERED:
            places = [place for place, _ in rows[family]]
        else:
            numbers = _numbers(family, rows)
            places = in_strict_order(_with_added(numbers, family, rows, paragraphs))
        if len(places) > (family in _UNORDERED):
            return family, places
    return "", ()


def _family(paragraph: Paragraph, marker: Marker) -> str:
    return marker.kind if marker.ordinal else _DASHES.get(paragraph.text[0], "bullet")


def _numbers(family: str, rows: dict[str, list[tuple[int, Marker]]]) -> list[Numbered]:
    """Where the numbers of a family stand; a.2 counts as the second inside its letter."""
    if family.endswith("subletter"):
        return [(place, int(m.suffix.rpartition(".")[2]), "") for place, m in rows[family]]
    return [(place, m.ordinal, m.suffix) for place, m in rows[family]]


def _with_added(
    numbers: list[Numbered],
    family: str,
    rows: dict[str, list[tuple[int, Marker]]],
    paragraphs: Sequence[Paragraph],
) -> list[Numbered]:
    """Letters with those that an amendment put in: "a1)" is điểm a1, but below "a) …:" it is a
    part of điểm a, and so is "a.1)"."""
    if family != "letter" or "subletter" not in rows:
        return numbers
    is_point: dict[int, bool] = {}
    for place, marker in rows["subletter"]:
        led = place > 0 and paragraphs[place - 1].text.endswith(":")
        if is_point.setdefault(marker.ordinal, not led and "." not in marker.label):
            numbers.append((place, marker.ordinal, marker.suffix))
    return sorted(numbers)


def _stretches(
    paragraphs: Sequence[Paragraph], places: Sequence[int]
) -> Iterator[Sequence[Paragraph]]:
    for first, stop in zip(places, [*places[1:], len(paragraphs)], strict=True):
        yield paragraphs[first:stop]


def _cited(opening: Paragraph, family: str, number: int, above: str) -> str:
    """How a point is cited: "điểm a khoản 2 Điều 5", "tiết a.1 điểm a khoản 2 Điều 5"."""
    marker = opening.marker
    if family in _UNORDERED or marker is None:
        return f"gạch đầu dòng thứ {number} {above}"
    if family in ("count", "rank"):
        return f"ý “{marker.label[0].upper()}{marker.label[1:]}” {above}"
    is_point = above.split(" ", 1)[0] not in ("điểm", "tiết")
    if is_point and (family in ("letter", "decimal2") or not _is_sub(family)):
        return f"điểm {marker.label} {above}"
    return f"tiết {marker.label} {above}"


def _is_sub(family: str) -> bool:
    return family.endswith("subletter") or family == "part"


def _parts(
    paragraphs: Sequence[Paragraph], name: str, lead: Span | None, outer: tuple[Span, ...]
) -> list[Draft]:
    """Paragraphs and groups of sentences; an item below "…:" is led by that."""
    start, end = paragraphs[0].start, paragraphs[-1].end
    if end - start <= CLAUSE_LIMIT:
        return [Draft(name, start, end, lead=lead, outer=outer)]
    lists = OpenLists()
    introduced = paragraphs[0].introduction()
    drafts: list[Draft] = []
    first = 0
    for last, paragraph in enumerate(paragraphs):
        led = lists.lead_of(paragraph) if last else None
        if led is None and last and (paragraph.marker or paragraph.quoted):
            led = introduced
        if last + 1 < len(paragraphs) and _introduces(paragraphs[first : last + 2]):
            continue
        if first < last:  # what leads it stands in the passage, or leads its first line too
            led = introduced if first else None
        place = _place(first, last, len(paragraphs))
        drafts += _pieces(paragraphs[first : last + 1], name, place, led or lead, outer)
        first = last + 1
    return drafts


def _introduces(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether short lines are read with the one below: "… như sau:", a quoted article's title."""
    start, line, below = paragraphs[0].start, paragraphs[-2], paragraphs[-1]
    leads = line.text.endswith(":") or (line.quoted and not line.text.endswith(_ENDS))
    return leads and line.end - start <= _LEAD_LIMIT and below.end - start <= CLAUSE_LIMIT


def _place(first: int, last: int, among: int) -> str:
    if among == 1:
        return ""
    return f"đoạn {first + 1}" if first == last else f"đoạn {first + 1}–{last + 1}"


def _pieces(
    paragraphs: Sequence[Paragraph],
    name: str,
    place: str,
    lead: Span | None,
    outer: tuple[Span, ...],
) -> Iterator[Draft]:
    """The pieces of the last paragraph; the first one begins with the lines that introduce it."""
    paragraph = paragraphs[-1]
    for number, piece in enumerate(pieces_of(paragraph.text)):
        inner = ", ".join(part for part in (place, piece.name) if part)
        start, end = paragraph.start + piece.start, paragraph.start + piece.end
        inside = piece.lead and (
            paragraph.start + piece.lead[0],
            paragraph.start + piece.lead[1],
        )
        if number == 0:
            start = paragraphs[0].start
        cited = f"{name} ({inner})" if inner else name
        yield Draft(cited, start, end, lead=inside or lead, outer=outer)
