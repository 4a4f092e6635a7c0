"""The bytes of a text file to characters."""

import codecs

from knowledge.errors import ReadingError
from knowledge.reading.encodings.guessing import marked_words, score, unchanged
from knowledge.reading.encodings.repairing import repaired
from knowledge.reading.encodings.tables import as_windows_1252

_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_READABLE = 0.8  # share of the marked words that must be Vietnamese
_LEAST_ZEROES = 0.2  # of every other byte: UTF-16 without a mark at its head
_LEAST_PLAIN = 0.5  # share of letters without a mark, as Vietnamese has; numbers have none
_LOOK = 4096  # bytes


def decoded(name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The words of a text file, in whatever encoding Vietnamese was kept.

    Args:
        name: of the file, for messages.

    Returns:
        The text, not cleaned yet, and Vietnamese warnings for the admin.

    Raises:
        ReadingError: the file is binary, or its bytes are no text that we know.
    """
    if (encoding := _utf_16(data)) is not None:
        return repaired(_from_utf_16(name, data, encoding))
    if (position := data.find(b"\0")) >= 0:
        raise ReadingError(
            f"Tệp “{name}” là tệp nhị phân (có byte 0 ở vị trí {position}), không phải văn bản."
        )
    try:
        return repaired(data.decode("utf-8-sig"))
    except UnicodeDecodeError as exc:
        return _from_single_bytes(name, data, exc)


def _utf_16(data: bytes) -> str | None:
    if data[:2] in _UTF_16:
        return _UTF_16[data[:2]]
    start = data[:_LOOK]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) < max(2, _LEAST_ZEROES * len(start) / 2) or min(even, odd) > 0:
        return None
    encoding = "utf-16-le" if odd else "utf-16-be"
    plain = sum(c.isspace() or " " <= c <= "~" for c in start.decode(encoding, errors="replace"))
    return encoding if plain >= _LEAST_PLAIN * len(start) / 2 else None


def _from_utf_16(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as exc:
        raise ReadingError(
            f"Tệp “{name}” ghi bằng UTF-16 nhưng byte thứ {exc.start} không đọc được;"
            " hãy lưu lại bằng UTF-8."
        ) from exc


def _from_single_bytes(
    name: str, data: bytes, reason: UnicodeDecodeError
) -> tuple[str, tuple[str, ...]]:
    text, warnings = repaired(as_windows_1252(data))
    if score(marked_words(text), unchanged).share >= _READABLE or warnings:
        return text, warnings
    raise ReadingError(
        f"Tệp “{name}” không phải UTF-8: byte thứ {reason.start} (0x{data[reason.start]:02x})"
        " không đọc được; hãy lưu lại bằng UTF-8."
    ) from reason
