"""The one door for source files: a path in, a Reading or one clear sentence out."""

from collections.abc import Callable
from pathlib import Path

from knowledge.errors import ReadingError
from knowledge.reading.markdown import read_markdown
from knowledge.reading.plain import read_plain
from knowledge.reading.reading import Reading

MAX_BYTES = 20 * 1024 * 1024  # also what a Telegram bot may download
READERS: dict[str, Callable[[str, str], Reading]] = {".md": read_markdown, ".txt": read_plain}

_OTHER_ENCODINGS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def read_file(path: Path) -> Reading:
    """Read a source file.

    Args:
        path: a UTF-8 file whose name ends as one of `READERS`.

    Raises:
        ReadingError: the file is missing, a folder, empty, binary, not UTF-8, larger than
            `MAX_BYTES` or of an unknown kind; its text is one Vietnamese sentence.
    """
    reader = READERS.get(path.suffix.lower())
    data = _read_bytes(path, known=reader is not None)
    reading = reader(path.name, _decode(path.name, data)) if reader else None
    if reading is None or not any(character.isalnum() for character in reading.text):
        raise ReadingError(f"Tệp “{path.name}” trống, không có chữ nào để đọc.")
    return reading


def _read_bytes(path: Path, *, known: bool) -> bytes:
    name = path.name
    try:
        if not path.exists():
            raise ReadingError(f"Không tìm thấy tệp “{path}”.")
        if path.is_dir():
            raise ReadingError(f"“{name or path}” là một thư mục, không phải một tệp.")
        if not path.is_file():
            raise ReadingError(f"“{name}” không phải là một tệp thường nên không đọc được.")
        if not known:
            raise ReadingError(_unknown_kind(path))
        _check_size(name, path.stat().st_size)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as exc:
        raise ReadingError(f"Không mở được tệp “{name}”: {_reason(exc)}.") from exc
    _check_size(name, len(data))
    return data


def _unknown_kind(path: Path) -> str:
    known = ", ".join(sorted(READERS))
    kind = f"Loại tệp “{path.suffix}”" if path.suffix else "Tệp không có phần mở rộng"
    return f"{kind} của “{path.name}” chưa đọc được; các loại đọc được là {known}."


def _check_size(name: str, size: int) -> None:
    if size > MAX_BYTES:
        raise ReadingError(
            f"Tệp “{name}” quá lớn: {_megabytes(size)} MB, trong khi tối đa là"
            f" {_megabytes(MAX_BYTES)} MB."
        )


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}".replace(".", ",")


def _reason(exc: OSError | ValueError) -> str:
    if isinstance(exc, PermissionError):
        return "không có quyền đọc"
    if isinstance(exc, OSError) and exc.strerror:
        return f"hệ điều hành báo “{exc.strerror}”"
    return "đường dẫn không hợp lệ"


def _decode(name: str, data: bytes) -> str:
    if encoding := _OTHER_ENCODINGS.get(data[:2]):
        raise ReadingError(
            f"Tệp “{name}” ghi bằng bảng mã {encoding}, không phải UTF-8 (byte 0);"
            " hãy lưu lại bằng UTF-8."
        )
    if (position := data.find(b"\0")) >= 0:
        raise ReadingError(
            f"Tệp “{name}” là tệp nhị phân (có byte 0 ở vị trí {position}), không phải văn bản."
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as exc:
        raise ReadingError(
            f"Tệp “{name}” không phải UTF-8: byte thứ {exc.start} (0x{data[exc.start]:02x})"
            " không đọc được; hãy lưu lại bằng UTF-8."
        ) from exc
