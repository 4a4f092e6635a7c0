"""All of them: those made on purpose first, then broken ones by chance until there are enough."""

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.hostile.mutations import mutated
from benchmarks.hostile.pages import page_files, rich_files
from benchmarks.hostile.pdfs import pdf_files
from benchmarks.hostile.samples import Contents, samples
from benchmarks.hostile.words import word_files
from benchmarks.hostile.zips import zip_files

SEED = 20_240_506


@dataclass(frozen=True, slots=True)
class HostileFile:
    """A file's name, what is wrong with it, and its bytes."""

    name: str
    what: str
    contents: Contents

    @property
    def data(self) -> bytes:
        return self.contents() if callable(self.contents) else self.contents


def hostile_files(count: int, seed: int = SEED) -> Iterator[HostileFile]:
    """`count` files, the same for the same seed."""
    made = 0
    for file in made_on_purpose():
        if made == count:
            return
        yield file
        made += 1
    yield from broken_by_chance(count - made, seed)


def broken_by_chance(count: int, seed: int = SEED) -> Iterator[HostileFile]:
    """Sound files with something broken in them."""
    chance = random.Random(seed)
    for _ in range(count):
        yield HostileFile(*mutated(chance))


def made_on_purpose() -> Iterator[HostileFile]:
    """Each known attack once."""
    for what, contents in zip_files():
        yield HostileFile(f"xau.{what.partition(':')[0]}", what.partition(": ")[2], contents)
    for what, contents in pdf_files():
        yield HostileFile("xau.pdf", what, contents)
    for suffix, files in (("html", page_files), ("rtf", rich_files)):
        for what, data in files():
            yield HostileFile(f"xau.{suffix}", what, data)
    for what, data in word_files():
        yield HostileFile("xau.txt", what, data)
        yield HostileFile("xau.md", what, data)
    yield from _false_names()
    yield from _ole_files()


def _false_names() -> Iterator[HostileFile]:
    sound = samples()["mau.docx"]
    for name in ("../../xau.docx", "xau.docx.exe", "xau\u202excod.exe", "x" * 300 + ".docx", ""):
        yield HostileFile(name, "a sound file under a bad name", sound)
    yield HostileFile("xau.docx", "a program", b"MZ\x90\0" + bytes(5_000))
    yield HostileFile("xau.pdf", "a picture", b"\x89PNG\r\n\x1a\n" + bytes(5_000))
    yield HostileFile("xau.txt", "too large", b"a" * (20 * 1024 * 1024 + 1))
    yield HostileFile("xau.txt", "nothing", b"")


def _ole_files() -> Iterator[HostileFile]:
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    struct.pack_into("<HH", head, 30, 9, 6)
    for what, stream in (("locked by a password", "EncryptedPackage"), ("a sheet", "Workbook")):
        named = stream.encode("utf-16-le") + b"\0\0"
        yield HostileFile("xau.docx", what, bytes(head) + named + bytes(2_000))
    named = "WordDocument".encode("utf-16-le") + b"\0\0"
    yield HostileFile("xau.doc", "a Word file of nothing", bytes(head) + named + bytes(5_000))
    struct.pack_into("<I", head, 48, 0xFFFFFFF0)
    struct.pack_into("<H", head, 30, 0xFFFF)
    yield HostileFile("xau.doc", "sectors of any size", bytes(head) + named + bytes(5_000))
