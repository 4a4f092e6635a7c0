"""Which list a paragraph is an item of, and the words that introduced that list."""

from dataclasses import dataclass, field

from knowledge.markers import Marker
from knowledge.paragraphs import Paragraph

Span = tuple[int, int]


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
class OpenLists:
    """Goes down paragraphs and remembers the lists that are open."""

    above: Paragraph | None = None  # the paragraph that stands right above the next one
    _lists: list[_OpenList] = field(default_factory=list)

    def close(self) -> None:
        """End every list, as a heading does."""
        self._lists.clear()
        self.above = None

    def lead_of(self, paragraph: Paragraph) -> Span | None:
        """What introduced the list this paragraph is an item of; it stands above the next."""
        lead = self._lead(paragraph, paragraph.marker) if paragraph.marker else None
        self.above = paragraph
        return lead

    def _lead(self, paragraph: Paragraph, marker: Marker) -> Span | None:
        for depth, opened in enumerate(self._lists):
            if opened.continues_with(marker, self.above):
                del self._lists[depth + 1 :]
                opened.ordinal = marker.ordinal
                return opened.lead
        lead = self.above.introduction() if self.above else None
        self._lists = [opened for opened in self._lists if opened.kind != marker.kind]
        self._lists.append(_OpenList(marker.kind, marker.ordinal, lead))
        return lead
