"""Files received in a chat: whole or not at all, gone with their draft."""

import errno

import pytest

from bot.errors import HomeError
from bot.parts import Parts
from bot.uploads import Uploads, sha256_of

DATA = "Cán bộ trực nên ký sổ trực.".encode()


@pytest.fixture
def uploads(parts: Parts) -> Uploads:
    return Uploads(parts.home)


def test_a_file_is_kept_under_its_hash_and_twice_is_once(uploads: Uploads) -> None:
    assert uploads.keep(DATA) == uploads.keep(DATA) == sha256_of(DATA)
    assert uploads.path(sha256_of(DATA)).read_bytes() == DATA
    assert len(list(uploads.path("x").parent.iterdir())) == 1


def test_what_does_not_fit_on_the_disk_leaves_nothing(
    uploads: Uploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("bot.uploads.os.fsync", full)
    with pytest.raises(HomeError, match="hết chỗ trên ổ đĩa"):
        uploads.keep(DATA)
    assert list(uploads.path("x").parent.iterdir()) == []


def test_only_what_is_held_stays_and_remains_of_a_killed_process_go(uploads: Uploads) -> None:
    kept, other = uploads.keep(DATA), uploads.keep(b"khac")
    uploads.path("abc.part").write_bytes(b"nua chung")

    uploads.forget({kept})
    assert uploads.path(kept).exists()
    assert not uploads.path(other).exists()
    assert not uploads.path("abc.part").exists()


def test_a_folder_that_was_never_made_has_nothing_to_forget(uploads: Uploads) -> None:
    uploads.forget(set())
    assert not uploads.path("x").parent.exists()
