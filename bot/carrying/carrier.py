"""Out of one home and into another: all that is published, and how it is looked after."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from bot.carrying import archive
from bot.carrying.container import Container, Manifest
from bot.comparison import Comparison
from bot.errors import ArchiveError, PublishingError
from bot.publishing import Agree, Publisher
from knowledge import releases
from knowledge.carrying import arrival
from knowledge.carrying.rows import (
    TABLES,
    Row,
    check_together,
    kept_releases,
    row_in,
    rows_of,
)
from knowledge.errors import CarryingError

Rows = Mapping[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Arrived:
    """What an import did; `release` is the number that answers now, None where nothing was
    published. `carried`: how many releases came along into an empty home."""

    release: int | None
    comparison: Comparison
    carried: int = 0


@dataclass(frozen=True)
class Carrier:
    publisher: Publisher

    def export(self, path: Path) -> Manifest:
        """Write the knowledge base to a file, as it is at this moment. Raises `ArchiveError`."""
        with self.publisher.database.session() as session:
            session.connection()  # one snapshot: what is published meanwhile is not half in it
            current = releases.current_release(session)
            if current is None:
                raise ArchiveError("Chưa công bố gì nên chưa có gì để xuất.")
            kept = kept_releases(session)
            parts = {name: rows_of(session, name, kept) for name in TABLES}
            return archive.write(path, current, parts)

    def bring_in(self, path: Path, *, author: str, agree: Agree, insist: bool = False) -> Arrived:
        """Publish what a file holds: as it was where nothing has answered yet, else as one new
        release that holds nothing else.

        `agree` sees what would change and may say no: then nothing has happened. Raises
        `ArchiveError` for a file that is no such file, is broken or comes from a newer version,
        before anything is touched; else what `Publisher.refresh` raises.
        """
        with archive.opened(path) as file:
            file.check()
            rows = _read(path, file)
        with self.publisher.database.session() as session:
            empty = arrival.answers_nothing(session)
        if empty:
            return self._into_empty(rows, path.name, author, agree)
        return self._beside(rows, path.name, author, agree, insist)

    def _into_empty(self, rows: Rows, name: str, author: str, agree: Agree) -> Arrived:
        publisher, current = self.publisher, arrival.current_of(rows)
        comparison = _all_new(rows, current)
        if not agree(comparison):
            return Arrived(None, comparison)
        with publisher.home.publishing_lock():
            with publisher.database.session() as session:
                if not arrival.answers_nothing(session):
                    raise PublishingError("Vừa có bản được công bố ở đây; xin nhập lại.")
                arrival.put_in_empty(session, rows)
                session.commit()
            built = publisher.indexes.build(current, publisher.indexes.encoders.chosen())
            with publisher.database.session() as session:
                arrival.let_answer(session, rows, built.digest)
                _care(session, rows, current, name, author)
                session.commit()
        return Arrived(current, comparison, len(rows["releases"]))

    def _beside(self, rows: Rows, name: str, author: str, agree: Agree, insist: bool) -> Arrived:
        publisher = self.publisher
        with publisher.database.session() as session:
            put_in = arrival.put_in(session, rows)
            session.commit()
        note = f"Nhập từ {name}"
        prepared = publisher.prepare(put_in, only=True, author=author, note=note)
        if not agree(prepared.comparison):
            if prepared.release is not None:
                publisher.discard(prepared.release)
            return Arrived(None, prepared.comparison)

        def also(session: Session) -> None:
            _care(session, rows, prepared.release, name, author)

        if prepared.release is None:
            with publisher.database.session() as session:
                also(session)
                session.commit()
        else:
            publisher.publish(prepared, author=author, insist=insist, also=also)
        return Arrived(prepared.release, prepared.comparison)


def _care(session: Session, rows: Rows, release_id: int | None, name: str, author: str) -> None:
    arrival.put_in_care(session, rows)
    arrival.note_import(session, release_id, name, author)


def _read(path: Path, file: Container) -> Rows:
    """All rows, each checked and all together. Raises `ArchiveError`."""
    try:
        rows = {
            name: [row_in(name, value, line) for line, value in archive.lines(file, name)]
            for name in TABLES
        }
        check_together(rows)
    except CarryingError as error:
        raise ArchiveError(f"Tệp {path.name}: {error}.") from error
    return rows


def _all_new(rows: Rows, current: int) -> Comparison:
    """What an empty home would answer from."""
    items = [row for row in rows["release_items"] if row["release_id"] == current]
    revisions = {row["id"]: row for row in rows["revisions"]}
    held = {row["revision_id"] for row in items}
    return Comparison(
        added=tuple(revisions[row["revision_id"]]["title"] for row in items),
        changed=(),
        removed=(),
        unchanged=0,
        passages_added=sum(row["revision_id"] in held for row in rows["passages"]),
        passages_removed=0,
        warnings=(),
    )
