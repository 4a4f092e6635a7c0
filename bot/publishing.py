"""Sources -> a release, published or taken back. Questions are answered from the old one until
the new one is whole; a process killed at any moment leaves the old one in force."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from bot.comparison import Comparison, compare
from bot.downloads import Downloads, Standing, WebSource
from bot.errors import PublishingError
from bot.home import Home
from bot.indexing import Indexes
from bot.progress import Progress, silent
from bot.sources import HANDBOOK, Source, handbook_sources, read_all
from index.embedding import Encoder
from index.text import fold, syllables
from knowledge import releases, store
from knowledge.database import Database
from knowledge.gaps import article_warnings
from knowledge.models import Document
from knowledge.reading.reading import Reading
from knowledge.structure import passages_of
from knowledge.views import DocumentView

LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a refresh did; `release` is None when nothing was published. `reindexed`: the words
    are the same, but another model answers for them now."""

    comparison: Comparison
    release: int | None
    reindexed: bool = False


@dataclass(frozen=True)
class Publisher:
    """Builds releases beside the one that answers."""

    database: Database
    home: Home
    indexes: Indexes
    progress: Progress = silent
    private: bool = False  # whether web addresses of one's own network are read

    def refresh(
        self,
        sources: Sequence[Source | WebSource],
        *,
        only: bool = False,
        author: str,
        note: str = "",
        agree: Callable[[Comparison], bool] = lambda comparison: True,
    ) -> Outcome:
        """Add or update these sources and publish; with `only` the release holds nothing else.

        `agree` sees what would change and may say no: then nothing has happened. Raises
        `PublishingError` when a source cannot be read; `HomeError` while another refresh runs;
        `IndexFault` when the model that is set cannot be had.
        """
        chosen = self.indexes.encoders.chosen
        with self.home.publishing_lock():
            outcome = self._refresh(sources, only, author, note, agree, chosen)
            if not outcome.comparison.nothing_changed:
                return outcome
            return replace(outcome, reindexed=self._reindexed(outcome.comparison, agree))

    def _refresh(
        self,
        sources: Sequence[Source | WebSource],
        only: bool,
        author: str,
        note: str,
        agree: Callable[[Comparison], bool],
        encoder: Callable[[], Encoder],
    ) -> Outcome:
        self._clear_remains()
        downloads = self._downloads()
        wanted = self._with_handbook(sources, only=only)
        readings = read_all(wanted, self.progress, downloads.read)
        with self.database.session() as session:
            revision_ids = self._revisions(session, readings, downloads, only=only)
            comparison = self._compare(session, revision_ids)
            if comparison.nothing_changed:
                session.commit()  # when web pages were last looked at, and by what they are known
                return Outcome(comparison, None)
            if not agree(comparison):
                return Outcome(comparison, None)
            release_id = releases.draft(session, revision_ids, author=author, note=note)
            session.commit()
        self._publish(release_id, author, encoder())
        return Outcome(comparison, release_id)

    def _reindexed(self, comparison: Comparison, agree: Callable[[Comparison], bool]) -> bool:
        """Make the index anew where another model is set than made it, if `agree` says so."""
        lag = self.indexes.lag()
        if lag is None:
            return False
        said = f"chỉ mục của mô hình “{lag.made_by}” sẽ được lập lại bằng “{lag.chosen}”."
        if not agree(replace(comparison, warnings=(*comparison.warnings, said))):
            return False
        self.indexes.renew()
        return True

    def ensure_published(self) -> None:
        """Publish the built-in handbook where nothing is, or where it came with a newer version.

        A release made with `--only` holds no handbook and stays as it is. This must not take
        long: it is done by the model that answers now, whichever is set.
        """
        with self.database.session() as session:
            current = releases.current_release(session)
            held = store.documents_of(session, current) if current else []
        if current is None or any(document.origin.startswith(HANDBOOK) for document in held):
            with self.home.publishing_lock():
                sources, note = handbook_sources(), "Sổ tay đi kèm"
                standing = self.indexes.standing
                self._refresh(sources, False, "nenchang", note, lambda comparison: True, standing)

    def roll_back(self, release_id: int | None, *, author: str) -> int:
        """Answer from an earlier release again; its index is made anew if it is gone."""
        with self.home.publishing_lock():
            with self.database.session() as session:
                target = releases.rollback_target(session, release_id)
            digest = self.indexes.ready(target).digest
            with self.database.session() as session:
                releases.roll_back(session, target, digest, actor=author)
                session.commit()
        return target

    def _clear_remains(self) -> None:
        with self.database.session() as session:
            releases.abandon_drafts(session)
            session.commit()

    def _downloads(self) -> Downloads:
        from knowledge.web.fetching import Fetcher  # and with it asyncio

        return Downloads(self.database, Fetcher(private=self.private), self.progress)

    def _with_handbook(
        self, sources: Sequence[Source | WebSource], *, only: bool
    ) -> Sequence[Source | WebSource]:
        """The first release holds the built-in handbook, whatever it is made for."""
        with self.database.session() as session:
            first = releases.current_release(session) is None
        return [*handbook_sources(), *sources] if first and not only else sources

    def _publish(self, release_id: int, author: str, encoder: Encoder) -> None:
        """Build aside, then move the pointer in one short transaction."""
        built = self.indexes.build(release_id, encoder)
        with self.database.session() as session:
            releases.publish(session, release_id, built.digest, actor=author)
            session.commit()
            kept = releases.kept_digests(session)
        self.home.forget_indexes(kept)

    def _revisions(
        self,
        session: Session,
        readings: Sequence[tuple[Source | WebSource, Reading | Standing]],
        downloads: Downloads,
        *,
        only: bool,
    ) -> list[int]:
        """The revisions of the coming release: what stands, with these sources put in."""
        current = None if only else releases.current_release(session)
        standing = store.documents_of(session, current) if current else []
        read = {source.origin for source, _ in readings}
        if any(origin.startswith(HANDBOOK) for origin in read):
            # A newer version may have dropped a chapter of the handbook.
            standing = [
                document
                for document in standing
                if document.origin in read or not document.origin.startswith(HANDBOOK)
            ]
        revisions = {document.slug: document.revision_id for document in standing}
        for source, reading in readings:
            if isinstance(reading, Standing):
                revision_id = reading.revision_id
                slug = store.documents_of_revisions(session, [revision_id])[0].slug
            else:
                document = self._document(session, source, reading, standing, read)
                slug, revision_id = document.slug, self._revision(session, document, reading)
            revisions[slug] = revision_id
            downloads.remember(session, source.origin, revision_id)
        return list(revisions.values())

    def _document(
        self,
        session: Session,
        source: Source | WebSource,
        reading: Reading,
        standing: Sequence[DocumentView],
        read: set[str],
    ) -> Document:
        """The document that a source is a revision of.

        A file that was moved or renamed is known again by its number and title, so that no
        document ever answers beside its own older self.
        """
        found = store.document_by_origin(session, source.origin)
        if found is not None:
            return found
        for view in standing:
            same = (view.number, view.title) == (reading.head.number, reading.head.title)
            if view.number and same and view.origin not in read:
                return store.move_document(session, view.origin, source.origin)
        return store.add_document(session, slug_of(reading), source.origin)

    def _revision(self, session: Session, document: Document, reading: Reading) -> int:
        sha256 = store.reading_hash(reading)
        known = store.revision_by_hash(session, document, sha256)
        if known is not None:
            return known
        spans = passages_of(reading)
        if not spans:
            raise PublishingError(f"{reading.source}: không tách được đoạn nào để trích dẫn.")
        warnings = (*reading.warnings, *article_warnings(reading))
        reading = replace(reading, warnings=warnings)
        return store.add_revision(session, document, reading, sha256, spans)

    def _compare(self, session: Session, revision_ids: Sequence[int]) -> Comparison:
        current = releases.current_release(session)
        before = releases.revision_ids_of(session, current) if current else []
        return compare(
            store.documents_of_revisions(session, before),
            store.documents_of_revisions(session, revision_ids),
            store.passages_of_revisions(session, set(before) - set(revision_ids)),
            store.passages_of_revisions(session, set(revision_ids) - set(before)),
        )


def slug_of(reading: Reading) -> str:
    """A document's short name for commands, from its number and title or else its file name."""
    words = syllables(fold(reading.head.number or reading.source.rsplit(".", 1)[0]))
    return "-".join(words)[:LONGEST_SLUG].strip("-") or "van-ban"
