"""The open texts that the model learns from, as sections with a title."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LAWS = "law_articles.jsonl.gz"
WIKIPEDIA = "wikipedia_paragraphs.jsonl.gz"
_SHORTEST = 120  # characters; shorter paragraphs of Wikipedia are stubs and captions


@dataclass(frozen=True, slots=True)
class Section:
    """A titled piece of text: an article of a law or a paragraph under a heading."""

    id: str
    topic: str
    title: str
    text: str
    related: tuple[str, ...] = ()


def law_sections(folder: Path, without: frozenset[str] = frozenset()) -> Iterator[Section]:
    """Articles of the codification, less the laws whose number is in `without` (any case)."""
    unwanted = {number.casefold() for number in without}
    for row in _rows(folder / LAWS):
        if (row["law_no"] or "").casefold() in unwanted or not row["text"]:
            continue
        related = tuple(row["related"])
        yield Section(row["id"], row["subject"], row["title"], row["text"], related)


def wikipedia_sections(folder: Path) -> Iterator[Section]:
    """Paragraphs of Wikipedia that are long enough to say something."""
    for number, row in enumerate(_rows(folder / WIKIPEDIA)):
        if len(row["text"]) >= _SHORTEST:
            yield Section(f"w{number}", row["page"], row["heading"], row["text"])


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
