"""The release that answers now, with its index in memory; follows the database's pointer."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from index.search_index import SearchIndex
from knowledge.database import Database
from knowledge.releases import current_release

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OpenRelease:
    id: int
    index: SearchIndex


class CurrentRelease:
    """Opens the published release and swaps when another one is published.

    The swap is one assignment: a question that has begun keeps the release it began with.
    """

    def __init__(self, database: Database, open_index: Callable[[int], SearchIndex]) -> None:
        self._database = database
        self._open_index = open_index
        self._lock = threading.Lock()
        self._open: OpenRelease | None = None

    def get(self) -> OpenRelease:
        """The open release; loads the index when the pointer has moved."""
        with self._database.session() as session:
            wanted = current_release(session)
        if wanted is None:
            raise LookupError("nothing is published yet; publish the handbook first")
        opened = self._open
        if opened is None or opened.id != wanted:
            opened = self._swap(wanted)
        return opened

    def _swap(self, wanted: int) -> OpenRelease:
        with self._lock:
            opened = self._open
            if opened is None or opened.id != wanted:
                opened = OpenRelease(wanted, self._open_index(wanted))
                log.info("release %d answers now, %d passages", wanted, len(opened.index.ids))
                self._open = opened
            return opened
