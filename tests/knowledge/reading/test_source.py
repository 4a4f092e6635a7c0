"""One door: a path in, a reading or one clear sentence out."""

import unicodedata
from pathlib import Path

import pytest

from knowledge.errors import ReadingError
from knowledge.reading import source
from knowledge.reading.source import read_file

TEXT = "Nội quy phòng đọc\nBạn đọc nên giữ trật tự."


def write(folder: Path, data: bytes, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        unicodedata.normalize("NFD", TEXT).encode(),
        TEXT.replace(" ", "\u00a0").encode(),
        TEXT.replace("\n", "\r\n").encode(),
    ],
    ids=["plain", "byte order mark", "decomposed", "hard spaces", "carriage returns"],
)
def test_the_same_words_give_the_same_text(tmp_path: Path, data: bytes) -> None:
    assert read_file(write(tmp_path, data)).text == TEXT


def test_the_name_says_which_reader_reads(tmp_path: Path) -> None:
    assert read_file(write(tmp_path, TEXT.encode(), "a.MD")).reader == "markdown"
    assert read_file(write(tmp_path, TEXT.encode(), "a.Txt")).reader == "text"


@pytest.mark.parametrize("data", [b"", b" \n\t\n", "\ufeff".encode(), "…\n—".encode()])
def test_a_file_without_words_is_empty(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ReadingError, match=r"Tệp “a\.txt” trống"):
        read_file(write(tmp_path, data))


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"Không tìm thấy tệp “.*mất\.txt”"):
        read_file(tmp_path / "mất.txt")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="là một thư mục, không phải một tệp"):
        read_file(tmp_path)


def test_a_null_byte_makes_a_file_binary(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"nhị phân \(có byte 0 ở vị trí 2\)"):
        read_file(write(tmp_path, b"ab\0cd"))


def test_a_file_in_another_encoding_says_at_which_byte(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"không phải UTF-8: byte thứ 3 \(0xe1\)"):
        read_file(write(tmp_path, "abcá".encode("latin-1") + b"x"))


def test_utf_16_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="bảng mã UTF-16"):
        read_file(write(tmp_path, TEXT.encode("utf-16")))


def test_a_file_over_the_limit_is_refused_with_both_sizes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "MAX_BYTES", 1024 * 1024)
    with pytest.raises(ReadingError, match="1,5 MB, trong khi tối đa là 1,0 MB"):
        read_file(write(tmp_path, b"a" * (1024 * 1024 * 3 // 2)))


def test_an_unknown_kind_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"“\.exe” .* đọc được là \.md, \.txt"):
        read_file(write(tmp_path, b"MZ", "a.exe"))
    with pytest.raises(ReadingError, match="không có phần mở rộng"):
        read_file(write(tmp_path, b"x", "a"))


def test_a_file_that_cannot_be_opened_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, TEXT.encode())

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadingError, match=r"Không mở được tệp “a\.txt”: không có quyền đọc"):
        read_file(path)


def test_a_path_no_system_knows_is_one_sentence_too() -> None:
    with pytest.raises(ReadingError, match=r"đường dẫn không hợp lệ|Không tìm thấy"):
        read_file(Path("a\0b.txt"))
