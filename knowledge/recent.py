"""Passages that were read lately, kept: they never change, and the same ones are asked for."""

import threading
from collections import OrderedDict
from collections.abc import Sequence

from sqlmodel import Session

from knowledge.store import passages_by_ids
from knowledge.views import PassageView

KEPT = 2_048  # passages, a few megabytes


class RecentPassages:
    """The passages read last, of one release: with another one a document's origin may change.
    Threads may share it."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._lock = threading.Lock()
        self._release = 0
        self._views: OrderedDict[int, PassageView] = OrderedDict()

    def by_ids(self, session: Session, release_id: int, ids: Sequence[int]) -> list[PassageView]:
        """As `store.passages_by_ids`: in the order given, without what is not there."""
        with self._lock:
            if release_id != self._release:
                self._views.clear()
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
        views = {view.id: view for view in passages_by_ids(session, ids)}
        with self._lock:
            if release_id == self._release:
                self._views.update(views)
            while len(self._views) > self._kept:
                self._views.popitem(last=False)
        return views
