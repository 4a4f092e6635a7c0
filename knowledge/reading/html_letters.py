"""The letters of a page from before Unicode, read as what they draw."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from knowledge.reading.encodings.repairing import repaired
from knowledge.reading.html_tree import elements

_UNREAD = ("script", "style")
# What a tree cannot hold; a byte of an old encoding may have meant it.
_NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def in_unicode(tree: HtmlElement) -> tuple[str, ...]:
    """Put the letters of a page right where that is certain; Vietnamese warnings for the admin.

    Done on the tree, since pages write the letters of the old encodings as entities, too.
    """
    places = list(_worded(tree))
    if not places:
        return ()
    before = [_in_one_line(getattr(node, end)) for node, end in places]
    text, warnings = repaired("\n".join(before))
    after = text.split("\n")
    for (node, end), old, new in zip(places, before, after, strict=True):
        if old != new:
            setattr(node, end, _NO_XML.sub(" ", new))
    return warnings


def _worded(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Where words stand: before an element's first child, or behind an element."""
    for node in elements(tree):
        if node.tag not in _UNREAD and (node.text or "").strip():
            yield node, "text"
        if (node.tail or "").strip():
            yield node, "tail"


def _in_one_line(words: str) -> str:
    return " ".join(words.split("\n"))
