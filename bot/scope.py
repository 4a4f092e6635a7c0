"""What of a release a question is answered from: its documents as they stand, and an index that
finds no others."""

import threading
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from bot.current import OpenRelease
from bot.versions import Revisions, left_out
from index.search_index import SearchIndex
from knowledge import store
from knowledge.recent import RecentStanding
from knowledge.standing import Standing


@dataclass(frozen=True, slots=True)
class Scope:
    """`left_out` are the revisions that take no part; `index` finds none of their passages."""

    standing: Standing
    left_out: Revisions
    index: SearchIndex


class Scopes:
    """The scope of each question. Most ask about today: that one is kept until release, index or
    day is another. Threads may share it."""

    def __init__(self) -> None:
        self._standing = RecentStanding()
        self._lock = threading.Lock()
        self._kept: tuple[SearchIndex, Scope] | None = None

    def of(self, session: Session, release: OpenRelease, question: str, today: date) -> Scope:
        standing = self._standing.of(session, release.id)
        out = left_out(question, standing, today)
        if not out:
            return Scope(standing, out, release.index)
        kept = self._kept
        if kept is not None and kept[0] is release.index and kept[1].left_out == out:
            return kept[1]
        index = release.index.without(store.passage_ids_of(session, out))
        scope = Scope(standing, out, index)
        if out == standing.out_of_force(today):
            with self._lock:
                self._kept = (release.index, scope)
        return scope
