"""The one thread for short writes that updates and messages wait for."""

from collections.abc import Callable
from typing import TypeVar

from sqlmodel import Session

from bot.pool import Pool
from knowledge.database import Database

R = TypeVar("R")


class Scribe:
    """Writes in the order in which it was asked, beside whatever the workers are busy with.

    What it takes is committed when `write` returns. A caller that goes away meanwhile does not
    undo it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._thread = Pool("scribe", threads=1)

    async def write(self, work: Callable[[Session], R]) -> R:
        """Do `work` in a transaction of its own. Raises `DatabaseError` for what cannot be
        written: nothing of it was."""
        return await self._thread.run(lambda: self._do(work))

    def close(self) -> None:
        """Finish what was asked for."""
        self._thread.close()

    def _do(self, work: Callable[[Session], R]) -> R:
        with self._database.session() as session:
            result = work(session)
            session.commit()
            return result
