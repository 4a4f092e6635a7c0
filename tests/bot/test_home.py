from pathlib import Path

import pytest

from bot.errors import HomeError
from bot.home import Home


def test_a_home_is_made_where_there_is_none(tmp_path: Path) -> None:
    home = Home.open(tmp_path / "a" / "b")

    assert home.path.is_dir()
    assert home.database.parent == home.path


def test_a_file_in_the_homes_place_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("tệp", encoding="utf-8")

    with pytest.raises(HomeError, match="có một tệp"):
        Home.open(tmp_path / "home")


def test_two_refreshes_never_build_at_once(tmp_path: Path) -> None:
    home = Home.open(tmp_path)

    with (
        home.publishing_lock(),
        pytest.raises(HomeError, match="đang có một lần cập nhật khác"),
        home.publishing_lock(),
    ):
        pass  # pragma: no cover -- the second lock is refused


def test_a_lock_is_free_again_after_its_holder(tmp_path: Path) -> None:
    home = Home.open(tmp_path)
    with home.running_lock():
        pass

    with home.running_lock():
        assert (tmp_path / "running.lock").exists()


def test_only_indexes_that_are_kept_stay(tmp_path: Path) -> None:
    home = Home.open(tmp_path)
    for digest in ("a" * 64, "b" * 64):
        home.index_folder(digest).mkdir(parents=True)
    (home.indexes / ".half-written").mkdir()

    home.forget_indexes({"a" * 64})

    assert [folder.name for folder in home.indexes.iterdir()] == ["a" * 32]
