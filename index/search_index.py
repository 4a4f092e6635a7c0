"""The index as the bot sees it: texts with ids in, ids with scores out."""

import hashlib
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from index.abbreviations import built_in
from index.confidence import (
    NOTHING,
    Calibration,
    Signals,
    off_topic_questions,
    shipped_calibration,
)
from index.definitions import defining_words
from index.digesting import HASH_BYTES, Digested, Progress, TokenEncoder, digested
from index.digesting import Entry as Entry  # what callers hand over
from index.embedding import Encoder
from index.errors import DuplicateId, NothingToIndex, WrongCount
from index.folder import check_model, read_manifest, write_manifest, writing
from index.frames import Words, parted
from index.fusion import FIRST, SHIPPED, Weights, fused
from index.glossary import Glossary
from index.late import LateIndex
from index.lexical import Extra, LexicalIndex, LexicalQuery
from index.restoring import shipped as shipped_restorer
from index.stopwords import content_syllables
from index.synonyms import shipped_synonyms
from index.text import syllables
from index.understanding import Understanding, Understood
from index.vectors import VectorIndex

CANDIDATES = 60  # passages taken from each ranking before they are made one
RERANKED = 30  # of these, how many late interaction looks at
RARE = 0.6  # an everyday word that is no rarer than this here needs no other wording
_VECTORS = "vectors.faiss"
_HASHES = "hashes.npy"
_CALIBRATION = "calibration.json"
_GLOSSARY = "glossary.json"


class Hit(NamedTuple):
    """A passage found. score: 0..1 within this question; dense: cosine; lexical: BM25; late: 0..1,
    0 under a model without tokens."""

    id: int
    score: float
    dense: float
    lexical: float
    late: float


@dataclass(frozen=True, slots=True)
class Found:
    """Passages, best first, and how far to trust the first (0..1), with the signals behind that
    and the question as it was understood."""

    hits: tuple[Hit, ...]
    confidence: float
    signals: Signals
    understood: Understood


