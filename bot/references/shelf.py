"""What a release holds, as references see it: its documents, and where their passages stand."""

from collections.abc import Iterable, Sequence

from sqlmodel import Session

from bot.references.levels import Level
from bot.references.places import Place, address_of
from bot.references.titles import Listed
from knowledge import store
from knowledge.spots import Spot, spots_of
from knowledge.views import PassageView


class Catalogue:
    """The documents of one release, with all that they may be called. Constant."""

    def __init__(self, release: int, documents: Sequence[Listed]) -> None:
        self.release = release
        self.documents = tuple(documents)

    @classmethod
    def read(cls, session: Session, release: int) -> "Catalogue":
        return cls(release, [Listed(view) for view in store.documents_of(session, release)])


class Shelf:
    """A catalogue opened for one question: where passages stand is read when it is needed."""

    def __init__(self, session: Session, catalogue: Catalogue) -> None:
        self._session = session
        self.documents = catalogue.documents
        self._spots: dict[int, list[Spot]] = {}
        self._addresses: dict[int, dict[Level, str]] = {}

    def spots(self, document: Listed) -> list[Spot]:
        """Where the passages of a document stand, in order."""
        self._read((document,))
        return self._spots[document.view.revision_id]

    def spots_at(self, documents: Sequence[Listed], place: Place) -> dict[Listed, list[Spot]]:
        """The passages of these documents that may stand at a place: those of the same article
        where it names a single one, for there are laws by the hundred."""
        articles = place.labels(Level.ARTICLE)
        if len(articles) != 1 or articles[0].last is not None:
            self._read(documents)
            return {one: self._spots[one.view.revision_id] for one in documents}
        revisions = [one.view.revision_id for one in documents]
        found: dict[int, list[Spot]] = {revision: [] for revision in revisions}
        for spot in spots_of(self._session, revisions, article=articles[0].first):
            found[spot.revision_id].append(spot)
        return {one: found[one.view.revision_id] for one in documents}

    def entries(self, documents: Sequence[Listed], anchor: str) -> dict[Listed, list[Spot]]:
        """The entries of handbooks that bear this anchor, by document."""
        by_revision = {one.view.revision_id: one for one in documents}
        found: dict[Listed, list[Spot]] = {}
        for spot in spots_of(self._session, by_revision, anchor=anchor):
            found.setdefault(by_revision[spot.revision_id], []).append(spot)
        return found

    def address(self, spot: Spot) -> dict[Level, str]:
        if spot.id not in self._addresses:
            self._addresses[spot.id] = address_of(spot.locator, spot.heading_path)
        return self._addresses[spot.id]

    def passages(self, spots: Sequence[Spot]) -> list[PassageView]:
        """The passages with their words, in the order given."""
        return self.by_ids([spot.id for spot in spots])

    def by_ids(self, ids: Sequence[int]) -> list[PassageView]:
        return store.passages_by_ids(self._session, ids)

    def passages_of(self, revision_id: int) -> list[PassageView]:
        """All passages of a document, in order."""
        return store.passages_of_revisions(self._session, [revision_id])

    def _read(self, documents: Iterable[Listed]) -> None:
        missing = [
            one.view.revision_id for one in documents if one.view.revision_id not in self._spots
        ]
        if missing:
            self._spots.update({revision: [] for revision in missing})
            for spot in spots_of(self._session, missing):
                self._spots[spot.revision_id].append(spot)
