"""A copy of a whole SQLite database, made while others write to it; whether a file is one."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlmodel import Session, col, delete, update

from knowledge.database import cause_of
from knowledge.errors import DatabaseError
from knowledge.models import ReleaseStatus
from knowledge.post import InboxUpdate, OutboxMessage, Received, Sent

_NOT_OURS = "không phải là dữ liệu của Nên Chăng"


def copy_database(source: Path, target: Path) -> None:
    """Copy what is committed at one moment, with SQLite's own online backup; in one step, so that
    nobody who writes meanwhile makes it begin again. Raises `DatabaseError`."""
    with (
        _our_errors(source),
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)
        new.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it


def check_copy(path: Path) -> int:
    """The release that answers in it, 0 for none. Raises `DatabaseError` for a file that is
    damaged, or that is not a database of ours.

    A database that carries code of its own (triggers, views) is none: it would run when opened.
    """
    with (
        _our_errors(path),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as copy,
    ):
        said = copy.execute("PRAGMA integrity_check(1)").fetchone()
        if said != ("ok",):
            raise DatabaseError(f"Cơ sở dữ liệu {path.name}: {cause_of('malformed')}.")
        made = dict(copy.execute("SELECT name, type FROM sqlite_master").fetchall())
        if not {"alembic_version", "release"} <= made.keys():
            raise DatabaseError(f"Tệp {path.name} {_NOT_OURS}.")
        if {"trigger", "view"} & set(made.values()):
            raise DatabaseError(f"Tệp {path.name} {_NOT_OURS}.")
        answering = "SELECT max(id) FROM release WHERE status = ?"
        return copy.execute(answering, (ReleaseStatus.PUBLISHED.value,)).fetchone()[0] or 0


def forget_what_was_under_way(session: Session) -> None:
    """In a copy that comes back later: what was being answered when it was made has been answered
    since, by the process that went on."""
    waiting = update(InboxUpdate).where(col(InboxUpdate.state) == Received.RECEIVED)
    session.exec(waiting.values(state=Received.DONE, payload=None))
    session.exec(delete(OutboxMessage).where(col(OutboxMessage.state) != Sent.SENT))


@contextmanager
def _our_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise DatabaseError(f"Cơ sở dữ liệu {path.name}: {cause_of(str(error))}.") from error
