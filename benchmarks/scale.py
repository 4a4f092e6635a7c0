"""How an answer's time grows with the number of passages, and where it goes. One thread.

    python -m benchmarks.scale [--sizes 1000 10000 100000 1000000] [--questions N] [--out FOLDER]

Up to `--whole` passages the whole way from text to `Answer` is timed, over a knowledge base made
and published as in `benchmarks.speed`. Beyond, only the search is, without late interaction: the
index is made of the largest one's passages over and over, ids distinct, each copy's vector moved a
little so that no two are the same.
"""

import argparse
import json
import os
import platform
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from benchmarks.speed import made_up_documents, made_up_questions
from bot import answering
from bot.parts import Parts, assembled
from bot.settings import Settings
from bot.sources import sources_at
from index.embedding import load_encoder
from index.late import LateIndex
from index.lexical import LexicalIndex
from index.static import StaticEncoder
from index.text import syllables
from index.understanding import Understanding
from index.vectors import VectorIndex
from knowledge import releases
from knowledge.recent import RecentPassages
from knowledge.store import passages_of_revisions

SIZES = (1_000, 10_000, 100_000, 1_000_000)
WHOLE = 100_000
SEED = 20_240_507
SHAKEN = 0.02  # standard deviation of what is added to each number of a copy's unit vector
RECALL_AT = 100
# What is timed within an answer: the part's name, and the calls that belong to it.
PARTS: dict[str, Sequence[tuple[object, str]]] = {
    "understand": [(Understanding, "of")],
    "encode": [(StaticEncoder, "encode_queries")],
    "dense": [(VectorIndex, "nearest_rows"), (VectorIndex, "cosines_of_rows")],
    "lexical": [(LexicalIndex, "query"), (LexicalIndex, "best"), (LexicalIndex, "coverage")],
    "late": [(LateIndex, "scores")],
    "fetch": [(RecentPassages, "by_ids")],
    "gate": [(answering, "verified")],
}


@dataclass(frozen=True, slots=True)
class Row:
    """One size's figures: milliseconds (p50 and p99 by the clock, `cpu` the p50 of processor time),
    passages a second, bytes a passage, 0..1."""

    passages: int
    whole: bool
    p50: float
    p99: float
    cpu: float
    parts: dict[str, float]
    vectors: str
    recall: float
    lexical_built: float
    vectors_built: float
    lexical_bytes: float
    vector_bytes: float


def main() -> None:
    options = _options()
    questions = list(made_up_questions(options.questions))
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in options.sizes:
            place = Path(folder) / str(min(size, options.whole))
            if not place.exists():
                place.mkdir()
                _publish(place, min(size, options.whole))
            rows.append(_measured(place, size, questions))
            print(_line(rows[-1]), flush=True)
    options.out.mkdir(parents=True, exist_ok=True)
    _write(options.out, rows)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--whole", type=int, default=WHOLE)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results")
    return parser.parse_args()


def _publish(place: Path, passages: int) -> None:
    documents = made_up_documents(place / "documents", passages)
    with assembled(Settings.load(place / "home")) as parts:
        parts.publisher.refresh(sources_at([str(documents)]), only=True, author="benchmark")


