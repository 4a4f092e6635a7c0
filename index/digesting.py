"""Entries into vectors and tokens, each text once: what an earlier index knows is taken from it."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from index.embedding import Encoder
from index.errors import WrongDimensions
from index.neighbours import Neighbours

Progress = Callable[[int, int], None]
Known = Mapping[bytes, "Digested"]

CONTEXT_WEIGHT = 0.5  # of the title's vector, added to that of the passage itself
HASH_BYTES = 16
_BATCH = 256  # texts between two calls of the progress callback


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage to index; `context` (document title, headings) is searched, never quoted."""

    id: int
    text: str
    context: str = ""

    @property
    def hash(self) -> bytes:
        """Of context and text, `HASH_BYTES` long."""
        text = f"{self.context}\0{self.text}".encode()
        return hashlib.blake2b(text, digest_size=HASH_BYTES).digest()


@dataclass(frozen=True, slots=True)
class Digested:
    """What a model makes of an entry: a vector (d,) and, of a static model, its token ids."""

    vector: NDArray[np.float32]
    tokens: NDArray[np.int32]


@runtime_checkable
class TokenEncoder(Protocol):
    """A model whose texts are rows of a table: the static ones."""

    @property
    def neighbours(self) -> Neighbours:
        """Which of its tokens mean nearly the same."""
        ...

    def token_ids(self, texts: Sequence[str]) -> list[NDArray[np.int32]]:
        """The rows of the table for each text's tokens."""
        ...

    def pooled(self, tokens: Sequence[NDArray[np.int32]]) -> NDArray[np.float32]:
        """(n, d) unit rows, one for each row of tokens."""
        ...


def digested(
    entries: Sequence[Entry], encoder: Encoder, known: Known, progress: Progress | None
) -> list[Digested]:
    """Every entry through the model; those in `known` by their hash are not encoded again.

    Raises WrongDimensions.
    """
    found = [known.get(entry.hash) for entry in entries]
    new = [row for row, one in enumerate(found) if one is None]
    done = len(entries) - len(new)
    for start in range(0, len(new), _BATCH):
        rows = new[start : start + _BATCH]
        for row, one in zip(rows, _digest([entries[row] for row in rows], encoder), strict=True):
            found[row] = one
        done += len(rows)
        if progress:
            progress(done, len(entries))
    if progress and not new:
        progress(done, done)
    return [one for one in found if one is not None]


def _digest(entries: Sequence[Entry], encoder: Encoder) -> list[Digested]:
    texts = [entry.text for entry in entries]
    places = {title: n for n, title in enumerate(dict.fromkeys(e.context for e in entries))}
    title_of = [places[entry.context] for entry in entries]
    tokens = [np.zeros(0, dtype=np.int32)] * len(entries)
    if isinstance(encoder, TokenEncoder):
        own, titles = encoder.token_ids(texts), encoder.token_ids(list(places))
        tokens = [np.append(ids, titles[n]) for ids, n in zip(own, title_of, strict=True)]
        vectors, contexts = encoder.pooled(own), encoder.pooled(titles)
    else:
        vectors, contexts = _unit_vectors(encoder, texts), _unit_vectors(encoder, list(places))
    mixed = vectors + CONTEXT_WEIGHT * contexts[title_of]
    return [Digested(*pair) for pair in zip(mixed, tokens, strict=True)]


def _unit_vectors(encoder: Encoder, texts: Sequence[str]) -> NDArray[np.float32]:
    """(n, d) unit rows; zeros for an empty text, which a model may give any vector."""
    made = encoder.encode_passages(texts)
    if made.shape != (len(texts), encoder.dimensions):
        raise WrongDimensions((len(texts), encoder.dimensions), made.shape)
    made[[not text for text in texts]] = 0.0
    return made
