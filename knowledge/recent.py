"""Passages, texts and documents that were read lately, kept: they never change, and the same ones
are asked for."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence

from sqlmodel import Session

from knowledge.passage_rows import PassageRow, count_of_revisions, rows_by_ids, rows_of_revisions
from knowledge.standing import Standing
from knowledge.store import documents_of, revision_texts
from knowledge.views import PassageView

KEPT = 200_000  # passages of a release, without their words: seventy megabytes
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
    """The passages of the release asked for last, as it knows them: where each stands is read once,
    its words are cut when somebody asks. Threads may share it."""

    def __init__(self, texts: RecentTexts, kept: int = KEPT) -> None:
        self._texts = texts
        self._kept = kept
        self._lock = threading.Lock()
        self._standing: Standing | None = None
        self._rows: dict[int, PassageRow] = {}  # a third of a kilobyte each

    def by_ids(self, session: Session, standing: Standing, ids: Sequence[int]) -> list[PassageView]:
        """As `store.passages_by_ids`, of the documents of a release: in the order given, without
        what is not there."""
        known = self._of(session, standing)
        if any(one not in known for one in ids):
            known = {row.id: row for row in rows_by_ids(session, ids)}
        rows = [known[one] for one in ids if one in known]
        documents = standing.documents
        rows = [row for row in rows if row.revision_id in documents]
        texts = self._texts.by_ids(session, {row.revision_id for row in rows})
        return [row.cut(texts[row.revision_id], documents[row.revision_id]) for row in rows]

    def _of(self, session: Session, standing: Standing) -> dict[int, PassageRow]:
        """The rows of a release; of the last one's those that it shares are taken over. None where
        they are too many to keep."""
        if standing is self._standing:
            return self._rows
        with self._lock:
            if standing is not self._standing:
                held = standing.documents
                rows = {one: row for one, row in self._rows.items() if row.revision_id in held}
                new = held.keys() - {row.revision_id for row in rows.values()}
                if len(rows) + count_of_revisions(session, new) > self._kept:
                    rows = {}
                else:
                    rows |= {row.id: row for row in rows_of_revisions(session, new)}
                self._standing, self._rows = standing, rows
            return self._rows


class RecentStanding:
    """The documents of the release asked for last, as they stand. Threads may share it."""

    def __init__(self) -> None:
        self._kept: tuple[int, Standing] | None = None

    def of(self, session: Session, release_id: int) -> Standing:
        """The same object until another release is asked for."""
        kept = self._kept
        if kept is None or kept[0] != release_id:
            kept = self._kept = (release_id, Standing.of(documents_of(session, release_id)))
        return kept[1]
