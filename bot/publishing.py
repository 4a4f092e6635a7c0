"""Sources -> a release, published or taken back. Questions are answered from the old one until
the new one is whole; a process killed at any moment leaves the old one in force."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass, replace

from sqlmodel import Session

from bot.aside import Aside
from bot.cancelling import Cancel
from bot.comparison import Comparison, compare
from bot.downloads import Downloads, Standing, WebSource
from bot.errors import GoldenBroken, StaleChoice, StaleDraft
from bot.home import Home
from bot.indexing import Indexes
from bot.known_files import Known, KnownFiles
from bot.progress import Progress, silent
from bot.proposed import proposed_by, told
from bot.proving import prove
from bot.revising import composed, revised, revised_each
from bot.sources import HANDBOOK, Source, handbook_sources, read_all, read_each
from index.embedding import Encoder
from knowledge import golden, releases, store
from knowledge.database import Database
from knowledge.errors import ReadingError
from knowledge.reading.reading import Reading

Agree = Callable[[Comparison], bool]
Claim = Callable[[Session, "Prepared"], None]


def _always(comparison: Comparison) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a refresh did; `release` is None when nothing was published. `reindexed`: the words
    are the same, but another model answers for them now."""

    comparison: Comparison
    release: int | None
    reindexed: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """A drafted release whose index is on disk, seen by nobody; it was compared with the release
    that answered then. `release` is None where nothing would change."""

    release: int | None
    compared_with: int | None
    comparison: Comparison


