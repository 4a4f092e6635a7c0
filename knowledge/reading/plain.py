"""Plain text files: head lines, page leftovers, then the text itself."""

import re
from dataclasses import replace

from knowledge.reading.cleaning import clean
from knowledge.reading.head import HeadLines
from knowledge.reading.leftovers import sweep
from knowledge.reading.reading import Reading

_ARTICLE = re.compile(r"^Điều \d+[a-zđ]?[.:]", re.IGNORECASE | re.MULTILINE)


def read_plain(source: str, raw: str) -> Reading:
    """Read a plain text; `source` is the file's name, `raw` its decoded words."""
    fields = HeadLines()
    lines = clean(raw).split("\n")
    body = _after_head_lines(lines, fields)
    swept = sweep(body)
    text = clean("\n".join(swept.lines))
    head = fields.head()
    # The day on a page is an article's own; that of a law it shows stands in the law.
    if head.issued_on is None and not _ARTICLE.search(text):
        head = replace(head, issued_on=swept.published_on)
    if head.origin is None:
        head = replace(head, origin=swept.address)
    warnings = list(fields.warnings)
    if swept.dropped:
        warnings.append(f"Đã bỏ {swept.dropped} dòng thừa của trang web (ngày giờ, bộ đếm, menu).")
    return Reading(source, text, "text", head, warnings=tuple(warnings))


def _after_head_lines(lines: list[str], fields: HeadLines) -> list[str]:
    for i, line in enumerate(lines):
        if line and not fields.take(line):
            return lines[i:]
    return []
