"""A worker whose reader does what the bytes of the file tell it to, to see it stopped.

python -m tests.knowledge.reading.misbehaving tiny
"""

import os
import socket
import subprocess
import time
from pathlib import Path
from typing import NoReturn

from knowledge.errors import ReadingError
from knowledge.reading import limits, worker
from knowledge.reading.kinds import Kind
from knowledge.reading.reading import Head, Heading, Reading
from knowledge.reading.telling import tell

TINY = limits.Limits("tiny", 256 * limits.MIB, 1, 3, 32, 0, programs=False)
TINY_WITH_PROGRAMS = limits.Limits("programs", 256 * limits.MIB, 1, 3, 32, 0, programs=True)


def read_as(kind: Kind, source: str, data: bytes) -> Reading:
    told = data.decode()
    act = globals().get(f"_{told.partition(' ')[0]}")
    said = act(*told.split(" ")[1:]) if act else told
    return said if isinstance(said, Reading) else Reading(source, str(said), "text", Head())


def _spin() -> NoReturn:
    while True:
        pass


def _sleep() -> None:
    time.sleep(60)


def _crawl() -> None:
    tell(3, 40)
    time.sleep(60)


def _walk() -> str:
    tell(0, 2)
    tell(1, 2)
    return "đến nơi"


def _babble() -> NoReturn:
    while True:
        tell("nhiều", "lắm")  # type: ignore[arg-type]


def _hoard() -> int:
    return len(bytearray(1024 * limits.MIB))


def _die() -> None:
    os.abort()


def _raise() -> NoReturn:
    raise KeyError("word/document.xml")


def _refuse() -> NoReturn:
    raise ReadingError("Tệp này không đọc được.")


def _dive() -> int:
    return _dive() + 1


def _connect(port: str) -> str:
    with socket.create_connection(("127.0.0.1", int(port)), timeout=1) as connection:
        return str(connection.recv(10))


def _start() -> str:
    return str(subprocess.run(["true"], check=True).returncode)


def _write() -> int:
    with Path("tệp.bin").open("wb", buffering=0) as file:
        return file.write(b"x")


def _open() -> int:
    files = [Path(os.devnull).open() for _ in range(100)]  # noqa: SIM115 -- to have them all
    return len(files)


def _environment() -> str:
    return " ".join(sorted(os.environ))


def _folder() -> str:
    return f"{Path.cwd()} {len(list(Path.cwd().iterdir()))}"


def _process() -> int:
    return os.getpid()


def _print() -> str:
    print("đây không phải câu trả lời", flush=True)  # noqa: T201 -- as some library might
    return "đã in"


def _interfaces() -> str:
    lines = Path("/proc/net/dev").read_text(encoding="utf-8").splitlines()[2:]
    return " ".join(line.split(":")[0].strip() for line in lines)


def _hide() -> Reading:
    return Reading("a.txt", "Cán bộ\x1b[31m nên", "text", Head())


def _lie() -> Reading:
    return Reading("a.txt", "Cán bộ", "text", Head(), headings=(Heading(1, "Cán", 4, 90),))


def _count() -> str:
    return "1." * 1_000_000 + " a"


def _chatter() -> NoReturn:
    while True:
        os.write(3, b"x" * 1_000_000)


if __name__ == "__main__":
    limits.BY_NAME.update({"tiny": TINY, "programs": TINY_WITH_PROGRAMS})
    worker.read_as = read_as  # type: ignore[attr-defined]
    worker.main()
