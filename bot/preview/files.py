"""Files that were sent, either way."""

import mimetypes
import secrets
import struct
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.preview.errors import bad_request
from bot.preview.jsontypes import Json

MOST_DOWNLOADED = 20 << 20
MOST_UPLOADED = 50 << 20


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file's bytes and what the Bot API says about it."""

    id: str
    unique_id: str
    path: str
    name: str
    mime_type: str
    data: bytes

    def reference(self) -> Json:
        """The fields that every kind of file has."""
        return {
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.data),
        }

    def document(self) -> Json:
        """The file as a Bot API `Document`."""
        return {"file_name": self.name, "mime_type": self.mime_type, **self.reference()}


class Files:
    """Every file of the preview, kept in memory."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}

    def add(self, folder: str, name: str, data: bytes, mime_type: str = "") -> StoredFile:
        """Keep a file; `folder` is the first part of its download path, such as "documents"."""
        suffix = PurePosixPath(name).suffix
        suffix = suffix if suffix.isascii() and suffix[1:].isalnum() else ""
        stored = StoredFile(
            id=f"BQAC{secrets.token_urlsafe(40)}",
            unique_id=f"Ag{secrets.token_urlsafe(9)}",
            path=f"{folder}/file_{len(self._by_id)}{suffix}",
            name=name,
            mime_type=mime_type or mimetypes.guess_type(name)[0] or "application/octet-stream",
            data=data,
        )
        self._by_id[stored.id] = stored
        return stored

    def get(self, file_id: str) -> StoredFile | None:
        """The file with this id."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """The file with this download path."""
        return next((one for one in self._by_id.values() if one.path == path), None)

    def named(self, unique_id: str) -> StoredFile | None:
        """The file with this unique id."""
        return next((one for one in self._by_id.values() if one.unique_id == unique_id), None)


def image_size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG, GIF or JPEG picture in pixels.

    Raises:
        ApiError: the bytes are none of these.
    """
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
    elif data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
    elif data.startswith(b"\xff\xd8"):
        width, height = _jpeg_size(data)
    else:
        width, height = 0, 0
    if width <= 0 or height <= 0:
        raise bad_request("IMAGE_PROCESS_FAILED")
    return int(width), int(height)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + length
    return 0, 0
