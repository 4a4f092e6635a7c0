"""The body of a .docx in the order it is read: paragraphs with their numbers, tables."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from knowledge.reading.numbering import Level, Numbering
from knowledge.reading.word_lists import lists_of
from knowledge.reading.word_package import Element, Package, W, switch, value
from knowledge.reading.word_styles import BODY_TEXT, Look, Styles, look_of, styles_of
from knowledge.reading.word_text import GONE, LeftOut, Piece, Words, wrapped


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `label` is its automatic number, with the gap behind it."""

    pieces: tuple[Piece, ...]
    label: str = ""
    level: int = 0  # of a heading, from 1; 0 for all else
    is_row: bool = False  # of a table

    @property
    def text(self) -> str:
        """Its words without the label, letters of old fonts as they are kept."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each cell a list of blocks; merged cells stand in the first row they touch."""

    rows: tuple[tuple[tuple["Block", ...], ...], ...]


Block: TypeAlias = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Body:
    """What a document says, and what of it was left out."""

    blocks: tuple[Block, ...]
    left_out: LeftOut


def body_of(package: Package) -> Body:
    """Read the body of an opened file."""
    styles = styles_of(package.styles, package.theme)
    left_out = LeftOut()
    numbering = Numbering(lists_of(package.numbering, styles.lists))
    reader = _Reader(styles, numbering, left_out, Words(styles, left_out))
    blocks = tuple(reader.blocks(package.body))
    return Body((*blocks, Paragraph(tuple(reader.carried))), left_out)


@dataclass(slots=True)
class _Reader:
    styles: Styles
    numbering: Numbering
    left_out: LeftOut
    words: Words
    # Words of a paragraph whose end was deleted: they go on in the next one.
    carried: list[Piece] = field(default_factory=list)

    def blocks(self, container: Iterable[Element]) -> Iterator[Block]:
        for node in container:
            if node.tag == f"{W}p":
                yield from self._paragraph(node)
            elif node.tag == f"{W}tbl":
                yield Table(tuple(self._rows(node)))
            elif node.tag == f"{W}altChunk":
                self.left_out.embedded += 1
            else:
                yield from self.blocks(wrapped(node, self.left_out))

    def _paragraph(self, node: Element) -> Iterator[Block]:
        properties = node.find(f"{W}pPr")
        style = value(properties, "pStyle") or self.styles.usual
        own = look_of(properties, None, {})
        look = own.over(self.styles.look(style).over(self.styles.default))
        pieces = self.words.of(node, look)
        boxes, self.words.boxes = self.words.boxes, []
        mark = properties.find(f"{W}rPr") if properties is not None else None
        if mark is not None and any(child.tag in GONE for child in mark):
            self.carried += pieces
        elif style not in self.styles.contents and (pieces or not switch(mark, "vanish")):
            carried, self.carried = self.carried, []
            yield Paragraph((*carried, *pieces), self._label(own, look, style), _level(look))
        for box in boxes:
            yield Paragraph(())  # a sentence does not go on in a box
            yield from self.blocks(box)
            yield Paragraph(())

    def _label(self, own: Look, look: Look, style: str) -> str:
        list_id = look.list_id
        if list_id is None or list_id == "0":
            return ""
        depth = own.depth
        if depth is None and own.list_id is None:
            depth = self._linked_depth(list_id, style)
        if depth is None:
            depth = 0 if own.list_id is not None else look.depth or 0
        level = self.numbering.level(list_id, depth)
        label = self.numbering.count(list_id, depth)
        return f"{label}{level.gap}" if level is not None and label else ""

    def _linked_depth(self, list_id: str, style: str) -> int | None:
        levels: list[Level] = []
        while (level := self.numbering.level(list_id, len(levels))) is not None:
            levels.append(level)
        return next((i for i, level in enumerate(levels) if level.linked_style == style), None)

    def _rows(self, table: Element) -> Iterator[tuple[tuple[Block, ...], ...]]:
        for row in self._parts(table, "tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self.left_out.deleted += 1
            else:
                yield tuple(tuple(self._cell(cell)) for cell in self._parts(row, "tc"))

    def _parts(self, nodes: Iterable[Element], name: str) -> Iterator[Element]:
        """The rows of a table or the cells of a row, those in wrappers included."""
        for node in nodes:
            if node.tag == W + name:
                yield node
            else:
                yield from self._parts(wrapped(node, self.left_out), name)

    def _cell(self, cell: Element) -> Iterator[Block]:
        properties = cell.find(f"{W}tcPr")
        deleted = properties is not None and properties.find(f"{W}cellDel") is not None
        merge = properties.find(f"{W}vMerge") if properties is not None else None
        if not deleted and (merge is None or merge.get(f"{W}val") == "restart"):
            yield from self.blocks(cell)


def _level(look: Look) -> int:
    outline = look.outline
    return outline + 1 if outline is not None and 0 <= outline < BODY_TEXT else 0
