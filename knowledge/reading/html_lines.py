"""The tree of a page as lines: headings, paragraphs, items with their numbers, rows of tables."""

import re
from collections.abc import Set
from dataclasses import dataclass, field, replace

from lxml import etree
from lxml.html import HtmlElement

from knowledge.markers import marker_of
from knowledge.reading.cleaning import clean
from knowledge.reading.html_numbering import DASH, item_places
from knowledge.reading.html_tables import ARTICLE, BETWEEN, data_tables, rows_of

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_HEADING_LENGTH = 300  # characters; a longer heading is a paragraph in large letters
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form header hgroup hr legend li main menu nav ol p pre section"
    " summary table tbody td tfoot th thead tr ul".split()
) | frozenset(_HEADINGS)
_ITEMS = frozenset(("li", "dd", "dt", "tr", "td", "th"))
_LINE, _SPACE = "\n", " "
_NO_SPACE = re.compile(r"[ \t\n\r\f]+")
_END_MARKS = tuple(".;:!?…")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the text; `node` is the element that it stands in."""

    text: str
    node: HtmlElement
    level: int = 0  # of a heading, from 1; 0 for all else
    tight: bool = False  # goes on right below the line above, as list items do
    is_row: bool = False  # of a table with data


def lines_of(tree: HtmlElement, left_out: Set[HtmlElement]) -> list[Line]:
    """Everything written on the page but what stands in the elements that are left out."""
    writer = _Writer(item_places(tree))
    tables = data_tables(tree)
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            writer.close(node)
            if node is not tree:
                writer.say_behind(node)
        elif node in left_out:
            walk.skip_subtree()
            writer.skip(node)
        elif node in tables:
            walk.skip_subtree()
            writer.take_table(node, left_out)
        else:
            writer.open(node)
    writer.end_block()
    return writer.lines


@dataclass(slots=True)
class _Writer:
    """Goes through the elements in the order of the page; what is open is written at its end."""

    markers: dict[HtmlElement, str]
    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    marker: str = ""  # of the item that has begun and has no words yet
    tight: bool = False
    level: int = 0
    preformatted: int = 0
    skipped: HtmlElement | None = None
    holder: HtmlElement | None = None  # the innermost block that the words stand in

    def open(self, node: HtmlElement) -> None:
        if node.tag in _BLOCKS:
            self.end_block()
            self._begin(node)
        elif node.tag == "br":
            self.pieces.append(_LINE)
        elif node.tag == "q":
            self.pieces.append("“")
        self._say(node.text, node)

    def close(self, node: HtmlElement) -> None:
        if node is self.skipped:
            self.skipped = None
        elif node.tag in _BLOCKS:
            self.end_block()
            if node.tag == "pre":
                self.preformatted -= 1
            if node.tag in _HEADINGS:
                self.level = 0
            if node.tag == "li":
                self.marker = ""
        elif node.tag == "q":
            self.pieces.append("”")

    def say_behind(self, node: HtmlElement) -> None:
        """The words between the end of an element and the next one."""
        self._say(node.tail, node.getparent())

    def skip(self, node: HtmlElement) -> None:
        """An element is left out; the words behind it are said when it closes."""
        if node.tag in _BLOCKS:
            self.end_block()
        self.skipped = node

    def take_table(self, table: HtmlElement, left_out: Set[HtmlElement]) -> None:
        self.end_block()
        self.skipped = table
        for caption in table.iter("caption"):
            self._write(_in_one(lines_of(caption, left_out)), caption, tight=False)
        first = True
        for cells in rows_of(table):
            words = [_in_one(lines_of(cell, left_out)) for cell in cells if cell not in left_out]
            row = BETWEEN.join(word for word in words if word)
            self._write(row, table, tight=not first, is_row=True)
            first = False

    def end_block(self) -> None:
        """Write the words so far as the lines that they are."""
        raw = "".join(self.pieces)
        self.pieces = []
        if self.level:
            raw = raw.replace(_LINE, _SPACE)
        tight, whole = self.tight, list[str]()
        for part in [*raw.split(_LINE), ""]:
            words = clean(part).replace(_LINE, _SPACE)
            if whole and words and _goes_on(whole[-1], words):
                whole.append(words)
                continue
            if whole:
                self._add(_SPACE.join(whole), tight=tight)
            tight = bool(words) and (bool(whole) or tight)  # an empty line stands between breaks
            whole = [words] if words else []

    def _begin(self, node: HtmlElement) -> None:
        self.holder = node
        self.level = _HEADINGS.get(node.tag, self.level)
        self.preformatted += node.tag == "pre"
        self.tight = node.tag in _ITEMS
        if node.tag == "li":
            self.marker = self.markers.get(node, "")

    def _say(self, text: str | None, holder: HtmlElement) -> None:
        if not text:
            return
        if self.preformatted:
            self.pieces.append(text.replace("\r\n", _LINE))
        else:
            self.pieces.append(_NO_SPACE.sub(_SPACE, text))
        if text.strip():
            self.holder = holder

    def _add(self, words: str, *, tight: bool) -> None:
        previous = self.lines[-1].text if self.lines else ""
        if self.marker:
            words, tight = _marked(self.marker, words), True
            self.marker = ""
        elif _is_cut_title(previous) and _goes_on(previous, words):
            self.lines[-1] = replace(self.lines[-1], text=f"{previous} {words}")
            return
        self._write(words, self.holder, tight=tight)

    def _write(
        self, words: str, node: HtmlElement | None, *, tight: bool, is_row: bool = False
    ) -> None:
        level = self.level if len(words) <= _HEADING_LENGTH else 0
        if words and node is not None:
            self.lines.append(Line(words, node, level, tight and not level, is_row))


def _marked(marker: str, words: str) -> str:
    """An item with its number, unless its author has written the number or a dash himself."""
    own, drawn = marker_of(words), marker_of(f"{marker}x")
    if own is None:
        return words if ARTICLE.match(words) else marker + words
    return words if own == drawn or marker == DASH else marker + words


def _goes_on(previous: str, words: str) -> bool:
    """A line broken in mid-sentence goes on in small letters and is no item."""
    return words[0].islower() and not previous.endswith(_END_MARKS) and marker_of(words) is None


def _is_cut_title(line: str) -> bool:
    """An article's title that ends in a comma has its other half in the next paragraph."""
    return line.endswith(",") and len(line) <= _HEADING_LENGTH and bool(ARTICLE.match(line))


def _in_one(lines: list[Line]) -> str:
    return " ".join(line.text for line in lines)
