"""Trains the model: `python -m training.train CORPORA_FOLDER OUT [--without LAW_NO ...]`."""

import argparse
import logging
from pathlib import Path
from random import Random

import numpy as np
import torch
from datasets import Dataset
from sentence_transformers import (
    SentenceTransformer,
    SentenceTransformerTrainer,
    SentenceTransformerTrainingArguments,
)
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

from training.clauses import clauses
from training.corpora import Section, law_sections, wikipedia_sections
from training.pairs import pairs
from training.starting_vectors import starting_vectors
from training.vocabulary import Sizes, count, pieces, tokenizer_of

log = logging.getLogger("training")

DIMENSIONS = 256
BATCH = 1024
LEARNING_RATE = 0.03  # coordinates are near 1 when training starts
MOST_PAIRS = 900_000
MOST_CLAUSES = 900_000  # for the starting vectors


def sections_of(folder: Path, without: frozenset[str]) -> list[Section]:
    """Law articles and Wikipedia paragraphs, less the laws that are kept for measuring."""
    return [*law_sections(folder, without), *wikipedia_sections(folder)]


def starting_module(sections: list[Section], seed: int) -> StaticEmbedding:
    """The tokenizer and the vectors that training begins with."""
    single, neighbours = count(clauses(sections))
    tokenizer = tokenizer_of(pieces(single, neighbours, Sizes()))
    log.info("%d pieces", tokenizer.get_vocab_size())
    sample = [" ".join(words) for words in clauses(sections) if len(words) > 3]
    Random(seed).shuffle(sample)
    vectors = starting_vectors(tokenizer, sample[:MOST_CLAUSES], DIMENSIONS, seed)
    return StaticEmbedding(tokenizer, embedding_weights=vectors)


def dataset_of(sections: list[Section], seed: int) -> Dataset:
    """Shuffled pairs, at most `MOST_PAIRS`."""
    made = list(pairs(sections, seed))
    Random(seed).shuffle(made)
    log.info("%d pairs made, %d used", len(made), min(len(made), MOST_PAIRS))
    questions, passages = zip(*made[:MOST_PAIRS], strict=True)
    return Dataset.from_dict({"anchor": list(questions), "positive": list(passages)})


def fit(model: SentenceTransformer, dataset: Dataset, out: Path, seed: int) -> None:
    """One pass with in-batch negatives."""
    arguments = SentenceTransformerTrainingArguments(
        output_dir=str(out),
        per_device_train_batch_size=BATCH,
        num_train_epochs=1,
        learning_rate=LEARNING_RATE,
        warmup_steps=50,
        weight_decay=0.0,
        logging_steps=50,
        save_strategy="no",
        report_to="none",
        use_cpu=True,
        seed=seed,
        disable_tqdm=True,
    )
    loss = MultipleNegativesRankingLoss(model)
    SentenceTransformerTrainer(model, arguments, train_dataset=dataset, loss=loss).train()


def save(model: SentenceTransformer, out: Path) -> None:
    """Half precision, the unknown piece silent, a folder that `SentenceTransformer` loads."""
    module = model[0]
    assert isinstance(module, StaticEmbedding)
    with torch.no_grad():
        module.embedding.weight[0] = 0.0
    model.half().save(str(out), create_model_card=False)


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--without", nargs="*", default=[], metavar="LAW_NO")
    parser.add_argument("--seed", type=int, default=20)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.manual_seed(options.seed)
    np.random.seed(options.seed)
    sections = sections_of(options.corpora, frozenset(options.without))
    log.info("%d sections", len(sections))
    model = SentenceTransformer(
        modules=[starting_module(sections, options.seed), Normalize()], device="cpu"
    )
    fit(model, dataset_of(sections, options.seed), options.out, options.seed)
    save(model, options.out)


if __name__ == "__main__":
    main()
