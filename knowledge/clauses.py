"""An article cut into khoản, and those into what stands below, cited as a lawyer cites it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from knowledge.markers import in_strict_order
from knowledge.paragraphs import Paragraph
from knowledge.points import cut, lead_span
from knowledge.sentences import sentence_spans
from knowledge.spans import Draft

_TITLE_LENGTH = 250
_FIRST_SENTENCE_TITLE = 120
# An article's line that already says what holds is no title.
_STATEMENT = re.compile(r"\bnày\b|\bcó hiệu lực\b|\bchịu trách nhiệm\b|\bkể từ\b", re.IGNORECASE)


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
    drafts = content_drafts(content, heading)
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


def content_drafts(content: Sequence[Paragraph], heading: str) -> list[Draft]:
    """The passages of what stands below a heading that is cited so ("Điều 5"; "" for nothing)."""
    clauses = clause_places(content)
    if not clauses:
        return cut(content, heading)
    drafts: list[Draft] = []
    introduction = content[: clauses[0]]
    own_lead = lead = lead_span(introduction)
    if introduction and lead is None:
        drafts += cut(introduction, f"{heading} (phần mở đầu)".lstrip())
        lead = introduction[-1].introduction()
    for first, stop in zip(clauses, [*clauses[1:], len(content)], strict=True):
        clause = content[first:stop]
        marker = clause[0].marker
        name = f"khoản {marker.label} {heading}".rstrip() if marker else heading
        cutting = cut(clause, name, lead)
        if first == clauses[0] and own_lead is not None:
            # The lead-in stands in one passage only; the first clause reads on from it.
            cutting[0] = replace(cutting[0], start=own_lead[0], lead=None)
        drafts += cutting
    return drafts


def clause_places(content: Sequence[Paragraph]) -> list[int]:
    """Where the khoản begin, "1a." among them."""
    markers = [(i, None if one.quoted else one.marker) for i, one in enumerate(content)]
    return in_strict_order(
        [(i, m.ordinal, m.suffix) for i, m in markers if m is not None and m.kind == "decimal1"]
    )
