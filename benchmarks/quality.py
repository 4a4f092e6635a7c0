"""How good, against whom: rankings, abstention and peers, kept as JSON, Markdown and a plot.

    python -m benchmarks.quality --eval FOLDER --corpora FOLDER --seeds FOLDER --documents FOLDER

A set whose files are not there is left out, and the tables do without it.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from benchmarks import plot, report
from benchmarks.datasets import Dataset, Topic, read_articles, read_pairs, released
from benchmarks.peers import PEERS, compared
from benchmarks.study import Indexed, indexed, studied
from benchmarks.version import commit
from bot.evaluating import evaluate, metrics, read_questions
from bot.parts import assembled
from bot.settings import Settings
from bot.sources import sources_at
from index.embedding import Encoder, load_encoder

RESULTS = Path(__file__).parent / "results"
ARTICLES = "Zalo"
PEER_PASSAGES = 20_000  # of the articles: enough for a difference in speed to show
PEER_QUESTIONS = 300
SECONDS_BETWEEN = 10.0  # two lines of progress


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    with threadpool_limits(1):
        result = measured(options)
    options.out.mkdir(parents=True, exist_ok=True)
    name = f"quality-{result['commit']}"
    kept = json.dumps(result, ensure_ascii=False, indent=1)
    (options.out / f"{name}.json").write_text(kept + "\n", encoding="utf-8")
    picture = options.out / f"{name}.png"
    if find_spec("matplotlib"):
        plot.draw(result, picture)
    body = report.tables(result)
    (options.out / f"{name}.md").write_text(body, encoding="utf-8")
    if options.readme:
        shown = os.path.relpath(picture, options.readme.parent)
        report.rewrite(options.readme, f"{body}\n![Rankings, risk and peers as plots]({shown})\n")
    print(body)


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Everything, as it is kept."""
    encoder = load_encoder(options.model)
    ready = [*developed(options), *(indexed(one, encoder, tell) for one in _public(options))]
    every = [one.dataset for one in ready]
    sets = {}
    for one in ready:
        others = [other for other in every if other is not one.dataset]
        sets[one.dataset.name] = studied(one, others, encoder, tell)
    del ready
    return {
        "commit": commit(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}",
        "model": encoder.name,
        "sets": sets,
        "peers": {} if options.no_peers else _peers(options, every, encoder),
    }


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    for folder in ("eval", "corpora", "seeds", "documents"):
        parser.add_argument(f"--{folder}", type=Path, default=Path("missing"))
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--readme", type=Path, help="put the tables between this file's marks")
    parser.add_argument("--model", help="a folder or hub name; the embedded model unless given")
    parser.add_argument("--only", action="append", help="this set alone; may be given again")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--peer-passages", type=int, default=PEER_PASSAGES)
    return parser.parse_args(arguments)


def developed(options: argparse.Namespace) -> Iterator[Indexed]:
    """The development sets, through the whole bot but Telegram."""
    for name, folder, questions in (
        ("rules (dev)", options.seeds, "dev_questions.jsonl"),
        ("laws (dev)", options.documents, "law_dev_questions.jsonl"),
    ):
        path = options.eval / questions
        if folder.is_dir() and path.is_file() and _wanted(options, name):
            yield _published(name, folder, path, options.model)


def _published(name: str, folder: Path, questions: Path, model: str | None) -> Indexed:
    asked = read_questions(questions)
    with (
        tempfile.TemporaryDirectory() as home,
        assembled(Settings(home=Path(home), database_url=None, model=model)) as parts,
    ):
        began = time.perf_counter()
        parts.publisher.refresh(sources_at([str(folder)]), only=True, author="benchmark")
        built = time.perf_counter() - began
        figures = metrics(evaluate(parts.answerer, asked, tell))
        return Indexed(released(parts, asked, name), parts.current.get().index, built, figures)


def _public(options: argparse.Namespace) -> Iterator[Dataset]:
    for name, topic, file in (
        ("ALQAC", Topic.RULES, "alqac.json"),
        ("XQuAD-vi", Topic.GENERAL, "xquad_vi.json"),
        ("MLQA-vi dev", Topic.GENERAL, "mlqa_vi_dev.json"),
    ):
        if (options.eval / file).is_file() and _wanted(options, name):
            yield read_pairs(options.eval / file, name, topic)
    questions, articles = _articles(options)
    if questions.is_file() and articles.is_file() and _wanted(options, ARTICLES):
        yield read_articles(questions, articles, ARTICLES)


def _articles(options: argparse.Namespace) -> tuple[Path, Path]:
    return options.eval / "zalo_dev.json", options.corpora / "law_articles.jsonl.gz"


def _wanted(options: argparse.Namespace, name: str) -> bool:
    return not options.only or name in options.only


def _peers(
    options: argparse.Namespace, every: Sequence[Dataset], encoder: Encoder
) -> dict[str, Any]:
    """On each public set; of the articles, on as many as the slowest peer can be waited for."""
    found = {}
    for dataset in every:
        if dataset.name == ARTICLES:
            some = read_articles(
                *_articles(options), ARTICLES, PEER_QUESTIONS, options.peer_passages
            )
            dataset = replace(some, name=f"{ARTICLES}, {len(some.passages):,} articles")
        if not dataset.places:
            found[dataset.name] = {
                "passages": len(dataset.passages),
                "questions": len(dataset.answerable),
                "peers": compared(dataset, encoder, tell, PEERS),
            }
    return found


_last_told = -SECONDS_BETWEEN


def tell(stage: str, done: int, total: int) -> None:
    """Progress on stderr, a line now and then."""
    global _last_told
    now = time.monotonic()
    if now - _last_told >= SECONDS_BETWEEN:
        _last_told = now
        print(f"{stage} {done:,} of {total:,}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
