"""One look at the bot: does it do its work, and if not, why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import texts_running as texts
from bot.current import CurrentRelease
from bot.health.room import LITTLE, NONE, free_bytes
from bot.parts import Parts
from bot.polling.conflicts import Conflicts
from bot.polling.pulse import Pulse
from bot.polling.vigil import Vigil
from bot.polling.watchdog import DEAF_AFTER
from knowledge.backlog import Backlog, backlog
from knowledge.database import Database
from knowledge.errors import KnowledgeError
from knowledge.releases import current_release

STUCK_AFTER = 30.0  # seconds in which the event loop has not come round


@dataclass(frozen=True, slots=True)
class Report:
    """`failing`: why it does not do its work; `worries`: what is wrong while it does. None where
    something is not known."""

    failing: tuple[str, ...]
    worries: tuple[str, ...]
    polls: Mapping[str, int]
    conflicts: int
    poll_age: float | None
    unfinished: int | None
    uncertain: int | None
    release: int | None
    wanted: int | None
    passages: int | None
    free_bytes: int | None

    @property
    def works(self) -> bool:
        return not self.failing

    def as_json(self) -> dict[str, Any]:
        """What /healthz answers; nothing of it is anybody's words."""
        return {
            "status": "failing" if self.failing else "degraded" if self.worries else "ok",
            "reasons": [*self.failing, *self.worries],
            "last_poll_age_seconds": None if self.poll_age is None else round(self.poll_age, 1),
            "release": {"answering": self.release, "published": self.wanted},
            "index_passages": self.passages,
            "queues": {"inbox_unfinished": self.unfinished, "outbox_uncertain": self.uncertain},
            "disk_free_bytes": self.free_bytes,
            "database": "failing" if self.unfinished is None else "ok",
        }


class Looking:
    """Looks at everything that a report needs. May be asked from any thread."""

    def __init__(self, parts: Parts, vigil: Vigil) -> None:
        self._database: Database = parts.database
        self._current: CurrentRelease = parts.current
        self._home: Path = parts.home.path
        self._vigil = vigil
        self._pulse: Pulse = vigil.pulse
        self._conflicts: Conflicts = vigil.conflicts

    def report(self) -> Report:
        failing = self._failing()
        worries: list[str] = []
        waiting, wanted = self._stored(failing)
        free = free_bytes(self._home)
        if free is not None and free < LITTLE:
            full = failing if free < NONE else worries
            full.append(texts.LITTLE_ROOM.format(free=free // 1024**2))
        opened = self._current.opened
        if opened and wanted not in (None, opened.id):
            worries.append(texts.STAND_IN.format(answering=opened.id, published=wanted))
        return Report(
            failing=tuple(failing),
            worries=tuple(worries),
            polls=dict(self._pulse.counts),
            conflicts=self._conflicts.total,
            poll_age=self._pulse.age,
            unfinished=waiting.unfinished if waiting else None,
            uncertain=waiting.uncertain if waiting else None,
            release=opened.id if opened else None,
            wanted=wanted,
            passages=len(opened.index) if opened else None,
            free_bytes=free,
        )

    def _failing(self) -> list[str]:
        pulse, looked = self._pulse, self._vigil.looked
        failing = []
        if pulse.succeeded is None:
            failing.append(texts.NOT_POLLED_YET)
        elif pulse.silence >= DEAF_AFTER:
            failing.append(texts.NO_POLLS.format(seconds=round(pulse.silence)))
        if self._conflicts.pause:
            failing.append(texts.STEPPED_BACK)
        if pulse.unwritten is not None:
            failing.append(pulse.unwritten)
        if looked is not None and pulse.now() - looked > STUCK_AFTER:
            failing.append(texts.STUCK)
        return failing

    def _stored(self, failing: list[str]) -> tuple[Backlog | None, int | None]:
        try:
            with self._database.session() as session:
                return backlog(session), current_release(session)
        except KnowledgeError as error:
            failing.append(str(error))
            return None, None
