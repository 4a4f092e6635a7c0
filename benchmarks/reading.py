"""How fast each kind of file is read, and with how much memory.

    python -m benchmarks.reading [--characters N] [--json FILE]

The same made-up laws in each form, read in one run three ways: by the bot (a process with limits,
started anew), by the same reader in this process, and by the library's bare extraction of text.
"""

import argparse
import json
import os
import platform
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path

from benchmarks.hostile.__main__ import Watch
from benchmarks.hostile.samples import LINES, document, docx_parts, page, paragraph, pdf, zipped
from knowledge.reading.kinds import Kind
from knowledge.reading.limited import LimitedReader
from knowledge.reading.limits import MIB
from knowledge.reading.readers import read_as

SEED = 20_240_506
LINES_OF_A_PAGE = 40


@dataclass(frozen=True, slots=True)
class Measured:
    """One kind of file; seconds of one reading, the median of three."""

    kind: str
    file_mib: float
    characters: int
    limited: float
    here: float
    bare: float
    memory: float  # MiB, resident, of the reading process at its largest

    def row(self) -> str:
        speed = self.characters / self.limited / 1e6
        return (
            f"| {self.kind} | {self.file_mib:.2f} | {self.characters:,} | {self.limited:.2f}"
            f" | {speed:.2f} | {self.limited / self.here:.2f} | {self.here / self.bare:.1f}"
            f" | {self.memory:.0f} | {self.memory * 1e6 / self.characters:.0f} |"
        )


def main() -> None:
    options = _options()
    lines = made_up_lines(options.characters)
    measured = [_measured(kind, data, bare) for kind, data, bare in forms(lines)]
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(
        "| kind | file, MiB | characters read | seconds | million characters/s"
        " | ÷ in this process | reader ÷ bare extraction | peak, MiB | MiB per million |\n"
        "|---|---|---|---|---|---|---|---|---|"
    )
    print("\n".join(one.row() for one in measured))
    if options.json:
        figures = [asdict(one) for one in measured]
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--characters", type=int, default=500_000)
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def made_up_lines(characters: int) -> list[str]:
    """Articles of two clauses, their words drawn by chance, until there are enough letters."""
    chance = random.Random(SEED)
    words = " ".join(LINES).lower().replace(".", "").split()
    lines: list[str] = []
    length = 0
    while length < characters:
        article = [
            f"Điều {len(lines) // 3 + 1}. {_drawn(chance, words, 6)}",
            *(f"{number}. {_drawn(chance, words, 40)}." for number in (1, 2)),
        ]
        lines += article
        length += sum(map(len, article))
    return lines


def _drawn(chance: random.Random, words: list[str], count: int) -> str:
    return " ".join(chance.choices(words, k=count)).capitalize()


def forms(lines: list[str]) -> Iterator[tuple[Kind, bytes, Callable[[bytes], object]]]:
    """Each kind of file that says these lines, and the bare way to its text."""
    pages = [lines[i : i + LINES_OF_A_PAGE] for i in range(0, len(lines), LINES_OF_A_PAGE)]
    yield Kind.TEXT, "\n".join(lines).encode(), lambda data: data.decode()
    yield Kind.MARKDOWN, "\n\n".join(map(_heading, lines)).encode(), _bare_markdown
    yield Kind.DOCX, zipped(docx_parts(document("".join(map(paragraph, lines))))), _bare_docx
    yield Kind.PDF, pdf([_wrapped(one) for one in pages]), _bare_pdf
    yield Kind.HTML, page("".join(f"<p>{line}</p>" for line in lines)).encode(), _bare_html


def _heading(line: str) -> str:
    return f"## {line}" if line.startswith("Điều") else line


def _wrapped(lines: list[str]) -> list[str]:
    return [line[i : i + 90] for line in lines for i in range(0, len(line), 90)]


def _bare_markdown(data: bytes) -> object:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").parse(data.decode())


def _bare_docx(data: bytes) -> object:
    from docx import Document

    return "\n".join(one.text for one in Document(BytesIO(data)).paragraphs)


def _bare_pdf(data: bytes) -> object:
    from pypdfium2 import PdfDocument

    return [one.get_textpage().get_text_range() for one in PdfDocument(data)]


def _bare_html(data: bytes) -> object:
    from lxml import html

    return html.document_fromstring(data.decode()).text_content()


def _measured(kind: Kind, data: bytes, bare: Callable[[bytes], object]) -> Measured:
    reading = read_as(kind, "mau", data)  # and warm: imports, caches
    bare(data)
    with Watch() as watch:
        limited = _median(lambda: _limited(kind, data))
    return Measured(
        kind.value,
        len(data) / MIB,
        len(reading.text),
        limited,
        _median(lambda: read_as(kind, "mau", data)),
        _median(lambda: bare(data)),
        watch.peak,
    )


def _limited(kind: Kind, data: bytes) -> object:
    with LimitedReader() as reader:
        return reader.read(kind, "mau", data)


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return sorted(times)[1]


if __name__ == "__main__":
    main()