class SearchIndex:
    """Passages by meaning and by words; constant, so that threads may share it."""

    def __init__(
        self,
        encoder: Encoder,
        vectors: VectorIndex,
        lexical: LexicalIndex,
        late: LateIndex | None,
        hashes: NDArray[np.uint8],
        glossary: Glossary,
        calibration: Calibration | None = None,
    ) -> None:
        self._encoder = encoder
        self._tokens = encoder if isinstance(encoder, TokenEncoder) else None
        self._vectors = vectors
        self._lexical = lexical
        self._late = late
        self._hashes = hashes  # (n, 16), of context and text
        self.glossary = glossary  # of short forms that the texts themselves explain
        self._understanding = _understanding(glossary, Glossary({}))
        self.ids = vectors.ids
        self._rows = dict(zip(self.ids.tolist(), range(len(self.ids)), strict=True))
        self._open: NDArray[np.bool_] | None = None  # (n,) what may be found, where not all may
        self.digest = _digest(encoder.fingerprint, self.ids, hashes, glossary)
        self._calibration = calibration or self._calibrated()

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._rows

    def has_all(self, ids: Iterable[int]) -> bool:
        """Whether every one of these passages is in the index."""
        return all(one in self._rows for one in ids)

    @classmethod
    def build(
        cls,
        entries: Sequence[Entry],
        encoder: Encoder,
        *,
        glossary: Glossary = Glossary({}),  # noqa: B008 - it is constant
        previous: "SearchIndex | None" = None,
        progress: Progress | None = None,
    ) -> "SearchIndex":
        """An index of these entries and of the short forms that they explain. What `previous`
        knows of the same texts under the same model is taken from it; `progress` is told how many
        of how many are done.

        Raises NothingToIndex, DuplicateId, WrongDimensions.
        """
        if not entries:
            raise NothingToIndex
        ids = _distinct([entry.id for entry in entries])
        known = previous._known(encoder) if previous else {}
        parts = digested(entries, encoder, known, progress)
        vectors = VectorIndex.build(ids, np.stack([part.vector for part in parts]))
        terms = built_in().joined(glossary)
        lexical = LexicalIndex.build([_parts(entry, terms) for entry in entries])
        late = None
        if isinstance(encoder, TokenEncoder):
            late = LateIndex.build(encoder.neighbours, [part.tokens for part in parts])
        return cls(encoder, vectors, lexical, late, _hashes(entries), glossary)

    def updated(
        self, kept: Iterable[int], entries: Sequence[Entry], progress: Progress | None = None
    ) -> "SearchIndex":
        """An index of the passages `kept` of this one (ids) and of further entries: that of
        building all anew, at a fraction of its cost. The short forms stay those of this one.

        Raises NothingToIndex, DuplicateId, WrongDimensions.
        """
        rows = np.sort(np.array([self._rows[one] for one in kept], dtype=np.int64))
        if not (len(rows) or entries):
            raise NothingToIndex
        ids = [entry.id for entry in entries]
        _distinct([*self.ids[rows].tolist(), *ids])
        parts = digested(entries, self._encoder, {}, progress)
        added = np.array([part.vector for part in parts], dtype=np.float32)
        vectors = self._vectors.updated(rows, ids, added.reshape(-1, self._vectors.dimensions))
        terms = built_in().joined(self.glossary)
        lexical = self._lexical.updated(rows, [_parts(entry, terms) for entry in entries])
        late = self._late.updated(rows, [part.tokens for part in parts]) if self._late else None
        hashes = np.concatenate([self._hashes[rows], _hashes(entries)])
        fitted = self._calibration if self._calibration.fits(len(hashes)) else None
        return SearchIndex(self._encoder, vectors, lexical, late, hashes, self.glossary, fitted)

    def search(
        self, question: Understood | str, limit: int = 10, weights: Weights = SHIPPED
    ) -> Found:
        """The passages nearest to the question; none where it has no syllable. A plain text is
        first read as it is meant."""
        asked = self.understood(question) if isinstance(question, str) else question
        if not asked.words or not (self._open is None or self._open.any()):
            return Found((), 0.0, NOTHING, asked)
        hits, signals = self._found(asked, max(limit, 2), weights)
        return Found(tuple(hits[:limit]), self._calibration.confidence(signals), signals, asked)

    def understood(self, question: str) -> Understood:
        """The question as it is meant, by the short forms of this collection."""
        return self._understanding.of(question)

    def with_terms(self, terms: Glossary) -> Self:
        """The same index, whose questions are read with these short forms, which overrule those
        that come with the bot and those of the documents."""
        other = copy(self)
        other._understanding = _understanding(self.glossary, terms)
        return other

    def without(self, ids: Iterable[int]) -> Self:
        """The same index, that never finds these passages; those that it does not have are no
        matter. How sure an answer is, is then how sure the best of the others is."""
        rows = [self._rows[identifier] for identifier in ids if identifier in self._rows]
        other = copy(self)
        other._open = np.ones(len(self), dtype=np.bool_)
        other._open[rows] = False
        if self._open is not None:
            other._open &= self._open
        return other

    def save(self, folder: Path) -> None:
        """Writes the index so that the folder is whole or not there."""
        with writing(folder) as aside:
            self._vectors.save(aside / _VECTORS)
            self._lexical.save(aside)
            if self._late:
                self._late.save(aside)
            np.save(aside / _HASHES, self._hashes, allow_pickle=False)
            self._calibration.save(aside / _CALIBRATION)
            (aside / _GLOSSARY).write_text(self.glossary.to_json(), encoding="utf-8")
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
        late = None
        if isinstance(encoder, TokenEncoder):
            late = parts["bảng đơn vị từ"] = LateIndex.load(folder, encoder.neighbours)
        for what, part in parts.items():
            if len(part) != manifest.count:
                raise WrongCount(what, manifest.count, len(part))
        calibration = Calibration.load(folder / _CALIBRATION)
        glossary = Glossary.from_json((folder / _GLOSSARY).read_text(encoding="utf-8"))
        return cls(encoder, vectors, lexical, late, hashes, glossary, calibration)

    def _calibrated(self) -> Calibration:
        """The fitted weights, less sure where this collection would let too many off-topic
        questions through: what a score means changes with how many and how long the texts are."""
        searched = (self._found(self.understood(one)) for one in off_topic_questions())
        found = [signals for _, signals in searched]
        return shipped_calibration().tightened(found, len(self))

    def _known(self, encoder: Encoder) -> dict[bytes, Digested]:
        if encoder.fingerprint != self._encoder.fingerprint:
            return {}
        none = [np.zeros(0, dtype=np.int32)] * len(self)
        tokens = self._late.tokens() if self._late else none
        rows = zip(self._hashes, self._vectors.rows(), tokens, strict=True)
        return {key.tobytes(): Digested(vector, ids) for key, vector, ids in rows}

    def _found(
        self, asked: Understood, limit: int = 2, weights: Weights = SHIPPED
    ) -> tuple[list[Hit], Signals]:
        subject, frame = parted(asked.words)
        query = self._lexical_query(asked, subject, frame, weights)
        hits = self._ranked(asked, subject, query, limit, weights)
        return hits, self._signals(hits, query, subject)

    def _lexical_query(
        self, asked: Understood, subject: Words, frame: Words, weights: Weights
    ) -> LexicalQuery:
        """The words of the subject; with less weight those around it, what official texts say for
        those that are strange here, and what the sentence says that defines the term asked for."""
        extra: list[Extra] = [(frame, weights.frame)]
        for official in shipped_synonyms().of(subject, wanted=self._is_strange):
            extra.append((official, weights.synonyms))
        if defining := defining_words(asked.words):
            extra.append((defining, weights.definitions))
        return self._lexical.query([*subject, *asked.kept], accented=asked.accented, extra=extra)

    def _is_strange(self, words: Words) -> bool:
        return self._lexical.rarity_of(words) >= RARE

    def _ranked(
        self, asked: Understood, subject: Words, query: LexicalQuery, limit: int, weights: Weights
    ) -> list[Hit]:
        vector, tokens = self._meaning(asked, subject)
        rows, lexical, dense = self._candidates(vector, query, limit)
        first = fused(FIRST, lexical=lexical, dense=dense, late=None)
        kept = np.argsort(-first, kind="stable")[: max(limit, RERANKED)]
        rows, lexical, dense = rows[kept], lexical[kept], dense[kept]
        late = self._late.scores(tokens, rows) if self._late and tokens is not None else None
        scores = fused(weights, lexical=lexical, dense=dense, late=late)
        if late is None:
            late = np.zeros_like(dense)
        order = np.argsort(-scores, kind="stable")[:limit]
        columns = (self.ids[rows], scores, dense, lexical, late)
        return [
            Hit(*one) for one in zip(*(column[order].tolist() for column in columns), strict=True)
        ]

    def _meaning(
        self, asked: Understood, subject: Words
    ) -> tuple[NDArray[np.float32], NDArray[np.int32] | None]:
        """The question's vector (d,) and, under a static model, its tokens. Another model is given
        the question as people write it: capitals and stops are words to it."""
        if self._tokens is None:
            return self._encoder.encode_queries([asked.reading or asked.typed])[0], None
        tokens = self._tokens.token_ids([" ".join(subject)])[0]
        return self._tokens.pooled([tokens])[0], tokens

    def _candidates(
        self, vector: NDArray[np.float32], query: LexicalQuery, limit: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.float32]]:
        """Rows that either ranking puts in front, with their BM25 scores and cosines."""
        wanted = min(max(limit, CANDIDATES), len(self))
        if self._open is not None:
            return self._open_candidates(self._open, vector, query, wanted)
        near, cosines = self._vectors.nearest_rows(vector, wanted)
        rows, lexical = self._lexical.best(query, wanted, near)
        dense = np.empty(len(rows), dtype=np.float32)
        is_near = np.zeros(len(rows), dtype=np.bool_)
        places = np.searchsorted(rows, near)
        dense[places], is_near[places] = cosines, True
        dense[~is_near] = self._vectors.cosines_of_rows(vector, rows[~is_near])
        return rows, lexical, dense

    def _open_candidates(
        self,
        is_open: NDArray[np.bool_],
        vector: NDArray[np.float32],
        query: LexicalQuery,
        wanted: int,
    ) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.float32]]:
        """The same of the open rows alone: by words from the scores of all, by meaning from as
        many more as it takes, or, where few are open, from all of these."""
        scores = self._lexical.scores(query)
        worded = np.flatnonzero(is_open & (scores > 0))
        if len(worded) > wanted:
            worded = worded[np.argpartition(-scores[worded], wanted)[:wanted]]
        near = np.flatnonzero(is_open)
        asked = 2 * wanted
        while len(near) > max(asked, wanted) and asked < len(self):
            some, _ = self._vectors.nearest_rows(vector, asked)
            if len(some := some[is_open[some]]) >= wanted:
                near = some[:wanted]
            asked *= 4
        rows = np.union1d(worded, near)
        return rows, scores[rows], self._vectors.cosines_of_rows(vector, rows)

    def _signals(self, hits: Sequence[Hit], query: LexicalQuery, words: Sequence[str]) -> Signals:
        best = hits[0]
        coverage = self._lexical.coverage(content_syllables(words), self._rows[best.id])
        return Signals(
            share=best.lexical / query.idf_sum if query.idf_sum > 0 else 0.0,
            coverage=coverage,
            cosine=best.dense,
            # Without tokens what comes nearest to it: words found as they are.
            late=coverage if self._late is None else best.late,
            margin=best.score - hits[1].score if len(hits) > 1 else best.score,
        )


