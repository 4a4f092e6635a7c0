"""The release that answers now, with its index in memory; follows the database's pointer."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from bot import texts_running as texts
from index.glossary import Glossary
from index.search_index import SearchIndex
from knowledge import glossary
from knowledge.database import Database
from knowledge.pointer import Published, ReleasePointer

log = logging.getLogger(__name__)
MEND_AGAIN = 30.0  # seconds

StandIn = Callable[[int], tuple[int, SearchIndex] | None]


def _none(_: int) -> None:
    """There is no stand-in."""


@dataclass(frozen=True, slots=True)
class OpenRelease:
    id: int
    index: SearchIndex


class CurrentRelease:
    """Opens the published release and swaps when another one is published, or the same one with
    another index.

    The swap is one assignment: a question that has begun keeps the release it began with.

    Args:
        stand_in: an earlier release and its index for one whose own index would take long to make;
            it answers while that is made aside.

    Attributes:
        told: gets a sentence when another release stands in, and when that ends.
    """

    def __init__(
        self,
        database: Database,
        open_index: Callable[[int], SearchIndex],
        stand_in: StandIn = _none,
    ) -> None:
        self._database = database
        self._pointer = ReleasePointer(database)
        self._open_index = open_index
        self._stand_in = stand_in
        self.told: Callable[[str], None] = lambda _: None
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._open: tuple[Published, OpenRelease] | None = None
        self._aside: Published | None = None

    def get(self) -> OpenRelease:
        """The open release; loads the index when the pointer has moved.

        Where only the index is another one, made by another model from the same words, the old
        one answers until that one is loaded aside.
        """
        wanted = self._pointer.read()
        if wanted is None:
            raise LookupError("nothing is published yet; publish the handbook first")
        opened = self._open
        if opened is None or opened[0].release != wanted.release:
            return self._swap(wanted)
        if opened[0].digest != wanted.digest:
            self._swap_aside(wanted)
        elif opened[0].terms != wanted.terms:
            return self._taught(opened[1], wanted)
        return opened[1]

    @property
    def opened(self) -> OpenRelease | None:
        """What answers now, as far as anything does; loads nothing."""
        return self._open[1] if self._open else None

    def close(self) -> None:
        """Give the database's connection back."""
        self._closing.set()
        self._pointer.close()

    def _swap(self, wanted: Published) -> OpenRelease:
        with self._lock:
            opened = self._open
            if opened is None or opened[0] != wanted:
                if (instead := self._instead(wanted)) is not None:
                    self._open = (wanted, instead)
                    return instead
                index = self._with_terms(self._open_index(wanted.release))
                release = OpenRelease(wanted.release, index)
                # It may have had to be built anew.
                wanted = wanted._replace(digest=index.digest)
                log.info("release %d answers now, %d passages", release.id, len(release.index.ids))
                opened = self._open = (wanted, release)
            return opened[1]

    def _instead(self, wanted: Published) -> OpenRelease | None:
        """Another release that answers while the index of this one is made anew."""
        found = self._stand_in(wanted.release)
        if found is None:
            return None
        log.warning("release %d answers while the index of %d is made", found[0], wanted.release)
        self.told(texts.STAND_IN.format(answering=found[0], published=wanted.release))
        threading.Thread(target=self._mend, args=(wanted.release,), daemon=True).start()
        return OpenRelease(found[0], self._with_terms(found[1]))

    def _mend(self, release_id: int) -> None:
        """Make the index, as often as it takes, and swap."""
        index = None
        while index is None:
            try:
                index = self._with_terms(self._open_index(release_id))
            except Exception as error:  # the disk is full, somebody publishes: not for ever
                log.warning("the index of release %d is not made yet: %s", release_id, error)
                if self._closing.wait(MEND_AGAIN):
                    return
        with self._lock:
            if self._open is None or self._open[0].release != release_id:
                return  # another one was published meanwhile
            wanted = self._open[0]._replace(digest=index.digest)
            self._open = (wanted, OpenRelease(release_id, index))
        log.info("the index of release %d is made; it answers now", release_id)
        self.told(texts.MENDED.format(release=release_id))

    def _taught(self, opened: OpenRelease, wanted: Published) -> OpenRelease:
        """The open release with the admins' short forms as they are now."""
        taught = OpenRelease(opened.id, self._with_terms(opened.index))
        with self._lock:
            if self._open and self._open[1] is opened:
                self._open = (wanted, taught)
        return taught

    def _with_terms(self, index: SearchIndex) -> SearchIndex:
        with self._database.session() as session:
            return index.with_terms(Glossary(glossary.entries(session)))

    def _swap_aside(self, wanted: Published) -> None:
        if self._aside != wanted:
            self._aside = wanted  # once: what cannot be loaded now is not tried at each question
            threading.Thread(target=self._try_swap, args=(wanted,), daemon=True).start()

    def _try_swap(self, wanted: Published) -> None:
        try:
            self._swap(wanted)
        except Exception:
            log.exception("the new index of release %d was not loaded", wanted.release)