def _measured(place: Path, size: int, questions: Sequence[str]) -> Row:
    with assembled(Settings.load(place / "home")) as parts:
        texts = _texts(parts)
        encoder = load_encoder()
        copies = -(-size // len(texts))
        vectors = _shaken(parts.current.get().index._vectors.rows(), copies)[:size]
        parsed = [[syllables(text)] for text in texts] * copies
        began = time.perf_counter()
        lexical = LexicalIndex.build(parsed[:size])
        lexical_s = time.perf_counter() - began
        began = time.perf_counter()
        dense = VectorIndex.build(np.arange(size), vectors)
        dense_s = time.perf_counter() - began
        asked = encoder.encode_queries(list(questions))
        if copies == 1:
            times, cpu, spent = _timed(questions, lambda q: parts.answerer.consider(q, wanted=3))
        else:
            times, cpu, spent = _timed(
                questions, lambda q: _searched(q, encoder.encode_queries, lexical, dense)
            )
        return Row(
            passages=size,
            whole=copies == 1,
            p50=_at(times, 50),
            p99=_at(times, 99),
            cpu=_at(cpu, 50),
            parts={name: _at(spent[name], 50) for name in PARTS if spent[name]},
            vectors=dense.kind,
            recall=_recall(dense, vectors, asked),
            lexical_built=size / lexical_s,
            vectors_built=size / dense_s,
            lexical_bytes=_stored(place, lexical.save) / size,
            vector_bytes=_stored(place, lambda folder: dense.save(folder / "vectors")) / size,
        )


def _texts(parts: Parts) -> list[str]:
    release = parts.current.get()
    ids = release.index.ids.tolist()
    with parts.database.session() as session:
        revisions = releases.revision_ids_of(session, release.id)
        words = {view.id: view.text for view in passages_of_revisions(session, revisions)}
    return [words[one] for one in ids]


def _shaken(vectors: NDArray[np.float32], copies: int) -> NDArray[np.float32]:
    chance = np.random.default_rng(SEED)
    moved = [
        vectors + SHAKEN * chance.standard_normal(vectors.shape, dtype=np.float32)
        for _ in range(copies - 1)
    ]
    return np.concatenate([vectors, *moved])


def _searched(
    question: str,
    encode: Callable[[list[str]], NDArray[np.float32]],
    lexical: LexicalIndex,
    dense: VectorIndex,
) -> None:
    vector = encode([question])[0]
    near, _ = dense.nearest_rows(vector, RECALL_AT)
    rows, _ = lexical.best(lexical.query(syllables(question), accented=True), RECALL_AT, near)
    dense.cosines_of_rows(vector, rows)


def _timed(
    questions: Sequence[str], answer: Callable[[str], object]
) -> tuple[list[float], list[float], dict[str, list[float]]]:
    """Milliseconds of each question by the clock and of the processor, and of each part of it;
    warmed up by some of them."""
    for question in questions[:20]:
        answer(question)
    spent: dict[str, list[float]] = defaultdict(list)
    whole, cpu = zip(*(_milliseconds(answer, question) for question in questions), strict=True)
    with ExitStack() as stack:
        now: dict[str, float] = {}
        for name, calls in PARTS.items():
            for owner, attribute in calls:
                stack.enter_context(
                    mock.patch.object(owner, attribute, _clocked(owner, attribute, name, now))
                )
        for question in questions:
            now.clear()
            answer(question)
            for name, value in now.items():
                spent[name].append(value)
    return list(whole), list(cpu), spent


def _clocked(owner: object, attribute: str, name: str, now: dict[str, float]) -> Callable[..., Any]:
    call = getattr(owner, attribute)

    def clocked(*args: Any, **named: Any) -> Any:  # noqa: ANN401 -- any of the calls above
        began = time.perf_counter()
        try:
            return call(*args, **named)
        finally:
            now[name] = now.get(name, 0.0) + (time.perf_counter() - began) * 1_000

    return clocked


def _milliseconds(answer: Callable[[str], object], question: str) -> tuple[float, float]:
    began, worked = time.perf_counter(), time.thread_time()
    answer(question)
    return (time.perf_counter() - began) * 1_000, (time.thread_time() - worked) * 1_000


def _recall(dense: VectorIndex, vectors: NDArray[np.float32], asked: NDArray[np.float32]) -> float:
    """Share of numpy's nearest hundred that the index finds; the mean over the questions."""
    shares = []
    for vector in asked[:50]:
        cosines = vectors @ vector / np.linalg.norm(vectors, axis=1)
        nearest = np.argpartition(-cosines, min(RECALL_AT, len(cosines) - 1))[:RECALL_AT]
        found, _ = dense.nearest_rows(vector, RECALL_AT)
        shares.append(len(set(nearest.tolist()) & set(found.tolist())) / len(nearest))
    return float(np.mean(shares))


def _stored(place: Path, save: Callable[[Path], None]) -> int:
    with tempfile.TemporaryDirectory(dir=place) as folder:
        save(Path(folder))
        return sum(file.stat().st_size for file in Path(folder).iterdir())


def _at(times: Sequence[float], percentile: float) -> float:
    return round(float(np.percentile(times, percentile)), 3)


def _line(row: Row) -> str:
    parts = ", ".join(f"{name} {value:.2f}" for name, value in row.parts.items())
    return (
        f"| {row.passages:,} | {'whole' if row.whole else 'index'}"
        f" | {row.p50:.2f} | {row.p99:.2f} | {row.cpu:.2f}"
        f" | {parts} | {row.vectors} | {row.recall:.3f} | {row.lexical_built:,.0f}"
        f" | {row.vectors_built:,.0f} | {row.lexical_bytes:,.0f} | {row.vector_bytes:,.0f} |"
    )


def _write(out: Path, rows: Sequence[Row]) -> None:
    machine = (
        f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f},"
        f" Python {platform.python_version()}"
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    written = {"machine": machine, "peak_mib": round(peak), "rows": [asdict(row) for row in rows]}
    (out / "scale.json").write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    head = (
        "| passages | timed | p50 ms | p99 ms | CPU p50 ms | where it goes, p50 ms | vectors |"
        " recall@100 | BM25 built /s | vectors built /s | BM25 bytes | vector bytes |"
    )
    table = [head, "|" + "---|" * 12, *map(_line, rows)]
    (out / "scale.md").write_text("\n".join([machine, "", *table]) + "\n", encoding="utf-8")
    _plot(out / "scale.png", rows)


def _plot(path: Path, rows: Sequence[Row]) -> None:
    from matplotlib.figure import Figure  # only this script's last step needs it

    figure = Figure(figsize=(7, 4), layout="constrained")
    axes = figure.subplots()
    # Never one line through both: the search alone is less than the whole way.
    for whole, what, mark in ((True, "text to answer", "o"), (False, "search alone", "s")):
        of = [(row.passages, row.p50, row.p99) for row in rows if row.whole is whole]
        if of:
            sizes, p50, p99 = zip(*of, strict=True)
            axes.plot(sizes, p50, f"{mark}-", label=f"{what}, p50")
            axes.plot(sizes, p99, f"{mark}--", label=f"{what}, p99")
    for name in PARTS:
        spent = [(row.passages, row.parts[name]) for row in rows if name in row.parts]
        if spent:
            axes.plot(*zip(*spent, strict=True), ".:", label=name)
    axes.set(xscale="log", yscale="log", xlabel="passages", ylabel="ms a question, one thread")
    axes.grid(alpha=0.3)
    axes.legend(fontsize="small", ncols=2)
    figure.savefig(path, dpi=110, metadata={"Software": None})


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
