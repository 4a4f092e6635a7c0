"""The number or letter that a browser draws before an item of a list."""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from knowledge.reading.html_tree import elements

_STYLES = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
    "lower-latin": "lower-alpha",
    "upper-latin": "upper-alpha",
    "decimal-leading-zero": "decimal",
}
_KNOWN = ("decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman")
_DRAWN = re.compile(r"list-style(?:-type)?\s*:\s*(?P<style>[a-z-]+)", re.IGNORECASE)
DASH = "- "
_WHOLE = re.compile(r"\s*[+-]?\d{1,9}")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(slots=True)
class Numbering:
    """One list, gone through item by item (HTML Standard, 4.4.5 and 4.4.8)."""

    style: str  # one of `_KNOWN`, "dash" or "none"
    following: int = 1
    step: int = 1

    def marker(self, item: HtmlElement) -> str:
        """What stands before this item, a space behind it; "" where nothing does."""
        style = _drawn(item) or _STYLES.get(item.get("type") or "", self.style)
        if style in ("none", "dash"):
            return DASH if style == "dash" else ""
        ordinal = _whole(item.get("value"))
        ordinal = self.following if ordinal is None else ordinal
        self.following = ordinal + self.step
        return written(ordinal, style)


def numbering_of(node: HtmlElement) -> Numbering:
    """How the items of an `ol`, `ul` or `menu` are numbered."""
    if node.tag != "ol":
        return Numbering("none" if _drawn(node) == "none" else "dash")
    style = _drawn(node) or _STYLES.get(node.get("type") or "", "decimal")
    if node.get("reversed") is None:
        start = _whole(node.get("start"))
        return Numbering(style, 1 if start is None else start)
    start = _whole(node.get("start"))
    items = sum(child.tag == "li" for child in node)
    return Numbering(style, items if start is None else start, step=-1)


def written(ordinal: int, style: str) -> str:
    """A number as it stands before an item: "3. ", "c) ", "C. ", "iii. ", "III. ".

    Small letters get the bracket that Vietnamese documents write and HTML cannot say.
    """
    if style == "lower-alpha" and ordinal > 0:
        return f"{_letters(ordinal)}) "
    if style == "upper-alpha" and ordinal > 0:
        return f"{_letters(ordinal).upper()}. "
    if style in ("lower-roman", "upper-roman") and 0 < ordinal < 4000:
        roman = _roman(ordinal)
        return f"{roman.upper() if style == 'upper-roman' else roman}. "
    return f"{ordinal}. "


def item_places(tree: HtmlElement) -> dict[HtmlElement, str]:
    """Every list item of a page and its marker."""
    numberings: dict[HtmlElement, Numbering] = {}
    markers: dict[HtmlElement, str] = {}
    for item in elements(tree, "li"):
        parent = item.getparent()
        if parent not in numberings:
            numberings[parent] = numbering_of(parent)
        markers[item] = numberings[parent].marker(item)
    return markers


def _drawn(node: HtmlElement) -> str | None:
    match = _DRAWN.search(node.get("style") or "")
    style = match["style"].lower() if match else ""
    style = _STYLES.get(style, style)
    if style in _KNOWN or style == "none":
        return style
    return "dash" if style in ("disc", "circle", "square") else None


def _whole(value: str | None) -> int | None:
    match = _WHOLE.match(value or "")
    return int(match[0]) if match else None


def _letters(ordinal: int) -> str:
    letters = ""
    while ordinal > 0:
        ordinal, place = divmod(ordinal - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters


def _roman(ordinal: int) -> str:
    drawn = ""
    for value, letters in _ROMAN:
        count, ordinal = divmod(ordinal, value)
        drawn += letters * count
    return drawn
