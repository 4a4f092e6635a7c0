"""Other data in place of a home's own, so that a process killed at any step leaves the old data, or
the new, or what the next who opens the home completes.

Three names say how far it has come, each reached by one rename: `restore.new` is being filled and
means nothing; from `restore.taking` on the new data is whole and the old is moved aside; from
`restore.putting` on the old is aside and the new takes its place.
"""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import HomeError
from bot.home import Home, flush, reason

NEW, TAKING, PUTTING = "restore.new", "restore.taking", "restore.putting"
OLD_DATA = "before-restore-"  # and the moment: what the home held
PATIENCE = 10.0  # seconds that somebody waits for an exchange; it takes a few renames
_COMING, _GONE = "coming", "gone"


@contextmanager
def used(home: Home) -> Iterator[None]:
    """The home's data in use, an exchange that was killed completed first. Raises `HomeError`."""
    while True:
        if _under_way(home.path):
            with home.sole_use(PATIENCE):
                complete(home.path)
        with home.shared_use(PATIENCE):
            if not _under_way(home.path):
                yield
                return


def emptied(home: Path) -> Path:
    """A folder to fill with the new data; what a killed process left of another goes first."""
    shutil.rmtree(home / NEW, ignore_errors=True)
    coming = home / NEW / _COMING
    coming.mkdir(mode=0o700, parents=True)
    (home / NEW).chmod(0o700)
    return coming


def begin(home: Path, replaced: tuple[str, ...]) -> Path | None:
    """Put what the folder was filled with in the place of these names; where the old data is now,
    None where there was none. What is in neither stays. Raises `OSError`."""
    coming = home / NEW / _COMING
    for path in (*sorted(coming.rglob("*"), reverse=True), coming):
        flush(path)
    (home / NEW / "replaced").write_text("\n".join(replaced), encoding="utf-8")
    flush(home / NEW / "replaced")
    (home / NEW / _GONE).mkdir(mode=0o700)
    flush(home / NEW)
    (home / NEW).rename(home / TAKING)
    flush(home)
    return _finish(home)


def _under_way(home: Path) -> bool:
    """Whether one has begun that is not through."""
    return (home / TAKING).exists() or (home / PUTTING).exists()


def _finish(home: Path) -> Path | None:
    """All steps that are left of one that has begun. Raises `OSError`."""
    if (home / TAKING).exists():
        for name in (home / TAKING / "replaced").read_text(encoding="utf-8").split("\n"):
            if (home / name).exists():
                (home / name).rename(home / TAKING / _GONE / name)
        flush(home / TAKING / _GONE)
        flush(home)
        (home / TAKING).rename(home / PUTTING)
        flush(home)
    coming = home / PUTTING / _COMING
    for path in sorted(coming.iterdir()) if coming.is_dir() else ():
        path.rename(home / path.name)
    flush(home)
    gone = _kept(home)
    shutil.rmtree(home / PUTTING)
    flush(home)
    return gone


def _kept(home: Path) -> Path | None:
    """The old data under a name that says when it was replaced."""
    gone = home / PUTTING / _GONE
    if not gone.exists() or not any(gone.iterdir()):
        return None
    kept = home / f"{OLD_DATA}{time.strftime('%Y%m%d-%H%M%S')}"
    number = 1
    while kept.exists():
        number += 1
        kept = kept.with_name(f"{OLD_DATA}{time.strftime('%Y%m%d-%H%M%S')}-{number}")
    gone.rename(kept)
    flush(home)
    return kept


def complete(home: Path) -> None:
    """End one that was killed; nobody else may use the home meanwhile. Raises `HomeError`."""
    if _under_way(home):  # else another who came first has done it
        try:
            _finish(home)
        except OSError as error:
            said = f"Không làm xong được lần khôi phục dở dang ở {home}: {reason(error)}."
            raise HomeError(said) from error
