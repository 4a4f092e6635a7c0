"""A restore that is killed: whoever comes next finds the old data or the new, whole."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot import exchange
from bot.backups import restore
from bot.home import flush
from bot.parts import Parts
from knowledge import membership
from knowledge.database import Database, sqlite_url
from knowledge.people import Role
from tests.bot.test_backups import MINH, file, full, names, yes

__all__ = ["file", "full"]  # fixtures


class Killed(BaseException):
    """As SIGKILL: nothing that would tidy up runs."""


STEPS = 30


def dying_after(steps: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Each rename and each flush is a step; the one after so many does not happen any more."""
    left = steps

    def step(real: Callable[..., object]) -> Callable[..., object]:
        def counted(*arguments: object) -> object:
            nonlocal left
            if left == 0:
                raise Killed
            left -= 1
            return real(*arguments)

        return counted

    monkeypatch.setattr(Path, "rename", step(Path.rename))
    monkeypatch.setattr("bot.exchange.flush", step(flush))
    return lambda: left


@pytest.mark.parametrize("steps", range(STEPS))
def test_a_restore_that_is_killed_at_any_step_leaves_the_old_or_the_new_whole(
    full: Parts, file: Path, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with full.database.session() as session:
        membership.admit(session, 99, Role.MEMBER, "Người đến sau", by="hoa")
        session.commit()
    home = full.home.path
    full.current.close()
    full.database.close()
    with monkeypatch.context() as patch:
        left = dying_after(steps, patch)
        try:
            restore(full.home, file, yes)
        except Killed:
            assert left() == 0
        else:
            assert steps > 18  # fewer steps, and this test would test nothing
            assert not list(home.glob("restore.*"))

    with exchange.used(full.home):
        database = Database.open(sqlite_url(full.home.database))
        with database.session() as session:
            old = membership.member(session, 99) is not None
            assert membership.member(session, MINH)
        database.close()
    kept = list(home.glob("before-restore-*"))
    assert bool(kept) is not old
    for folder in kept:
        assert {"nenchang.db", "secret.key", "uploads"} <= names(folder)
    assert {"nenchang.db", "secret.key", "uploads"} <= names(home)
    assert not [name for name in names(home) if name.startswith("restore.") and not old]
