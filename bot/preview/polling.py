"""getUpdates: the long poll, one at a time.

After telegram-bot-api's `do_get_updates` and `abort_long_poll` (Client.cpp).
"""

import asyncio
import time

from bot.preview.errors import ApiError, bad_request
from bot.preview.faults import UPDATES, Kind
from bot.preview.jsontypes import Json
from bot.preview.parameters import Parameters
from bot.preview.updates import LONGEST_POLL, MOST_AT_ONCE
from bot.preview.world import World

_CONFLICT = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is"
    " running"
)
_CONFLICT_PAUSE = 3.0


class Polling:
    """Answers getUpdates; a poll that has to wait ends the one that waits already."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._turn = 0
        self._last_conflict = float("-inf")
        self._again: list[Json] = []

    async def get_updates(self, parameters: Parameters) -> list[Json]:
        """What `_get_updates` finds, with the faults of updates done to it."""
        again, self._again = self._again, []
        found = again or await self._get_updates(parameters)
        world = self._world
        with world.bell.lock:
            world.ledger.write("delivered", None, {"updates": found, "again": bool(again)})
            struck = world.faults.strike(UPDATES) if found else None
            if struck is None:
                return found
            if struck.fault.kind is Kind.SHUFFLED:
                return world.faults.random.sample(found, len(found))
            if struck.fault.kind is Kind.AGAIN:
                self._again = found
            else:
                self._twin(found)
            return found

    def _twin(self, updates: list[Json]) -> None:
        for update in updates:
            ((kind, content),) = [item for item in update.items() if item[0] != "update_id"]
            self._world.tell_bot(kind, content)

    async def _get_updates(self, parameters: Parameters) -> list[Json]:
        """Updates from an offset on, as soon as there are any; none after `timeout` seconds.

        Args:
            parameters: offset, limit (1 to 100), timeout (0 to 50 s), allowed_updates.

        Raises:
            ApiError: another poll has taken over (409).
        """
        world = self._world
        limit = min(max(parameters.integer("limit", MOST_AT_ONCE), 1), MOST_AT_ONCE)
        timeout = min(max(parameters.integer("timeout"), 0), LONGEST_POLL)
        offset = parameters.integer("offset")
        with world.bell.lock:
            world.updates.allow(_allowed(parameters))
            updates = world.updates.read(offset, limit, world.clock.now())
        if updates or not timeout:
            return updates
        self._turn += 1
        world.bell.ring()
        return await self._wait(self._turn, max(offset, 0), limit, timeout)

    async def _wait(self, turn: int, offset: int, limit: int, seconds: float) -> list[Json]:
        world, end = self._world, time.monotonic() + seconds
        while True:
            if turn != self._turn:
                await self._end_with_conflict()
            with world.bell.lock:
                updates = world.updates.read(offset, limit, world.clock.now())
                left = end - time.monotonic()
                rings = world.bell.rings
                if updates or left <= 0 or world.closing:
                    return updates
            await world.bell.heard(left, rings)

    async def _end_with_conflict(self) -> None:
        """At most one conflict in three seconds is answered at once, the next one later."""
        now = time.monotonic()
        pause = max(0.0, self._last_conflict + _CONFLICT_PAUSE - now)
        self._last_conflict = now + pause
        await asyncio.sleep(pause)
        raise ApiError(409, _CONFLICT)


def _allowed(parameters: Parameters) -> list[str] | None:
    kinds = parameters.json("allowed_updates")
    if kinds is None:
        return None
    if not isinstance(kinds, list):
        raise bad_request("can't parse allowed_updates JSON object")
    return [str(kind) for kind in kinds]
