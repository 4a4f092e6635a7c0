"""Who may do what: by Telegram's numeric id, and nothing unless it was given."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from knowledge import membership
from knowledge.database import Database
from knowledge.people import Role

# Ids that many people share: GroupAnonymousBot (anonymous admins), Channel_Bot (channels), and
# Telegram's own account (posts forwarded from a linked channel). They are nobody.
SHARED = frozenset({1087968824, 136817688, 777000})
FRESH = 2.0  # seconds until another process's change is seen
MOST_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Access:
    """What a person may do, and whether they have agreed to what is kept of them."""

    role: Role
    consented: bool = False

    def covers(self, needed: Role) -> bool:
        return self.role.covers(needed)


class Rights:
    """Answers for one bot. Changes made through this process are seen at once, provided that who
    makes them calls `changed`; those of other processes after `FRESH` seconds."""

    def __init__(
        self,
        database: Database,
        owner: int | None,
        *,
        open_to_all: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._owner = owner
        self._least = Role.MEMBER if open_to_all else Role.STRANGER
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: dict[int, tuple[Access, float]] = {}
        self._changes = 0

    def of(self, telegram_id: int) -> Access:
        """Reads the database where nothing fresh is kept. Raises `DatabaseError`."""
        if kept := self.kept(telegram_id):
            return kept
        changes = self._changes
        access = self._read(telegram_id)
        with self._lock:
            # Somebody may have changed what was just read: then it is not kept.
            if changes == self._changes:
                if len(self._kept) >= MOST_KEPT:
                    self._kept.clear()
                self._kept[telegram_id] = (access, self._clock())
        return access

    def kept(self, telegram_id: int) -> Access | None:
        """What was read a moment ago; never waits for the database."""
        if telegram_id in SHARED:
            return Access(Role.STRANGER)
        with self._lock:
            access, read_at = self._kept.get(telegram_id, (None, 0.0))
        return access if access and self._clock() - read_at < FRESH else None

    def changed(self, telegram_id: int) -> None:
        """The database says something else of this person from now on."""
        with self._lock:
            self._changes += 1
            self._kept.pop(telegram_id, None)

    def _read(self, telegram_id: int) -> Access:
        with self._database.session() as session:
            role, consented = membership.standing_of(session, telegram_id)
        if telegram_id == self._owner:
            role = Role.OWNER
        return Access(role if role.covers(self._least) else self._least, consented)
