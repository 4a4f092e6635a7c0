"""Which release answers now: asked before every question, so on a connection that is kept."""

import threading
from functools import cache
from typing import NamedTuple

from sqlalchemy import Connection, Dialect, select
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col

from knowledge import glossary
from knowledge.database import Database
from knowledge.models import Release, ReleaseStatus, known


class Published(NamedTuple):
    """The release that answers, the digest of the index that it answers from, and how often the
    admins' short forms have changed."""

    release: int
    digest: str | None
    terms: int = 0


class ReleasePointer:
    """Reads the pointer as it is committed at that moment, whoever moved it; threads may share it.

    A session with its transaction costs twenty times as much as this one statement.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._connection: Connection | None = None

    def read(self) -> Published | None:
        """None before the first release. Raises `DatabaseError`."""
        with self._lock:
            if self._connection is not None:
                try:
                    return _published(self._connection)
                except SQLAlchemyError:
                    self._close()  # a server that was restarted has forgotten the connection
            self._connection = self._database.connect()
            with self._database.errors():
                return _published(self._connection)

    def close(self) -> None:
        with self._lock:
            self._close()

    def _close(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            connection.invalidate()
            connection.close()


_PUBLISHED = select(col(Release.id), col(Release.index_digest), glossary.changes()).where(
    col(Release.status) == ReleaseStatus.PUBLISHED
)


@cache
def _sql(dialect: Dialect) -> str:
    """The statement as text: looking it up among compiled ones costs more than answering it."""
    return str(_PUBLISHED.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


def _published(connection: Connection) -> Published | None:
    row = connection.exec_driver_sql(_sql(connection.dialect)).one_or_none()
    return Published(known(row[0]), row[1], row[2]) if row else None
