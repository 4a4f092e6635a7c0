"""Tables with data, and tables that only lay a page out."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from knowledge.reading.html_tree import ancestors, elements, words_of

BETWEEN = " | "
_LETTERHEAD = re.compile(
    r"cộng hòa xã hội chủ nghĩa|cộng hoà xã hội chủ nghĩa|đảng cộng sản việt nam|nơi nhận\s*:",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"Điều\s+(\d{1,4}[a-zđ]?)\s*(?:[.:–-]|$)", re.IGNORECASE)
_BIG = ("table", "h1", "h2", "h3", "h4", "article", "section", "main", "form")
_LONGEST_CELL = 1_500  # characters; a longer one is a piece of a page
_LETTERHEAD_LENGTH = 1_500


def data_tables(tree: HtmlElement) -> set[HtmlElement]:
    """The tables whose rows are read as rows; the cells of all others are paragraphs."""
    return {table for table in elements(tree, "table") if _holds_data(table)}


def rows_of(table: HtmlElement) -> Iterator[list[HtmlElement]]:
    """The cells of each row, head and foot included."""
    for row in elements(table, "tr"):
        if _table_of(row) is table:
            yield [cell for cell in row if cell.tag in ("td", "th")]


def _holds_data(table: HtmlElement) -> bool:
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return False
    if any(one is not table for one in table.iter(*_BIG)):
        return False
    rows = list(rows_of(table))
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    cells = [words_of(cell) for row in rows for cell in row]
    if max(map(len, cells), default=0) > _LONGEST_CELL or any(map(ARTICLE.match, cells)):
        return False
    words = " ".join(cells)
    return not (len(words) <= _LETTERHEAD_LENGTH and _LETTERHEAD.search(words))


def _table_of(row: HtmlElement) -> HtmlElement | None:
    return next((one for one in ancestors(row) if one.tag == "table"), None)