def _understanding(glossary: Glossary, overruling: Glossary) -> Understanding:
    terms = built_in().joined(glossary).overruled(overruling)
    return Understanding(shipped_restorer(), terms)


def _parts(entry: Entry, terms: Glossary) -> list[Sequence[str]]:
    parts: list[Sequence[str]] = [syllables(entry.context), syllables(entry.text)]
    return [*parts, *terms.written_out([s for part in parts for s in part])]


def _hashes(entries: Sequence[Entry]) -> NDArray[np.uint8]:
    """(n, 16), of context and text."""
    joined = b"".join(entry.hash for entry in entries)
    return np.frombuffer(joined, dtype=np.uint8).reshape(-1, HASH_BYTES)


def _distinct(ids: Sequence[int]) -> Sequence[int]:
    seen: set[int] = set()
    for identifier in ids:
        if identifier in seen:
            raise DuplicateId(identifier)
        seen.add(identifier)
    return ids


def _digest(
    fingerprint: str, ids: NDArray[np.int64], hashes: NDArray[np.uint8], glossary: Glossary
) -> str:
    order = np.argsort(ids, kind="stable")
    digest = hashlib.sha256(fingerprint.encode())
    digest.update(ids[order].astype("<i8").tobytes())
    digest.update(hashes[order].tobytes())
    digest.update(glossary.to_json().encode())
    return digest.hexdigest()
