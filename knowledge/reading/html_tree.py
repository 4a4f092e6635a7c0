"""The page as a tree: parsed without network and without entities of its own."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from knowledge.errors import ReadingError

_TOO_DEEP = "Excessive depth"
# Tags that only say how words look: without them a page that never closes one is no deeper.
_LOOKS = re.compile(
    r"</?(?:font|span|b|i|u|em|strong|big|small|center|o:p)\b[^<>]*>", re.IGNORECASE
)
_XML_HEAD = re.compile(r"\A\s*<\?xml[^>]*>")


def parse_page(source: str, text: str) -> HtmlElement | None:
    """The tree of a page; None where it holds nothing at all.

    Raises `ReadingError` for a page that is nested deeper than the parser goes (2,048 levels): it
    would lose words.
    """
    text = _XML_HEAD.sub("", text.replace("\0", ""))
    tree, is_whole = _parsed(text)
    if not is_whole:
        tree, is_whole = _parsed(_LOOKS.sub("", text))
    if not is_whole:
        raise ReadingError(
            f"Trang “{source}” có các thẻ HTML lồng nhau quá 2.048 tầng nên không đọc được"
            " trọn vẹn."
        )
    return tree


def _parsed(text: str) -> tuple[HtmlElement | None, bool]:
    parser = HTMLParser(
        encoding="utf-8",
        huge_tree=True,  # the size was checked; without it, only 256 levels are read
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        tree = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except etree.XMLSyntaxError:
        tree = None  # nothing but comments, or nothing
    return tree, not any(_TOO_DEEP in entry.message for entry in parser.error_log)


def depth_of(tree: HtmlElement) -> int:
    """How many levels the deepest element stands below the root."""
    deepest = level = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        level += 1 if event == "start" else -1
        deepest = max(deepest, level)
    return deepest - 1


def elements(tree: HtmlElement, *tags: str) -> list[HtmlElement]:
    """All elements in the order of the page, or those of some tags; a list, for trees change."""
    return [node for node in tree.iter(*tags) if isinstance(node.tag, str)]


def words_of(node: HtmlElement) -> str:
    """Everything written in an element, white space as one space."""
    return " ".join(" ".join(node.itertext()).split())


def classes_of(node: HtmlElement) -> str:
    """The class and id, from which a page's author tells the parts apart."""
    return f"{node.get('class') or ''} {node.get('id') or ''}"


def ancestors(node: HtmlElement) -> Iterator[HtmlElement]:
    """The element itself and those it stands in, inside out."""
    while node is not None:
        yield node
        node = node.getparent()
