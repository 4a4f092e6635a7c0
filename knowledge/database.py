"""The database: opening, migrating, sessions, and the one border where SQL errors become ours."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Connection, Engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlmodel import Session, create_engine

from knowledge.errors import DatabaseError, DatabaseTooNewError, DatabaseUnavailableError

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
# Long enough for another process's publishing transaction, short enough not to look dead.
BUSY_TIMEOUT_MS = 10_000


class Database:
    """An open database at the newest schema. Sessions roll back unless they are committed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str) -> Self:
        """Connect and migrate.

        Raises `DatabaseTooNewError` for a schema this version does not know, `DatabaseError` for
        a place that cannot be read or written.
        """
        with _our_errors(url):
            # What a statement carries is people's words: no error and no log may repeat it.
            engine = create_engine(url, hide_parameters=True)
            if engine.dialect.name == "sqlite":
                event.listen(engine, "connect", _set_pragmas)
            with engine.begin() as connection:
                _migrate(connection, url)
        return cls(engine)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session for one unit of work; SQL failures leave as `DatabaseError`."""
        with (
            _our_errors(str(self._engine.url)),
            Session(self._engine, expire_on_commit=False) as session,
        ):
            yield session

    def connect(self) -> Connection:
        """A connection to keep and to close; each statement sees all that is committed by then."""
        with self.errors():
            return self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")

    def errors(self) -> AbstractContextManager[None]:
        """Within it, SQL failures become `DatabaseError`."""
        return _our_errors(str(self._engine.url))

    def close(self) -> None:
        self._engine.dispose()


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path}"


def head_revision() -> str:
    """The newest migration that this version carries."""
    from alembic.script import ScriptDirectory

    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        raise DatabaseError("Bản cài đặt thiếu các bước tạo cơ sở dữ liệu.")
    return head


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _migrate(connection: Connection, url: str) -> None:
    """Bring the schema up; alembic takes long to import, and there is rarely anything to do."""
    current = _revision_of(connection)
    if current == _newest():
        return
    from alembic import command
    from alembic.script import ScriptDirectory

    config = _config()
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise DatabaseTooNewError(_place(url), current, head_revision())
    if connection.dialect.name == "sqlite":
        # Of itself the driver lets each change of a table stand alone: of a process that died half
        # way some would stay, and no later one could go on from them.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    if _revision_of(connection) != head_revision():  # another process may have been first
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _revision_of(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _newest() -> str:
    """What alembic would find: the migrations' files are named by their numbers."""
    files = (MIGRATIONS / "versions").glob("v*.py")
    return max((file.name[1:].split("_")[0] for file in files), default="")


def _set_pragmas(connection: Any, _record: object) -> None:  # noqa: ANN401 -- any DBAPI's connection
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    # In WAL this loses nothing when a process dies, and spares a disk flush for every answer.
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.close()


# What a driver says, and the sentence that a person can act on.
_CAUSES = {
    "readonly": "chỉ cho đọc, không ghi được",
    "read-only": "chỉ cho đọc, không ghi được",
    "disk is full": "hết chỗ trên ổ đĩa",
    "unable to open": "không mở được tệp (kiểm tra thư mục và quyền ghi)",
    "locked": "đang bị một tiến trình khác giữ quá lâu",
    "malformed": "đã hỏng; hãy khôi phục từ bản sao lưu",
    "not a database": "không phải là tệp cơ sở dữ liệu",
}

_PASSING = ("readonly", "read-only", "disk is full", "unable to open", "locked", "disk I/O")


@contextmanager
def _our_errors(url: str) -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        said = f"máy này thiếu gói Python {error.name} để nối tới"
        raise DatabaseError(f"Cơ sở dữ liệu {_place(url)}: {said}.") from error
    except (SQLAlchemyError, ArgumentError) as error:
        said = str(getattr(error, "orig", None) or error).splitlines()[0]
        passes = any(theirs in said for theirs in _PASSING)
        kind = DatabaseUnavailableError if passes else DatabaseError
        raise kind(f"Cơ sở dữ liệu {_place(url)}: {cause_of(said)}.") from error


def cause_of(said: str) -> str:
    """What a driver says, in words that a person can act on."""
    return next((ours for theirs, ours in _CAUSES.items() if theirs in said), said)


def _place(url: str) -> str:
    """The database's name for a message, without any password."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        return "(địa chỉ không hợp lệ)"
    return parsed.database or parsed.render_as_string(hide_password=True)
