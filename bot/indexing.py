"""The index of each release: made, kept, opened, and made anew when another model is set."""

import logging
from dataclasses import dataclass, field
from pathlib import Path

from bot.aside import WORTH_PASSAGES, Aside
from bot.encoders import Encoders
from bot.errors import HomeError
from bot.home import Home, reason
from bot.progress import Progress, silent
from index.embedding import Encoder
from index.errors import IndexFault
from index.folder import Manifest, peek_manifest, read_manifest
from index.glossary import Glossary
from index.search_index import Entry, SearchIndex
from knowledge import releases, store
from knowledge.database import Database
from knowledge.terms import glossary_of
from knowledge.views import PassageView

log = logging.getLogger(__name__)
PATIENCE = 3_600.0  # seconds that a finished rebuild waits for a refresh to end


@dataclass(frozen=True, slots=True)
class Lag:
    """The index at hand belongs to another model than the one that is set."""

    made_by: str
    chosen: str

    @property
    def sentence(self) -> str:
        return (
            f"Đang trả lời theo chỉ mục của mô hình “{self.made_by}”; muốn dùng mô hình "
            f"“{self.chosen}” như đã đặt thì chạy: nenchang refresh"
        )


@dataclass(frozen=True)
class Indexes:
    """Index folders of the home, and the releases that they belong to.

    An index is opened with the model that made it, whichever is set, so that questions are
    answered while another is made; a folder holds vectors of one model only.
    """

    database: Database
    home: Home
    encoders: Encoders
    progress: Progress = silent
    aside: Aside | None = None  # for long work, where questions are answered meanwhile
    _opened: list[SearchIndex] = field(default_factory=list, repr=False)  # the last one, or none

    def open(self, release_id: int) -> SearchIndex:
        """The index of a release; one that is missing, damaged or of a model that is gone is
        rebuilt, by a model that takes no time. Raises `HomeError` while somebody publishes."""
        try:
            opened = self.stored(release_id)
        except IndexFault as error:
            log.warning("index of release %d is rebuilt: %s", release_id, error)
            with self.home.publishing_lock():
                opened = self.build(release_id, self.encoders.quick(), anew=True)
                self._belongs(release_id, opened)
        self._opened[:] = [opened]
        return opened

    def stand_in(self, release_id: int) -> tuple[int, SearchIndex] | None:
        """The last release before this one whose index is whole, where that of this one is not and
        would take long to make; None where it is whole, or made in a moment, or nothing is."""
        folder = self._folder_of(release_id)
        try:
            self.encoders.made(read_manifest(folder))
            return None
        except IndexFault as error:
            log.warning("the index of release %d cannot be used: %s", release_id, error)
        with self.database.session() as session:
            if sum(store.passage_counts(session, release_id).values()) < WORTH_PASSAGES:
                return None
            earlier = [one for one in releases.ids(session) if one < release_id]
        for one in earlier:
            try:
                return one, self.stored(one)
            except IndexFault as error:
                log.info("release %d cannot stand in: %s", one, error)
        return None

    def ready(self, release_id: int) -> SearchIndex:
        """The same for a release that does not answer yet; the caller holds the lock."""
        try:
            return self.stored(release_id)
        except IndexFault:
            return self.build(release_id, self.encoders.quick())

    def stored(self, release_id: int) -> SearchIndex:
        """The index as it lies on disk. Raises `IndexFault`."""
        folder = self._folder_of(release_id)
        return SearchIndex.load(folder, self.encoders.made(peek_manifest(folder)))

    def build(
        self,
        release_id: int,
        encoder: Encoder,
        progress: Progress | None = None,
        *,
        anew: bool = False,
    ) -> SearchIndex:
        """Make the index of a release and put it on disk, whole; `anew` where that of the current
        one cannot be built upon."""
        if self.aside is not None and self._is_long(release_id, encoder, anew):
            digest = self.aside.build(release_id, encoder.fingerprint, progress or self.progress)
            return SearchIndex.load(self.home.index_folder(digest), encoder)
        built = self._made(release_id, encoder, self._kin(encoder), progress or self.progress)
        self._keep(built, encoder)
        return built

    def _is_long(self, release_id: int, encoder: Encoder, anew: bool) -> bool:
        """Whether many passages are new to the index that answers."""
        manifest = None if anew else self._current_manifest()
        with self.database.session() as session:
            held: set[int] = set()
            current = releases.current_release(session)
            if current and manifest and manifest.fingerprint == encoder.fingerprint:
                held = set(releases.revision_ids_of(session, current))
            counts = store.passage_counts(session, release_id)
        new = sum(count for revision, count in counts.items() if revision not in held)
        return new >= WORTH_PASSAGES

    def standing(self) -> Encoder:
        """The model that answers now, else one that takes no time."""
        manifest = self._current_manifest()
        try:
            return self.encoders.made(manifest) if manifest else self.encoders.quick()
        except IndexFault:
            return self.encoders.quick()

    def lag(self) -> Lag | None:
        """Whether the current release still waits for the model that is set; loads nothing."""
        manifest = self._current_manifest()
        if manifest is None or self.encoders.is_chosen(manifest):
            return None
        return Lag(manifest.model, self.encoders.name)

    def renew(self) -> None:
        """Make the current release's index by the model that is set; the caller holds the lock."""
        if current := self._current():
            self._belongs(current, self.build(current, self.encoders.chosen()))

    def renew_aside(self, progress: Progress) -> bool:
        """The same without the lock while it takes long, so that documents can be published
        meanwhile; whether there was anything to do. What `progress` raises ends it.

        The pointer moves once the new index is whole on disk: until then the old one answers, and
        a process that is killed has changed nothing.
        """
        if self.lag() is None:
            return False
        encoder = self.encoders.chosen(progress)
        previous = self._kin(encoder)
        while self.lag() is not None and (current := self._current()):
            previous = built = self._made(current, encoder, previous, progress)
            with self.home.publishing_lock(PATIENCE):
                if self._current() == current:  # else once more, with these vectors
                    self._keep(built, encoder)
                    self._belongs(current, built)
        return True

    def _made(
        self, release_id: int, encoder: Encoder, previous: SearchIndex | None, progress: Progress
    ) -> SearchIndex:
        def tell(done: int, total: int) -> None:
            progress("Lập chỉ mục", done, total)

        with self.database.session() as session:
            revision_ids = releases.revision_ids_of(session, release_id)
            glossary = Glossary(glossary_of(store.terms_of_revisions(session, revision_ids)))
            kept: list[int] = []
            if previous is not None and previous.glossary == glossary:
                ids = store.passage_ids_by_revision(session, revision_ids)
                # A revision never changes: its passages are all in an index or none is.
                revision_ids = [one for one in revision_ids if not previous.has_all(ids[one])]
                kept = [one for held in ids.values() for one in held if one in previous]
            views = store.passages_of_revisions(session, revision_ids)
        entries = [entry_of(view) for view in views]
        if previous is not None and kept:
            return previous.updated(kept, entries, tell)
        return SearchIndex.build(
            entries, encoder, glossary=glossary, previous=previous, progress=tell
        )

    def _keep(self, built: SearchIndex, encoder: Encoder) -> None:
        folder = self.home.index_folder(built.digest)
        try:
            SearchIndex.load(folder, encoder)  # whole, and perhaps being read: left alone
            return
        except IndexFault:
            pass  # the usual case: it is new
        try:
            built.save(folder)
        except OSError as error:
            raise HomeError(f"Không ghi được chỉ mục vào {folder}: {reason(error)}.") from error

    def _belongs(self, release_id: int, built: SearchIndex) -> None:
        with self.database.session() as session:
            releases.set_index_digest(session, release_id, built.digest)
            session.commit()

    def _kin(self, encoder: Encoder) -> SearchIndex | None:
        """An index of the same model, whose vectors of unchanged texts are taken over: that of the
        current release, in memory where questions are answered from it, else the latest. Having
        none costs time and nothing else."""
        current = self._current_manifest()
        for opened in self._opened:
            if (
                current
                and opened.digest == current.digest
                and current.fingerprint == encoder.fingerprint
            ):
                return opened
        folders = list(self.home.indexes.iterdir()) if self.home.indexes.is_dir() else []
        for folder in sorted(folders, key=_age):
            try:
                if peek_manifest(folder).fingerprint == encoder.fingerprint:
                    return SearchIndex.load(folder, encoder)
            except IndexFault as error:
                log.info("vectors are not taken over: %s", error)
        return None

    def _current(self) -> int | None:
        with self.database.session() as session:
            return releases.current_release(session)

    def _current_manifest(self) -> Manifest | None:
        current = self._current()
        try:
            return peek_manifest(self._folder_of(current)) if current else None
        except IndexFault:
            return None  # missing or damaged: it will be rebuilt when it is opened

    def _folder_of(self, release_id: int) -> Path:
        with self.database.session() as session:
            return self.home.index_folder(releases.index_digest_of(session, release_id))


def entry_of(view: PassageView) -> Entry:
    """A passage as the index sees it: a point goes with the words that govern it."""
    document = view.document
    heading = [document.title, *view.heading_path]
    if document.number:
        heading.insert(0, document.number)
    text = f"{view.lead} {view.text}" if view.lead else view.text
    return Entry(view.id, text, "\n".join(heading))


def _age(folder: Path) -> float:
    """Younger folders sort first; one that has just been deleted sorts last."""
    try:
        return -folder.stat().st_mtime
    except OSError:
        return 0.0
