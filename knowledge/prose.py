"""Text without articles: news, sections of a page. Paragraphs, lists and small headings."""

from dataclasses import dataclass, field

from knowledge.lists import OpenLists, Span
from knowledge.markers import Marker
from knowledge.outline import Block, SmallHeading, outline_of
from knowledge.paragraphs import paragraphs_of
from knowledge.pieces import Piece, pieces_of
from knowledge.spans import Draft


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
class _Writer:
    """Walks the outline and remembers the headings and the lists that are open."""

    path: tuple[str, ...]
    prefix: str
    alone: bool
    drafts: list[Draft] = field(default_factory=list)
    title: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    lists: OpenLists = field(default_factory=OpenLists)

    def open(self, heading: SmallHeading) -> None:
        words = (" ".join(heading.paragraph.text.split()),)
        if heading.is_title:
            self.title = words
        else:
            self.below = (*self.below, *words) if heading.follows_heading else words
        self.lists.close()

    def write(self, block: Block) -> None:
        if block.introduction is not None:
            self.lists.above = block.introduction
        lead = self.lists.lead_of(block.main)
        pieces = pieces_of(block.main.text)
        for i, piece in enumerate(pieces):
            start, end = block.main.start + piece.start, block.main.start + piece.end
            own_lead = _moved(piece.lead, block.main.start) or lead
            if i == 0 and block.introduction is not None:
                start, own_lead = block.introduction.start, None
            if i == len(pieces) - 1:
                end = block.last.end
            path = (*self.path, *self.title, *self.below)
            self.drafts.append(Draft(self._locator(block, piece), start, end, path, lead=own_lead))

    def _locator(self, block: Block, piece: Piece) -> str:
        first, last = block.first.number, block.last.number
        numbers = f"đoạn {first}" if first == last else f"đoạn {first}–{last}"
        outer = [name for name in (self.prefix, "" if self.alone else numbers) if name]
        item = "" if piece.counted else _item_name(block.main.marker)
        inner = ", ".join(name for name in (item, piece.name) if name)
        return ", ".join(outer) + (f" ({inner})" if inner else "")


def _item_name(marker: Marker | None) -> str:
    if marker is None or not marker.label:
        return ""
    if marker.kind in ("count", "rank"):
        return marker.label[0].upper() + marker.label[1:]
    return f"điểm {marker.label}" if marker.kind == "letter" else f"mục {marker.label}"


def _moved(span: Span | None, by: int) -> Span | None:
    return None if span is None else (span[0] + by, span[1] + by)
