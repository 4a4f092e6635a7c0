"""The index as the bot sees it: texts with ids in, ids with scores out."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.abbreviations import expand_query, official_expansions
from index.embedding import Encoder
from index.errors import DuplicateId, NothingToIndex, WrongCount, WrongDimensions
from index.folder import check_model, read_manifest, write_manifest, writing
from index.fusion import NOTHING, Signals, confidence, fused
from index.lexical import LexicalIndex, LexicalQuery
from index.stopwords import content_syllables
from index.text import has_marks, syllables
from index.vectors import VectorIndex

Progress = Callable[[int, int], None]

CANDIDATES = 100  # passages taken from each ranking before they are made one
CONTEXT_WEIGHT = 0.5  # of the title's vector, added to that of the passage itself
_BATCH = 256  # texts between two calls of the progress callback
_HASH_BYTES = 16
_VECTORS = "vectors.faiss"
_HASHES = "hashes.npy"


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage to index; `context` (document title, headings) is searched, never quoted."""

    id: int
    text: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. score: 0..1 within this question; dense: cosine; lexical: BM25."""

    id: int
    score: float
    dense: float
    lexical: float


@dataclass(frozen=True, slots=True)
class Found:
    """Passages, best first, and how far to trust the first (0..1), with the signals behind that."""

    hits: tuple[Hit, ...]
    confidence: float
    signals: Signals


NOT_FOUND = Found((), 0.0, NOTHING)


class SearchIndex:
    """Passages by meaning and by words; constant, so that threads may share it."""

    def __init__(
        self,
        encoder: Encoder,
        vectors: VectorIndex,
        lexical: LexicalIndex,
        hashes: NDArray[np.uint8],
    ) -> None:
        self._encoder = encoder
        self._vectors = vectors
        self._lexical = lexical
        self._hashes = hashes  # (n, 16), of context and text
        self.ids = vectors.ids
        self._rows = {int(identifier): row for row, identifier in enumerate(self.ids)}
        self.digest = _digest(encoder.fingerprint, self.ids, hashes)

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def build(
        cls,
        entries: Sequence[Entry],
        encoder: Encoder,
        *,
        previous: "SearchIndex | None" = None,
        progress: Progress | None = None,
    ) -> "SearchIndex":
        """An index of these entries. Vectors of texts that `previous` knows under the same model
        are taken from it; `progress` is told how many of how many are done.

        Raises NothingToIndex, DuplicateId, WrongDimensions.
        """
        if not entries:
            raise NothingToIndex
        ids = _distinct([entry.id for entry in entries])
        hashes = [_hash(entry) for entry in entries]
        known = previous._known(encoder) if previous else {}
        vectors = _encoded(entries, hashes, encoder, known, progress)
        lexical = LexicalIndex.build([_parts(entry) for entry in entries])
        table = np.frombuffer(b"".join(hashes), dtype=np.uint8).reshape(-1, _HASH_BYTES)
        return cls(encoder, VectorIndex.build(ids, vectors), lexical, table)

    def search(self, query: str, limit: int = 10) -> Found:
        """The passages nearest to the question; none where it has no syllable."""
        asked = syllables(query)
        if not asked:
            return NOT_FOUND
        words = expand_query(asked)
        lexical_query = self._lexical.query(words, accented=has_marks(query))
        lexical = self._lexical.scores(lexical_query)
        vector = self._encoder.encode_queries([" ".join(words)])[0]
        rows, cosines = self._candidates(vector, lexical, limit)
        scores = fused(cosines, lexical[rows])
        order = np.argsort(-scores, kind="stable")
        hits = tuple(
            Hit(
                int(self.ids[rows[i]]),
                float(scores[i]),
                float(cosines[i]),
                float(lexical[rows[i]]),
            )
            for i in order[:limit]
        )
        signals = self._signals(hits, lexical_query, words)
        return Found(hits, confidence(signals), signals)

    def save(self, folder: Path) -> None:
        """Writes the index so that the folder is whole or not there."""
        with writing(folder) as aside:
            self._vectors.save(aside / _VECTORS)
            self._lexical.save(aside)
            np.save(aside / _HASHES, self._hashes, allow_pickle=False)
            write_manifest(
                aside,
                model=self._encoder.name,
                fingerprint=self._encoder.fingerprint,
                dimensions=self._vectors.dimensions,
                count=len(self),
                digest=self.digest,
            )

    @classmethod
    def load(cls, folder: Path, encoder: Encoder) -> "SearchIndex":
        """Reads what `save` wrote. Raises the errors of `read_manifest`, OtherModel, WrongCount."""
        manifest = read_manifest(folder)
        check_model(manifest, encoder.name, encoder.fingerprint)
        vectors = VectorIndex.load(folder / _VECTORS)
        lexical = LexicalIndex.load(folder)
        hashes = np.load(folder / _HASHES, allow_pickle=False)
        parts = {"bảng vectơ": vectors, "chỉ mục từ": lexical, "bảng mã băm": hashes}
        for what, part in parts.items():
            if len(part) != manifest.count:
                raise WrongCount(what, manifest.count, len(part))
        return cls(encoder, vectors, lexical, hashes)

    def _known(self, encoder: Encoder) -> dict[bytes, NDArray[np.float32]]:
        if encoder.fingerprint != self._encoder.fingerprint:
            return {}
        rows = self._vectors.rows()
        return {self._hashes[row].tobytes(): rows[row] for row in range(len(self))}

    def _candidates(
        self, vector: NDArray[np.float32], lexical: NDArray[np.float32], limit: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Rows that either ranking puts in front, and their cosines."""
        wanted = min(max(limit, CANDIDATES), len(self))
        near = [self._rows[i] for i, _ in self._vectors.nearest(vector, wanted)]
        worded = np.argpartition(-lexical, wanted - 1)[:wanted]
        rows = np.union1d(np.array(near, dtype=np.int64), worded[lexical[worded] > 0])
        return rows, self._vectors.cosines(vector, self.ids[rows])

    def _signals(self, hits: Sequence[Hit], query: LexicalQuery, words: Sequence[str]) -> Signals:
        best = hits[0]
        content = self._lexical.query(content_syllables(words), accented=False)
        return Signals(
            share=best.lexical / query.idf_sum if query.idf_sum > 0 else 0.0,
            coverage=self._lexical.coverage(content, self._rows[best.id]),
            cosine=best.dense,
            margin=best.score - hits[1].score if len(hits) > 1 else best.score,
        )


