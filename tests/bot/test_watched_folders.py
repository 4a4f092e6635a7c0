import os
from pathlib import Path

import pytest

from bot.watched_folders import Listing, is_as_found, sha256_of
from knowledge.reading.limits import MAX_BYTES


def names(listing: Listing) -> list[str]:
    return [one.path.name for one in listing.files]


def test_a_listing_holds_documents_of_all_folders_but_not_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.md", "a.TXT", "x.exe", ".ẩn.md", "~$a.docx", "sâu/c.pdf", ".git/d.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("chữ", encoding="utf-8")

    listing = Listing.of(tmp_path)

    assert names(listing) == ["a.TXT", "b.md", "c.pdf"]
    assert listing.faults == []


def test_a_link_whose_target_is_gone_makes_the_listing_incomplete(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("chữ", encoding="utf-8")
    (tmp_path / "b.md").symlink_to(tmp_path / "ổ đĩa" / "b.md")

    listing = Listing.of(tmp_path)

    assert names(listing) == ["a.md"]
    assert "b.md" in listing.faults[0]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_makes_the_listing_incomplete(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("chữ", encoding="utf-8")
    closed = tmp_path / "kín"
    closed.mkdir(mode=0o000)

    assert "kín" in Listing.of(tmp_path).faults[0]


def test_a_file_that_is_written_meanwhile_is_not_as_it_was_found(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("chữ", encoding="utf-8")
    (found,) = Listing.of(tmp_path).files
    assert is_as_found(found)

    path.write_text("chữ nữa", encoding="utf-8")

    assert not is_as_found(found)


def test_what_is_too_large_or_gone_has_no_sum(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)

    assert sha256_of(path) is None
    assert sha256_of(tmp_path / "không có") is None
