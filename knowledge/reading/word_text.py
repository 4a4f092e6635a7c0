"""The words of one paragraph of a .docx, as a reader sees them in Word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from knowledge.reading.word_package import Element, W, switch, value
from knowledge.reading.word_styles import Look, Styles, look_of

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BOX = f"{W}txbxContent"
ALTERNATIVES = f"{_MC}AlternateContent"
_CONTENTS = "Table of Contents"
GONE = frozenset((f"{W}del", f"{W}moveFrom"))
WRAPPERS = frozenset(
    W + name
    for name in (
        "hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdtContent", "fldSimple", "dir",
        "bdo", "ruby", "rubyBase",
    )
)  # fmt: skip
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
}
_DRAWINGS = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
_NOTES = frozenset((f"{W}footnoteReference", f"{W}endnoteReference"))


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one font."""

    text: str
    font: str | None


@dataclass(slots=True)
class LeftOut:
    """What was not read, counted for the admin."""

    deleted: int = 0
    inserted: int = 0
    hidden: int = 0
    struck: int = 0
    notes: int = 0
    embedded: int = 0


@dataclass(slots=True)
class Words:
    """Collects the words of paragraphs; fields may reach from one into the next."""

    styles: Styles
    left_out: LeftOut
    boxes: list[Element] = field(default_factory=list)  # text boxes met, not yet read
    _pieces: list[Piece] = field(default_factory=list)
    _fields: list[bool] = field(default_factory=list)  # of each open one: is its result read

    def of(self, paragraph: Element, look: Look) -> list[Piece]:
        """The words of a paragraph whose style and own properties say `look`."""
        self._pieces = []
        for child in paragraph:
            self._take(child, look)
        # An instruction that its paragraph does not end is broken; the text goes on.
        self._fields = [in_result for in_result in self._fields if in_result]
        return self._pieces

    def _take(self, node: Element, look: Look) -> None:
        if node.tag == f"{W}r":
            self._take_run(node, look)
        elif node.tag.startswith(_MATH):
            self._say("".join(text.text or "" for text in node.iter(_MATH_TEXT)), None)
        else:
            for child in wrapped(node, self.left_out):
                self._take(child, look)

    def _take_run(self, run: Element, look: Look) -> None:
        properties = run.find(f"{W}rPr")
        style = properties.find(f"{W}rStyle") if properties is not None else None
        if style is not None:
            look = self.styles.look(style.get(f"{W}val")).over(look)
        look = look_of(None, properties, self.styles.fonts).over(look)
        has_words = run.find(f"{W}t") is not None
        self.left_out.hidden += has_words and bool(look.hidden)
        self.left_out.struck += has_words and bool(look.struck)
        for child in run:
            self._take_part(child, look)

    def _take_part(self, part: Element, look: Look) -> None:
        if part.tag == f"{W}fldChar":
            self._take_field(part.get(f"{W}fldCharType"))
        elif part.tag == ALTERNATIVES:
            for child in wrapped(part, self.left_out):
                self._take_part(child, look)
        elif part.tag in _DRAWINGS:
            self.boxes.extend(_boxes(part))
        elif part.tag in _NOTES:
            self.left_out.notes += 1
        elif not (look.hidden or look.struck):
            self._take_letters(part, look.font)

    def _take_letters(self, part: Element, font: str | None) -> None:
        if part.tag == f"{W}t":
            text = part.text or ""
            self._say(text if part.get(_SPACE) == "preserve" else text.strip(" \t\r\n"), font)
        elif part.tag == f"{W}br":
            self._say("\n" if part.get(f"{W}type", "textWrapping") == "textWrapping" else " ", font)
        elif part.tag == f"{W}sym":
            self._say(_symbol(part.get(f"{W}char", "")), part.get(f"{W}font"))
        elif part.tag in _SIGNS:
            self._say(_SIGNS[part.tag], font)
        elif part.tag in WRAPPERS:  # ruby
            for child in part.iter(f"{W}t"):
                self._say(child.text or "", font)

    def _take_field(self, what: str | None) -> None:
        if what == "begin":
            self._fields.append(False)
        elif what == "separate" and self._fields:
            self._fields[-1] = True
        elif what == "end" and self._fields:
            self._fields.pop()

    def _say(self, text: str, font: str | None) -> None:
        if text and all(self._fields):
            self._pieces.append(Piece(text, font))


def wrapped(node: Element, left_out: LeftOut) -> Iterator[Element]:
    """What stands in an element that only wraps others; nothing where it is not to be read."""
    if node.tag in GONE:
        left_out.deleted += 1
    elif node.tag == ALTERNATIVES:
        yield from _chosen(node)
    elif node.tag == f"{W}sdt":
        yield from node.iterfind(f"{W}sdtContent/*") if _is_read(node) else ()
    elif node.tag in WRAPPERS:
        left_out.inserted += node.tag == f"{W}ins"
        yield from node


def _chosen(alternatives: Element) -> Iterator[Element]:
    """The first of the copies that mc:AlternateContent holds of one thing."""
    copies = (e for e in alternatives if e.tag in (f"{_MC}Choice", f"{_MC}Fallback"))
    for copy in islice(copies, 1):
        yield from copy


def _is_read(control: Element) -> bool:
    """A content control may only say what to type into it, or hold the table of contents."""
    properties = control.find(f"{W}sdtPr")
    gallery = value(control.find(f"{W}sdtPr/{W}docPartObj"), "docPartGallery")
    return not switch(properties, "showingPlcHdr") and gallery != _CONTENTS


def _boxes(nodes: Iterable[Element]) -> Iterator[Element]:
    for node in nodes:
        if node.tag == _BOX:
            yield node
        else:
            yield from _boxes(_chosen(node) if node.tag == ALTERNATIVES else node)


def _symbol(code: str) -> str:
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if "\ud800" <= character <= "\udfff" else character
