"""Sound files with something broken in them, by chance but the same for the same seed."""

import random
from collections.abc import Callable

from benchmarks.hostile.samples import samples, unzipped, zipped

Change = Callable[[random.Random, bytes], bytes]


def mutated(chance: random.Random) -> tuple[str, str, bytes]:
    """A broken file: its name, what was done to it, its bytes."""
    name, data = chance.choice(sorted(samples().items()))
    changes = [chance.choice(CHANGES) for _ in range(chance.choice((1, 1, 1, 2, 4)))]
    inside = name.endswith((".docx", ".odt")) and chance.random() < 0.6
    for change in changes:
        data = _inside(chance, data, change) if inside else change(chance, data)
    what = ", ".join(change.__name__.replace("_", " ") for change in changes)
    if chance.random() < 0.1:
        name = "mau" + chance.choice((".md", ".txt", ".html", ".docx", ".pdf", ".doc", ".rtf"))
    return name, what + (" inside" if inside else ""), data


def _inside(chance: random.Random, data: bytes, change: Change) -> bytes:
    """Break a member, not the zip: most changes to a zip end at its checksums."""
    parts = unzipped(data)
    name = chance.choice(sorted(parts))
    part = parts[name]
    parts[name] = change(chance, part if isinstance(part, bytes) else part.encode())
    return zipped(parts)


def flip(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 60) if data else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut_short(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def cut_out(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    return data[:start] + data[end:]


def zero(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    return data[:start] + bytes(end - start) + data[end:]


def repeat(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    block = data[start:end]
    times = chance.choice((2, 10, 1_000))
    return data[:end] + block * min(times, 500_000 // max(1, len(block))) + data[end:]


def insert_noise(chance: random.Random, data: bytes) -> bytes:
    start, _ = _span(chance, data)
    return data[:start] + chance.randbytes(chance.choice((1, 50, 5_000))) + data[start:]


def insert_marks(chance: random.Random, data: bytes) -> bytes:
    start, _ = _span(chance, data)
    return data[:start] + chance.choice(_MARKS) * chance.choice((1, 100, 10_000)) + data[start:]


def swap(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    middle = (start + end) // 2
    return data[:start] + data[middle:end] + data[start:middle] + data[end:]


def enlarge_numbers(chance: random.Random, data: bytes) -> bytes:
    digits = [i for i, byte in enumerate(data) if 48 <= byte <= 57]
    for i in sorted(chance.sample(digits, min(len(digits), 5)), reverse=True):
        data = data[:i] + chance.choice((b"-1", b"999999999999", b"0", b"1e309")) + data[i + 1 :]
    return data


def _span(chance: random.Random, data: bytes) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 16, 200, 4_000)))


_MARKS = (
    b"[", b"](", b"> ", b"<div>", b"</w:p>", b"<w:p>", b"&#0;", b"&#xD800;", b"\0", b"\x1b[31m",
    b"<!--", b"]]>", b"<![CDATA[", b"{", b"\\", b"BT ", b"q ", b"endobj ", b"<<", b"*", b"`",
    "\u202e".encode(), "\u0301".encode(), "Điều 1. ".encode(), b"\xff\xfe", b"1.1.", b"|",
)  # fmt: skip
CHANGES: tuple[Change, ...] = (
    flip, cut_short, cut_out, zero, repeat, insert_noise, insert_marks, swap, enlarge_numbers,
)  # fmt: skip
