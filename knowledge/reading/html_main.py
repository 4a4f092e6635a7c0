"""Which lines of a web page are its article: the only import of trafilatura."""

import logging
import re
from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement

from knowledge.reading.html_lines import Line
from knowledge.reading.html_tables import ARTICLE
from knowledge.reading.html_tree import ancestors

_SPACES = re.compile(r"\s+")
_SHARE = 0.9  # of the extract's letters that one element must hold to be the article
_CONVINCING = 0.3  # of the page's letters; a smaller extract has missed the article


def extract_of(tree: HtmlElement) -> str:
    """The main text of a page as trafilatura sees it, without white space; "" where it sees none.

    trafilatura: Barbaresi, ACL 2021 system demonstrations, 122-131.
    """
    from trafilatura import bare_extraction  # half a second that no other file needs

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs what it gives up
    found = bare_extraction(tree, include_comments=False, include_tables=True)
    return _SPACES.sub("", getattr(found, "text", None) or "")


def main_lines(lines: Sequence[Line], extract: str) -> list[Line]:
    """The lines of the element that holds the extract, and the page's title above it.

    The extract only says where the article stands: its own words are the page's. An element that
    lacks articles of a law ("Điều 7.") which the page has is widened until it has them.
    """
    chosen = chosen_lines(lines, extract)
    letters = sum(len(lines[place].text) for place in chosen)
    if letters < _CONVINCING * sum(len(line.text) for line in lines):
        return list(lines)
    root = _holder([lines[place] for place in chosen], letters)
    wanted = article_numbers(lines)
    while not wanted <= article_numbers(_inside(lines, root)) and root.getparent() is not None:
        root = root.getparent()
    kept = _inside(lines, root)
    return [*_title_above(lines, kept[0]), *kept]


def chosen_lines(lines: Sequence[Line], extract: str) -> list[int]:
    """The places of the lines whose words stand in the extract."""
    places: list[int] = []
    position = 0
    for place, line in enumerate(lines):
        words = _SPACES.sub("", line.text.removeprefix("- "))
        found = extract.find(words, position)
        if found < 0:
            found = extract.find(words)
        if found >= 0:
            places.append(place)
            position = max(position, found + len(words))
    return places


def article_numbers(lines: Sequence[Line]) -> set[str]:
    """The numbers of the lines that open an article."""
    return {match[1].lower() for line in lines if (match := ARTICLE.match(line.text))}


def _holder(chosen: Sequence[Line], letters: int) -> HtmlElement:
    """The smallest element with nearly all of these lines."""
    held: Counter[HtmlElement] = Counter()
    for line in chosen:
        for node in ancestors(line.node):
            held[node] += len(line.text)
    large = {node for node, count in held.items() if count >= _SHARE * letters}
    return max(large, key=lambda node: sum(1 for _ in ancestors(node)))


def _inside(lines: Sequence[Line], root: HtmlElement) -> list[Line]:
    return [line for line in lines if any(node is root for node in ancestors(line.node))]


def _title_above(lines: Sequence[Line], first: Line) -> list[Line]:
    """The page's title, which often stands in a part of its own."""
    above = [line for line in lines[: lines.index(first)] if line.level == 1]
    return above[-1:] if first.level != 1 else []
