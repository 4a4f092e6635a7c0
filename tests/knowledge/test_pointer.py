import subprocess
import sys
import threading
from pathlib import Path

import pytest

from knowledge import releases
from knowledge.database import Database, sqlite_url
from knowledge.errors import DatabaseError
from knowledge.pointer import Published, ReleasePointer

ROOT = Path(__file__).parents[2]


def publish(database: Database, digest: str) -> int:
    with database.session() as session:
        release = releases.draft(session, [], author="hoa", note="")
        releases.set_index_digest(session, release, digest)
        releases.publish(session, release, actor="hoa")
        session.commit()
    return release


def test_there_is_nothing_before_the_first_release(database: Database) -> None:
    pointer = ReleasePointer(database)
    assert pointer.read() is None
    publish(database, "a")
    assert pointer.read() == Published(1, "a")
    pointer.close()


def test_another_index_of_the_same_release_is_seen(database: Database) -> None:
    pointer = ReleasePointer(database)
    publish(database, "a")
    assert pointer.read() == Published(1, "a")
    with database.session() as session:
        releases.set_index_digest(session, 1, "b")
        assert pointer.read() == Published(1, "a")  # not before it is committed
        session.commit()
    assert pointer.read() == Published(1, "b")
    pointer.close()


def test_what_another_process_publishes_is_seen_at_the_next_reading(
    database: Database, tmp_path: Path
) -> None:
    pointer = ReleasePointer(database)
    publish(database, "a")
    assert pointer.read() == Published(1, "a")
    program = (
        "import sys; from knowledge.database import Database;"
        "from tests.knowledge.test_pointer import publish;"
        "publish(Database.open(sys.argv[1]), 'b')"
    )
    address = sqlite_url(tmp_path / "test.db")
    subprocess.run([sys.executable, "-c", program, address], check=True, cwd=ROOT)
    assert pointer.read() == Published(2, "b")
    pointer.close()


def test_reading_holds_up_nobody_who_writes(database: Database) -> None:
    pointer = ReleasePointer(database)
    for number in range(3):
        publish(database, str(number))
        assert pointer.read() == Published(number + 1, str(number))
    pointer.close()


def test_threads_share_a_pointer(database: Database) -> None:
    pointer = ReleasePointer(database)
    seen: list[int] = []

    def follow() -> None:
        last = 0
        while last < 20:
            found = pointer.read()
            now = found.release if found else 0
            seen.append(now - last)
            last = now

    threads = [threading.Thread(target=follow) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(20):
        publish(database, str(number))
    for thread in threads:
        thread.join(30)
    assert min(seen) == 0  # it never goes back
    assert sum(seen) == 4 * 20
    pointer.close()


def test_a_connection_that_broke_is_replaced(database: Database) -> None:
    pointer = ReleasePointer(database)
    publish(database, "a")
    assert pointer.read() == Published(1, "a")
    connection = pointer._connection
    assert connection is not None
    connection.connection.driver_connection.close()  # type: ignore[union-attr]
    assert pointer.read() == Published(1, "a")
    pointer.close()


def test_a_database_that_is_gone_is_our_error(tmp_path: Path) -> None:
    database = Database.open(sqlite_url(tmp_path / "gone.db"))
    pointer = ReleasePointer(database)
    with database.session() as session:
        session.connection().exec_driver_sql("DROP TABLE release")
        session.commit()
    with pytest.raises(DatabaseError, match="no such table: release"):
        pointer.read()
    pointer.close()
    database.close()