@dataclass(frozen=True)
class Publisher:
    """Builds releases beside the one that answers."""

    database: Database
    home: Home
    indexes: Indexes
    progress: Progress = silent
    private: bool = False  # whether web addresses of one's own network are read
    aside: Aside | None = None  # for long work, where questions are answered meanwhile

    def refresh(
        self,
        sources: Sequence[Source | WebSource],
        *,
        only: bool = False,
        author: str,
        note: str = "",
        agree: Agree = _always,
        insist: bool = False,
    ) -> Outcome:
        """Add or update these sources and publish; with `only` the release holds nothing else.

        `agree` sees what would change and may say no: then nothing has happened. Raises
        `PublishingError` when a source cannot be read; `GoldenBroken` when a golden question would
        no longer be answered, unless one does `insist`; `HomeError` while another refresh runs;
        `IndexFault` when the model that is set cannot be had.
        """
        chosen = self.indexes.encoders.chosen
        with self.home.publishing_lock():
            outcome = self._refresh(sources, only, author, note, agree, chosen, insist)
            if not outcome.comparison.nothing_changed:
                return outcome
            return replace(outcome, reindexed=self._reindexed(outcome.comparison, agree))

    def read(
        self, sources: Sequence[Source | WebSource], progress: Progress | None = None
    ) -> list[int]:
        """Make revisions of these sources, in order; nothing answers from them yet. Raises
        `PublishingError` naming each source that cannot be read: then there is neither a revision
        nor a document more than before."""
        progress = progress or self.progress
        if self.aside is not None and self.aside.is_worth(sources):
            return self.aside.read(sources, progress)
        known = self._known(progress)
        readings = read_all(sources, progress, known.read)
        with self.database.session() as session:
            revision_ids = revised(session, readings, known)
            session.commit()
        return revision_ids

    def read_each(
        self,
        sources: Sequence[Source | WebSource],
        present: Collection[str] = (),
        progress: Progress | None = None,
        cancel: Cancel | None = None,
    ) -> list[int | str]:
        """As `read`, but one that cannot be read keeps none of the others out: for each source a
        revision, or one sentence on why there is none. `present`: as of `revised_each`; `cancel`:
        as of `bot.sources.read_each`."""
        progress = progress or self.progress
        if self.aside is not None and self.aside.is_worth(sources):
            return self.aside.read_each(sources, present, progress, cancel)
        known = self._known(progress)
        made: list[int | str] = []
        readings: list[tuple[Source | WebSource, Reading | Standing]] = []
        for source, reading in read_each(sources, progress, known.read, cancel):
            if isinstance(reading, ReadingError):
                made.append(str(reading))
            else:
                made.append("")  # its revision is made below, in one transaction
                readings.append((source, reading))
        with self.database.session() as session:
            revisions = revised_each(session, readings, known, present)
            for place, said in enumerate(made):
                if not said:
                    one = next(revisions)
                    made[place] = one if isinstance(one, int) else str(one)
            session.commit()
        return made

    def prepare(
        self,
        put_in: Sequence[int],
        *,
        only: bool = False,
        without: Collection[str] = (),
        author: str,
        note: str = "",
        progress: Progress | None = None,
        claim: Claim = lambda session, prepared: None,
    ) -> Prepared:
        """Draft the release that holds what stands and these revisions, make its index and ask it
        the golden questions; `without` are slugs of documents that leave it. `claim` is called in
        the transaction that writes the release down, so that it is somebody's from its first
        moment and no clean-up takes it. Raises `HomeError` while another refresh runs,
        `IndexFault`."""
        with self.home.publishing_lock():
            drafted = self._drafted(put_in, only, author, note, without, claim)
            if drafted.release is None:
                return drafted
            encoder = self.indexes.encoders.chosen()
            return self._built(drafted, drafted.release, encoder, progress)

    def waiting(self, release_id: int, compared_with: int | None) -> Prepared:
        """A drafted release as it was prepared, also by a process that is gone."""
        with self.database.session() as session:
            changes = releases.changes_of(session, release_id)
        return Prepared(release_id, compared_with, Comparison.from_json(changes))

    def publish(
        self,
        prepared: Prepared,
        *,
        author: str,
        insist: bool = False,
        also: Callable[[Session], None] = lambda session: None,
    ) -> None:
        """Let a drafted release answer; `also` is called in the same transaction.

        Raises `StaleDraft` where another release answers by now than it was compared with,
        `GoldenBroken` as `refresh` does.
        """
        with self.home.publishing_lock():
            self._publish(prepared, author, insist, also)

    def discard(self, release_id: int) -> None:
        """Give a drafted release up."""
        with self.database.session() as session:
            releases.abandon(session, release_id)
            session.commit()

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
                standing, agree = self.indexes.standing, _always
                self._refresh(sources, False, "nenchang", note, agree, standing, insist=True)

    def roll_back(
        self, release_id: int | None, *, author: str, instead_of: int | None = None
    ) -> int:
        """Answer from an earlier release again; its index is made anew if it is gone or damaged.

        Raises `StaleChoice` where it was chosen while another one answered, `instead_of`.
        """
        with self.home.publishing_lock():
            with self.database.session() as session:
                target = releases.rollback_target(session, release_id)
                current = releases.current_release(session)
            if instead_of not in (None, current):
                raise StaleChoice(current)
            digest = self.indexes.ready(target).digest
            with self.database.session() as session:
                releases.roll_back(session, target, digest, actor=author)
                session.commit()
        return target

    def _refresh(
        self,
        sources: Sequence[Source | WebSource],
        only: bool,
        author: str,
        note: str,
        agree: Agree,
        encoder: Callable[[], Encoder],
        insist: bool,
    ) -> Outcome:
        self._clear_remains()
        put_in = self.read(self._with_handbook(sources, only=only))
        drafted = self._drafted(put_in, only, author, note)
        release_id = drafted.release
        if release_id is None:
            return Outcome(drafted.comparison, None)
        asked_first = self._has_golden()  # their answers are part of what is agreed to
        if asked_first:
            drafted = self._built(drafted, release_id, encoder())
        if not agree(drafted.comparison):
            self.discard(release_id)
            return Outcome(drafted.comparison, None)
        if not asked_first:
            drafted = self._built(drafted, release_id, encoder())
        try:
            self._publish(drafted, author, insist)
        except GoldenBroken:
            self.discard(release_id)
            raise
        return Outcome(drafted.comparison, release_id)

    def _drafted(
        self,
        put_in: Sequence[int],
        only: bool,
        author: str,
        note: str,
        without: Collection[str] = (),
        claim: Claim = lambda session, prepared: None,
    ) -> Prepared:
        """The release written down, without an index."""
        with self.database.session() as session:
            revision_ids = composed(session, put_in, only=only, without=without)
            current = releases.current_release(session)
            comparison = self._compare(session, current, revision_ids)
            if comparison.nothing_changed:
                return Prepared(None, current, comparison)
            release_id = releases.draft(session, revision_ids, author=author, note=note)
            releases.note_changes(session, release_id, asdict(comparison))
            drafted = Prepared(release_id, current, comparison)
            claim(session, drafted)
            session.commit()
        return drafted

    def _built(
        self,
        drafted: Prepared,
        release_id: int,
        encoder: Encoder,
        progress: Progress | None = None,
    ) -> Prepared:
        """Its index on disk, the golden questions asked."""
        built = self.indexes.build(release_id, encoder, progress)
        with self.database.session() as session:
            releases.set_index_digest(session, release_id, built.digest)
            session.commit()
        proof = prove(self.database, self.indexes, drafted.compared_with, (release_id, built))
        comparison = replace(drafted.comparison, proof=proof)
        with self.database.session() as session:
            releases.note_changes(session, release_id, asdict(comparison))
            session.commit()
        return replace(drafted, comparison=comparison)

    def _publish(
        self,
        prepared: Prepared,
        author: str,
        insist: bool,
        also: Callable[[Session], None] = lambda session: None,
    ) -> None:
        """Move the pointer in one short transaction."""
        if prepared.release is None:
            raise ValueError("nothing was prepared")
        broken = prepared.comparison.proof.broken
        if broken and not insist:
            raise GoldenBroken(broken)
        with self.database.session() as session:
            current = releases.current_release(session)
            if current != prepared.compared_with:
                raise StaleDraft(prepared.compared_with, current)
            releases.publish(session, prepared.release, actor=author, in_spite_of=broken)
            also(session)
            session.commit()
            kept = releases.kept_digests(session)
        self.home.forget_indexes(kept)

    def _reindexed(self, comparison: Comparison, agree: Agree) -> bool:
        """Make the index anew where another model is set than made it, if `agree` says so."""
        lag = self.indexes.lag()
        if lag is None:
            return False
        said = f"chỉ mục của mô hình “{lag.made_by}” sẽ được lập lại bằng “{lag.chosen}”."
        if not agree(replace(comparison, warnings=(*comparison.warnings, said))):
            return False
        self.indexes.renew()
        return True

    def _clear_remains(self) -> None:
        with self.database.session() as session:
            releases.abandon_drafts(session)
            session.commit()

    def _has_golden(self) -> bool:
        with self.database.session() as session:
            return bool(golden.questions(session))

    def _known(self, progress: Progress) -> Known:
        from knowledge.web.fetching import Fetcher  # and with it asyncio

        pages = Downloads(self.database, Fetcher(private=self.private), progress)
        return Known(KnownFiles(self.database), pages)

    def _with_handbook(
        self, sources: Sequence[Source | WebSource], *, only: bool
    ) -> Sequence[Source | WebSource]:
        """The first release holds the built-in handbook, whatever it is made for."""
        with self.database.session() as session:
            first = releases.current_release(session) is None
        return [*handbook_sources(), *sources] if first and not only else sources

    def _compare(
        self, session: Session, current: int | None, revision_ids: Sequence[int]
    ) -> Comparison:
        before = releases.revision_ids_of(session, current) if current else []
        common = set(before) & set(revision_ids)
        gone = [one for one in before if one not in common]
        new = [one for one in revision_ids if one not in common]
        read = store.documents_of_revisions(session, new)
        comparison = compare(
            store.documents_of_revisions(session, gone),
            read,
            store.passages_of_revisions(session, gone),
            store.passages_of_revisions(session, new),
        )
        said = proposed_by(session, read)
        lines = [
            f"{one.source}: {line}" for one in read for line in told(said.get(one.revision_id, ()))
        ]
        return replace(comparison, unchanged=len(common), proposed=tuple(lines))
