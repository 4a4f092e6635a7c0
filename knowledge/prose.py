"""Text without articles: news, sections of a page. Paragraphs, lists and small headings."""

from dataclasses import dataclass, field

from knowledge.markers import Marker
from knowledge.outline import Block, SmallHeading, outline_of
from knowledge.paragraphs import Paragraph, paragraphs_of
from knowledge.pieces import pieces_of
from knowledge.spans import Draft

Span = tuple[int, int]


def prose_drafts(
    text: str,
    start: int,
    end: int,
    path: tuple[str, ...] = (),
    *,
    prefix: str = "",
    rejoin: bool = True,
) -> list[Draft]:
    """The passages of `text[start:end]`.

    Args:
        path: the headings above this stretch.
        prefix: how the stretch itself is cited ("mục 2. Nhiệm vụ"); "" where its paragraphs
            are counted alone. Without path and prefix the first line counts as the title.
        rejoin: as in `paragraphs_of`.
    """
    paragraphs = paragraphs_of(text, start, end, rejoin=rejoin)
    writer = _Writer(path, prefix, alone=bool(prefix) and len(paragraphs) == 1)
    for part in outline_of(paragraphs, titled=not prefix and not path):
        if isinstance(part, SmallHeading):
            writer.open(part)
        else:
            writer.write(part)
    return writer.drafts


@dataclass(slots=True)
class _OpenList:
    kind: str
    ordinal: int
    lead: Span | None

    def continues_with(self, marker: Marker, above: Paragraph | None) -> bool:
        if marker.kind != self.kind:
            return False
        if marker.kind == "dash":  # dashes have no row: a paragraph between ends their list
            return above is not None and above.marker is not None
        return marker.ordinal == self.ordinal + 1


@dataclass(slots=True)
class _Writer:
    """Walks the outline and remembers the headings and the lists that are open."""

    path: tuple[str, ...]
    prefix: str
    alone: bool
    drafts: list[Draft] = field(default_factory=list)
    title: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    lists: list[_OpenList] = field(default_factory=list)
    above: Paragraph | None = None

    def open(self, heading: SmallHeading) -> None:
        words = (" ".join(heading.paragraph.text.split()),)
        if heading.is_title:
            self.title = words
        else:
            self.below = (*self.below, *words) if heading.follows_heading else words
        self.lists.clear()
        self.above = None

    def write(self, block: Block) -> None:
        if block.introduction is not None:
            self.above = block.introduction
        lead = self._lead(block.main)
        pieces = pieces_of(block.main.text)
        for i, piece in enumerate(pieces):
            start, end = block.main.start + piece.start, block.main.start + piece.end
            own_lead = _moved(piece.lead, block.main.start) or lead
            if i == 0 and block.introduction is not None:
                start, own_lead = block.introduction.start, None
            if i == len(pieces) - 1:
                end = block.last.end
            path = (*self.path, *self.title, *self.below)
            self.drafts.append(
                Draft(self._locator(block, piece.name), start, end, path, lead=own_lead)
            )
        self.above = block.main

    def _lead(self, paragraph: Paragraph) -> Span | None:
        """What introduced the list this paragraph is an item of."""
        marker = paragraph.marker
        if marker is None:
            return None
        for depth, opened in enumerate(self.lists):
            if opened.continues_with(marker, self.above):
                del self.lists[depth + 1 :]
                opened.ordinal = marker.ordinal
                return opened.lead
        lead = self.above.introduction() if self.above else None
        self.lists = [opened for opened in self.lists if opened.kind != marker.kind]
        self.lists.append(_OpenList(marker.kind, marker.ordinal, lead))
        return lead

    def _locator(self, block: Block, piece: str) -> str:
        first, last = block.first.number, block.last.number
        numbers = f"đoạn {first}" if first == last else f"đoạn {first}–{last}"
        outer = [name for name in (self.prefix, "" if self.alone else numbers) if name]
        inner = ", ".join(name for name in (_item_name(block.main.marker), piece) if name)
        return ", ".join(outer) + (f" ({inner})" if inner else "")


def _item_name(marker: Marker | None) -> str:
    if marker is None or not marker.label:
        return ""
    if marker.kind in ("count", "rank"):
        return marker.label[0].upper() + marker.label[1:]
    return f"điểm {marker.label}" if marker.kind == "letter" else f"mục {marker.label}"


def _moved(span: Span | None, by: int) -> Span | None:
    return None if span is None else (span[0] + by, span[1] + by)