def _encoded(
    entries: Sequence[Entry],
    hashes: Sequence[bytes],
    encoder: Encoder,
    known: dict[bytes, NDArray[np.float32]],
    progress: Progress | None,
) -> NDArray[np.float32]:
    vectors = np.zeros((len(entries), encoder.dimensions), dtype=np.float32)
    new = [row for row, digest in enumerate(hashes) if digest not in known]
    for row, digest in enumerate(hashes):
        vectors[row] = known.get(digest, 0.0)
    done = len(entries) - len(new)
    for start in range(0, len(new), _BATCH):
        rows = new[start : start + _BATCH]
        texts = _unit_vectors(encoder, [entries[row].text for row in rows])
        titles = [entries[row].context for row in rows]
        different = {title: place for place, title in enumerate(dict.fromkeys(titles))}
        contexts = _unit_vectors(encoder, list(different))
        vectors[rows] = texts + CONTEXT_WEIGHT * contexts[[different[title] for title in titles]]
        done += len(rows)
        if progress:
            progress(done, len(entries))
    if progress and not new:
        progress(done, done)
    return vectors


def _unit_vectors(encoder: Encoder, texts: Sequence[str]) -> NDArray[np.float32]:
    """(n, d) unit rows; zeros for an empty text, which a model may give any vector."""
    made = encoder.encode_passages(texts)
    if made.shape != (len(texts), encoder.dimensions):
        raise WrongDimensions((len(texts), encoder.dimensions), made.shape)
    made[[not text for text in texts]] = 0.0
    return made


def _parts(entry: Entry) -> list[Sequence[str]]:
    parts: list[Sequence[str]] = [syllables(entry.context), syllables(entry.text)]
    return [*parts, *official_expansions([s for part in parts for s in part])]


def _hash(entry: Entry) -> bytes:
    text = f"{entry.context}\0{entry.text}".encode()
    return hashlib.blake2b(text, digest_size=_HASH_BYTES).digest()


def _distinct(ids: Sequence[int]) -> Sequence[int]:
    seen: set[int] = set()
    for identifier in ids:
        if identifier in seen:
            raise DuplicateId(identifier)
        seen.add(identifier)
    return ids


def _digest(fingerprint: str, ids: NDArray[np.int64], hashes: NDArray[np.uint8]) -> str:
    order = np.argsort(ids, kind="stable")
    digest = hashlib.sha256(fingerprint.encode())
    digest.update(ids[order].astype("<i8").tobytes())
    digest.update(hashes[order].tobytes())
    return digest.hexdigest()
