"""Plain text files: head lines, page leftovers, then the text itself."""

import re
from dataclasses import replace

from knowledge.reading.cleaning import clean
from knowledge.reading.head import HeadLines, completed, contradictions
from knowledge.reading.leftovers import sweep
from knowledge.reading.reading import Head, Reading

_ARTICLE = re.compile(r"Điều \d+[a-zđ]?[.:]", re.IGNORECASE)
_PREAMBLE_LINES = 15
_TITLE_LENGTH = 300  # characters; a longer first line is a paragraph


def read_plain(source: str, raw: str) -> Reading:
    """Read a plain text; `source` is the file's name, `raw` its decoded words."""
    fields = HeadLines()
    lines = clean(raw).split("\n")
    body = _after_head_lines(lines, fields)
    swept = sweep(body)
    text = clean("\n".join(swept.lines))
    head = _completed_head(fields.head(), text.split("\n"), swept.published_on is not None)
    if head.issued_on is None and swept.published_on is not None:
        head = replace(head, issued_on=swept.published_on)
    if head.origin is None:
        head = replace(head, origin=swept.address)
    warnings = [*fields.warnings, *contradictions(head)]
    if swept.dropped:
        warnings.append(f"Đã bỏ {swept.dropped} dòng thừa của trang web (ngày giờ, bộ đếm, menu).")
    return Reading(source, text, "text", head, warnings=tuple(warnings))


def _after_head_lines(lines: list[str], fields: HeadLines) -> list[str]:
    for i, line in enumerate(lines):
        if line and not fields.take(line):
            return lines[i:]
    return []


def _completed_head(head: Head, lines: list[str], is_news: bool) -> Head:
    preamble: list[str] = []
    for line in [line for line in lines if line][:_PREAMBLE_LINES]:
        if _ARTICLE.match(line):
            break
        preamble.append(line)
    # An article of the press speaks of other documents' numbers and days.
    is_law = len(preamble) < _PREAMBLE_LINES and any(map(_ARTICLE.match, lines))
    if is_law and not is_news:
        head = completed(head, preamble)
    if head.title is None:
        first = next((line for line in preamble if any(c.isalpha() for c in line)), "")
        head = replace(head, title=first if 0 < len(first) <= _TITLE_LENGTH else None)
    return head
