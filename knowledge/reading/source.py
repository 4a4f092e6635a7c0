"""The one door for source files: a path or bytes in, a Reading or one clear sentence out."""

from dataclasses import replace
from pathlib import Path, PurePath

from knowledge.errors import ReadingError
from knowledge.reading.kinds import NAMES, SUFFIXES, Kind, RefusedKindError, kind_of
from knowledge.reading.limited import LimitedReader
from knowledge.reading.limits import MAX_BYTES, MIB
from knowledge.reading.names import shown_name, shown_path
from knowledge.reading.readers import read_as
from knowledge.reading.reading import Reading

# What a folder is searched for, and what a person is told can be read.
KNOWN_SUFFIXES = (
    ".md", ".txt", ".docx", ".docm", ".doc", ".odt", ".rtf", ".pdf", ".html", ".htm",
)  # fmt: skip


def read_file(path: Path, reader: LimitedReader | None = None, name: str | None = None) -> Reading:
    """Read a source file in a process with limits.

    Args:
        path: a file of a kind that is read; what it is, its bytes say.
        reader: to read several files with; without one, a process is started for this file.
        name: what the file is called where its path does not say it.

    Raises:
        ReadingError: the file is missing, a folder, empty, larger than `MAX_BYTES`, of a kind
            that is not read, broken or over a limit; its text is one Vietnamese sentence.
    """
    return read_bytes(name or path.name, bytes_of(path), reader)


def read_bytes(name: str, data: bytes, reader: LimitedReader | None = None) -> Reading:
    """Read what was fetched or sent as a file; `name` as it came. Raises as `read_file` does."""
    source = shown_name(name)
    _check_size(source, len(data))
    kind = _kind(source, data)
    if reader is not None:
        reading = reader.read(kind, source, data)
    else:
        with LimitedReader() as own:
            reading = own.read(kind, source, data)
    warnings = (*_name_warnings(source, kind), *reading.warnings)
    return replace(reading, warnings=warnings)


def read_built_in(path: Path) -> Reading:
    """Read a file that came with this program, in this process: whoever could change the file
    could change the program, and a first start does not wait for a second process.

    Raises `ReadingError`.
    """
    data = bytes_of(path)
    return read_as(_kind(path.name, data), path.name, data)


def _kind(source: str, data: bytes) -> Kind:
    suffix = PurePath(source).suffix
    if not data.strip():
        raise ReadingError(f"Tệp “{source}” trống, không có chữ nào để đọc.")
    try:
        kind = kind_of(data, suffix)
    except RefusedKindError as refusal:
        raise ReadingError(f"Tệp “{source}” là {refusal}.") from refusal
    if kind is None:
        known = ", ".join(KNOWN_SUFFIXES)
        raise ReadingError(
            f"Loại tệp “{suffix}” của “{source}” chưa đọc được; các loại đọc được là {known}."
        )
    return kind


def _name_warnings(source: str, kind: Kind) -> list[str]:
    suffix = PurePath(source).suffix.lower()
    if not suffix or SUFFIXES.get(suffix) is kind:
        return []
    return [
        f"Tên tệp “{source}” có đuôi “{suffix}” nhưng nội dung là {NAMES[kind]};"
        " đã đọc theo nội dung."
    ]


def bytes_of(path: Path) -> bytes:
    """What lies in a file. Raises `ReadingError` as `read_file` does for what is missing, no file,
    or too large."""
    name = shown_name(path.name)
    if any("\ud800" <= character <= "\udfff" for character in str(path)):
        raise ReadingError(f"Tên của tệp “{name}” không phải UTF-8; hãy đổi tên tệp rồi nạp lại.")
    try:
        if not path.exists():
            raise ReadingError(f"Không tìm thấy tệp “{shown_path(str(path))}”.")
        if path.is_dir():
            raise ReadingError(f"“{name}” là một thư mục, không phải một tệp.")
        if not path.is_file():
            raise ReadingError(f"“{name}” không phải là một tệp thường nên không đọc được.")
        _check_size(name, path.stat().st_size)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as exc:
        raise ReadingError(f"Không mở được tệp “{name}”: {_reason(exc)}.") from exc


def _check_size(name: str, size: int) -> None:
    if size > MAX_BYTES:
        raise ReadingError(
            f"Tệp “{name}” quá lớn: {_megabytes(size)} MB, trong khi tối đa là"
            f" {_megabytes(MAX_BYTES)} MB."
        )


def _megabytes(size: int) -> str:
    return f"{size / MIB:.1f}".replace(".", ",")


def _reason(exc: OSError | ValueError) -> str:
    if isinstance(exc, PermissionError):
        return "không có quyền đọc"
    if isinstance(exc, OSError) and exc.strerror:
        return f"hệ điều hành báo “{exc.strerror}”"
    return "đường dẫn không hợp lệ"
