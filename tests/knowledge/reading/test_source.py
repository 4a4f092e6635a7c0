"""One door: a path in, a reading or one clear sentence out."""

import unicodedata
from pathlib import Path

import pytest

from knowledge.errors import ReadingError
from knowledge.reading import source
from knowledge.reading.limited import LimitedReader
from knowledge.reading.source import read_built_in, read_bytes, read_file

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
        read_built_in(write(tmp_path, data))
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


def test_utf_16_with_its_mark_is_read(tmp_path: Path) -> None:
    assert read_file(write(tmp_path, TEXT.encode("utf-16"))).text == TEXT


def test_a_file_over_the_limit_is_refused_with_both_sizes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "MAX_BYTES", 1024 * 1024)
    with pytest.raises(ReadingError, match="1,5 MB, trong khi tối đa là 1,0 MB"):
        read_file(write(tmp_path, b"a" * (1024 * 1024 * 3 // 2)))


def test_words_under_an_unknown_suffix_are_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"“\.py” .* đọc được là \.md, \.txt, \.docx"):
        read_file(write(tmp_path, TEXT.encode(), "a.py"))


def test_words_under_no_suffix_are_words(tmp_path: Path) -> None:
    reading = read_file(write(tmp_path, TEXT.encode(), "NOI-QUY"))

    assert (reading.text, reading.warnings) == (TEXT, ())


def test_the_content_wins_over_the_name_and_the_admin_is_told() -> None:
    reading = read_bytes("quy-che.docx", TEXT.encode())

    assert (reading.reader, reading.text) == ("text", TEXT)
    assert reading.warnings == (
        "Tên tệp “quy-che.docx” có đuôi “.docx” nhưng nội dung là văn bản thường;"
        " đã đọc theo nội dung.",
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../noi-quy.txt", "noi-quy.txt"),
        ("C:\\Windows\\noi-quy.txt", "noi-quy.txt"),
        ("noi\x1b[31m-quy\r\n.txt", "noi[31m-quy.txt"),
        ("nội-\u202etxt.quy.txt", "nội-txt.quy.txt"),
        ("dài" * 100 + ".txt", ("dài" * 100)[:115] + "….txt"),
        ("noi\udcff-quy.txt", "noi-quy.txt"),
    ],
    ids=["folders", "backslashes", "control", "right to left", "long", "half a character"],
)
def test_a_name_is_only_ever_a_name(name: str, shown: str) -> None:
    assert read_bytes(name, TEXT.encode()).source == shown


def test_a_file_whose_name_is_no_text_must_be_renamed(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"Tên của tệp “a\.txt” không phải UTF-8"):
        read_file(tmp_path / "a\udcff.txt")


def test_one_reader_reads_many_files(tmp_path: Path) -> None:
    with LimitedReader() as reader:
        texts = [
            read_file(write(tmp_path, f"Điều số {i}".encode(), f"{i}.txt"), reader).text
            for i in range(3)
        ]

    assert texts == ["Điều số 0", "Điều số 1", "Điều số 2"]


def test_what_came_with_the_program_is_read_in_this_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, TEXT.encode())
    aside = read_file(path)
    monkeypatch.setattr("subprocess.Popen", None)

    assert read_built_in(path) == aside


def test_more_characters_or_lines_than_a_document_has_are_refused_with_both_numbers() -> None:
    with pytest.raises(ReadingError, match=r"3\.000\.001 ký tự, trong khi tối đa là 3\.000\.000"):
        read_bytes("a.txt", b"a" * 3_000_001)
    with pytest.raises(ReadingError, match=r"nhiều dòng: 60\.001, trong khi tối đa là 60\.000"):
        read_bytes("a.txt", b"a\n" * 60_001)


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
