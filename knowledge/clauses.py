"""An article cut into khoản and điểm, each cited as a lawyer cites it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from knowledge.markers import in_strict_order
from knowledge.paragraphs import Paragraph
from knowledge.pieces import pieces_of
from knowledge.sentences import sentence_spans
from knowledge.spans import Draft

CLAUSE_LIMIT = 900  # characters; up to here a clause and its points are one passage
_LEAD_LIMIT = 400  # a longer lead-in is a passage of its own
_TITLE_LENGTH = 250
_FIRST_SENTENCE_TITLE = 120
# An article's line that already says what holds is no title.
_STATEMENT = re.compile(r"\bnày\b|\bcó hiệu lực\b|\bchịu trách nhiệm\b|\bkể từ\b", re.IGNORECASE)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Article:
    """`opening` is the paragraph of "Điều 5. …", whose own words begin at `begin`."""

    number: str
    headings: tuple[str, ...]
    opening: Paragraph
    begin: int
    body: list[Paragraph] = field(default_factory=list)  # grows while the article is read


def article_drafts(article: Article) -> list[Draft]:
    """The passages of an article: clauses, points of long clauses, parts of long text."""
    title, content = _title_and_content(article)
    heading = f"Điều {article.number}"
    path = (*article.headings, f"{heading}. {title}" if title else heading)
    drafts = _content_drafts(content, heading)
    return [replace(draft, article=article.number, heading_path=path) for draft in drafts]


def _title_and_content(article: Article) -> tuple[str, list[Paragraph]]:
    """The article's title, and its paragraphs without it; never an article without content."""
    opening, body = article.opening, article.body
    words = opening.text[article.begin :]
    if not words:
        if len(body) > 1 and _is_title_line(body[0]):
            return " ".join(body[0].text.split()), body[1:]
        return "", body or [opening]
    sentences = sentence_spans(words)
    first = words[: sentences[0][1]].strip() if sentences else words
    if _is_title(first, alone=len(sentences) == 1, body=body):
        rest = _from(opening, article.begin + sentences[1][0]) if len(sentences) > 1 else []
        if rest or body:
            return " ".join(first.rstrip(".").split()), rest + body
    return "", [opening, *body]


def _is_title(first: str, *, alone: bool, body: Sequence[Paragraph]) -> bool:
    if first.endswith((":", ";", ",")) or _STATEMENT.search(first):
        return False
    if not alone:
        return len(first) <= _FIRST_SENTENCE_TITLE
    return len(first) <= _TITLE_LENGTH or not first.endswith(".")


def _is_title_line(paragraph: Paragraph) -> bool:
    ended = paragraph.text.endswith((".", ";", ":", ","))
    return len(paragraph.text) <= _TITLE_LENGTH and not ended and paragraph.marker is None


def _from(paragraph: Paragraph, begin: int) -> list[Paragraph]:
    words = paragraph.text[begin:]
    return [replace(paragraph, start=paragraph.start + begin, text=words)]


def _content_drafts(content: Sequence[Paragraph], heading: str) -> list[Draft]:
    clauses = _places(content, "decimal1")
    if not clauses:
        return _cut(content, heading)
    drafts: list[Draft] = []
    introduction = content[: clauses[0]]
    lead = _lead_span(introduction)
    if introduction and lead is None:
        drafts += _cut(introduction, f"{heading} (phần mở đầu)")
    for first, stop in zip(clauses, [*clauses[1:], len(content)], strict=True):
        clause = content[first:stop]
        marker = clause[0].marker
        name = f"khoản {marker.label} {heading}" if marker else heading
        cut = _cut(clause, name, lead)
        if first == clauses[0] and lead is not None:
            # The lead-in stands in one passage only; the first clause reads on from it.
            cut[0] = replace(cut[0], start=lead[0], lead=None)
        drafts += cut
    return drafts


def _cut(paragraphs: Sequence[Paragraph], name: str, lead: Span | None = None) -> list[Draft]:
    """A clause as one passage, or its points, or its paragraphs and groups of sentences."""
    start, end = paragraphs[0].start, paragraphs[-1].end
    if end - start <= CLAUSE_LIMIT:
        return [Draft(name, start, end, lead=lead)]
    points = _places(paragraphs, "letter")
    if not points:
        return _parts(paragraphs, name, lead)
    drafts: list[Draft] = []
    before = paragraphs[: points[0]]
    own_lead = _lead_span(before)
    if before and own_lead is None:
        drafts += _parts(before, name, lead)
        own_lead = before[-1].introduction()
        lead = None
    merged = bool(before) and not drafts
    for first, stop in zip(points, [*points[1:], len(paragraphs)], strict=True):
        point = paragraphs[first:stop]
        marker = point[0].marker
        cut = _parts(point, f"điểm {marker.label} {name}" if marker else name, own_lead)
        if merged:
            cut[0] = replace(cut[0], start=start, lead=lead)
            merged = False
        drafts += cut
    return drafts


def _parts(paragraphs: Sequence[Paragraph], name: str, lead: Span | None) -> list[Draft]:
    start, end = paragraphs[0].start, paragraphs[-1].end
    if end - start <= CLAUSE_LIMIT:
        return [Draft(name, start, end, lead=lead)]
    introduced = paragraphs[0].introduction()
    drafts: list[Draft] = []
    for number, paragraph in enumerate(paragraphs, 1):
        own = introduced if introduced and number > 1 and paragraph.marker else lead
        for piece in pieces_of(paragraph.text):
            place = f"đoạn {number}" if len(paragraphs) > 1 else ""
            inner = ", ".join(part for part in (place, piece.name) if part)
            begin, stop = paragraph.start + piece.start, paragraph.start + piece.end
            inside = piece.lead and (
                paragraph.start + piece.lead[0],
                paragraph.start + piece.lead[1],
            )
            drafts.append(
                Draft(f"{name} ({inner})" if inner else name, begin, stop, lead=inside or own)
            )
    return drafts


def _lead_span(paragraphs: Sequence[Paragraph]) -> Span | None:
    """The span of a lead-in short enough to be read together with what it governs."""
    if not paragraphs or paragraphs[-1].text.endswith((".", ";")):
        return None
    start, end = paragraphs[0].start, paragraphs[-1].end
    return (start, end) if end - start <= _LEAD_LIMIT else None


def _places(paragraphs: Sequence[Paragraph], kind: str) -> list[int]:
    markers = [(i, paragraph.marker) for i, paragraph in enumerate(paragraphs)]
    return in_strict_order([(i, m.ordinal) for i, m in markers if m is not None and m.kind == kind])
