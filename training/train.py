"""Trains the model: `python -m training.train CORPORA_FOLDER OUT [--without LAW_NO ...]`."""

import argparse
import logging
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tokenizers import Tokenizer

from index.neighbours import Neighbours
from training.clauses import clauses
from training.corpora import Section, law_sections, wikipedia_sections
from training.examples import Examples, examples_of
from training.objective import LATE_WEIGHT, Objective
from training.starting_vectors import starting_vectors
from training.vocabulary import Sizes, count, pieces, tokenizer_of

log = logging.getLogger("training")

DIMENSIONS = 256
BATCH = 256
LEARNING_RATE = 0.015  # coordinates are near 1 when training starts
_WARM_UP = 50  # steps
_SLOWEST = 0.02  # of the learning rate, at the end
_LOGGED = 100  # steps between two lines of the log
MOST_CLAUSES = 900_000  # for the starting vectors


@dataclass(frozen=True, slots=True)
class Start:
    """The tokenizer and the (pieces, d) vectors that training begins with."""

    tokenizer: Tokenizer
    vectors: NDArray[np.float32]


def sections_of(folder: Path, without: frozenset[str]) -> list[Section]:
    """Law articles and Wikipedia paragraphs, less the laws that are kept for measuring."""
    return [*law_sections(folder, without), *wikipedia_sections(folder)]


def start_of(sections: list[Section], seed: int) -> Start:
    """A vocabulary of these texts, and vectors of what stands near what."""
    single, neighbours = count(clauses(sections))
    tokenizer = tokenizer_of(pieces(single, neighbours, Sizes()))
    log.info("%d pieces", tokenizer.get_vocab_size())
    sample = [" ".join(words) for words in clauses(sections) if len(words) > 3]
    Random(seed).shuffle(sample)
    vectors = starting_vectors(tokenizer, sample[:MOST_CLAUSES], DIMENSIONS, seed)
    return Start(tokenizer, vectors)


def trained(start: Start, examples: Examples, seed: int) -> NDArray[np.float32]:
    """(pieces, d) the vectors after one pass over the examples, by Adam."""
    table = torch.nn.Parameter(torch.tensor(start.vectors))
    adam = torch.optim.Adam([table], lr=LEARNING_RATE)
    objective = Objective(examples, len(start.vectors), seed)
    steps = len(examples) // BATCH
    for step, batch in enumerate(examples.batches(BATCH, seed)):
        for group in adam.param_groups:
            group["lr"] = _rate(step, steps)
        mean, late = objective.losses(table, batch)
        adam.zero_grad()
        (mean + LATE_WEIGHT * late).backward()  # type: ignore[no-untyped-call]
        adam.step()
        if step % _LOGGED == 0:
            log.info("%d of %d: mean %.3f, late %.3f", step, steps, mean.item(), late.item())
    return np.asarray(table.detach().numpy())


def _rate(step: int, steps: int) -> float:
    """Up for a while, then straight down."""
    return LEARNING_RATE * min(1.0, (step + 1) / _WARM_UP) * max(_SLOWEST, 1 - step / steps)


def save(tokenizer: Tokenizer, vectors: NDArray[np.float32], out: Path) -> None:
    """Half precision, the unknown piece silent, a folder that `SentenceTransformer` loads, and
    which pieces mean nearly the same."""
    vectors[0] = 0.0
    module = StaticEmbedding(tokenizer, embedding_weights=vectors)
    model = SentenceTransformer(modules=[module, Normalize()], device="cpu")
    model.half().save(str(out), create_model_card=False)
    Neighbours(vectors.astype(np.float16).astype(np.float32)).save(out)


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--without", nargs="*", default=[], metavar="LAW_NO")
    parser.add_argument("--seed", type=int, default=20)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    sections = sections_of(options.corpora, frozenset(options.without))
    log.info("%d sections", len(sections))
    start = start_of(sections, options.seed)
    examples = examples_of(sections, start.tokenizer, options.seed)
    log.info("%d pairs", len(examples))
    save(start.tokenizer, trained(start, examples, options.seed), options.out)


if __name__ == "__main__":
    main()
