"""Which lines of a web page are its article: the only import of trafilatura."""

import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from knowledge.reading.html_lines import Line
from knowledge.reading.html_tables import ARTICLE
from knowledge.reading.html_tree import ancestors

_SPACES = re.compile(r"\s+")
_SHARE = 0.9  # of the extract's letters that one element must hold to be the article
_BETWEEN = 4  # lines between a title and the article
_TITLE_WORDS = 4  # of a line that is known as the title by the page's head alone
_CONVINCING = 0.3  # of the page's letters; a smaller extract has missed the article


def extract_of(tree: HtmlElement) -> str:
    """The main text of a page as trafilatura sees it, without white space; "" where it sees none.

    trafilatura: Barbaresi, ACL 2021 system demonstrations, 122-131.
    """
    from trafilatura import bare_extraction  # half a second that no other file needs

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs what it gives up
    found = bare_extraction(tree, include_comments=False, include_tables=True)
    return _SPACES.sub("", getattr(found, "text", None) or "")


@dataclass(frozen=True, slots=True)
class Main:
    """The article's lines, its title first where the page has one, and the few lines between
    the two, which may say when it was put out."""

    lines: list[Line]
    between: list[Line] = field(default_factory=list)


def main_of(lines: Sequence[Line], extract: str, page_title: str) -> Main:
    """The lines of the element that holds the extract, and the page's title above it.

    The extract only says where the article stands: its own words are the page's. An element that
    lacks articles of a law ("Điều 7.") which the page has is widened until it has them.
    """
    chosen = chosen_lines(lines, extract)
    letters = sum(len(lines[place].text) for place in chosen)
    if letters < _CONVINCING * sum(len(line.text) for line in lines):
        return Main(list(lines))
    root = _holder([lines[place] for place in chosen], letters)
    wanted = article_numbers(lines)
    while not wanted <= article_numbers(_inside(lines, root)) and root.getparent() is not None:
        root = root.getparent()
    kept = _inside(lines, root)
    above = list(lines[: lines.index(kept[0])])
    if _is_title(kept[0], page_title):
        return Main([_titled(kept[0]), *kept[1:]])
    title = next((line for line in reversed(above) if _is_title(line, page_title)), None)
    if title is None:
        return Main(kept, above[-_BETWEEN:])
    return Main([_titled(title), *kept], above[above.index(title) + 1 :][-_BETWEEN:])


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


def _is_title(line: Line, page_title: str) -> bool:
    """A heading of the first level, or the words that the page is called by in its head."""
    named = len(line.text.split()) >= _TITLE_WORDS and line.text in page_title
    return line.level == 1 or named


def _titled(line: Line) -> Line:
    return replace(line, level=1, tight=False)
