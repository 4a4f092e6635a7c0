"""Passages, texts and documents that were read lately, kept: they never change, and the same ones
are asked for."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence

from sqlmodel import Session

from knowledge.standing import Standing
from knowledge.store import documents_of, passages_by_ids, revision_texts
from knowledge.views import DocumentView, PassageView

KEPT = 2_048  # passages, a few megabytes
KEPT_LETTERS = 4_000_000  # of whole texts, eight megabytes


class RecentTexts:
    """The revisions read last, whole: a revision is written once. Threads may share it."""

    def __init__(self, kept: int = KEPT_LETTERS) -> None:
        self._kept = kept
        self._lock = threading.Lock()
        self._texts: OrderedDict[int, str] = OrderedDict()
        self._letters = 0

    def by_ids(self, session: Session, ids: Iterable[int]) -> dict[int, str]:
        """As `store.revision_texts`."""
        wanted = set(ids)
        with self._lock:
            known = {one: self._texts[one] for one in wanted if one in self._texts}
            for one in known:
                self._texts.move_to_end(one)
        if len(known) < len(wanted):
            read = revision_texts(session, wanted - known.keys())
            self._keep(read)
            known |= read
        return known

    def _keep(self, read: dict[int, str]) -> None:
        with self._lock:
            for one, text in read.items():
                if one not in self._texts:
                    self._texts[one] = text
                    self._letters += len(text)
            while self._letters > self._kept:
                self._letters -= len(self._texts.popitem(last=False)[1])


class RecentPassages:
    """The passages read last, of one release: with another one a document's origin may change.
    Threads may share it."""

    def __init__(self, texts: RecentTexts, kept: int = KEPT) -> None:
        self._texts = texts
        self._kept = kept
        self._lock = threading.Lock()
        self._release = 0
        self._views: OrderedDict[int, PassageView] = OrderedDict()
        self._documents: dict[int, DocumentView] = {}  # of this release, a kilobyte each

    def by_ids(self, session: Session, release_id: int, ids: Sequence[int]) -> list[PassageView]:
        """As `store.passages_by_ids`: in the order given, without what is not there."""
        with self._lock:
            if release_id != self._release:
                self._views.clear()
                self._documents = {}
                self._release = release_id
            known = {one: self._views[one] for one in ids if one in self._views}
            for one in known:
                self._views.move_to_end(one)
        missing = [one for one in ids if one not in known]
        if missing:
            known |= self._read(session, release_id, missing)
        return [known[one] for one in ids if one in known]

    def _read(
        self, session: Session, release_id: int, ids: Sequence[int]
    ) -> dict[int, PassageView]:
        read = passages_by_ids(session, ids, self._documents, self._texts.by_ids)
        views = {view.id: view for view in read}
        with self._lock:
            if release_id == self._release:
                self._views.update(views)
            while len(self._views) > self._kept:
                self._views.popitem(last=False)
        return views


class RecentStanding:
    """The documents of the release asked for last, as they stand. Threads may share it."""

    def __init__(self) -> None:
        self._kept: tuple[int, Standing] | None = None

    def of(self, session: Session, release_id: int) -> Standing:
        kept = self._kept
        if kept is None or kept[0] != release_id:
            kept = self._kept = (release_id, Standing.of(documents_of(session, release_id)))
        return kept[1]
