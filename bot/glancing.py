"""A glance at a watched source: what differs from what was seen before, and is read."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.downloads import WebSource
from bot.errors import PublishingError
from bot.publishing import Publisher
from bot.sources import Source
from bot.watched_folders import Found, Listing, is_as_found, sha256_of
from knowledge.errors import FetchError
from knowledge.watches import Seen
from knowledge.web.address import is_web_address, web_address

# A file written later than this before a glance is looked into at the next, whatever its time.
SURE_AFTER_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Glance:
    """What is seen of a source before anything is drafted."""

    found: tuple[Seen, ...] = ()  # those that differ from what was kept
    refused: tuple[str, ...] = ()
    failure: str | None = None
    read: int = 0


@dataclass(frozen=True, slots=True)
class Glancing:
    """Reads only what changed. `clock` gives the moment, in UTC."""

    publisher: Publisher
    clock: Callable[[], datetime]

    def at(self, place: str, before: dict[str, Seen]) -> Glance:
        """At a folder or a web address, seen before as this."""
        if is_web_address(place):
            return self._page(place, before)
        return self._folder(Listing.of(Path(place)), before)

    def _page(self, place: str, before: dict[str, Seen]) -> Glance:
        try:
            source = WebSource(web_address(place))
            (made,) = self.publisher.read_each([source])
        except (FetchError, PublishingError) as error:
            return Glance(failure=str(error))
        if isinstance(made, str):
            return Glance(failure=made)
        held = before.get(place)
        if held is not None and held.revision_id == made:
            return Glance(read=1)
        return Glance((Seen(place, revision_id=made, is_undecided=True),), read=1)

    def _folder(self, listing: Listing, before: dict[str, Seen]) -> Glance:
        found: list[Seen] = []
        to_read: list[tuple[Found, str | None]] = []
        for one in listing.files:
            held = before.get(one.origin, Seen(one.origin))
            if held.is_settled and (held.size, held.mtime_ns) == (one.size, one.mtime_ns):
                same, sha256 = True, held.sha256
            else:
                sha256 = sha256_of(one.path)
                same = held.is_settled and sha256 is not None and sha256 == held.sha256
            if not same:
                to_read.append((one, sha256))
            elif held.is_gone:  # it is back, as it was
                undecided = held.revision_id is not None
                found.append(replace(held, is_gone=False, is_undecided=undecided))
            elif (held.size, held.mtime_ns) != (one.size, one.mtime_ns):
                found.append(replace(held, size=one.size, mtime_ns=self._sure_time(one)))
        read, refused = self._read(to_read, listing, before)
        gone, failures = _gone(listing, before)
        failure = ". ".join([*listing.faults, *failures])
        kept = tuple(one for one in (*found, *read, *gone) if one != before.get(one.origin))
        return Glance(kept, refused, f"{failure}." if failure else None, len(to_read))

    def _read(
        self,
        to_read: list[tuple[Found, str | None]],
        listing: Listing,
        before: dict[str, Seen],
    ) -> tuple[list[Seen], tuple[str, ...]]:
        """What came of reading these files, and the refusals that are new."""
        present = [one.origin for one in listing.files]
        sources = [Source(one.path, one.origin) for one, _ in to_read]
        made = self.publisher.read_each(sources, present) if sources else []
        seen, refused = [], []
        for (one, sha256), result in zip(to_read, made, strict=True):
            if not is_as_found(one):
                continue  # somebody is writing it: the next look reads it
            held = before.get(one.origin, Seen(one.origin))
            # What could not even be opened may be opened later, unchanged.
            mtime_ns = self._sure_time(one) if sha256 else None
            as_found = Seen(one.origin, one.size, mtime_ns, sha256)
            if isinstance(result, str):
                seen.append(replace(as_found, revision_id=held.revision_id, problem=result))
                if result != held.problem:
                    refused.append(result)
                continue
            changed = result != held.revision_id or held.is_gone or held.is_undecided
            seen.append(replace(as_found, revision_id=result, is_undecided=changed))
        return seen, tuple(refused)

    def _sure_time(self, one: Found) -> int | None:
        """A file's time, unless it was written so lately that it may change within the same tick
        of its clock."""
        lately = self.clock().timestamp() * 1e9 - SURE_AFTER_NS
        return one.mtime_ns if one.mtime_ns < lately else None


def _gone(listing: Listing, before: dict[str, Seen]) -> tuple[list[Seen], list[str]]:
    """The files that are gone, where the listing proves it; and why others are not sure to be."""
    present = {one.origin for one in listing.files}
    missing = [one for one in before.values() if one.origin not in present and not one.is_gone]
    if listing.faults:
        said = "không gỡ văn bản nào"
        return [], [said] if missing else []
    gone, emptied = [], set()
    for one in missing:
        if folder := listing.unproven(one.origin):
            emptied.add(folder)
        else:
            undecided = one.revision_id is not None
            gone.append(replace(one, is_gone=True, is_undecided=undecided))
    return gone, [
        f"Thư mục {folder} trước có văn bản, nay trống; nếu đúng là muốn gỡ thì xin xóa cả thư "
        "mục đó; chưa gỡ văn bản nào của nó"
        for folder in sorted(emptied)
    ]
