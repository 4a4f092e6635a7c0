import hashlib
import zlib
from pathlib import Path

from index.checksum import crc32_of, sha256_of, sha256_of_all


def test_a_file_has_the_checksum_of_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert sha256_of(tmp_path / "a") == hashlib.sha256(b"abc").hexdigest()


def test_a_set_of_files_is_told_by_names_and_contents_but_not_by_place(tmp_path: Path) -> None:
    def checksum(folder: str, name: str, text: str) -> str:
        path = tmp_path / folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return sha256_of_all([path], tmp_path / folder)

    first = checksum("one", "a", "x")
    assert checksum("two", "a", "x") == first
    assert checksum("three", "b", "x") != first
    assert checksum("four", "a", "y") != first


def test_damage_shows_in_a_file_of_more_than_one_block(tmp_path: Path) -> None:
    data = bytes(range(256)) * 5_000
    (tmp_path / "a").write_bytes(data)
    assert crc32_of(tmp_path / "a") == f"{zlib.crc32(data):08x}"
    (tmp_path / "a").write_bytes(data[:-1] + b"\0")
    assert crc32_of(tmp_path / "a") != f"{zlib.crc32(data):08x}"
