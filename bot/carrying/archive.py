"""The file that a knowledge base is carried in: a container of JSON lines, a part per table."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.carrying import container
from bot.carrying.container import Container, Kind, Manifest
from bot.errors import ArchiveError
from knowledge.carrying.rows import FORMAT, TABLES

MOST = 1 << 30  # bytes of all parts, unpacked
MOST_PACKED = 200  # times that a part may be larger than it lies in the file; text comes to twenty
SMALL = 1 << 20  # bytes; below, nobody asks how well something was packed
LONGEST_LINE = 64 << 20  # bytes: the text of one document


def _belongs(names: Iterable[str]) -> bool:
    return sorted(names) == sorted(TABLES)


EXPORT = Kind("export", "tệp xuất", FORMAT, _belongs, ending=".jsonl")


def write(path: Path, release: int, parts: Mapping[str, Iterable[Mapping[str, Any]]]) -> Manifest:
    """Write the rows of each table; `release` is the one that answers. Raises `ArchiveError`."""
    lines = {name: (_line(row) for row in rows) for name, rows in parts.items()}
    return container.write(path, EXPORT, release, lines)


def _line(row: Mapping[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, sort_keys=True).encode() + b"\n"


@contextmanager
def opened(path: Path) -> Iterator[Container]:
    """An export whose sizes have been looked at. Raises `ArchiveError` for anything else."""
    with container.opened(path, EXPORT) as file:
        total = sum(size for size, _ in file.sizes.values())
        if total > MOST:
            said = f"Tệp {path.name} bung ra {total >> 20} MB; nhiều nhất nhận {MOST >> 20} MB."
            raise ArchiveError(said)
        for name, (size, packed) in file.sizes.items():
            if size > max(SMALL, MOST_PACKED * packed):
                raise ArchiveError(f"Tệp {path.name}: phần {name} nén bất thường.")
        yield file


def lines(file: Container, name: str) -> Iterator[tuple[int, Any]]:
    """The values of a part with the numbers of their lines, from 1. Raises `ArchiveError`."""
    number, path = 0, file.path
    with file.part(name) as stored:
        while line := stored.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                raise ArchiveError(f"Tệp {path.name}: phần {name} có dòng quá dài.")
            yield number, _value(line, path, name, number)
    rows = file.manifest.parts[name].rows
    if number != rows:
        said = f"Tệp {path.name}: phần {name} có {number} dòng, bản kê ghi {rows}."
        raise ArchiveError(said)


def _value(line: bytes, path: Path, name: str, number: int) -> Any:  # noqa: ANN401 -- any JSON
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        said = f"Tệp {path.name}: phần {name}, dòng {number} không đọc được."
        raise ArchiveError(said) from error
