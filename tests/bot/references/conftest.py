"""Published documents without an index: what references need."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.references.shelf import Catalogue, Shelf
from bot.revising import slug_of
from knowledge import releases, store
from knowledge.database import Database, sqlite_url
from knowledge.reading.markdown import read_markdown
from knowledge.reading.plain import read_plain
from knowledge.structure import passages_of

Shelved = Callable[[Mapping[str, str]], Shelf]


@pytest.fixture(scope="session")
def shelved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelved]:
    """Publishes documents, by file name, as a release of their own, and opens it."""
    path: Path = tmp_path_factory.mktemp("shelves") / "nenchang.db"
    with ExitStack() as stack:
        database = Database.open(sqlite_url(path))
        stack.callback(database.close)
        session = stack.enter_context(database.session())

        def shelf(files: Mapping[str, str]) -> Shelf:
            revisions = []
            for name, raw in files.items():
                read = read_markdown if name.endswith(".md") else read_plain
                reading = read(name, raw)
                document = store.add_document(session, slug_of(reading), name)
                sha256 = store.reading_hash(reading)
                spans = passages_of(reading)
                revisions.append(store.add_revision(session, document, reading, sha256, spans))
            release = releases.draft(session, revisions, author="hoa", note="")
            releases.publish(session, release, actor="hoa")
            return Shelf(session, Catalogue.read(session, release))

        yield shelf
