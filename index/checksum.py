"""Checksums of files: SHA-256 where it names something, CRC-32 where it shows damage."""

import hashlib
import zlib
from collections.abc import Iterable
from pathlib import Path

_BLOCK = 1 << 20  # bytes


def sha256_of(path: Path) -> str:
    """Hexadecimal SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def crc32_of(path: Path) -> str:
    """CRC-32 of a file's bytes, eight hexadecimal digits: enough to see that a disk or a copy has
    damaged it, at ten times the speed of SHA-256."""
    checksum = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            checksum = zlib.crc32(block, checksum)
    return f"{checksum:08x}"


def sha256_of_all(paths: Iterable[Path], root: Path) -> str:
    """Hexadecimal SHA-256 of the files' contents and of their names below `root`, in that order."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(root).as_posix()}\0{sha256_of(path)}\n".encode())
    return digest.hexdigest()
