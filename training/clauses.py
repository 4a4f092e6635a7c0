"""Texts cut into clauses, sentences and chunks for training; speed before finesse."""

import re
from collections.abc import Iterable, Iterator

from index.text import normalise
from training.corpora import Section

_WORD = re.compile(r"[^\W_]+")
_CLAUSE_END = re.compile(r"[.;:?!\n]+")
_SENTENCE = re.compile(r"[^\n.;]{30,}[.;]?")


def clauses(sections: Iterable[Section]) -> Iterator[list[str]]:
    """Clauses of all texts as rows of normalised words; no pair spans a full stop."""
    for section in sections:
        for clause in _CLAUSE_END.split(f"{section.title}\n{section.text}"):
            words = _WORD.findall(normalise(clause))
            if words:
                yield words


def sentences(text: str) -> list[str]:
    """Pieces of at least 30 characters between line ends, full stops and semicolons."""
    return [found.strip() for found in _SENTENCE.findall(text)]


def chunks(text: str, size: int = 600) -> list[str]:
    """Runs of whole lines of about `size` characters; a longer line is a chunk of its own."""
    result: list[str] = []
    for line in text.splitlines():
        if result and len(result[-1]) + len(line) <= size:
            result[-1] += f"\n{line}"
        elif line.strip():
            result.append(line)
    return result
